// ContactCard: a person as vCard 4.0 (RFC 6350), for address books. UTF-8, CRLF, lines of at most 75 octets.
//
// FN, which every card must have, is the name as typed, or else the address or number by which the person is reached.
// There is no N: which part of a typed name is the family's nobody told us, and a wrong guess stays in address books.
#pragma once

#include <string>

#include "sync/desk/desk_entry.hpp"

namespace hineni {

// What of an entry is a name and a contact; as typed, empty where there is none. The event pack knows which field it
// is.
struct Contact {
    std::string name;
    std::string email;
    std::string phone;
    std::string postal_code;

    [[nodiscard]] bool empty() const { return name.empty() && email.empty() && phone.empty(); }
};

// `id`: of the person's first entry, so that the card stays the same when the person comes again. Empty where the
// contact is: there is nobody to write down.
[[nodiscard]] std::string contact_card(const DeskEntry& one, const EntryId& id, const Contact& contact);

}  // namespace hineni
