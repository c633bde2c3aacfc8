// The text of a pledge on paper, as the glass has it (tests/kiosk/widgets/markdown.cpp).
#include "sync/print/pledge_text.hpp"

#include <doctest/doctest.h>

using namespace hineni;

TEST_CASE("a number stands on paper although no words follow it") {
    const auto all = pledge_text("1. One\n2. *\n- *\n");
    REQUIRE(all.size() == 2);
    CHECK(all[0].bullet == "1.");
    CHECK(all[1].kind == TextBlock::Kind::Paragraph);
    CHECK(all[1].bullet.empty());
    CHECK(all[1].words == "2.");
}
