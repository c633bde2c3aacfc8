#include "sync/queue/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "sync/queue/overwriting.hpp"
#include "sync/queue/trouble.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

// A reader may meet the writer in the middle of a checkpoint; it lasts milliseconds.
constexpr int patience_ms = 5000;

Error system_error(const std::string& attempt, int cause, std::string hint) {
    return {attempt + ": " + std::strerror(cause), std::move(hint)};
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code cause;
    if (fs::is_directory(folder, cause)) return {};
    fs::create_directories(folder.parent_path(), cause);
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return tl::unexpected(
            system_error("make folder " + folder.string(), errno, "choose a folder you may write to"));
    }
    return {};
}

// "file:" address of a path, whatever characters it holds.
std::string address_of(const fs::path& file, const char* parameters) {
    std::string address = "file:";
    for (const char c : fs::absolute(file).string()) {
        static constexpr std::string_view special = "?#%";
        if (special.find(c) == std::string_view::npos) {
            address += c;
        } else {
            address += "%" + hex(as_bytes({&c, 1}));
        }
    }
    return address + parameters;
}

bool holds_something(const fs::path& file) {
    std::error_code none;
    const auto size = fs::file_size(file, none);
    return !none && size > 0;
}

}  // namespace

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Database::Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

// SQLite would delete a -wal file as it is, and free what it holds.
Database::~Database() {
    if (database_ && overwriting_) static_cast<void>(empty_wal());
}

Database::Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
Database::Lock& Database::Lock::operator=(Lock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}
Database::Lock::~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<Database::Lock> Database::lock(const fs::path& file) {
    const fs::path beside = file.string() + ".lock";
    const int descriptor = ::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        return tl::unexpected(
            system_error("make " + beside.string(), errno, "see that this user may write there and the disk has room"));
    }
    Lock taken(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return fail("another program is writing to it already", "close the other one, or choose another folder");
        }
        return tl::unexpected(system_error("lock " + beside.string(), errno, "choose a folder on a local disk"));
    }
    return taken;
}

Result<Database> Database::open(const std::string& address, int flags) {
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(address.c_str(), &opened, flags | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, nullptr);
    Database database;
    database.database_.reset(opened);
    if (code != SQLITE_OK) return tl::unexpected(trouble_of(opened, code));
    sqlite3_busy_timeout(opened, patience_ms);
    auto rollback = database.prepare("ROLLBACK");
    if (!rollback) return tl::unexpected(rollback.error());
    database.rollback_ = std::move(*rollback);
    return database;
}

Result<Database> Database::open_to_write(const fs::path& file, const DatabaseKind& kind) {
    const std::string attempt = std::string("open ") + kind.what + " " + file.string();
    if (auto made = make_folder(file.parent_path()); !made) return within(attempt, made.error());
    auto taken = lock(file);
    if (!taken) return within(attempt, taken.error());
    // SQLite makes -wal and -shm with the mode of the file itself.
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made < 0) {
        return tl::unexpected(system_error(attempt, errno, "see that this user may write there and the disk has room"));
    }
    ::close(made);
    auto database = open(address_of(file, ""), SQLITE_OPEN_READWRITE);
    if (!database) return within(attempt, database.error());
    database->lock_ = std::move(*taken);
    // First whose file it is: a foreign one stays as it was.
    if (holds_something(file)) {
        if (auto checked = database->check(kind); !checked) return within(attempt, checked.error());
    }
    if (auto set = database->set_for_writing(); !set) return within(attempt, set.error());
    // What a program that ended left in the -wal file may look whole and never reach the disk: where a sync of it
    // failed, the system forgets that it had something to write, and later syncs wait for nothing. Whatever is
    // committed behind it would go with it when the power goes. So it is written anew, into the file, before anything
    // follows.
    const auto moved = database->empty_wal(patience_ms);
    if (!moved) return within(attempt, moved.error());
    if (!*moved) return fail(attempt + ": another program keeps reading it", "close the other one, and try again");
    if (auto made_or_checked = database->make_or_check(kind); !made_or_checked) {
        return within(attempt, made_or_checked.error());
    }
    database->overwriting_ = overwrite_what_is_cut_off(database->database_.get());
    return database;
}

Result<Database> Database::open_to_read(const fs::path& file, const DatabaseKind& kind) {
    const std::string attempt = std::string("read ") + kind.what + " " + file.string();
    std::error_code none;
    if (!fs::exists(file, none)) return fail(attempt + ": there is none yet");
    auto database = open(address_of(file, ""), SQLITE_OPEN_READONLY);
    if (!database) return within(attempt, database.error());
    // Even as the last to close, a reader leaves the writing of the file to its writer.
    sqlite3_db_config(database->database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    auto checked = database->check(kind);
    // A folder that cannot be written to (a card read on another machine) lacks the shared memory that WAL needs.
    // Where nothing waits in the -wal file, the file by itself is whole and cannot change.
    if (!checked && !holds_something(file.string() + "-wal") && ::access(file.parent_path().c_str(), W_OK) != 0) {
        database = open(address_of(file, "?immutable=1"), SQLITE_OPEN_READONLY);
        if (!database) return within(attempt, database.error());
        checked = database->check(kind);
    }
    if (!checked) return within(attempt, checked.error());
    return database;
}

Result<void> Database::run(const char* sql) {
    const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(trouble_of(database_.get(), code));
    return {};
}

Result<Query> Database::prepare(std::string_view sql) {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(trouble_of(database_.get(), code));
    return Query(prepared);
}

Result<std::string> Database::ask(std::string_view sql) {
    auto question = prepare(sql);
    if (!question) return tl::unexpected(question.error());
    const auto row = question->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return fail(std::string(sql) + ": no answer");
    return std::string(question->text(0));
}

void Database::undo() {
    if (sqlite3_get_autocommit(database_.get()) == 0) static_cast<void>(rollback_->run());
}

void Database::forget_cache() {
    sqlite3_db_release_memory(database_.get());
}

Result<bool> Database::empty_wal(int patience) {
    constexpr auto attempt = "empty the -wal file";
    auto* database = database_.get();
    sqlite3_busy_timeout(database, patience);
    int left = -1;
    const int code = sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_TRUNCATE, &left, nullptr);
    sqlite3_busy_timeout(database, patience_ms);
    if ((code & 0xFF) == SQLITE_BUSY) return false;
    if (code != SQLITE_OK) return within(attempt, trouble_of(database, code));
    if (left != 0) return false;
    // SQLite cuts the file off and does not wait for the disk: a power cut would bring back what was erased.
    sqlite3_file* wal = nullptr;
    sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
    if (wal == nullptr || wal->pMethods == nullptr) return true;
    const int synced = wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL);
    if (synced != SQLITE_OK) return within(attempt, trouble_of(database, synced));
    return true;
}

Result<void> Database::set_for_writing() {
    struct Pragma {
        const char* set;
        const char* read;
        const char* wanted;
    };
    const std::array<Pragma, 6> pragmas{{
        {"PRAGMA page_size=4096", "PRAGMA page_size", "4096"},
        {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
        {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
        {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
        {"PRAGMA wal_autocheckpoint=128", "PRAGMA wal_autocheckpoint", "128"},
        {"PRAGMA journal_size_limit=0", "PRAGMA journal_size_limit", "0"},
    }};
    for (const auto& pragma : pragmas) {
        if (auto set = run(pragma.set); !set) return within(pragma.set, set.error());
        const auto now = ask(pragma.read);
        if (!now) return within(pragma.read, now.error());
        if (*now != pragma.wanted) {
            return fail(std::string(pragma.set) + ": it stayed at " + *now,
                        "without this setting a power cut could lose entries; choose a folder on a local disk");
        }
    }
    return {};
}

Result<void> Database::make_or_check(const DatabaseKind& kind) {
    auto transaction = Transaction::begin(*this);
    if (!transaction) return tl::unexpected(transaction.error());
    const auto tables = ask("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tl::unexpected(tables.error());
    if (*tables != "0") return check(kind);
    const std::string marks = "PRAGMA application_id=" + std::to_string(kind.application) +
                              "; PRAGMA user_version=" + std::to_string(kind.version);
    for (const char* sql : {kind.schema, marks.c_str()}) {
        if (auto made = run(sql); !made) return within("make the tables", made.error());
    }
    return transaction->commit();
}

Result<void> Database::check(const DatabaseKind& kind) {
    // One statement sees one state of the file: this very moment its writer may be making it.
    auto marks = prepare(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id, "
        "pragma_user_version");
    if (!marks) return tl::unexpected(marks.error());
    if (const auto row = marks->step(); !row) return tl::unexpected(row.error());
    const std::string application(marks->text(0));
    const std::string version(marks->text(1));
    const std::string tables(marks->text(2));
    // Begun and not finished: the power went after the file was made and before its tables were.
    const bool empty = application == "0" && version == "0" && tables == "0";
    if (empty && sqlite3_db_readonly(database_.get(), "main") == 0) return {};
    if (empty) return fail("there is none yet");
    if (application != std::to_string(kind.application)) {
        return fail("it belongs to another program", "choose an empty folder");
    }
    if (version != std::to_string(kind.version)) {
        return fail("it is of version " + version + ", this program knows version " + std::to_string(kind.version),
                    kind.other_version);
    }
    return {};
}

Result<Transaction> Transaction::begin(Database& database) {
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_ != nullptr) database_->undo();
}

Result<void> Transaction::commit() {
    if (auto committed = database_->run("COMMIT"); !committed) return committed;
    database_ = nullptr;
    return {};
}

}  // namespace hineni
