// Publication: one person of Action Network's list, made of all that this person filled in, over all forms and events
// at hand: the same e-mail address is the same person there, so it is one here. Pure: no network and no ledger.
//
// Who cannot be told apart there is held back for a human: two people with one e-mail address would become one, and the
// later name would replace the earlier. Nobody is subscribed by anything but a yes to us, on the channel of the
// contact.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hineni/event_pack.hpp"
#include "sync/people/people.hpp"

namespace hineni {

// A person of one form of one event (people.hpp), as one entry, with the ids of all that it is made of.
struct FilledForm {
    DeskEntry entry;
    std::vector<EntryId> entries;
};

// What is said of somebody in the file for a human.
struct Bearing {
    std::string event;
    std::string form;
    std::string name;
    std::string email;
    std::string phone;
    std::string postal_code;
    bool email_yes = false;
    bool sms_yes = false;
    std::vector<EntryId> entries;
};

// What is said beside "published". Kept as a number in the ledger.
enum Remark : unsigned {
    email_not_subscribed = 1,  // Said yes to e-mails, and the list has them as somebody who gets none.
    phone_not_subscribed = 2,  // The same for texts.
    phone_of_another = 4,      // The list has the number under somebody else: sending it would take it from them.
    other_phone_listed = 8,    // The list has another number for them.
    phone_shared = 16,         // Several people here gave the number.
    phone_unreadable = 32,     // It is no whole number.
};

struct Action {
    enum class Kind { Sign, Submit, Attend };
    Kind kind = Kind::Sign;
    std::string uuid;
    std::string source;  // The event's id.
    std::vector<std::string> tags;
    std::optional<std::int64_t> made;  // Unix seconds.
    std::vector<EntryId> entries;
};
// "petition", "form", "event": of what kind the UUID is.
[[nodiscard]] const char* place_of(Action::Kind kind);
// "petitions/UUID/signatures"
[[nodiscard]] std::string path_of(const Action& action);
// "petition:UUID": how the ledger calls it.
[[nodiscard]] std::string key_of(const Action& action);

struct Publication {
    std::string email;           // In small letters; empty: known by the phone alone.
    std::string email_as_typed;  // Sent and asked for too where it has capitals.
    std::string phone;           // Digits with the country's code; empty: none is sent.
    std::string name;
    std::string postal_code;
    std::string country;
    std::string language;
    std::vector<std::pair<std::string, std::string>> custom_fields;
    bool email_yes = false;
    bool sms_yes = false;
    std::vector<Action> actions;    // In the order of their first entries.
    bool alone = false;             // A form of theirs leads to no action: the person is published by themselves …
    std::vector<std::string> tags;  // … with these.
    unsigned remarks = 0;
    Bearing who;  // With all entries.
};

struct HeldBack {
    enum class Why { SharedEmail, SharedPhone, NoContact, BadEmail, BadPhone, NoPack };
    Why why = Why::NoContact;
    Bearing who;
};

struct ToPublish {
    std::vector<Publication> all;
    std::vector<HeldBack> held;
};

// Fails where the collection's spool cannot be read.
[[nodiscard]] Result<std::vector<FilledForm>> filled_forms_of(const People& people, const Collection& collection);

// `shared`: places of cards that have one e-mail address and are not one person (People::shared).
[[nodiscard]] ToPublish to_publish(std::span<const FilledForm> cards,
                                   const std::vector<std::vector<std::size_t>>& shared, const Kinds& kinds,
                                   std::span<const EventPack> packs);

}  // namespace hineni
