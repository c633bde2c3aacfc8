// Uploader: carries envelopes from the queue to the drop, in bundles, and takes receipts back. It has no loop, no
// sleep, no thread and reads no clock: whoever calls step() does the waiting. While the drop is busy with one bundle it
// makes the next.
//
// It promises
//   * what it counts as delivered, the drop has said it holds; what it counts as received, an organizer has vouched
//   for;
//   * a bundle and the device's statement in it are on the disk before they are sent, so that after a crash or a power
//     cut the same bundle goes out under the same name, and no number of a chain is ever given twice;
//   * on a quick line the outcomes of several bundles are written down together: what is lost of them in a crash is
//     sent again, which changes nothing at the drop;
//   * one bad envelope never holds up the rest: a bundle that the drop refuses is tried again in halves, until the one
//     that it will not take is alone and can be set aside with the reason;
//   * it never gives up on a drop that cannot be reached, and leaves it alone a little longer each time.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/queue.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/queue/ledger.hpp"
#include "sync/send/chains.hpp"
#include "sync/send/pace.hpp"
#include "sync/send/seen_boots.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

struct Stepped {
    enum class Did {
        Nothing,    // Nothing waits, or the drop is being left alone: see `again`.
        Delivered,  // `entries` more are at the drop.
        SetAside,   // The drop will not take one entry: see `hindrance`.
        Split,      // The drop refused `entries` together; they go on in halves.
        Failed,     // The drop could not be reached: see `hindrance`.
    };
    Did did = Did::Nothing;
    std::size_t entries = 0;
    std::size_t found_bad = 0;       // Envelopes set aside on the way because they are damaged.
    std::size_t received = 0;        // Entries that a desk has vouched for.
    std::vector<std::string> notes;  // What was wrong with receipts: for people, each once.
    Hindrance hindrance;             // Failed and SetAside.
    std::optional<Monotonic> again;  // When to call next; nothing: when the queue has grown. In the past: at once.
};

// By the tag of an event: who organizes it.
using OrganizersOf = std::map<EventTag, std::vector<PublicKey>>;

class Uploader {
  public:
    using Dice = std::function<std::uint32_t()>;  // Even random numbers; for the backoff and the names of chains.

    // Who sends, and to whom.
    struct Party {
        const DeviceKey& device;            // Outlives the Uploader.
        std::vector<PublicKey> organizers;  // Of the pack: whose receipts count.
        std::size_t largest_bundle = hineni::largest_bundle;
        OrganizersOf earlier = {};  // The same for entries of other events; without any, `organizers` for all.
    };

    // Reads how far everything is. `ledger` and `drop` outlive the Uploader.
    [[nodiscard]] static Result<Uploader> start(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice,
                                                const Party& party);

    // One bundle, or on a slow line several at a time. Where nothing waits: now and then a list of all that was told,
    // and a question for receipts. An Error is this device's own trouble (a full disk, a damaged file); calling again
    // is safe.
    [[nodiscard]] Result<Stepped> step(const Now& now);

    // A receipt that came another way than from the drop: received and notes, as a step would say.
    [[nodiscard]] Result<Stepped> receive(BytesView file, const EventTag& event);
    // The queue may have grown.
    [[nodiscard]] Result<void> look_again();
    // The network may have come back: the next step tries at once.
    void hurry() { not_before_ = Monotonic(0); }

    // Neither delivered nor set aside, as of the last look.
    [[nodiscard]] std::size_t waiting() const;

  private:
    struct Sending {
        Plan plan;
        Bundle bundle;
    };

    Uploader(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice, const Party& party);
    [[nodiscard]] Result<void> start_over();
    [[nodiscard]] Result<void> take_up(const Plan& plan);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> fill_up();
    [[nodiscard]] Result<void> write_down();
    [[nodiscard]] Result<void> while_busy();
    [[nodiscard]] Result<Stepped> do_step(const Now& now);
    [[nodiscard]] Result<Stepped> send_one(const Now& now);

    // uploader_outcome.cpp
    void split();
    void deliver(std::size_t place, Stepped& out);
    void leave_alone(const Now& now, const Answered& answer);
    [[nodiscard]] Result<Stepped> send_together(const Now& now);
    [[nodiscard]] Result<Stepped> accepted(const Now& now);
    [[nodiscard]] Result<Stepped> refused(const Now& now, const Answered& answer);
    [[nodiscard]] Result<Stepped> unreachable(const Now& now, const Answered& answer);

    // uploader_idle.cpp
    [[nodiscard]] Result<Stepped> idle(const Now& now);
    [[nodiscard]] Result<void> list_all(const Now& now);
    [[nodiscard]] Result<void> ask_now_and_then(const Now& now, Stepped& out);
    [[nodiscard]] Result<void> ask_for_receipts(const Now& now, Stepped& out);
    [[nodiscard]] const std::vector<PublicKey>& organizers_of(const EventTag& event) const;
    [[nodiscard]] Result<void> take_receipt(BytesView file, const EventTag& event, Stepped& out);
    [[nodiscard]] Result<std::optional<Monotonic>> next_errand();

    void settle(const EntryId& id) { settled_.insert(settled_.end(), id); }
    void note_time(const Now& now, const Answered& answer);
    [[nodiscard]] Chains::World world() const { return {boots_.in_words(), tally_}; }

    QueueReader queue_;
    Ledger* ledger_;
    Transport* drop_;
    Dice dice_;
    const DeviceKey* device_;
    std::vector<PublicKey> organizers_;
    OrganizersOf organizers_of_;
    std::size_t largest_bundle_;

    bool ready_ = false;    // False after an Error: what follows is read from the disk anew, as after a crash.
    bool on_disk_ = false;  // Since then a commit of ours was brought to the disk, and all before it.
    std::set<EntryId> settled_;
    std::vector<EntryId> waiting_;  // From the last to the first.
    std::deque<Sending> planned_;   // Written down; the first is sent next.
    std::deque<Sending> prepared_;  // Written down with the next commit, and before they are sent.
    Change news_;                   // Outcomes that are not written down yet.
    Chains chains_;
    SeenBoots boots_;
    std::uint64_t tally_ = 0;
    Pace pace_;
    std::size_t most_entries_;       // In the next bundle; becomes smaller after a refusal.
    std::size_t found_bad_ = 0;      // Not told yet.
    unsigned failures_ = 0;          // In a row.
    std::optional<Hindrance> told_;  // What the ledger has.
    Monotonic not_before_{0};
    struct Sent {
        std::size_t bundles = 0;
        Monotonic at{0};
    };
    std::optional<Sent> sent_;             // With the last step, which asked to be called again at once.
    bool one_by_one_ = false;              // Something among those sent together was refused.
    std::optional<Monotonic> written_at_;  // Since boot; the others by the caller's clock.
    std::optional<Monotonic> listed_at_;
    std::optional<Monotonic> asked_at_;
    std::optional<Monotonic> delivering_since_;
    std::set<std::string> noted_;
};

}  // namespace hineni
