// Which envelopes the kiosk may let go of.
#include <algorithm>
#include <map>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "sync/queue/ledger_file.hpp"
#include "sync/queue/passed_time.hpp"

namespace hineni {

using namespace ledger_file;

namespace {

struct ByLedger {
    EnvelopeMark mark{};
    bool received = false;
};

// By what the ledger says; the queue is not asked yet.
Result<std::map<EntryId, ByLedger>> let_go_by_ledger(Database& ledger, Erase rule, int after_days, const Moment& now) {
    const auto boots = boots_in(ledger);
    if (!boots) return tl::unexpected(boots.error());
    const PassedTime passed(*boots, now);
    const auto enough = std::chrono::hours(24) * std::max(0, after_days);
    std::map<std::pair<std::int64_t, std::int64_t>, bool> long_ago;  // Of boot and day: there are few.
    const auto is_long_ago = [&](std::int64_t boot, std::int64_t on_day) {
        const auto [place, fresh] = long_ago.try_emplace({boot, on_day});
        if (fresh) place->second = passed.since(boot, on_day * day) >= enough;
        return place->second;
    };
    std::map<EntryId, ByLedger> entries;
    const auto* const sql = rule == Erase::Received
                                ? "SELECT id, mark, boot, day, state FROM entry WHERE state = 4"
                                : "SELECT id, mark, boot, day, state FROM entry WHERE state IN (3, 4)";
    auto read = for_rows(ledger, sql, [&](Query& row) {
        const bool known = !row.is_null(2) && !row.is_null(3);
        if (after_days > 0 && !(known && is_long_ago(row.number(2), row.number(3)))) return;
        entries.emplace(id_in(row.bytes(0)), ByLedger{array_in<16>(row.bytes(1)), row.number(4) == 4});
    });
    if (!read) return tl::unexpected(read.error());
    return entries;
}

bool is_of(const EventTag& event, BytesView bytes) {
    const auto envelope = read_envelope(Bytes(bytes.begin(), bytes.end()));
    return envelope && envelope->event == event;
}

}  // namespace

Result<std::vector<EntryId>> may_be_erased(const std::filesystem::path& state, const EventTag& event, Erase rule,
                                           int after_days, const Moment& now) {
    constexpr auto attempt = "see what may be erased";
    std::vector<EntryId> may;
    std::error_code none;
    if (!std::filesystem::exists(in(state), none)) return may;
    auto ledger = Database::open_to_read(in(state), kind);
    if (!ledger) return within(attempt, ledger.error());
    if (auto begun = ledger->run("BEGIN"); !begun) return within(attempt, begun.error());
    const auto entries = let_go_by_ledger(*ledger, rule, after_days, now);
    if (!entries) return within(attempt, entries.error());
    if (entries->empty()) return may;
    std::vector<EntryId> ids;
    for (const auto& [id, known] : *entries) ids.push_back(id);
    auto queue = QueueReader::open(state);
    if (!queue) return within(attempt, queue.error());
    auto read = queue->read(ids, [&](const EntryId& id, BytesView bytes) {
        const auto& known = entries->at(id);
        if (mark_of(bytes) == known.mark && (known.received || is_of(event, bytes))) may.push_back(id);
        return true;
    });
    if (!read) return within(attempt, read.error());
    return may;
}

}  // namespace hineni
