#include <algorithm>
#include <array>

#include "kiosk/form/parts.hpp"
#include "kiosk/form/utc.hpp"

namespace hineni {

using namespace std::string_view_literals;

static constexpr std::array form_kinds{std::pair{"signup"sv, FormKind::Signup}, std::pair{"pledge"sv, FormKind::Pledge},
                                       std::pair{"rsvp"sv, FormKind::Rsvp}};
static constexpr std::array signatures{std::pair{"drawn"sv, true}, std::pair{"none"sv, false}};
static constexpr std::array channels{std::pair{"email"sv, Channel::Email}, std::pair{"sms"sv, Channel::Sms},
                                     std::pair{"call"sv, Channel::Call}, std::pair{"share"sv, Channel::Share}};

std::vector<Consent> read_consents(std::vector<Section> consents, const std::vector<Partner>& partners) {
    std::vector<std::string_view> known{"us"};
    for (const auto& partner : partners) known.push_back(partner.id);
    std::vector<Consent> out;
    std::set<std::string> taken;
    for (auto& section : consents) {
        Consent consent;
        consent.id = section.id_among(taken);
        consent.to = section.words("to", Need::Required, 40);
        if (!consent.to.empty() && std::find(known.begin(), known.end(), consent.to) == known.end()) {
            section.complain("to", "to is " + in_quotes(consent.to) + ", and there is no such partner",
                             "one of " + listed(known));
        }
        consent.channel = section.one_of<Channel>("channel", Need::Required, channels).value_or(consent.channel);
        consent.text = section.text("text", Need::Required, {300});
        section.end();
        out.push_back(std::move(consent));
    }
    return out;
}

static Occasion read_occasion(Section& section, std::set<std::string>& taken) {
    Occasion occasion;
    occasion.id = section.id_among(taken);
    occasion.name = section.text("name", Need::Required, {80});
    occasion.place = section.text("place", Need::Optional, {120});
    const auto starts = section.time("starts", Need::Required);
    occasion.starts = starts.value_or(LocalTime{});
    occasion.ends = section.time("ends", Need::Optional);
    if (starts && occasion.ends && utc_minutes(*occasion.ends) <= utc_minutes(*starts)) {
        section.complain("ends", "ends is not after starts", "a later time");
    }
    if (auto network = section.section("action_network", "action_network = { event = \"…\" }", Need::Optional)) {
        occasion.action_network_event = network->uuid("event");
        network->end();
    }
    section.end();
    return occasion;
}

std::vector<Occasion> read_occasions(std::vector<Section> occasions) {
    std::vector<Occasion> out;
    out.reserve(occasions.size());
    std::set<std::string> taken;
    for (auto& section : occasions) out.push_back(read_occasion(section, taken));
    return out;
}

// Keys name files; the words are what stands in these.
static Text read_pledge_text(Section& form) {
    auto text = form.text("text", Need::Required, {200});
    std::erase_if(text.by_language, [&](auto& in) {
        const auto words = form.proof().named_file(in.second, form.place_of("text", in.first));
        in.second = words.value_or("");
        return !words;
    });
    return text;
}

static void read_action_network(Section& section, FormKind kind, Form& form) {
    auto network = section.section("action_network", "action_network = { tags = [\"…\"] }", Need::Optional);
    if (!network) return;
    if (auto id = network->uuid("form"); !id.empty()) form.action_network["form"] = std::move(id);
    if (network->belongs("petition", kind == FormKind::Pledge, "with kind pledge")) {
        if (auto id = network->uuid("petition"); !id.empty()) form.action_network["petition"] = std::move(id);
    }
    for (auto& tag : network->list("tags", Need::Optional, 0, 20)) form.tags.push_back(std::move(tag.words));
    network->end();
}

// Keys that only one kind of form has. Without a known kind they are not judged.
static void read_by_kind(Section& section, std::optional<FormKind> kind, Form& form) {
    if (section.belongs("text", kind.value_or(FormKind::Pledge) == FormKind::Pledge, "with kind pledge") && kind) {
        form.text = read_pledge_text(section);
    }
    if (section.belongs("signature", kind.value_or(FormKind::Pledge) == FormKind::Pledge, "with kind pledge")) {
        form.drawn_signature = section.one_of<bool>("signature", Need::Optional, signatures).value_or(false);
    }
    if (section.belongs("ask_public", kind.value_or(FormKind::Pledge) == FormKind::Pledge, "with kind pledge")) {
        form.ask_public = section.yes_no("ask_public");
    }
    if (section.belongs("occasion", kind.value_or(FormKind::Rsvp) == FormKind::Rsvp, "with kind rsvp")) {
        const auto need = kind ? Need::Required : Need::Optional;
        form.occasions = read_occasions(section.sections("occasion", "[[form.occasion]]", need, 40));
    }
    if (kind == FormKind::Signup && !section.has("field")) {
        section.complain_at(section.place(), "[[form]] has no field", "at least one [[form.field]]");
    }
}

static void read_contact(Section& section, Form& form) {
    form.needs_contact = section.yes_no("needs_contact");
    const bool asked =
        std::any_of(form.fields.begin(), form.fields.end(), [](const auto& field) { return is_contact(field.kind); });
    if (form.needs_contact && !asked) {
        section.complain_at(section.place(), "needs_contact, but no field asks for an address or a number",
                            "a [[form.field]] of kind email or phone, or no needs_contact");
    }
}

// Fields without a max_length of their own get the longest that their kind allows; where the whole form then is too
// large for one sealed card, the texts among them, and in the end the names, share the room that there is. False where
// even that does not help.
static bool settle_lengths(Form& form) {
    std::vector<Field*> giving;
    for (auto& field : form.fields) {
        if (field.max_length != 0) continue;
        field.max_length = longest_answer(field.kind);
        giving.push_back(&field);
    }
    const auto give = [&](FieldKind kind, std::size_t fewest) {
        for (auto length = longest_answer(kind); length >= fewest && fullest_card(form) > card_room(); length -= 10) {
            for (auto* field : giving) {
                if (field->kind == kind) field->max_length = length;
            }
        }
    };
    give(FieldKind::Text, 60);
    give(FieldKind::Name, 100);
    return fullest_card(form) <= card_room();
}

static Form read_form(Section& section, std::set<std::string>& taken, const EventPack& pack) {
    const auto before = section.proof().complaints();
    Form form;
    form.id = section.id_among(taken);
    const auto kind = section.one_of<FormKind>("kind", Need::Required, form_kinds);
    form.kind = kind.value_or(form.kind);
    form.title = section.text("title", Need::Required, {60});
    form.thanks = section.text("thanks", Need::Optional, {240, true});
    form.fields = read_fields(section.sections("field", "[[form.field]]", Need::Optional, 40), pack.chapters);
    form.consents = read_consents(section.sections("consent", "[[form.consent]]", Need::Optional, 40), pack.partners);
    read_by_kind(section, kind, form);
    read_contact(section, form);
    read_action_network(section, kind.value_or(FormKind::Pledge), form);
    section.end();
    if (!settle_lengths(form) && section.proof().complaints() == before) {
        section.complain_at(section.place(), "filled in to the brim, this form does not fit into one sealed card",
                            "fewer fields, or a smaller max_length where something is typed");
    }
    return form;
}

std::vector<Form> read_forms(std::vector<Section> forms, const EventPack& pack) {
    std::vector<Form> out;
    out.reserve(forms.size());
    std::set<std::string> taken;
    for (auto& section : forms) out.push_back(read_form(section, taken, pack));
    return out;
}

}  // namespace hineni
