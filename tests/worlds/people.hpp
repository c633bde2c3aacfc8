// People: who signs up, and who stands behind the keys. A person's number is the name on the card, so that the desk's
// table can be held against the truth.
#pragma once

#include <vector>

#include "hineni/entry.hpp"
#include "hineni/seal.hpp"
#include "sync/seal/open.hpp"

namespace hineni::worlds {

[[nodiscard]] Entry card_of(std::size_t person, const std::string& event, const Moment& when);

// The same in all worlds of a program: making keys takes longer than living.
struct Cast {
    std::vector<DeviceKey> devices;
    std::vector<SecretKey> organizers;
};
inline constexpr std::size_t most_tablets = 50;
inline constexpr std::size_t most_keys = 2;
[[nodiscard]] const Cast& cast();

}  // namespace hineni::worlds
