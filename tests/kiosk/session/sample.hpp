// A sample pack for the session's tests, and fingers for its screens. Made up for the tests; nobody's words.
#pragma once

#include <string_view>

#include "hineni/seal.hpp"
#include "hineni/utf8.hpp"
#include "kiosk/session/session.hpp"

namespace hineni::sample {

inline constexpr Monotonic noon = 12h;

inline constexpr LocalTime evening{2026, 12, 17, 18, 0, -300};

inline Text words(std::string en, std::string es) {
    return {{{"en", std::move(en)}, {"es", std::move(es)}}};
}

inline Digest digest_of(std::string_view shown) {
    return digest(as_bytes(shown));
}

inline Field field(std::string id, FieldKind kind, bool required = false) {
    Field made;
    made.id = std::move(id);
    made.kind = kind;
    made.required = required;
    made.label = words(made.id, made.id + " (es)");
    return made;
}

inline Consent consent(std::string id, std::string to = "us") {
    return {id, std::move(to), Channel::Email, words("May we: " + id + "?", "¿Podemos: " + id + "?")};
}

// Five fields on two pages, four consents on two pages.
inline Form join() {
    Form form;
    form.id = "join";
    form.kind = FormKind::Signup;
    form.title = words("Join us", "Únete");
    form.fields = {field("name", FieldKind::Name, true), field("email", FieldKind::Email),
                   field("phone", FieldKind::Phone), field("zip", FieldKind::PostalCode),
                   field("help", FieldKind::Choices)};
    form.fields[4].options = {
        {"calls", words("Calls", "Llamadas")}, {"food", words("Food", "Comida")}, {"rides", words("Rides", "Viajes")}};
    form.consents = {consent("newsletter"), consent("actions"), consent("texts"), consent("share", "sanctuary")};
    return form;
}

inline Form pledge() {
    Form form;
    form.id = "pledge";
    form.kind = FormKind::Pledge;
    form.title = words("Sign the pledge", "Firma el compromiso");
    form.text = words("# Pledge\n\nWe stand together.", "# Compromiso\n\nEstamos juntos.");
    form.fields = {field("name", FieldKind::Name, true)};
    form.consents = {consent("newsletter")};
    form.drawn_signature = true;
    form.ask_public = true;
    return form;
}

inline Form rsvp() {
    Form form;
    form.id = "next";
    form.kind = FormKind::Rsvp;
    form.title = words("Upcoming actions", "Próximas acciones");
    form.fields = {field("name", FieldKind::Name, true)};
    form.occasions = {{"night", words("Action night", "Noche"), {}, evening, {}, {}},
                      {"briefing", words("Briefing", "Reunión"), {}, evening, {}, {}}};
    return form;
}

inline EventPack pack() {
    EventPack made;
    made.id = "vigil-2026-12-10";
    made.languages = {"en", "es"};
    made.starts = evening;
    made.forms = {join(), pledge(), rsvp()};
    return made;
}

// Inserts as an on-screen key would.
inline void type(Session& session, std::string_view text, Monotonic now = noon) {
    while (!text.empty()) {
        const std::string character(text.substr(0, utf8::front_size(text)));
        session.happen(KeyTapped{{keyboard::Does::Insert, character, character, 1}}, now);
        text.remove_prefix(character.size());
    }
}

template <class Where>
const Where& at(const Session& session) {
    return std::get<Where>(session.state());
}

template <class Where>
bool is_at(const Session& session) {
    return std::holds_alternative<Where>(session.state());
}

inline void next(Session& session, Monotonic now = noon) {
    session.happen(Next{}, now);
}

// A signed stroke.
inline void draw(Session& session) {
    session.happen(PenDown{{100, 200}}, noon);
    session.happen(PenMoved{{300, 120}}, noon);
    session.happen(PenMoved{{600, 280}}, noon);
    session.happen(PenUp{}, noon);
}

}  // namespace hineni::sample
