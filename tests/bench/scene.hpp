// Scene: two screens like the kiosk's, drawn with nothing but an ImDrawList and the Typesetter, so that text,
// rasteriser and window can be measured without the rest.
#pragma once

#include <imgui.h>

#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <string_view>

#include "kiosk/text/text.hpp"

namespace hineni::scene {

inline void words(ImDrawList& list, Typesetter& type, float x, float baseline, std::string_view text, TypeStyle style,
                  ImU32 colour) {
    type.draw(list, x, baseline, type.shape(text, style, Direction::LeftToRight), colour);
}

inline void centred(ImDrawList& list, Typesetter& type, float x, float baseline, std::string_view text, TypeStyle style,
                    ImU32 colour) {
    const Line line = type.shape(text, style, Direction::LeftToRight);
    type.draw(list, x - line.width / 2, baseline, line, colour);
}

// Rings of light that fade to nothing.
inline void glow(ImDrawList& list, ImVec2 centre, float radius, ImU32 colour, float strength) {
    constexpr int sides = 64;
    constexpr int steps = 9;
    const auto faded = [&](int step) {
        const float light = (std::cos(std::numbers::pi_v<float> * static_cast<float>(step) / steps) + 1) / 2;
        return (colour & 0xFFFFFFU) | static_cast<ImU32>(255 * strength * light * light) << 24U;
    };
    list.PrimReserve(3 * sides * (2 * steps - 1), 1 + sides * steps);
    const unsigned first = list._VtxCurrentIdx;
    list.PrimWriteVtx(centre, {0, 0}, faded(0));
    for (int step = 1; step <= steps; ++step) {
        for (int side = 0; side < sides; ++side) {
            const float turn = 2 * std::numbers::pi_v<float> * static_cast<float>(side) / sides;
            const float reach = radius * static_cast<float>(step) / steps;
            list.PrimWriteVtx({centre.x + reach * std::cos(turn), centre.y + reach * std::sin(turn)}, {0, 0},
                              faded(step));
        }
    }
    const auto corner = [&](int step, int side) {
        list.PrimWriteIdx(static_cast<ImDrawIdx>(
            step == 0 ? first : first + 1U + static_cast<unsigned>((step - 1) * sides + side % sides)));
    };
    for (int step = 0; step < steps; ++step) {
        for (int side = 0; side < sides; ++side) {
            corner(step, side), corner(step + 1, side), corner(step + 1, side + 1);
            if (step > 0) corner(step, side), corner(step + 1, side + 1), corner(step, side + 1);
        }
    }
}

inline void ground(ImDrawList& list, float width, float height) {
    list.AddRectFilledMultiColor({0, 0}, {width, height}, IM_COL32(26, 19, 24, 255), IM_COL32(26, 19, 24, 255),
                                 IM_COL32(44, 27, 24, 255), IM_COL32(44, 27, 24, 255));
}

inline void key(ImDrawList& list, Typesetter& type, ImVec2 from, ImVec2 to, std::string_view label, bool down) {
    list.AddRectFilled(from, to, down ? IM_COL32(240, 164, 68, 255) : IM_COL32(69, 51, 49, 255), 12);
    centred(list, type, (from.x + to.x) / 2, (from.y + to.y) / 2 + 9, label, {24, Weight::Medium},
            down ? IM_COL32(40, 20, 10, 255) : IM_COL32(255, 243, 228, 255));
}

// The welcome screen: gradient, glow, large words, buttons, a code of many squares.
inline void welcome(ImDrawList& list, Typesetter& type, float width, float height) {
    ground(list, width, height);
    glow(list, {972, 290}, 520, IM_COL32(240, 164, 68, 255), 0.4F);
    words(list, type, 80, 119, "TONIGHT · 7 PM · TOWN SQUARE", {23, Weight::Medium}, IM_COL32(240, 164, 68, 255));
    words(list, type, 77, 198, "Stand with us.", {60, Weight::Bold}, IM_COL32(255, 243, 228, 255));
    words(list, type, 77, 280, "Light a candle.", {60, Weight::Bold}, IM_COL32(255, 243, 228, 255));
    const TypeStyle body{23, Weight::Regular};
    words(list, type, 80, 353, "Add your name in under a minute. Your details are", body, IM_COL32(200, 184, 170, 255));
    words(list, type, 80, 389, "sealed on this device before they ever leave it.", body, IM_COL32(200, 184, 170, 255));
    list.AddRectFilled({80, 450}, {540, 554}, IM_COL32(240, 164, 68, 255), 18);
    centred(list, type, 310, 515, "Sign up here", {33, Weight::SemiBold}, IM_COL32(40, 20, 10, 255));
    for (const float x : {80.0F, 320.0F}) {
        list.AddRectFilled({x, 590}, {x + 220, 662}, IM_COL32(255, 255, 255, 14), 16);
        list.AddRect({x + 1, 591}, {x + 219, 661}, IM_COL32(110, 95, 90, 255), 16, 0, 2);
    }
    centred(list, type, 190, 635, "Español", {23, Weight::Medium}, IM_COL32(255, 243, 228, 255));
    centred(list, type, 430, 635, "עברית", {23, Weight::Medium}, IM_COL32(255, 243, 228, 255));
    words(list, type, 80, 752, "1,284 people have signed · works offline", {18.5F, Weight::Regular},
          IM_COL32(150, 132, 120, 255));
    list.AddRectFilled({850, 466}, {1095, 711}, IM_COL32(255, 255, 255, 255), 20);
    std::uint32_t random = 7;
    for (int row = 0; row < 29; ++row) {
        for (int column = 0; column < 29; ++column) {
            random = random * 1664525U + 1013904223U;
            const ImVec2 at(static_cast<float>(871 + column * 7), static_cast<float>(487 + row * 7));
            if (random >> 31U != 0) list.AddRectFilled(at, {at.x + 7, at.y + 7}, IM_COL32(20, 12, 16, 255));
        }
    }
}

// The card with its keyboard; `typed` is in the field, the key with the number `down` is pressed.
inline void card(ImDrawList& list, Typesetter& type, float width, float height, std::string_view typed, int down) {
    ground(list, width, height);
    glow(list, {640, -60}, 420, IM_COL32(240, 164, 68, 255), 0.2F);
    words(list, type, 48, 63, "Add your name", {33, Weight::SemiBold}, IM_COL32(255, 243, 228, 255));
    const std::array<const char*, 4> labels{"Your name", "Email", "Mobile phone", "ZIP code"};
    const std::array<std::string_view, 4> values{"María Núñez", "maria@example.org", "(555) 010-4477", typed};
    for (std::size_t i = 0; i < 4; ++i) {
        const float x = i % 2 == 0 ? 48.0F : 650.0F;
        const float y = i < 2 ? 96.0F : 186.0F;
        list.AddRectFilled({x, y}, {x + 582, y + 76}, IM_COL32(33, 24, 26, 255), 14);
        list.AddRect({x + 1, y + 1}, {x + 581, y + 75},
                     i == 3 ? IM_COL32(240, 164, 68, 255) : IM_COL32(96, 78, 72, 255), 14, 0, i == 3 ? 3.0F : 1.5F);
        words(list, type, x + 20, y + 25, labels[i], {18.5F, Weight::Regular}, IM_COL32(190, 170, 160, 255));
        words(list, type, x + 20, y + 57, values[i], {23, Weight::Regular}, IM_COL32(255, 243, 228, 255));
    }
    words(list, type, 48, 300, "We only use this to invite you to the next vigil. Tap a box to change it.",
          {18.5F, Weight::Regular}, IM_COL32(190, 170, 160, 255));
    list.AddRectFilled({992, 274}, {1232, 338}, IM_COL32(240, 164, 68, 255), 16);
    centred(list, type, 1112, 314, "Continue", {23, Weight::Medium}, IM_COL32(40, 20, 10, 255));
    list.AddRectFilled({0, 352}, {width, height}, IM_COL32(24, 17, 17, 255));
    constexpr std::string_view letters = "1234567890qwertyuiopasdfghjkl'zxcvbnm.-_";
    for (int i = 0; i < 40; ++i) {
        const float x = 48 + static_cast<float>(i % 10) * 99.6F;
        const auto row = i / 10;
        const float y = 368 + static_cast<float>(row) * 96.0F;
        key(list, type, {x, y}, {x + 90, y + 86}, letters.substr(static_cast<std::size_t>(i), 1), i == down);
    }
    const std::array<const char*, 4> sides{"Delete", "Shift", "@", "Space"};
    for (int i = 0; i < 4; ++i) {
        const float y = 368 + static_cast<float>(i) * 96.0F;
        key(list, type, {1043, y}, {1232, y + 86}, sides[static_cast<std::size_t>(i)], false);
    }
}

}  // namespace hineni::scene
