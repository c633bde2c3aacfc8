#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "tests/kiosk/raster/easel.hpp"

#include "kiosk/text/text.hpp"

using namespace hineni;

namespace {

constexpr int width = 300;
constexpr int height = 220;

struct Thing {
    enum class Form { Rectangle, Gradient, Triangle, Glyph, Rounded } form;
    ImVec2 from, to;
    std::array<ImU32, 3> colours;
    bool clipped;
    ImVec2 texel;
};

struct World {
    std::vector<std::uint8_t> ink;
    AlphaTexture texture;
    std::vector<Thing> things;

    World() : ink(std::size_t{64} * 64), texture{ink.data(), 64, 64, 1} { reink(5); }
    void reink(std::uint64_t seed) {
        Dice dice(seed);
        for (auto& dot : ink) dot = static_cast<std::uint8_t>(dice.roll());
    }
    void draw(ImDrawList& list) {
        list.AddRectFilledMultiColor({0, 0}, {width, height}, 0xFF201810, 0xFF201810, 0xFF302820, 0xFF302820);
        for (const auto& thing : things) draw(list, thing);
    }
    void draw(ImDrawList& list, const Thing& t) {
        if (t.clipped) list.PushClipRect({t.from.x + 5, t.from.y + 5}, {t.to.x - 5, t.to.y - 5});
        switch (t.form) {
            case Thing::Form::Rectangle: list.AddRectFilled(t.from, t.to, t.colours[0]); break;
            case Thing::Form::Gradient:
                list.AddRectFilledMultiColor(t.from, t.to, t.colours[0], t.colours[0], t.colours[1], t.colours[1]);
                break;
            case Thing::Form::Triangle:
                triangle(list, t.from, t.to, {t.from.x, t.to.y}, t.colours[0], t.colours[1], t.colours[2]);
                break;
            case Thing::Form::Glyph: {
                const ImVec2 at(std::round(t.from.x), std::round(t.from.y));
                list.PushTextureID(&texture);
                list.PrimReserve(6, 4);
                list.PrimRectUV(at, {at.x + 20, at.y + 24}, t.texel, {t.texel.x + 20, t.texel.y + 24}, t.colours[0]);
                list.PopTextureID();
                break;
            }
            case Thing::Form::Rounded: list.AddRectFilled(t.from, t.to, t.colours[0], 12); break;
        }
        if (t.clipped) list.PopClipRect();
    }
};

ImU32 any_colour(Dice& dice) {
    const ImU32 alpha = dice.below(3) == 0 ? 255U : static_cast<ImU32>(dice.below(256));
    return (dice.roll() & 0xFFFFFFU) | alpha << 24U;
}

Thing any_thing(Dice& dice, int forms = 5) {
    Thing thing{static_cast<Thing::Form>(dice.below(forms)),
                {dice.between(-40, width), dice.between(-40, height)},
                {},
                {},
                dice.below(5) == 0,
                {}};
    thing.to = {thing.from.x + dice.between(1, 160), thing.from.y + dice.between(1, 120)};
    for (auto& colour : thing.colours) colour = any_colour(dice);
    thing.texel = {static_cast<float>(dice.below(40)), static_cast<float>(dice.below(40))};
    return thing;
}

// One small thing about the world changes.
void change(World& world, Dice& dice) {
    auto& things = world.things;
    Thing& one = things[static_cast<std::size_t>(dice.below(static_cast<int>(things.size())))];
    switch (dice.below(9)) {
        case 0: one = any_thing(dice); break;
        case 1: one.from.x += 1.0F / 16; break;
        case 2: one.to.y -= 1; break;
        case 3: one.colours[static_cast<std::size_t>(dice.below(3))] ^= 1U << dice.below(32); break;
        case 4: one.clipped = !one.clipped; break;
        case 5: one.texel.x = static_cast<float>(dice.below(40)); break;
        case 6: std::swap(one, things.front()); break;
        case 7:
            things.push_back(any_thing(dice));
            things.erase(things.begin());
            break;
        default: world.reink(dice.roll()); ++world.texture.generation;
    }
}

bool in_exactly_one(const std::vector<PixelRect>& rects, int x, int y) {
    int holders = 0;
    for (const auto& r : rects) holders += x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height ? 1 : 0;
    return holders == 1;
}

}  // namespace

TEST_CASE("drawing only what changed gives the same picture as drawing everything") {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        Easel easel;
        Dice dice(seed + 100);
        World world;
        for (int i = 0; i < 14; ++i) world.things.push_back(any_thing(dice));
        Rasteriser rasteriser;
        Sheet kept(width, height);
        for (int step = 0; step < 60; ++step) {
            CAPTURE(seed);
            CAPTURE(step);
            const auto& data = easel.record(width, height, [&](ImDrawList& list) { world.draw(list); });
            const auto before = kept.memory;
            const auto rects = rasteriser.draw(data, kept.pixels());
            const auto whole = drawn_whole(data, width, height);
            REQUIRE(kept.memory == whole.memory);
            if (step > 0) {
                int untold = 0;
                for (std::size_t i = 0; i < before.size(); ++i) {
                    if (before[i] == kept.memory[i]) continue;
                    if (!in_exactly_one(rects, static_cast<int>(i) % width, static_cast<int>(i) / width)) ++untold;
                }
                CHECK(untold == 0);
            }
            change(world, dice);
        }
    }
}

TEST_CASE("a frame like the one before draws nothing") {
    Easel easel;
    World world;
    Dice dice(9);
    for (int i = 0; i < 20; ++i) world.things.push_back(any_thing(dice));
    Rasteriser rasteriser;
    Sheet sheet(width, height);
    const auto frame = [&] {
        return rasteriser.draw(easel.record(width, height, [&](ImDrawList& list) { world.draw(list); }),
                               sheet.pixels());
    };
    CHECK_FALSE(frame().empty());
    CHECK(frame().empty());
}

TEST_CASE("a small change draws its tile alone") {
    Easel easel;
    Rasteriser rasteriser;
    Sheet sheet(width, height);
    const auto frame = [&](ImU32 colour) {
        return rasteriser.draw(easel.record(width, height,
                                            [&](ImDrawList& list) {
                                                list.AddRectFilled({0, 0}, {width, height}, IM_COL32_BLACK);
                                                list.AddRectFilled({70, 70}, {80, 80}, colour);
                                            }),
                               sheet.pixels());
    };
    frame(IM_COL32_WHITE);
    const auto rects = frame(IM_COL32(255, 255, 254, 255));
    REQUIRE(rects.size() == 1);
    CHECK(rects[0].x == 64);
    CHECK(rects[0].y == 64);
    CHECK(rects[0].width == 64);
    CHECK(rects[0].height == 64);
}

TEST_CASE("what lies under something opaque is not drawn for its sake") {
    Easel easel;
    Rasteriser rasteriser;
    Sheet sheet(width, height);
    const auto frame = [&](ImU32 hidden) {
        return rasteriser.draw(easel.record(width, height,
                                            [&](ImDrawList& list) {
                                                list.AddRectFilled({70, 70}, {80, 80}, hidden);
                                                list.AddRectFilled({0, 0}, {width, height}, IM_COL32_WHITE);
                                            }),
                               sheet.pixels());
    };
    frame(IM_COL32_BLACK);
    CHECK(frame(IM_COL32(1, 1, 1, 255)).empty());
}

TEST_CASE("another target, another size and a lost target are drawn whole") {
    Easel easel;
    Rasteriser rasteriser;
    Sheet first(width, height);
    Sheet second(width, height);
    Sheet smaller(100, 50);
    const auto frame = [&](Sheet& sheet) {
        const auto& data = easel.record(sheet.width, sheet.height, [&](ImDrawList& list) {
            list.AddRectFilled({0, 0}, {90, 90}, IM_COL32_WHITE);
        });
        rasteriser.draw(data, sheet.pixels());
        CHECK(sheet.memory == drawn_whole(data, sheet.width, sheet.height).memory);
    };
    frame(first);
    frame(second);
    frame(smaller);
    frame(first);
    std::fill(first.memory.begin(), first.memory.end(), 7U);
    rasteriser.forget();
    frame(first);
}

TEST_CASE("rows may be longer than the picture is wide") {
    Easel easel;
    std::vector<std::uint32_t> memory(std::size_t{200} * 70, 0xABCDEF);
    const auto& data = easel.record(100, 70, [&](ImDrawList& list) {
        list.AddRectFilled({0, 0}, {100, 70}, IM_COL32_WHITE);
    });
    Rasteriser().draw(data, {memory.data(), 100, 70, 200});
    CHECK(memory[99] == 0xFFFFFF);
    CHECK(memory[100] == 0xABCDEF);
    CHECK(memory[69 * 200 + 99] == 0xFFFFFF);
    CHECK(memory[69 * 200 + 100] == 0xABCDEF);
}

// The picture as a number. It may only change together with the rules of drawing, on purpose. Without rounded forms:
// how many corners those have is ImGui's business.
TEST_CASE("the same input gives the same bytes on every machine") {
    Easel easel;
    World world;
    Dice dice(77);
    for (int i = 0; i < 40; ++i) world.things.push_back(any_thing(dice, 4));
    const auto sheet =
        drawn_whole(easel.record(width, height, [&](ImDrawList& list) { world.draw(list); }), width, height);
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a over the pixels.
    for (const auto pixel : sheet.memory) hash = (hash ^ pixel) * 0x100000001B3U;
    CHECK(hash == 17919739126802924746U);
}
