#include "kiosk/widgets/look.hpp"

#include <doctest/doctest.h>

#include "kiosk/widgets/shapes.hpp"

using namespace hineni;

TEST_CASE("black on white has the greatest contrast there is") {
    CHECK(contrast(0xFF000000U, 0xFFFFFFFFU) == doctest::Approx(21));
    CHECK(contrast(0xFF777777U, 0xFF777777U) == doctest::Approx(1));
}

namespace {

// Every pair of words and ground that there is on the glass.
std::vector<std::pair<Colour, Colour>> pairs(const Look& look) {
    const auto& c = look.colours;
    // Words below the candle stand in half of its light at most.
    const auto lit = shapes::between(c.ground_top, c.glow | 0xFF000000U, static_cast<float>(c.glow >> 24U) / 510);
    std::vector<std::pair<Colour, Colour>> all;
    for (const auto ground : {c.ground_top, c.ground_bottom, c.box, c.panel_top, c.panel_bottom, lit}) {
        all.emplace_back(c.words, ground);
        all.emplace_back(c.quiet_words, ground);
    }
    // No words in the accent stand on the keyboard's panel.
    for (const auto ground : {c.ground_top, c.ground_bottom, c.box, lit}) all.emplace_back(c.accent, ground);
    for (const auto ground : {c.quiet, c.quiet_off, c.chosen, c.key, c.key_side}) all.emplace_back(c.words, ground);
    for (const auto ground : {c.quiet_off, c.key_side}) all.emplace_back(c.quiet_words, ground);
    for (const auto ground : {c.quiet_down, c.key_down}) all.emplace_back(c.on_down, ground);
    for (const auto ground : {c.main_top, c.main_bottom}) all.emplace_back(c.on_main, ground);
    for (const auto ground : {c.box, c.ground_top, c.ground_bottom}) all.emplace_back(c.problem, ground);
    all.emplace_back(c.on_main_down, c.main_down);
    all.emplace_back(c.ground_top, c.accent);  // The tick of a choice.
    all.emplace_back(c.ink, c.paper);
    return all;
}

}  // namespace

TEST_CASE("all words stand out from their ground, ten to one by day and by night") {
    for (const auto scheme : {Scheme::Day, Scheme::Night}) {
        CAPTURE(static_cast<int>(scheme));
        for (const auto& [words, ground] : pairs(look_of(scheme))) {
            CHECK_MESSAGE(contrast(words, ground) >= 10, std::hex, words, " on ", ground);
        }
    }
}

TEST_CASE("the stark schemes have nearly the highest contrast there is") {
    for (const auto& [words, ground] : pairs(look_of(Scheme::BlackOnWhite))) CHECK(contrast(words, ground) >= 20);
    for (const auto& [words, ground] : pairs(look_of(Scheme::WhiteOnBlack))) CHECK(contrast(words, ground) >= 19);
}

TEST_CASE("what is pressed looks different, in every scheme") {
    for (const auto scheme : {Scheme::Day, Scheme::Night, Scheme::BlackOnWhite, Scheme::WhiteOnBlack}) {
        CAPTURE(static_cast<int>(scheme));
        const auto look = look_of(scheme);
        const auto& c = look.colours;
        // Shades beside each other are told apart from far less than letters are.
        const double least = look.stark() ? 19 : 1.1;
        CHECK(contrast(c.quiet, c.quiet_down) >= least);
        CHECK(contrast(c.key, c.key_down) >= (scheme == Scheme::Night ? 1.05 : least));
        CHECK(contrast(c.main_bottom, c.main_down) >= (scheme == Scheme::Night ? 1.02 : least));
    }
}

TEST_CASE("without shades, buttons, boxes and keys have an outline that is seen") {
    for (const auto scheme : {Scheme::BlackOnWhite, Scheme::WhiteOnBlack}) {
        const auto look = look_of(scheme);
        const auto& c = look.colours;
        CHECK(look.stark());
        for (const auto edge : {c.quiet_edge, c.box_edge, c.key_edge}) CHECK(contrast(edge, c.ground_top) >= 19);
    }
}

TEST_CASE("each size is larger than the one before, by a fifth at least") {
    float before = 0.8F;
    for (const auto size : {TextSize::Normal, TextSize::Large, TextSize::Larger, TextSize::Largest}) {
        CHECK(text_scale_of(size) >= before * 1.19F);
        before = text_scale_of(size);
    }
}

TEST_CASE("looks go by their names") {
    CHECK(scheme_named("day") == Scheme::Day);
    CHECK(scheme_named("night") == Scheme::Night);
    CHECK_FALSE(scheme_named("dusk"));
}
