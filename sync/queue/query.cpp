#include "sync/queue/query.hpp"

#include <sqlite3.h>

#include <utility>

#include "sync/queue/trouble.hpp"

namespace hineni {

// A query whose parameters are not all there must not be asked: it would find nothing, or change nothing and succeed.
static void bound(int& refused, int code) {
    if (code != SQLITE_OK) refused = code;
}

void Query::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

void Query::bind(int parameter, BytesView bytes) {
    // A null pointer would bind NULL rather than an empty blob.
    const void* start = bytes.empty() ? "" : static_cast<const void*>(bytes.data());
    bound(refused_, sqlite3_bind_blob64(statement_.get(), parameter, start, bytes.size(), SQLITE_TRANSIENT));
}

void Query::bind(int parameter, std::string_view text) {
    const char* start = text.empty() ? "" : text.data();
    bound(refused_,
          sqlite3_bind_text64(statement_.get(), parameter, start, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::bind(int parameter, std::int64_t number) {
    bound(refused_, sqlite3_bind_int64(statement_.get(), parameter, number));
}

void Query::bind_null(int parameter) {
    bound(refused_, sqlite3_bind_null(statement_.get(), parameter));
}

Result<bool> Query::step() {
    const int refused = std::exchange(refused_, SQLITE_OK);
    const int code = refused == SQLITE_OK ? sqlite3_step(statement_.get()) : refused;
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    auto trouble = trouble_of(sqlite3_db_handle(statement_.get()), code);
    reset();
    return tl::unexpected(std::move(trouble));
}

Result<void> Query::run() {
    for (;;) {
        const auto row = step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) break;
    }
    reset();
    return {};
}

void Query::reset() {
    sqlite3_reset(statement_.get());
}

BytesView Query::bytes(int column) {
    const auto* start = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Query::text(int column) {
    const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Query::number(int column) {
    return sqlite3_column_int64(statement_.get(), column);
}

bool Query::is_null(int column) {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

}  // namespace hineni
