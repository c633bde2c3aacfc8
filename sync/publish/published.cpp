#include "sync/publish/published.hpp"

#include <algorithm>
#include <system_error>

namespace hineni {

namespace {

constexpr DatabaseKind publish_file{
    0x48695075,  // "HiPu"
    1,
    R"sql(
        CREATE TABLE about (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            api  TEXT NOT NULL
        ) STRICT;

        CREATE TABLE step (
            entry   BLOB NOT NULL CHECK (length(entry) = 16),
            what    TEXT NOT NULL,
            state   INTEGER NOT NULL CHECK (state BETWEEN 1 AND 2),
            record  TEXT NOT NULL,
            remarks INTEGER NOT NULL,
            PRIMARY KEY (entry, what)
        ) STRICT, WITHOUT ROWID;
    )sql",
    "publishing ledger",
};

}  // namespace

Result<Published> Published::open(const std::filesystem::path& file, const std::string& api) {
    const auto whole = std::filesystem::absolute(file);
    auto database = Database::open_to_write(whole, publish_file);
    if (!database) return tl::unexpected(database.error());
    Published ledger(std::move(*database));
    if (auto bound = ledger.bind_to(api); !bound) return within("open " + file.string(), bound.error());
    auto put = ledger.database_->prepare(
        "INSERT INTO step (entry, what, state, record, remarks) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (entry, what) DO UPDATE SET state = excluded.state, record = excluded.record,"
        " remarks = excluded.remarks WHERE excluded.state >= step.state");
    if (!put) return within("open " + file.string(), put.error());
    ledger.put_ = std::move(*put);
    if (auto read = ledger.read(); !read) return within("read " + file.string(), read.error());
    return ledger;
}

Result<Published> Published::look_at(const std::filesystem::path& file) {
    std::error_code none;
    if (!std::filesystem::exists(file, none)) return Published();
    auto database = Database::open_to_read(std::filesystem::absolute(file), publish_file);
    if (!database) return tl::unexpected(database.error());
    Published ledger(std::move(*database));
    if (auto read = ledger.read(); !read) return within("read " + file.string(), read.error());
    return ledger;
}

Result<void> Published::bind_to(const std::string& api) {
    auto put = database_->prepare("INSERT INTO about (only, api) VALUES (1, ?1) ON CONFLICT (only) DO NOTHING");
    if (!put) return tl::unexpected(put.error());
    put->bind(1, std::string_view(api));
    if (auto done = put->run(); !done) return done;
    const auto begun_for = database_->ask("SELECT api FROM about");
    if (!begun_for) return tl::unexpected(begun_for.error());
    if (*begun_for == api) return {};
    return fail("it tells of " + *begun_for + " and not of " + api, "name another file with --ledger");
}

Result<void> Published::read() {
    auto rows = database_->prepare("SELECT entry, what, state, record, remarks FROM step");
    if (!rows) return tl::unexpected(rows.error());
    const ResetAtEnd at_end(*rows);
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return {};
        PublishedStep step;
        const auto id = rows->bytes(0);
        std::copy_n(id.begin(), std::min(id.size(), step.entry.bytes.size()), step.entry.bytes.begin());
        step.what = rows->text(1);
        step.state = rows->number(2) == 2 ? PublishedStep::State::Confirmed : PublishedStep::State::Begun;
        step.record = rows->text(3);
        step.remarks = static_cast<unsigned>(rows->number(4));
        steps_[{step.entry, step.what}] = std::move(step);
    }
}

Result<void> Published::record(std::span<const PublishedStep> steps) {
    const auto write = [&]() -> Result<void> {
        auto transaction = Transaction::begin(*database_);
        if (!transaction) return tl::unexpected(transaction.error());
        for (const auto& step : steps) {
            put_->bind(1, BytesView(step.entry.bytes));
            put_->bind(2, std::string_view(step.what));
            put_->bind(3, static_cast<std::int64_t>(step.state));
            put_->bind(4, std::string_view(step.record));
            put_->bind(5, std::int64_t{step.remarks});
            if (auto done = put_->run(); !done) return done;
        }
        return transaction->commit();
    };
    if (auto written = write(); !written) return within("write the publishing ledger", written.error());
    for (const auto& step : steps) {
        auto& known = steps_[{step.entry, step.what}];
        if (step.state >= known.state) known = step;
    }
    return {};
}

const PublishedStep* Published::find(const EntryId& entry, const std::string& what) const {
    const auto at = steps_.find({entry, what});
    return at == steps_.end() ? nullptr : &at->second;
}

bool Published::confirmed(std::span<const EntryId> entries, const std::string& what) const {
    return std::ranges::all_of(entries, [&](const EntryId& entry) {
        const auto* step = find(entry, what);
        return step != nullptr && step->state == PublishedStep::State::Confirmed;
    });
}

bool Published::touched(std::span<const EntryId> entries) const {
    return std::ranges::any_of(entries, [&](const EntryId& entry) { return !of(entry).empty(); });
}

std::vector<PublishedStep> Published::of(const EntryId& entry) const {
    std::vector<PublishedStep> all;
    for (auto at = steps_.lower_bound({entry, ""}); at != steps_.end() && at->first.first == entry; ++at) {
        all.push_back(at->second);
    }
    return all;
}

}  // namespace hineni
