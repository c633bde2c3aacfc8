// keeper FOLDER COUNT ACKNOWLEDGE [PRAGMA]   stores envelopes 1 to COUNT in a real queue, erases every seventh of those
// before, and says each promise on stderr as soon as it was given: "thanked 12.", "erased 7.". It goes on once it has
// read a byte from the file descriptor ACKNOWLEDGE. PRAGMA spoils the connection, for controls.
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "hineni/queue.hpp"
#include "tests/disk/numbered.hpp"

using namespace hineni;

static sqlite3* newest = nullptr;

static int connected(sqlite3* database, char**, const void*) {
    newest = database;
    return SQLITE_OK;
}

static bool say(const char* what, unsigned long number, int acknowledge) {
    std::fprintf(stderr, "%s %lu.\n", what, number);
    char byte = 0;
    return ::read(acknowledge, &byte, 1) == 1;
}

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const auto count = std::strtoul(argv[2], nullptr, 10);
    const int acknowledge = std::atoi(argv[3]);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(connected));
    auto queue = Queue::open(argv[1]);
    if (!queue) return std::fprintf(stderr, "keeper: %s\n", queue.error().what.c_str()), 1;
    if (argc > 4) sqlite3_exec(newest, argv[4], nullptr, nullptr, nullptr);
    for (unsigned long number = 1; number <= count; ++number) {
        const auto added = queue->add(numbered_envelope(number));
        if (!added) return std::fprintf(stderr, "keeper: %s\n", added.error().what.c_str()), 1;
        if (!say("thanked", number, acknowledge)) return 1;
        if (number % 7 != 0) continue;
        if (!say("erasing", number - 3, acknowledge)) return 1;
        const auto id = numbered_envelope(number - 3).id;
        if (!queue->erase(std::span(&id, 1))) return 1;
        if (!say("erased", number - 3, acknowledge)) return 1;
    }
    return say("all", count, acknowledge) ? 0 : 1;
}
