// The one writer of deliveries.db.
#include "sync/queue/ledger.hpp"

#include <algorithm>

#include "sync/queue/ledger_file.hpp"

namespace hineni {

using namespace ledger_file;

namespace {

Bytes joined(const std::vector<Listed>& entries) {
    Bytes bytes;
    bytes.reserve(entries.size() * 32);
    for (const auto& [id, mark] : entries) {
        bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
        bytes.insert(bytes.end(), mark.begin(), mark.end());
    }
    return bytes;
}

// When an entry got into its state, as coarse as it is kept: never earlier than it was.
struct Since {
    std::optional<std::int64_t> boot;
    std::int64_t day = 0;
};

Since since_of(const Change& change) {
    if (!change.boot) return {};
    return {change.boot->number, (change.boot->lasted + day - Monotonic(1)) / day};
}

}  // namespace

struct Ledger::Inside {
    Database database;
    Query settle;
    Query add_plan;
    Query drop_plan;
    Query find;

    Result<void> put(const Listed& entry, std::int64_t chain, State state, const Since& since,
                     std::string_view reason = {});
    Result<void> put(const Change& change);
    Result<void> put_received(const Change& change);
    Result<void> put_plans(const Change& change);
};

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::filesystem::path& state) {
    auto database = Database::open_to_write(in(state), kind);
    if (!database) return tl::unexpected(database.error());
    // Nothing goes back: what the drop has stays delivered, whatever is said of it afterwards.
    auto settle = database->prepare(
        "INSERT INTO entry (id, mark, chain, state, reason, boot, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        " ON CONFLICT (id) DO UPDATE SET mark = excluded.mark, state = excluded.state, reason = excluded.reason,"
        " boot = excluded.boot, day = excluded.day, chain = max(chain, excluded.chain)"
        " WHERE excluded.state > entry.state OR (excluded.state = entry.state AND entry.state < 3)");
    if (!settle) return within("open ledger", settle.error());
    auto add_plan = database->prepare("INSERT INTO plan (bundle, chain, entries, statement) VALUES (?1, ?2, ?3, ?4)");
    if (!add_plan) return within("open ledger", add_plan.error());
    auto drop_plan = database->prepare("DELETE FROM plan WHERE bundle = ?1");
    if (!drop_plan) return within("open ledger", drop_plan.error());
    auto find = database->prepare("SELECT mark, state FROM entry WHERE id = ?1");
    if (!find) return within("open ledger", find.error());
    return Ledger(std::make_unique<Inside>(Inside{std::move(*database), std::move(*settle), std::move(*add_plan),
                                                  std::move(*drop_plan), std::move(*find)}));
}

Result<void> Ledger::Inside::put(const Listed& entry, std::int64_t chain, State state, const Since& since,
                                 std::string_view reason) {
    settle.bind(1, BytesView(entry.id.bytes));
    settle.bind(2, BytesView(entry.mark));
    settle.bind(3, chain);
    settle.bind(4, std::int64_t{state});
    if (reason.empty()) {
        settle.bind_null(5);
    } else {
        settle.bind(5, reason);
    }
    if (since.boot && state >= delivered) {
        settle.bind(6, *since.boot);
        settle.bind(7, since.day);
    } else {
        settle.bind_null(6);
        settle.bind_null(7);
    }
    return settle.run();
}

Result<void> Ledger::Inside::put_plans(const Change& change) {
    const auto since = since_of(change);
    for (const auto& [plans, state] :
         {std::pair{&change.delivered, delivered}, std::pair{&change.let_go, State::told}}) {
        for (const auto& plan : *plans) {
            drop_plan.bind(1, std::string_view(plan.bundle));
            if (auto done = drop_plan.run(); !done) return done;
            for (const auto& entry : plan.entries) {
                if (auto done = put(entry, plan.chain, state, since); !done) return done;
            }
        }
    }
    for (const auto& plan : change.planned) {
        add_plan.bind(1, std::string_view(plan.bundle));
        add_plan.bind(2, plan.chain);
        add_plan.bind(3, BytesView(joined(plan.entries)));
        add_plan.bind(4, BytesView(plan.statement));
        if (auto done = add_plan.run(); !done) return done;
    }
    return {};
}

Result<void> Ledger::Inside::put_received(const Change& change) {
    const auto since = since_of(change);
    for (const auto& entry : change.received) {
        if (auto done = put(entry, 0, received, since); !done) return done;
    }
    return {};
}

Result<void> Ledger::Inside::put(const Change& change) {
    if (auto done = put_plans(change); !done) return done;
    for (const auto& each : change.set_aside) {
        if (auto done = put(each.entry, each.chain, set_aside, {}, each.reason); !done) return done;
    }
    if (auto done = put_received(change); !done) return done;
    for (const auto& chain : change.chains) {
        if (auto done = put_chain(database, chain); !done) return done;
    }
    if (change.boot) {
        if (auto done = put_boot(database, *change.boot); !done) return done;
    }
    if (change.when) {
        if (auto done = put_moment(database, *change.when); !done) return done;
    }
    return put_hindrance(database, change.hindrance);
}

Result<void> Ledger::record(const Change& change) {
    const auto write = [&]() -> Result<void> {
        auto transaction = Transaction::begin(inside_->database);
        if (!transaction) return tl::unexpected(transaction.error());
        if (auto done = inside_->put(change); !done) return done;
        return transaction->commit();
    };
    auto written = write();
    if (!written) return within("write the ledger", written.error());
    return {};
}

Result<void> Ledger::receive(const std::vector<Listed>& entries, const Boot& boot) {
    Change change;
    change.received = entries;
    change.boot = boot;
    const auto write = [&]() -> Result<void> {
        auto transaction = Transaction::begin(inside_->database);
        if (!transaction) return tl::unexpected(transaction.error());
        if (auto done = inside_->put_received(change); !done) return done;
        if (auto done = put_boot(inside_->database, boot); !done) return done;
        return transaction->commit();
    };
    auto written = write();
    if (!written) return within("write the ledger", written.error());
    return {};
}

Result<void> Ledger::reconsider() {
    auto done = inside_->database.run(
        "BEGIN IMMEDIATE; DELETE FROM entry WHERE state = 2 AND chain = 0;"
        "UPDATE entry SET state = 1, reason = NULL WHERE state = 2; COMMIT");
    if (done) return {};
    inside_->database.undo();
    return within("write the ledger", done.error());
}

Result<std::vector<Plan>> Ledger::plans() {
    std::vector<Plan> plans;
    auto read = for_rows(inside_->database, "SELECT bundle, chain, entries, statement FROM plan ORDER BY bundle",
                         [&](Query& row) {
                             const auto statement = row.bytes(3);
                             plans.push_back({std::string(row.text(0)), row.number(1), parted(row.bytes(2)),
                                              Bytes(statement.begin(), statement.end())});
                         });
    if (!read) return within("read the ledger", read.error());
    return plans;
}

Result<std::vector<EntryId>> Ledger::settled() {
    return settled_in(inside_->database);
}

Result<std::vector<std::pair<EntryId, std::int64_t>>> Ledger::told() {
    std::vector<std::pair<EntryId, std::int64_t>> entries;
    auto read = for_rows(inside_->database, "SELECT id, chain FROM entry WHERE state = 1",
                         [&](Query& row) { entries.emplace_back(id_in(row.bytes(0)), row.number(1)); });
    if (!read) return within("read the ledger", read.error());
    return entries;
}

Result<std::vector<Chain>> Ledger::chains() {
    return chains_in(inside_->database);
}

Result<std::vector<Listed>> Ledger::listed(std::int64_t chain) {
    return listed_in(inside_->database, chain);
}

Result<bool> Ledger::awaits_receipt(std::int64_t chain) {
    bool found = false;
    auto ask = inside_->database.prepare("SELECT 1 FROM entry WHERE state = 3 AND chain = ?1 LIMIT 1");
    if (!ask) return within("read the ledger", ask.error());
    ask->bind(1, chain);
    if (auto read = for_rows(*ask, [&](Query&) { found = true; }); !read) {
        return within("read the ledger", read.error());
    }
    return found;
}

Result<std::optional<Known>> Ledger::known(const EntryId& id) {
    std::optional<Known> found;
    auto& find = inside_->find;
    find.bind(1, BytesView(id.bytes));
    if (auto read = for_rows(find,
                             [&](Query& row) {
                                 found = Known{array_in<16>(row.bytes(0)), row.number(1) == received};
                             });
        !read) {
        return within("read the ledger", read.error());
    }
    return found;
}

Result<std::vector<Boot>> Ledger::boots() {
    return boots_in(inside_->database);
}

}  // namespace hineni
