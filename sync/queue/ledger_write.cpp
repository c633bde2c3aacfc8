// What of a Change has rows of its own.
#include "sync/queue/ledger_file.hpp"

namespace hineni::ledger_file {

Result<void> put_chain(Database& database, const Chain& chain) {
    auto write = database.prepare(
        "INSERT OR REPLACE INTO chain (key, event, device, id, next, before, told, told_whole)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    if (!write) return tl::unexpected(write.error());
    write->bind(1, chain.key);
    write->bind(2, BytesView(chain.event));
    write->bind(3, BytesView(chain.device));
    write->bind(4, BytesView(chain.id));
    write->bind(5, static_cast<std::int64_t>(chain.next));
    write->bind(6, BytesView(chain.before));
    write->bind(7, static_cast<std::int64_t>(chain.told));
    write->bind(8, static_cast<std::int64_t>(chain.told_whole));
    return write->run();
}

Result<void> put_boot(Database& database, const Boot& boot) {
    auto write = database.prepare("INSERT OR REPLACE INTO boot (number, id, lasted_ms) VALUES (?1, ?2, ?3)");
    if (!write) return tl::unexpected(write.error());
    write->bind(1, boot.number);
    write->bind(2, BytesView(boot.id));
    write->bind(3, std::int64_t{boot.lasted.count()});
    if (auto done = write->run(); !done) return done;
    auto forget = database.prepare("DELETE FROM known WHERE boot = ?1");
    if (!forget) return tl::unexpected(forget.error());
    forget->bind(1, boot.number);
    if (auto done = forget->run(); !done) return done;
    auto add = database.prepare("INSERT INTO known (boot, since_boot_ms, unix_s, within_s) VALUES (?1, ?2, ?3, ?4)");
    if (!add) return tl::unexpected(add.error());
    for (const auto& moment : boot.known) {
        add->bind(1, boot.number);
        add->bind(2, std::int64_t{moment.since_boot.count()});
        add->bind(3, moment.unix_s.value_or(0));
        add->bind(4, std::int64_t{moment.within_s});
        if (auto done = add->run(); !done) return done;
    }
    static_assert(most_known_boots == 32);
    return database.run(
        "DELETE FROM boot WHERE number NOT IN (SELECT number FROM boot ORDER BY number DESC LIMIT 32);"
        "DELETE FROM known WHERE boot NOT IN (SELECT number FROM boot)");
}

Result<void> put_moment(Database& database, const Moment& when) {
    auto statement = database.prepare(
        "INSERT OR REPLACE INTO last_delivery (one, boot, since_boot_ms, unix_s, within_s) VALUES (1, ?1, ?2, ?3, ?4)");
    if (!statement) return tl::unexpected(statement.error());
    statement->bind(1, BytesView(when.boot));
    statement->bind(2, std::int64_t{when.since_boot.count()});
    if (when.unix_s) {
        statement->bind(3, *when.unix_s);
    } else {
        statement->bind_null(3);
    }
    statement->bind(4, std::int64_t{when.within_s});
    return statement->run();
}

Result<void> put_hindrance(Database& database, const std::optional<Hindrance>& hindrance) {
    if (!hindrance) return database.run("DELETE FROM hindrance");
    auto statement = database.prepare("INSERT OR REPLACE INTO hindrance (one, why, hint) VALUES (1, ?1, ?2)");
    if (!statement) return tl::unexpected(statement.error());
    statement->bind(1, std::string_view(hindrance->why));
    statement->bind(2, std::string_view(hindrance->hint));
    return statement->run();
}

}  // namespace hineni::ledger_file
