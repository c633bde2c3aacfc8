// What may be found out about a phone number, and by whom. Words alone: the library that knows the numbers of the world
// stays out of the kiosk (phone_in_child.hpp).
#pragma once

#include <functional>
#include <string>

#include "hineni/secret.hpp"

namespace hineni {

enum class PhoneIs {
    Unread,      // Nobody looked at it, or nobody could: the plain rule decides (rules.hpp).
    Fine,        // As long as numbers of its country are. Whether it is anybody's is never asked.
    Impossible,  // Too short, too long, or no number at all.
};

struct PhoneRead {
    PhoneIs is = PhoneIs::Unread;
    Secret shaped;  // Fine: as the region writes its own numbers, and the world those of other countries.
};

// `region`: EventPack::region. Empty: nobody can.
using PhoneReader = std::function<PhoneRead(const Secret& typed, const std::string& region)>;

}  // namespace hineni
