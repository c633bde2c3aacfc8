// Phone numbers, read by the real module in a real child.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include "kiosk/form/phone_in_child.hpp"
#include "tests/kiosk/form/packs.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

fs::path module() {
    return phone_module_beside(fs::path(HINENI_BIN) / "hineni-kiosk");
}

Secret secret(std::string_view text) {
    Secret out(text.size() + 1);
    REQUIRE(out.append(text));
    return out;
}

PhoneRead read(std::string_view typed, const std::string& region = "US") {
    return phones_in_child(module())(secret(typed), region);
}

std::string shaped(std::string_view typed, const std::string& region = "US") {
    const auto found = read(typed, region);
    if (found.is == PhoneIs::Unread) return "unread";
    return found.is == PhoneIs::Fine ? std::string(found.shaped.text()) : "impossible";
}

std::size_t open_files() {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

bool has_children() {
    return waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD;
}

}  // namespace

TEST_CASE("a phone number is written as its region writes it, and one of another country as the world does") {
    const std::pair<const char*, const char*> numbers[] = {
        {"6175550123", "(617) 555-0123"},
        {"617 555 0123", "(617) 555-0123"},
        {"(617)555-0123", "(617) 555-0123"},
        {"1-617-555-0123", "(617) 555-0123"},
        {"+1 617.555.0123", "(617) 555-0123"},
        {"617 555 0123 ext 4", "(617) 555-0123 ext. 4"},
        {"555-0123", "555-0123"},
        {"+972 50 1234567", "+972 50-123-4567"},
        {"+525512345678", "+52 55 1234 5678"},
        {"+44 2079460958", "+44 20 7946 0958"},
        {"0044 20 7946 0958", "+44 20 7946 0958"},
        {"011 44 20 7946 0958", "+44 20 7946 0958"},
        {"+50934101234", "+509 34 10 1234"},
        {"٦١٧٥٥٥٠١٢٣", "(617) 555-0123"},
    };
    for (const auto& [typed, written] : numbers) {
        CAPTURE(typed);
        CHECK(shaped(typed) == written);
    }
    CHECK(shaped("050-1234567", "IL") == "050-123-4567");
    CHECK(shaped("+1 6175550123", "IL") == "+1 617-555-0123");
    CHECK(shaped("5512345678", "MX") == "55 1234 5678");
}

TEST_CASE("a number that is too short, too long or of no country, and words, are no phone number") {
    for (const char* typed : {"911", "617555012", "61755501234", "1234567890123456", "+999 123456", "call me", "+",
                              "617 555 0123 after five", "+972 5"}) {
        CAPTURE(typed);
        CHECK(shaped(typed) == "impossible");
    }
}

TEST_CASE("a number whose shape would be another number, or none, stays as it was typed") {
    CHECK(shaped("0007 5", "DE") == "unread");
    CHECK(shaped("030 123456", "DE") == "030 123456");
}

TEST_CASE("where a number cannot be read, nothing is said about it") {
    CHECK(shaped("6175550123", "ZZ") == "unread");
    const TemporaryFolder folder;
    CHECK(phones_in_child(folder.path / "missing.so")(secret("6175550123"), "US").is == PhoneIs::Unread);
    write(folder.path / "broken.so", "not a library");
    CHECK(phones_in_child(folder.path / "broken.so")(secret("6175550123"), "US").is == PhoneIs::Unread);
    CHECK_FALSE(has_children());
}

TEST_CASE("a child that never answers is ended, and nothing is said") {
    const TemporaryFolder folder;
    const auto pipe = folder.path / "never.so";  // Opening it waits for somebody to write.
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(phones_in_child(pipe, std::chrono::milliseconds(20))(secret("6175550123"), "US").is == PhoneIs::Unread);
    CHECK_FALSE(has_children());
}

TEST_CASE("reading leaves no process and no open file behind, and the library stays out of this program") {
    const auto before = open_files();
    for (int i = 0; i < 5; ++i) CHECK(shaped("6175550123") == "(617) 555-0123");
    CHECK(open_files() == before);
    CHECK_FALSE(has_children());
    CHECK(text_of("/proc/self/maps").find("phonenumber") == std::string::npos);
}

TEST_CASE("threads that take and free memory meanwhile do not hold a reading up") {
    std::atomic<bool> enough = false;
    std::atomic<int> running = 0;
    std::vector<std::thread> busy;
    for (int i = 0; i < 3; ++i) {
        busy.emplace_back([&] {
            ++running;
            while (!enough) {
                for (std::size_t size = 1; size < 200; ++size) std::make_unique<char[]>(size * 64);
            }
        });
    }
    while (running < 3) std::this_thread::yield();
    int answered = 0, unread = 0;
    for (int i = 0; i < 10; ++i) {
        const auto said = shaped("6175550123");
        answered += said == "(617) 555-0123" ? 1 : 0;
        unread += said == "unread" ? 1 : 0;
    }
    enough = true;
    for (auto& each : busy) each.join();
    CHECK(answered + unread == 10);
#ifndef __SANITIZE_ADDRESS__  // Its memory may be locked for good in a forked child: then the time is up, as promised.
    CHECK(unread == 0);
#endif
    CHECK_FALSE(has_children());
}
