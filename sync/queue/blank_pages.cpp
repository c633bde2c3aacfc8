#include "sync/queue/blank_pages.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hineni {

namespace {

// 4 MiB: an evening's envelopes. Only which thousand an envelope belongs to can still be guessed.
constexpr std::int64_t pages_at_once = 1024;
constexpr std::int64_t few = 64;

}  // namespace

BlankPages::BlankPages(Query left, Query make, Query shuffled, Query free_one)
    : left_(std::move(left)), make_(std::move(make)), shuffled_(std::move(shuffled)), free_one_(std::move(free_one)) {}

Result<BlankPages> BlankPages::of(Database& database) {
    auto left = database.prepare("PRAGMA freelist_count");
    if (!left) return tl::unexpected(left.error());
    // 4100 bytes: most of a row lies in a page of its own, which is freed with it. A row that fills a page of the table
    // itself would free whichever page the others can do without, and those are the last ones first.
    auto make = database.prepare(
        "WITH RECURSIVE up(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM up WHERE number < ?1) "
        "INSERT INTO blank SELECT number, zeroblob(4100) FROM up");
    if (!make) return tl::unexpected(make.error());
    auto shuffled = database.prepare("SELECT number FROM blank ORDER BY random()");
    if (!shuffled) return tl::unexpected(shuffled.error());
    auto free_one = database.prepare("DELETE FROM blank WHERE number = ?1");
    if (!free_one) return tl::unexpected(free_one.error());
    return BlankPages(std::move(*left), std::move(*make), std::move(*shuffled), std::move(*free_one));
}

void BlankPages::top_up(Database& database) {
    if (no_room_) return;
    const auto row = left_.step();
    const auto left = row && *row ? left_.number(0) : 0;
    left_.reset();
    if (left >= few) return;
    no_room_ = !make_more(database).has_value();
    database.forget_cache();  // 2 MB of blank pages that nobody reads.
}

// SQLite hands out free pages in the order in which they became free.
Result<void> BlankPages::make_more(Database& database) {
    auto transaction = Transaction::begin(database);
    if (!transaction) return tl::unexpected(transaction.error());
    make_.bind(1, pages_at_once);
    if (auto made = make_.run(); !made) return made;
    std::vector<std::int64_t> numbers;
    {
        const ResetAtEnd at_end(shuffled_);
        for (auto row = shuffled_.step(); !row || *row; row = shuffled_.step()) {
            if (!row) return tl::unexpected(row.error());
            numbers.push_back(shuffled_.number(0));
        }
    }
    for (const auto number : numbers) {
        free_one_.bind(1, number);
        if (auto freed = free_one_.run(); !freed) return freed;
    }
    return transaction->commit();
}

}  // namespace hineni
