#include "kiosk/shell/painter.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "kiosk/shell/png.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

constexpr int columns = 320;
constexpr int rows = 200;

struct Glass {
    std::vector<std::uint32_t> memory = std::vector<std::uint32_t>(std::size_t{columns} * rows, 0x123456);
    Pixels pixels() { return {memory.data(), columns, rows, columns}; }
    [[nodiscard]] long count(std::uint32_t colour) const { return std::count(memory.begin(), memory.end(), colour); }
};

Painter::Draw words(const char* text) {
    return [text](ImDrawList& list, Typesetter& type) {
        list.AddRectFilled({0, 0}, {columns, rows}, IM_COL32_BLACK);
        type.draw(list, 20, 100, type.shape(text, {40, Weight::Bold}, Direction::LeftToRight), IM_COL32_WHITE);
    };
}

}  // namespace

TEST_CASE("a frame paints what was drawn, and the next one only what changed") {
    auto painter = Painter::open().value();
    Glass glass;
    CHECK_FALSE(painter.frame(words("Hineni"), glass.pixels()).empty());
    CHECK(glass.count(0xFFFFFF) > 100);
    CHECK(painter.frame(words("Hineni"), glass.pixels()).empty());
    CHECK_FALSE(painter.frame(words("Hinenu"), glass.pixels()).empty());
}

TEST_CASE("logic runs the drawing once and paints nothing") {
    auto painter = Painter::open().value();
    Glass glass;
    painter.frame(words("one"), glass.pixels());
    const auto before = glass.memory;
    int runs = 0;
    painter.logic(columns, rows, [&](ImDrawList& list, Typesetter& type) {
        ++runs;
        words("two")(list, type);
    });
    CHECK(runs == 1);
    CHECK(glass.memory == before);
    CHECK_FALSE(painter.frame(words("two"), glass.pixels()).empty());
}

TEST_CASE("a lost glass is painted whole") {
    auto painter = Painter::open().value();
    Glass glass;
    painter.frame(words("Hineni"), glass.pixels());
    const auto before = glass.memory;
    std::fill(glass.memory.begin(), glass.memory.end(), 0U);
    painter.forget();
    painter.frame(words("Hineni"), glass.pixels());
    CHECK(glass.memory == before);
}

TEST_CASE("a frame in which the atlas starts anew is right all the same") {
    auto painter = Painter::open().value();
    Glass glass;
    painter.frame(words("Hineni"), glass.pixels());
    const auto expected = glass.memory;
    const auto generation = painter.typesetter().atlas().generation;
    int runs = 0;
    const auto crowded = [&](ImDrawList& list, Typesetter& type) {
        ++runs;
        words("Hineni")(list, type);
        // Fill the atlas, out of sight, behind words that are already on the list.
        for (float size = 200; runs == 1 && type.atlas().generation == generation && size < 400; size += 0.25F) {
            type.draw(list, 5000, 0, type.shape("WMOQ@", {size, Weight::Bold}, Direction::LeftToRight), IM_COL32_WHITE);
        }
    };
    painter.forget();
    painter.frame(crowded, glass.pixels());
    CHECK(runs == 2);
    CHECK(painter.typesetter().atlas().generation != generation);
    CHECK(glass.memory == expected);
}

TEST_CASE("more corners than sixteen bits count are drawn too") {
    auto painter = Painter::open().value();
    Glass glass;
    painter.frame(
        [](ImDrawList& list, Typesetter&) {
            for (int i = 0; i < 40000; ++i) list.AddRectFilled({0, 0}, {1, 1}, IM_COL32_BLACK);
            list.AddRectFilled({0, 0}, {columns, rows}, IM_COL32(1, 2, 3, 255));
        },
        glass.pixels());
    CHECK(glass.count(0x010203) == columns * rows);
}

TEST_CASE("one painter after another draws the same picture") {
    Glass first;
    Glass second;
    for (auto* glass : {&first, &second}) {
        auto painter = Painter::open().value();
        painter.frame(words("Añadir שלום"), glass->pixels());
    }
    CHECK(first.memory == second.memory);
}

TEST_CASE("a picture is written whole, under its name alone") {
    const FreshFolder folder;
    Glass glass;
    const auto file = folder.path() / "glass.png";
    REQUIRE(write_png(file, glass.pixels()));
    REQUIRE(write_png(file, glass.pixels()));
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    CHECK(bytes.substr(0, 8) == "\x89PNG\r\n\x1A\n");
    CHECK(bytes.substr(bytes.size() - 8, 4) == "IEND");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a picture that cannot be written is a failure with its name") {
    const FreshFolder folder;
    Glass glass;
    const auto written = write_png(folder.path() / "missing" / "glass.png", glass.pixels());
    REQUIRE_FALSE(written);
    CHECK(written.error().what.find("glass.png") != std::string::npos);
    CHECK_FALSE(written.error().hint.empty());
}
