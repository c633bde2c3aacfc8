// Database: one connection to one SQLite file. Knows how to open, which pragmas make a commit durable, and how to say
// in words what went wrong; knows nothing of what is kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "hineni/result.hpp"
#include "sync/queue/query.hpp"

struct sqlite3;

namespace hineni {

struct Overwriting;

// Which file this is. SQLite keeps both numbers in the header of the file.
struct DatabaseKind {
    std::int32_t application = 0;                       // PRAGMA application_id
    int version = 0;                                    // PRAGMA user_version; this program reads exactly this one
    const char* schema = "";                            // Makes the tables of an empty file.
    const char* what = "";                              // "queue", for messages
    const char* other_version = "update this program";  // What to do about a file of another version; for people.
};

class Database {
  public:
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // For the one writer of the file. Makes the folder (mode 0700) and the file (0600) where they are missing, sets
    // WAL, synchronous=FULL and secure_delete, reads all back and refuses anything else. Takes `file`.lock
    // for as long as the Database lives, so that a second writer is refused. Refuses a file of another kind.
    [[nodiscard]] static Result<Database> open_to_write(const std::filesystem::path& file, const DatabaseKind& kind);

    // For anybody, at any time: while the writer writes, after it died, and from a folder that cannot be written to.
    // Never changes the file. Fails where there is no such file yet.
    [[nodiscard]] static Result<Database> open_to_read(const std::filesystem::path& file, const DatabaseKind& kind);

    // Statements without parameters and without rows that matter.
    [[nodiscard]] Result<void> run(const char* sql);
    [[nodiscard]] Result<Query> prepare(std::string_view sql);
    // The first column of the first row.
    [[nodiscard]] Result<std::string> ask(std::string_view sql);

    // Ends a transaction and takes back what was done in it; nothing where there is none. Needs no memory: a
    // transaction left open would let add() find what is not on the disk.
    void undo();

    // Drops what SQLite remembers of the file, so that the next read comes from the file.
    void forget_cache();

    // For the writer: moves every commit into the file, and cuts the -wal file off. False: a reader holds on to it,
    // which is no failure; then bytes that were deleted may stand in it until this is done again. Waits for readers so
    // many milliseconds.
    [[nodiscard]] Result<bool> empty_wal(int patience = 0);

  private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    Database();
    // An open file descriptor whose lock ends with it.
    class Lock {
      public:
        explicit Lock(int descriptor = -1) : descriptor_(descriptor) {}
        Lock(Lock&& other) noexcept;
        Lock& operator=(Lock&& other) noexcept;
        ~Lock();

      private:
        int descriptor_;
    };

    static Result<Database> open(const std::string& address, int flags);
    static Result<Lock> lock(const std::filesystem::path& file);
    Result<void> set_for_writing();
    Result<void> make_or_check(const DatabaseKind& kind);
    Result<void> check(const DatabaseKind& kind);

    Lock lock_;  // Before database_: let go only after the connection is closed.
    std::unique_ptr<Overwriting> overwriting_;
    std::unique_ptr<sqlite3, Close> database_;
    std::optional<Query> rollback_;
};

// A transaction that is undone unless committed. After a failed commit() nothing of it remains, and the next
// transaction can begin.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

  private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace hineni
