// Disks and files on which SQLite does not do as it is told.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <string>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "sync/queue/schema.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

// The system's file layer without shared memory, which WAL needs: what a network share is like.
class Stubborn {
  public:
    Stubborn() {
        system() = sqlite3_vfs_find(nullptr);
        layer_ = *system();
        layer_.zName = "stubborn";
        layer_.xOpen = open;
        REQUIRE(sqlite3_vfs_register(&layer_, 1) == SQLITE_OK);
    }
    Stubborn(const Stubborn&) = delete;
    Stubborn& operator=(const Stubborn&) = delete;
    ~Stubborn() {
        sqlite3_vfs_unregister(&layer_);
        sqlite3_vfs_register(system(), 1);
    }

  private:
    static sqlite3_vfs*& system() {
        static sqlite3_vfs* found = nullptr;
        return found;
    }
    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
        const int code = system()->xOpen(system(), name, file, flags, given);
        if (file->pMethods == nullptr) return code;
        static sqlite3_io_methods plain;
        plain = *file->pMethods;
        plain.iVersion = 1;
        file->pMethods = &plain;
        return code;
    }

    sqlite3_vfs layer_{};
};

// A file of the queue's kind that an older or stranger program began in its own way.
void begin(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    const auto mark = sql + "; PRAGMA application_id=" + std::to_string(queue_file.application) +
                      "; PRAGMA user_version=" + std::to_string(queue_file.version) + ";" + queue_file.schema;
    REQUIRE(sqlite3_exec(database, mark.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("a disk that refuses WAL is a message at the start") {
    const FreshFolder folder;
    {
        const Stubborn disk;
        const auto queue = Queue::open(folder.path());
        REQUIRE_FALSE(queue);
        CHECK(queue.error().what.ends_with("PRAGMA journal_mode=WAL: it stayed at delete"));
        CHECK(queue.error().hint.find("choose a folder on a local disk") != std::string::npos);
    }
    CHECK(Queue::open(folder.path()));
}

TEST_CASE("a file whose settings cannot be changed any more is refused") {
    const FreshFolder folder;
    begin(folder / "queue.db", "PRAGMA page_size=1024; PRAGMA journal_mode=WAL");
    const auto queue = Queue::open(folder.path());
    REQUIRE_FALSE(queue);
    CHECK(queue.error().what.ends_with("PRAGMA page_size=4096: it stayed at 1024"));
}
