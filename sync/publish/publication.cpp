#include "sync/publish/publication.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sync/publish/grouping.hpp"
#include "sync/publish/names.hpp"

namespace hineni {

namespace {

constexpr std::string_view us = "us";

bool says_yes(const DeskEntry& entry, std::string_view channel) {
    return std::ranges::any_of(entry.consents, [&](const DeskConsent& consent) {
        return consent.yes && consent.to == us && consent.channel == channel;
    });
}

void set(std::vector<std::pair<std::string, std::string>>& fields, const std::string& name, const std::string& value) {
    const auto at = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    if (at == fields.end()) {
        fields.emplace_back(name, value);
    } else {
        at->second = value;
    }
}

// Answers that have no place of their own; what was left empty keeps its old value there. Whether we may call goes
// along: whoever sees the number on the list must see that too.
void add_custom_fields(const DeskEntry& entry, const Kinds& kinds, Publication& to) {
    std::set<FieldKind> seen;
    for (const auto& [field, answer] : entry.answers) {
        if (answer.empty()) continue;
        const auto kind = kinds.of(entry, field);
        const bool own = kind == FieldKind::Name || kind == FieldKind::Email || kind == FieldKind::Phone ||
                         kind == FieldKind::PostalCode;
        if (own && seen.insert(kind).second) continue;
        const bool yes_no = kind == FieldKind::YesNo;
        set(to.custom_fields, field, yes_no ? (answer == "yes" ? "1" : "0") : answer);
    }
    if (entry.public_name) set(to.custom_fields, "public_name", *entry.public_name ? "1" : "0");
    for (const auto& consent : entry.consents) {
        if (consent.to == us && consent.channel == "call") set(to.custom_fields, consent.id, consent.yes ? "1" : "0");
    }
}

void add_tags(std::vector<std::string>& to, const std::vector<std::string>& tags) {
    for (const auto& tag : tags) {
        if (std::ranges::find(to, tag) == to.end()) to.push_back(tag);
    }
}

void add_action(Publication& to, const FilledForm& card, const Form& form, Action::Kind kind, const std::string& uuid) {
    const auto at =
        std::ranges::find_if(to.actions, [&](const Action& each) { return each.kind == kind && each.uuid == uuid; });
    if (at == to.actions.end()) {
        to.actions.push_back({kind, uuid, card.entry.event, form.tags, card.entry.unix_s, card.entries});
        return;
    }
    add_tags(at->tags, form.tags);
    at->entries.insert(at->entries.end(), card.entries.begin(), card.entries.end());
}

void add_actions(Publication& to, const FilledForm& card, const Form& form) {
    bool known = false;
    const auto add = [&](Action::Kind kind, const std::string& uuid) {
        if (uuid.empty()) return;
        known = true;
        add_action(to, card, form, kind, uuid);
    };
    const auto id = [&](const char* name) {
        const auto found = form.action_network.find(name);
        return found == form.action_network.end() ? std::string() : found->second;
    };
    if (form.kind == FormKind::Pledge) add(Action::Kind::Sign, id("petition"));
    if (form.kind == FormKind::Signup) add(Action::Kind::Submit, id("form"));
    for (const auto& occasion : form.occasions) {
        if (std::ranges::find(card.entry.occasions, occasion.id) == card.entry.occasions.end()) continue;
        if (occasion.action_network_event.empty()) set(to.custom_fields, "coming_to_" + occasion.id, "1");
        add(Action::Kind::Attend, occasion.action_network_event);
    }
    if (known) return;
    to.alone = true;
    add_tags(to.tags, form.tags);
}

const Form* form_of(const DeskEntry& entry, std::span<const EventPack> packs) {
    for (const auto& pack : packs) {
        if (pack.id == entry.event) return pack.form(entry.form);
    }
    return nullptr;
}

// The later word counts where both say something; a yes is not taken back by a box that was left empty elsewhere.
void add_card(Publication& to, const KnownBy& told, const Kinds& kinds, const Form& form) {
    const auto& entry = told.card->entry;
    const auto take = [](std::string& into, const std::string& from) {
        if (!from.empty()) into = from;
    };
    take(to.name, told.name);
    take(to.email_as_typed, told.email_as_typed);
    take(to.phone, told.phone);
    take(to.who.phone, told.phone_as_typed);
    const std::string postal_code(kinds.answer(entry, FieldKind::PostalCode));
    if (!postal_code.empty()) to.country = kinds.region(entry);
    take(to.postal_code, postal_code);
    take(to.language, entry.language);
    to.email = told.email.empty() ? to.email : told.email;
    to.email_yes = to.email_yes || says_yes(entry, "email");
    to.sms_yes = to.sms_yes || says_yes(entry, "sms");
    to.remarks |= !told.phone_as_typed.empty() && told.phone.empty() ? phone_unreadable : 0U;
    add_custom_fields(entry, kinds, to);
    add_actions(to, *told.card, form);
    const auto name_once = [](std::string& into, const std::string& more) {
        if (into.find(more) == std::string::npos) into += (into.empty() ? "" : " ") + more;
    };
    name_once(to.who.event, entry.event);
    name_once(to.who.form, entry.form);
    to.who.entries.insert(to.who.entries.end(), told.card->entries.begin(), told.card->entries.end());
}

Publication publication_of(const Group& group, const std::vector<KnownBy>& told, const Kinds& kinds,
                           std::span<const EventPack> packs) {
    Publication made;
    for (const auto place : group.cards) add_card(made, told[place], kinds, *form_of(told[place].card->entry, packs));
    if (group.without_phone) {
        if (!made.phone.empty()) made.remarks |= phone_shared;
        made.phone.clear();
    }
    made.who.name = made.name;
    made.who.email = made.email_as_typed;
    made.who.postal_code = made.postal_code;
    made.who.email_yes = made.email_yes;
    made.who.sms_yes = made.sms_yes;
    return made;
}

Bearing bearing_of(const KnownBy& told, const Kinds& kinds) {
    const auto& entry = told.card->entry;
    return {entry.event,
            entry.form,
            told.name,
            told.email_as_typed,
            told.phone_as_typed,
            std::string(kinds.answer(entry, FieldKind::PostalCode)),
            says_yes(entry, "email"),
            says_yes(entry, "sms"),
            told.card->entries};
}

// Why a card cannot be published by itself; nothing where it can.
std::optional<HeldBack::Why> hindrance_of(const KnownBy& told, std::span<const EventPack> packs) {
    if (form_of(told.card->entry, packs) == nullptr) return HeldBack::Why::NoPack;
    if (!told.email.empty() || !told.phone.empty()) return std::nullopt;
    if (!told.email_as_typed.empty()) return HeldBack::Why::BadEmail;
    return told.phone_as_typed.empty() ? HeldBack::Why::NoContact : HeldBack::Why::BadPhone;
}

}  // namespace

const char* place_of(Action::Kind kind) {
    switch (kind) {
        case Action::Kind::Sign: return "petition";
        case Action::Kind::Submit: return "form";
        case Action::Kind::Attend: return "event";
    }
    return "";
}

std::string path_of(const Action& action) {
    const char* records = action.kind == Action::Kind::Sign     ? "/signatures"
                          : action.kind == Action::Kind::Submit ? "/submissions"
                                                                : "/attendances";
    return std::string(place_of(action.kind)) + "s/" + action.uuid + records;
}

std::string key_of(const Action& action) {
    return std::string(place_of(action.kind)) + ":" + action.uuid;
}

Result<std::vector<FilledForm>> filled_forms_of(const People& people, const Collection& collection) {
    std::vector<FilledForm> cards;
    cards.reserve(people.all.size());
    for (const auto& person : people.all) {
        auto whole = as_one(person, collection);
        if (!whole) return tl::unexpected(whole.error());
        FilledForm card{std::move(*whole), {}};
        for (const auto place : person.entries) {
            const auto entry = collection.entry(place);
            if (!entry) return tl::unexpected(entry.error());
            card.entries.push_back(entry->id);
        }
        cards.push_back(std::move(card));
    }
    return cards;
}

ToPublish to_publish(std::span<const FilledForm> cards, const std::vector<std::vector<std::size_t>>& shared,
                     const Kinds& kinds, std::span<const EventPack> packs) {
    ToPublish out;
    std::vector<KnownBy> told;
    std::vector<bool> usable;
    for (const auto& card : cards) {
        told.push_back(what_is_told(card, kinds));
        const auto why = hindrance_of(told.back(), packs);
        usable.push_back(!why);
        if (why) out.held.push_back({*why, bearing_of(told.back(), kinds)});
    }
    for (const auto& group : groups_of(told, usable, shared)) {
        if (!group.held) {
            out.all.push_back(publication_of(group, told, kinds, packs));
            continue;
        }
        for (const auto place : group.cards) out.held.push_back({*group.held, bearing_of(told[place], kinds)});
    }
    return out;
}

}  // namespace hineni
