// Where bundles lie: folders with everything below them, single files, and drops on the network, as one list.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

struct Found {
    std::string address;  // Of the folder or drop that holds it, for transport_to().
    std::string name;     // The bundle's.
    std::string called;   // For people; without passwords and tokens.
};

struct FoundBundles {
    std::vector<Found> bundles;            // In the order of the places, then by name.
    std::vector<std::string> problems;     // "place: cause", one a line: places that do not answer.
    std::vector<std::string> passed_over;  // "file: cause": foreign files.
    std::size_t places = 0;                // How many answered.
};

// How to speak with the drop at an address.
using TermsFor = std::function<Terms(const std::string& address)>;

// Names a folder or file of this computer, and not a drop.
[[nodiscard]] bool is_here(const std::string& address);

// Never fails as a whole: what cannot be read is among the problems. Files whose name begins with a dot are passed over
// in silence: computers leave those on every stick; so are receipts.
[[nodiscard]] FoundBundles find_bundles(const std::vector<std::string>& addresses, const TermsFor& terms = {});

[[nodiscard]] Result<Bytes> fetch(const Found& bundle);

// Fetches all of them and shows each, from several threads and in any order.
void fetch_all(const std::vector<Found>& bundles, const TermsFor& terms,
               const std::function<void(const Found& bundle, const Result<Bytes>& bytes)>& see);

}  // namespace hineni
