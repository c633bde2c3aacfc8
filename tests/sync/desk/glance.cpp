#include "sync/desk/glance.hpp"

#include <doctest/doctest.h>

using namespace hineni;

namespace {

DeskEntry entry_of(const std::string& name, const std::string& email) {
    DeskEntry entry;
    entry.form = "join";
    entry.unix_s = 1'796'940'000;
    entry.answers = {{"name", name}, {"email", email}, {"phone", ""}};
    entry.consents = {{.id = "newsletter", .to = "us", .channel = "email", .words = "", .yes = true},
                      {.id = "calls", .to = "us", .channel = "call", .words = "", .yes = false}};
    return entry;
}

}  // namespace

TEST_CASE("columns line up in characters, and one in which nobody wrote anything is left out") {
    const std::vector<DeskEntry> entries{entry_of("María", "maria@example.org"), entry_of("Bo", "")};
    CHECK(at_a_glance(entries) ==
          "form  when (UTC)        name   email              yes to\n"
          "join  2026-12-10 22:00  María  maria@example.org  newsletter\n"
          "join  2026-12-10 22:00  Bo                        newsletter\n");
}

TEST_CASE("an answer cannot drive the terminal, and a long one is cut whole") {
    const std::vector<DeskEntry> entries{entry_of("\x1b[2J" + std::string(50, 'x'), "")};
    const auto table = at_a_glance(entries);
    CHECK(table.find('\x1b') == std::string::npos);
    CHECK(table.find("…") != std::string::npos);
    CHECK(table.find(std::string(41, 'x')) == std::string::npos);
}

TEST_CASE("without entries the table says so") {
    CHECK(at_a_glance({}) == "no entries\n");
}
