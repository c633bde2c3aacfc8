// Collecting: bundles from everywhere in, each entry once out, in an order that depends on nothing but the entries: the
// same bundles in any order, any number of times, give the same tables byte for byte. An entry that was withdrawn stays
// so, whichever came first.
//
// Memory does not grow with their number: what ordering needs lies on the disk (kept.hpp), what somebody answered in a
// spool (spool.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/desk/kept.hpp"
#include "sync/desk/spool.hpp"
#include "sync/desk/table.hpp"
#include "sync/desk/times.hpp"
#include "sync/desk/wanted.hpp"
#include "sync/desk/workers.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

// Whose withdrawals count, and for which event.
struct Organizer {
    EventTag event{};
    PublicKey key;
};

class Collection {
  public:
    // The key's own withdrawals count for every event. The key outlives this.
    explicit Collection(const SecretKey& key, std::vector<Organizer> organizers = {}, Wanted wanted = {});

    // One bundle as it came; `called` names it in problems(). How many envelopes it holds. From any thread.
    std::size_t add(const std::string& called, BytesView bundle);

    // Once, when all was added: takes out what was withdrawn, says when each entry was made (times.hpp), and puts them
    // in order: by form, then by time (unknown times first), then by id. Fails where there was no room on the disk.
    [[nodiscard]] Result<void> settle();

    // After settle(), all of them in order; `prepare` may fill in what others know of an entry, from several threads.
    using Prepare = std::function<void(DeskEntry&)>;
    [[nodiscard]] EntryRows rows(Prepare prepare = {}) const;
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] Result<std::vector<DeskEntry>> entries(const Prepare& prepare = {}) const;
    // One of them: 0 is the first. From any thread.
    [[nodiscard]] Result<DeskEntry> entry(std::size_t place) const;
    // Each of them once with its place, in any order and from several threads.
    using See = std::function<void(std::size_t place, DeskEntry entry)>;
    [[nodiscard]] Result<void> see_all(const See& see) const;
    // The same for those at `places`, which are in order; each with its number among them.
    [[nodiscard]] Result<void> see_those(const std::vector<std::size_t>& places, const See& see) const;

    // After settle().
    [[nodiscard]] std::size_t size() const { return kept_.size(); }
    [[nodiscard]] std::size_t devices() const;
    // How many times an entry came once more, the same.
    [[nodiscard]] std::size_t repeats() const { return repeats_; }
    // Envelopes of a practice (hineni/practice.hpp): nobody's, and in no table.
    [[nodiscard]] std::size_t practised() const { return practised_; }
    [[nodiscard]] std::size_t withdrawn() const { return withdrawn_; }
    // All that a withdrawal which counts names, whether or not a copy of them came.
    [[nodiscard]] const std::vector<EntryId>& withdrawn_ids() const { return withdrawn_ids_; }
    // Entries of which two times cannot both be true.
    [[nodiscard]] std::size_t contradicted() const { return contradicted_; }
    // "file: cause", in the order of the words: bundles, envelopes and withdrawals that did not open or count, and
    // entries of which two differ. Of those the one whose digest comes first is kept.
    [[nodiscard]] std::vector<std::string> problems() const { return {problems_.begin(), problems_.end()}; }

  private:
    std::size_t add_with(Opener& opener, const std::string& called, BytesView bundle);
    void take_envelope(const std::string& called, BytesView envelope, Opener& opener);
    void keep(const DeskEntry& entry, const Opener::View& opened);
    void say(std::string problem);
    using Gone = std::set<std::pair<EventTag, EntryId>>;
    [[nodiscard]] Gone read_withdrawals();
    [[nodiscard]] bool counts(const UncheckedWithdrawal& withdrawal) const;
    void state_time(Kept& kept);
    using Portion = std::function<Result<std::vector<Kept>>(std::size_t first, std::size_t count)>;
    [[nodiscard]] Result<void> see_in_parts(std::size_t all, const Portion& portion, const See& see) const;
    [[nodiscard]] Result<DeskEntry> entry_at(const Kept& kept, Secret& content) const;
    [[nodiscard]] Result<void> write_part(std::size_t first, std::size_t count, const Render& render,
                                          const Prepare& prepare, const Write& write) const;

    const SecretKey& key_;
    std::vector<Organizer> organizers_;
    Wanted wanted_;
    Pool<Opener> openers_;
    Spool spool_;
    Result<void> spooled_;
    std::mutex mutex_;  // Guards all below until settle().
    KeptEntries kept_;
    std::set<Bytes> withdrawals_;
    Times times_;
    std::size_t repeats_ = 0;
    std::size_t practised_ = 0;
    std::size_t withdrawn_ = 0;
    std::vector<EntryId> withdrawn_ids_;
    std::size_t contradicted_ = 0;
    std::set<std::string> problems_;
};

}  // namespace hineni
