// Evidence: what bundles say and hold, as far as a proof or a receipt needs it: which statements there are, which
// envelopes they list, and which envelopes are here. Some 100 bytes for an entry, whatever the entry takes; the same
// bundle again changes nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hineni/bytes.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/desk/workers.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

// What a device says of one event: one chain of statements.
struct ChainName {
    EventTag event{};
    DeviceName device{};
    ChainId id{};
    friend auto operator<=>(const ChainName&,
                            const ChainName&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

// A statement without its list.
struct Link {
    std::size_t chain = 0;  // In Facts::chains.
    std::uint64_t number = 0;
    Statement::Kind kind = Statement::Kind::Next;
    Digest own{};  // statement_digest()
    Digest before{};
    std::uint64_t told = 0;
    std::uint64_t tally = 0;
    std::uint64_t entries = 0;
    friend auto operator<=>(const Link&, const Link&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

struct Listing {
    std::size_t chain = 0;
    Listed listed;
    std::uint64_t number = 0;                                           // Of the first statement that lists it.
    friend auto operator<=>(const Listing&, const Listing&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

// An envelope that is here.
struct Sighting {
    EventTag event{};
    Listed envelope;
    std::size_t bundles = 1;  // Different ones that hold it.
    bool opened = false;      // With the key, and the device's signature is right.
    std::size_t device = 0;   // Where it was opened: in Facts::makers.
    friend auto operator<=>(const Sighting&, const Sighting&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

// All of it in an order that depends on nothing but itself.
struct Facts {
    bool with_key = false;
    std::vector<ChainName> chains;
    std::vector<Link> links;           // Each once.
    std::vector<Listing> listings;     // Each envelope once in a chain.
    std::vector<Sighting> sightings;   // Each envelope once.
    std::vector<DeviceName> makers;    // Devices that were found inside envelopes.
    std::vector<std::string> damaged;  // Bundles that are not here whole, and parts of bundles, for people.
};

// Those of `all`, which are in the order of `key`, for which it gives `wanted`. (std::ranges::equal_range would do, but
// clang 14 does not understand what GCC's library gives back.)
template <class T, class Wanted, class Key>
[[nodiscard]] std::span<const T> those_with(const std::vector<T>& all, const Wanted& wanted, const Key& key) {
    return {std::ranges::lower_bound(all, wanted, {}, key), std::ranges::upper_bound(all, wanted, {}, key)};
}

class Evidence {
  public:
    // `key`: opens each envelope with it; null: only looks at them from outside. It outlives this.
    explicit Evidence(const SecretKey* key = nullptr)
        : with_key_(key != nullptr), openers_([key] { return std::make_unique<Opener>(*key); }) {}

    // One bundle as it came under this name; `called` is for people. How many envelopes it holds. From any thread.
    std::size_t add(const std::string& name, const std::string& called, BytesView bundle);
    // The place did not give it; from any thread.
    void add_unreadable(const std::string& name, const std::string& line);

    // Takes it all out.
    [[nodiscard]] Facts take_facts();

  private:
    struct Fresh;
    [[nodiscard]] Result<Fresh> look_into(BytesView bundle, Opener* opener) const;
    void merge(Fresh&& fresh);
    void add_statement(const Statement& statement, const Digest& own);
    void put_in_order();

    bool with_key_;
    Pool<Opener> openers_;
    std::mutex mutex_;             // Guards all below.
    std::set<Digest> bundles_;     // That were read whole, by their last 32 bytes.
    std::set<Digest> statements_;  // That were read.
    std::map<ChainName, std::size_t> chains_;
    std::map<DeviceName, std::size_t> makers_;
    Facts facts_;  // Numbered as they came.
    std::size_t in_order_ = 0;
    std::set<std::pair<std::string, std::string>> damaged_;  // Name and line.
};

}  // namespace hineni
