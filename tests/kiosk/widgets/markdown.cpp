#include "kiosk/widgets/markdown.hpp"

#include <doctest/doctest.h>

using namespace hineni;
using markdown::Block;

TEST_CASE("headings, paragraphs, lists and bold are understood") {
    const auto all = markdown::blocks(
        "# A pledge\n\nOne line\nand the same.\n\n## I promise\n- **Calm.** Always.\n- Two\n  lines\n1. First\n");
    REQUIRE(all.size() == 6);
    CHECK(all[0].kind == Block::Kind::Title);
    CHECK(all[0].spans[0].words == "A pledge");
    CHECK(all[1].kind == Block::Kind::Paragraph);
    CHECK(all[1].spans[0].words == "One line and the same.");
    CHECK(all[2].kind == Block::Kind::Heading);
    CHECK(all[3].bullet == "•");
    REQUIRE(all[3].spans.size() == 2);
    CHECK(all[3].spans[0].bold);
    CHECK(all[3].spans[0].words == "Calm.");
    CHECK(all[3].spans[1].words == " Always.");
    CHECK(all[4].spans[0].words == "Two lines");
    CHECK(all[5].bullet == "1.");
}

TEST_CASE("what is not understood is shown as it stands") {
    const auto all = markdown::blocks("#no heading\n\n> said [somebody](https://example.org)\n\n2026. was a year");
    REQUIRE(all.size() == 3);
    CHECK(all[0].spans[0].words == "#no heading");
    CHECK(all[1].spans[0].words == "> said [somebody](https://example.org)");
    CHECK(all[2].spans[0].words == "2026. was a year");
}

TEST_CASE("an empty text has no blocks") {
    CHECK(markdown::blocks("").empty());
    CHECK(markdown::blocks("\n\n  \n").empty());
}

TEST_CASE("a text has the same words whatever ends or begins its lines") {
    const auto all = markdown::blocks("# A pledge\r\n\r\n\r I stand\r\n\there.\r\n");
    REQUIRE(all.size() == 2);
    CHECK(all[0].spans[0].words == "A pledge");
    CHECK(all[1].spans[0].words == "I stand here.");
}

TEST_CASE("a number stands on the glass although no words follow it") {
    const auto all = markdown::blocks("1. One\n2. *\n- *\n");
    REQUIRE(all.size() == 2);
    CHECK(all[1].kind == Block::Kind::Paragraph);
    CHECK(all[1].bullet.empty());
    CHECK(all[1].spans[0].words == "2.");
}
