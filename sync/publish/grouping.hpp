// Grouping: which cards are one person on a list that knows people by e-mail address, and by phone number where there
// is none. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/publish/publication.hpp"

namespace hineni {

// How a card can be told from others.
struct KnownBy {
    const FilledForm* card = nullptr;
    std::string name;
    std::string email;  // In small letters; empty where there is none or it is no address.
    std::string email_as_typed;
    std::string phone;  // Digits; empty where there is none or it is no whole number.
    std::string phone_as_typed;
};
[[nodiscard]] KnownBy what_is_told(const FilledForm& card, const Kinds& kinds);

struct Group {
    std::vector<std::size_t> cards;     // Places in `told`, oldest first where times are known.
    bool without_phone = false;         // Several people gave it: it is nobody's key.
    std::optional<HeldBack::Why> held;  // They are not one person, and would become one.
};

// One person: the same address, with names that agree, once in each form. A card without an address belongs to those
// with its number where exactly one address has it and all names agree. A number of several is sent for none of those
// who have an address.
[[nodiscard]] std::vector<Group> groups_of(const std::vector<KnownBy>& told, const std::vector<bool>& usable,
                                           const std::vector<std::vector<std::size_t>>& shared);

}  // namespace hineni
