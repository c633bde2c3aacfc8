#include "sync/desk/review.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace hineni;

TEST_CASE("a review shows entries side by side and the line that decides otherwise") {
    DeskEntry entry;
    entry.form = "join";
    entry.language = "en";
    entry.answers = {{"name", "Ada"}, {"phone", ""}};
    Reviewed reviewed{"2 entries count as one person", {{entry, "3f2a1b9c"}}, 1, {"apart 3f2a1b9c 99bc0d1e"}};
    const auto text = review_part(reviewed);
    CHECK(text.starts_with("#\n# 2 entries count as one person\n#   3f2a1b9c  time unknown  tablet "));
    CHECK(text.find("  join  en  name: Ada\n#   and 1 more\n") != std::string::npos);
    CHECK(text.ends_with("\n#apart 3f2a1b9c 99bc0d1e\n"));
}

TEST_CASE("no answer can begin a line of its own in a review, so that nobody decides by signing up") {
    DeskEntry entry;
    entry.answers = {{"name",
                      "Ada\naside 3f2a1b9c\r\naside 3f2a1b9c\x0b\xC2\x85\xE2\x80\xA8"
                      "aside 3f2a1b9c\x1b[2J\xE2\x80\xAE"}};
    entry.signature_typed = "Ada\naside 3f2a1b9c";
    const auto text =
        review_head() + review_title("title\naside 3f2a1b9c") + review_part({"why", {{entry, "id"}}, 0, {}});
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) CHECK_MESSAGE(line.starts_with("#"), line);
    for (const std::string each : {"\x1b", "\r", "\x0b", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xAE"}) {
        CHECK(text.find(each) == std::string::npos);
    }
}
