// What a finished card becomes: the words are those that stood on the glass when the attendee went on.
#include <chrono>

#include "hineni/seal.hpp"
#include "kiosk/session/session.hpp"

namespace hineni {

namespace {

Digest digest_of(const Text& text, const Language& shown_in, const Language& otherwise) {
    return digest(as_bytes(text.in(shown_in.empty() ? otherwise : shown_in)));
}

}  // namespace

Entry entry_from(const Card& card, const EventPack& pack, const Language& language, const EntryId& id, const Now& now) {
    const auto& form = *card.form;
    Entry entry;
    entry.id = id;
    entry.event = pack.id;
    entry.pack = pack.digest;
    entry.form = form.id;
    entry.language = language;
    entry.collected = now.moment;
    entry.took_s = static_cast<int>(std::chrono::floor<std::chrono::seconds>(now.monotonic - card.started).count());
    for (std::size_t field = 0; field < form.fields.size(); ++field) {
        entry.answers.push_back({form.fields[field].id, card.answers[field]});
    }
    for (std::size_t each = 0; each < form.consents.size(); ++each) {
        const auto& consent = form.consents[each];
        entry.consents.push_back({consent.id, consent.to, consent.channel,
                                  digest_of(consent.text, card.consents_shown_in[each], language),
                                  card.consents[each].value_or(false)});
    }
    if (form.kind == FormKind::Pledge) {
        if (!form.text.empty()) entry.text = digest_of(form.text, card.text_read_in, language);
        if (form.ask_public) entry.public_name = card.public_name.value_or(false);
        // Typed or drawn, never both: what was begun the other way was not meant.
        if (form.drawn_signature && card.signature_typed.empty()) entry.signature = card.ink.svg_path();
        if (form.drawn_signature) entry.signature_typed = card.signature_typed;
    }
    for (std::size_t each = 0; each < form.occasions.size(); ++each) {
        if (card.occasions[each]) entry.occasions.push_back(form.occasions[each].id);
    }
    return entry;
}

}  // namespace hineni
