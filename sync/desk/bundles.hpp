// Where bundles lie: folders with everything below them, single files, and drops on the network, as one list.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

namespace hineni {

struct Found {
    std::string address;  // Of the folder or drop that holds it, for transport_to().
    std::string name;     // The bundle's.
    std::string called;   // For people; without passwords and tokens.
};

struct FoundBundles {
    std::vector<Found> bundles;         // In the order of the places, then by name.
    std::vector<std::string> problems;  // "place or file: cause", one a line: foreign files, places that do not answer.
    std::size_t places = 0;             // How many answered.
};

// Never fails as a whole: what cannot be read is among the problems. Files whose name begins with a dot are passed over
// in silence: computers leave those on every stick.
[[nodiscard]] FoundBundles find_bundles(const std::vector<std::string>& addresses);

[[nodiscard]] Result<Bytes> fetch(const Found& bundle);

}  // namespace hineni
