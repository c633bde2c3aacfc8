#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

#include "tests/kiosk/raster/easel.hpp"

using namespace hineni;

namespace {

constexpr ImU32 white = IM_COL32(255, 255, 255, 255);
constexpr ImU32 half = IM_COL32(255, 255, 255, 128);
constexpr std::uint32_t half_on_black = 0x808080;

// What the top-left rule says about one pixel, from the definition, in 1/16 pixel.
bool inside(std::array<ImVec2, 3> corners, int x, int y) {
    std::array<std::int64_t, 6> at{};
    for (std::size_t i = 0; i < 3; ++i) {
        at[2 * i] = static_cast<std::int64_t>(std::floor(corners[i].x * 16 + 0.5F));
        at[2 * i + 1] = static_cast<std::int64_t>(std::floor(corners[i].y * 16 + 0.5F));
    }
    const auto side = [&](std::size_t i, std::size_t j, std::int64_t px, std::int64_t py) {
        return (at[2 * j] - at[2 * i]) * (py - at[2 * i + 1]) - (at[2 * j + 1] - at[2 * i + 1]) * (px - at[2 * i]);
    };
    const std::int64_t turn = side(0, 1, at[4], at[5]);
    if (turn == 0) return false;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t from = turn > 0 ? i : (i + 1) % 3;
        const std::size_t to = turn > 0 ? (i + 1) % 3 : i;
        const std::int64_t value = side(from, to, x * 16 + 8, y * 16 + 8);
        const std::int64_t dx = at[2 * to] - at[2 * from];
        const std::int64_t dy = at[2 * to + 1] - at[2 * from + 1];
        const bool top_or_left = dy < 0 || (dy == 0 && dx > 0);
        if (value < 0 || (value == 0 && !top_or_left)) return false;
    }
    return true;
}

int count(const Sheet& sheet, std::uint32_t colour) {
    int found = 0;
    for (const auto pixel : sheet.memory) found += pixel == colour ? 1 : 0;
    return found;
}

}  // namespace

TEST_CASE("a triangle fills the pixels whose middles it holds, and no others") {
    Easel easel;
    Dice dice(1);
    for (int run = 0; run < 300; ++run) {
        const float reach = run % 3 == 0 ? 20 : run % 3 == 1 ? 200 : 30000;
        std::array<ImVec2, 3> corners;
        for (auto& corner : corners) {
            corner = {dice.between(-reach, reach) + 50, dice.between(-reach, reach) + 50};
            if (run % 2 == 0) corner = {std::round(corner.x * 2) / 2, std::round(corner.y * 2) / 2};
        }
        CAPTURE(run);
        const auto sheet = drawn_whole(
            easel.record(130, 100,
                         [&](ImDrawList& list) { triangle(list, corners[0], corners[1], corners[2], white); }),
            130, 100);
        int wrong = 0;
        for (int y = 0; y < 100; ++y) {
            for (int x = 0; x < 130; ++x) wrong += (sheet.at(x, y) == 0xFFFFFF) != inside(corners, x, y) ? 1 : 0;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("triangles that share sides leave no gap and blend no pixel twice") {
    Easel easel;
    Dice dice(2);
    for (int run = 0; run < 100; ++run) {
        // A fan around a point inside the glass, its rim far outside.
        const ImVec2 centre(dice.between(10, 90), dice.between(10, 90));
        const float start = dice.between(0, 6);
        const int sides = 3 + dice.below(20);
        const auto rim = [&](int i) {
            const float turn = start + 6.2831853F * static_cast<float>(i % sides) / static_cast<float>(sides);
            return ImVec2(centre.x + 900 * std::cos(turn), centre.y + 900 * std::sin(turn));
        };
        const auto sheet = drawn_whole(easel.record(100, 100,
                                                    [&](ImDrawList& list) {
                                                        for (int i = 0; i < sides; ++i) {
                                                            triangle(list, centre, rim(i), rim(i + 1), half);
                                                        }
                                                    }),
                                       100, 100);
        CAPTURE(run);
        CHECK(count(sheet, half_on_black) == 100 * 100);
    }
}

TEST_CASE("a rectangle is the same as its two triangles") {
    Easel easel;
    Dice dice(3);
    for (int run = 0; run < 100; ++run) {
        const ImVec2 from(dice.between(-20, 60), dice.between(-20, 60));
        const ImVec2 to(from.x + dice.between(0, 90), from.y + dice.between(0, 90));
        const ImU32 colour = dice.roll() << 8U ^ dice.roll();
        const auto fast = drawn_whole(
            easel.record(100, 100, [&](ImDrawList& list) { list.AddRectFilled(from, to, colour); }), 100, 100);
        const auto slow = drawn_whole(easel.record(100, 100,
                                                   [&](ImDrawList& list) {
                                                       triangle(list, from, {to.x, from.y}, to, colour);
                                                       triangle(list, to, {from.x, to.y}, from, colour);
                                                   }),
                                      100, 100);
        CAPTURE(run);
        CHECK(fast.memory == slow.memory);
    }
}

TEST_CASE("nothing is drawn outside the clip rectangle") {
    Easel easel;
    const auto sheet = drawn_whole(easel.record(100, 100,
                                                [&](ImDrawList& list) {
                                                    list.PushClipRect({10, 20}, {40, 70});
                                                    list.AddRectFilled({0, 0}, {100, 100}, white);
                                                    triangle(list, {-500, -500}, {900, 0}, {0, 900}, white);
                                                    list.PopClipRect();
                                                }),
                                   100, 100);
    CHECK(count(sheet, 0xFFFFFF) == 30 * 50);
    CHECK(sheet.at(10, 20) == 0xFFFFFF);
    CHECK(sheet.at(39, 69) == 0xFFFFFF);
    CHECK(sheet.at(9, 20) == 0);
    CHECK(sheet.at(40, 69) == 0);
}

TEST_CASE("what is no triangle draws nothing and harms nothing") {
    Easel easel;
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    constexpr float infinite = std::numeric_limits<float>::infinity();
    const auto sheet = drawn_whole(easel.record(70, 70,
                                                [&](ImDrawList& list) {
                                                    triangle(list, {nan, 0}, {10, 10}, {0, 20}, white);
                                                    triangle(list, {0, infinite}, {10, 10}, {0, 20}, white);
                                                    triangle(list, {5, 5}, {5, 5}, {30, 40}, white);
                                                    triangle(list, {0, 0}, {30, 30}, {60, 60}, white);
                                                    list.AddRectFilled({20, 20}, {20, 50}, white);
                                                    list.AddRectFilled({20, 20}, {50, 50}, IM_COL32(255, 0, 0, 0));
                                                }),
                                   70, 70);
    CHECK(count(sheet, 0) == 70 * 70);
}

TEST_CASE("the largest numbers still fill the glass") {
    Easel easel;
    constexpr float far = 3.0e38F;
    const auto sheet = drawn_whole(easel.record(200, 150,
                                                [&](ImDrawList& list) {
                                                    triangle(list, {-far, -far}, {far, -far}, {0, far}, white);
                                                    triangle(list, {-1e6F, -1e6F}, {1e6F, -1e6F}, {0, 1e6F},
                                                             IM_COL32(1, 2, 3, 255), IM_COL32(90, 80, 70, 9), half);
                                                }),
                                   200, 150);
    CHECK(count(sheet, 0) == 0);
}

TEST_CASE("no alpha leaves the ground and full alpha replaces it") {
    Easel easel;
    for (const int ground : {0, 1, 127, 254, 255}) {
        const auto sheet = drawn_whole(
            easel.record(64, 64,
                         [&](ImDrawList& list) {
                             list.AddRectFilled({0, 0}, {64, 64}, IM_COL32(ground, ground, ground, 255));
                             list.AddRectFilled({0, 0}, {32, 64}, IM_COL32(200, 100, 50, 0));
                             triangle(list, {0, 0}, {32, 0}, {0, 32}, IM_COL32(9, 9, 9, 0), IM_COL32(7, 7, 7, 0), 0);
                             list.AddRectFilled({32, 0}, {64, 64}, IM_COL32(200, 100, 50, 255));
                         }),
            64, 64);
        const auto grey = static_cast<std::uint32_t>(ground) * 0x010101U;
        CHECK(count(sheet, grey) == 32 * 64);
        CHECK(count(sheet, 0xC86432) == 32 * 64);
    }
}

TEST_CASE("a gradient runs from its first colour to its last without bands") {
    Easel easel;
    const auto sheet =
        drawn_whole(easel.record(64, 640,
                                 [&](ImDrawList& list) {
                                     list.AddRectFilledMultiColor({0, 0}, {64, 640}, IM_COL32_BLACK, IM_COL32_BLACK,
                                                                  IM_COL32(20, 20, 20, 255), IM_COL32(20, 20, 20, 255));
                                 }),
                    64, 640);
    double before = -1;
    for (int y = 0; y < 640; y += 8) {  // The pattern's period.
        double sum = 0;
        for (int i = 0; i < 64 * 8; ++i) sum += sheet.at(i % 64, y + i / 64) & 0xFFU;
        const double mean = sum / (64 * 8);
        CHECK(mean > before);
        CHECK(std::abs(mean - 20.0 * (y + 4) / 640) < 0.05);
        before = mean;
    }
}
