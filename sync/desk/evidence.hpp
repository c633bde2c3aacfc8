// Evidence: what bundles say and hold, as far as a proof or a receipt needs it: which statements there are, which
// envelopes they list, and which envelopes are here. What is said of each entry lies on the disk (sorter.hpp), so that
// memory grows with the bundles alone, not with what is in them; the same bundle again changes nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
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
#include "sync/desk/sorter.hpp"
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
    std::size_t chain = 0;  // In Findings::chains.
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
    std::size_t chain = 0;  // In Findings::chains.
    EnvelopeMark mark{};
    std::uint64_t number = 0;  // Of the first statement that lists it.
};

// An envelope that is here.
struct Sighting {
    EnvelopeMark mark{};
    std::size_t bundles = 1;  // Different ones that hold it.
    bool opened = false;      // With the key, and the device's signature is right.
    std::size_t device = 0;   // Where it was opened: in Findings::makers.
};

// All that is known of one entry of one event.
struct OfEntry {
    EventTag event{};
    EntryId id;
    std::vector<Listing> listings;    // Each envelope once in a chain.
    std::vector<Sighting> sightings;  // Each envelope once.
};

// All of it in an order that depends on nothing but itself.
class Findings {
  public:
    bool with_key = false;
    std::vector<ChainName> chains;
    std::vector<Link> links;           // Each once.
    std::vector<DeviceName> makers;    // Devices that were found inside envelopes.
    std::vector<std::string> damaged;  // Bundles that are not here whole, and parts of bundles, for people.
    std::size_t practised = 0;         // Entries of a practice, which are neither here nor missing.

    // Each entry once, in the order of the ids, of one id in that of the events. May be called again. Fails where what
    // was set aside on the disk could not be written or read.
    using See = std::function<void(const OfEntry&)>;
    [[nodiscard]] Result<void> see(const See& see);

  private:
    friend class Evidence;

    enum class Kind : std::uint32_t { Listed, Unopened, Opened };
    // One thing that was said or seen, as it lies on the disk.
    struct Said {
        EntryId id;
        EventTag event{};
        Kind kind = Kind::Listed;
        std::uint32_t who = 0;  // Chain or maker, numbered as they came.
        EnvelopeMark mark{};
        std::uint64_t number = 0;
        friend auto operator<=>(const Said&, const Said&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
    };
    void take(const Said& said, OfEntry& entry) const;

    Result<void> added_;
    Sorter<Said> said_;
    std::vector<std::size_t> chain_now_, maker_now_;  // From the number as they came to the place above.
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
    [[nodiscard]] Findings take_findings();

  private:
    struct Fresh;
    [[nodiscard]] Result<Fresh> look_into(BytesView bundle, Opener* opener) const;
    void merge(Fresh&& fresh);
    void add_statement(const Statement& statement, const Digest& own);
    void say(const Findings::Said& said);

    bool with_key_;
    Pool<Opener> openers_;
    std::mutex mutex_;             // Guards all below.
    std::set<Digest> bundles_;     // That were read whole, by their last 32 bytes.
    std::set<Digest> statements_;  // That were read.
    std::set<EntryId> practised_;  // None, unless something went wrong on a tablet.
    std::map<ChainName, std::uint32_t> chains_;
    std::map<DeviceName, std::uint32_t> makers_;
    Findings findings_;                                      // Numbered as they came.
    std::set<std::pair<std::string, std::string>> damaged_;  // Name and line.
};

}  // namespace hineni
