#include "kiosk/widgets/look.hpp"

#include <doctest/doctest.h>

#include "kiosk/widgets/shapes.hpp"

using namespace hineni;

TEST_CASE("black on white has the greatest contrast there is") {
    CHECK(contrast(0xFF000000U, 0xFFFFFFFFU) == doctest::Approx(21));
    CHECK(contrast(0xFF777777U, 0xFF777777U) == doctest::Approx(1));
}

TEST_CASE("all words stand out from their ground, seven to one") {
    for (const auto scheme : {Scheme::Day, Scheme::Night}) {
        CAPTURE(static_cast<int>(scheme));
        const auto c = look_of(scheme).colours;
        for (const auto ground : {c.ground_top, c.ground_bottom, c.box, c.panel_top, c.panel_bottom}) {
            CHECK(contrast(c.words, ground) >= 7);
            CHECK(contrast(c.quiet_words, ground) >= 7);
        }
        for (const auto ground : {c.ground_top, c.ground_bottom, c.box}) CHECK(contrast(c.accent, ground) >= 7);
        CHECK(contrast(c.problem, c.box) >= 7);
        for (const auto ground : {c.quiet, c.key, c.key_side, c.key_down, c.quiet_down}) {
            CHECK(contrast(c.words, ground) >= 7);
        }
        for (const auto ground : {c.main_top, c.main_bottom, c.main_down}) CHECK(contrast(c.on_main, ground) >= 7);
        CHECK(contrast(c.ink, c.paper) >= 7);
        // Words below the candle stand in half of its light at most.
        const auto lit = shapes::between(c.ground_top, c.glow | 0xFF000000U, static_cast<float>(c.glow >> 24U) / 510);
        CHECK(contrast(c.words, lit) >= 7);
    }
}

TEST_CASE("looks go by their names") {
    CHECK(scheme_named("day") == Scheme::Day);
    CHECK(scheme_named("night") == Scheme::Night);
    CHECK_FALSE(scheme_named("dusk"));
}
