// The way of a picture to the panel, and of a finger back from it, however the panel is built in.
#include "kiosk/shell/kms/panel.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

using namespace hineni;

namespace {

constexpr std::array every_side{PanelUp::Top, PanelUp::Bottom, PanelUp::Left, PanelUp::Right};

// A block of memory as a picture or a panel.
struct Sheet {
    explicit Sheet(PixelExtent size, int margin = 0) : extent(size), stride(size.width + margin) {
        memory.assign(static_cast<std::size_t>(stride) * static_cast<std::size_t>(size.height), 0);
    }
    Pixels pixels() { return {memory.data(), extent.width, extent.height, stride}; }
    std::uint32_t& at(int x, int y) { return memory.at(static_cast<std::size_t>(y * stride + x)); }

    PixelExtent extent;
    int stride;
    std::vector<std::uint32_t> memory;
};

// Each pixel of the picture is a different letter.
Sheet letters(PixelExtent size) {
    Sheet sheet(size);
    std::uint32_t letter = 'a';
    for (auto& pixel : sheet.memory) pixel = letter++;
    return sheet;
}

// What the panel shows, its rows apart; a dot is where nothing was written.
std::string shown(Sheet& panel) {
    std::string rows;
    for (int y = 0; y < panel.extent.height; ++y) {
        for (int x = 0; x < panel.extent.width; ++x) {
            const auto pixel = panel.at(x, y);
            rows += pixel == 0 ? '.' : static_cast<char>(pixel);
        }
        rows += ' ';
    }
    return rows;
}

std::string copied(PixelExtent panel_size, PanelUp up, PixelRect part) {
    auto picture = letters(picture_on(panel_size, up));
    Sheet panel(panel_size, 3);
    copy_to_panel(picture.pixels(), part, panel.pixels(), up);
    return shown(panel);
}

}  // namespace

TEST_CASE("a picture lies on the panel with its top where up is") {
    // As a viewer sees it: abc over def; a panel of three by two, or of two by three where it stands on its side.
    CHECK(copied({3, 2}, PanelUp::Top, {0, 0, 3, 2}) == "abc def ");
    CHECK(copied({3, 2}, PanelUp::Bottom, {0, 0, 3, 2}) == "fed cba ");
    CHECK(copied({2, 3}, PanelUp::Left, {0, 0, 3, 2}) == "cf be ad ");
    CHECK(copied({2, 3}, PanelUp::Right, {0, 0, 3, 2}) == "da eb fc ");
}

TEST_CASE("a part of a picture changes its part of the panel alone") {
    CHECK(copied({3, 2}, PanelUp::Top, {1, 0, 2, 1}) == ".bc ... ");
    CHECK(copied({3, 2}, PanelUp::Bottom, {1, 0, 2, 1}) == "... cb. ");
    CHECK(copied({2, 3}, PanelUp::Left, {1, 0, 2, 1}) == "c. b. .. ");
    CHECK(copied({2, 3}, PanelUp::Right, {1, 0, 2, 1}) == ".. .b .c ");
}

TEST_CASE("any parts, in any order, leave the same panel as the whole at once") {
    std::mt19937 random(7);
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    for (int round = 0; round < 200; ++round) {
        const auto up = every_side.at(static_cast<std::size_t>(below(4)));
        const PixelExtent size{1 + below(40), 1 + below(40)};
        auto picture = letters(picture_on(size, up));
        Sheet whole(size, below(5));
        Sheet pieces(size, whole.stride - size.width);
        const auto extent = picture.extent;
        copy_to_panel(picture.pixels(), {0, 0, extent.width, extent.height}, whole.pixels(), up);
        const int split = below(extent.width + 1);
        copy_to_panel(picture.pixels(), {split, 0, extent.width - split, extent.height}, pieces.pixels(), up);
        copy_to_panel(picture.pixels(), {0, 0, split, extent.height}, pieces.pixels(), up);
        REQUIRE(whole.memory == pieces.memory);
    }
}

TEST_CASE("a finger acts on what it sees, however the panel is built in") {
    std::mt19937 random(8);
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    for (int round = 0; round < 500; ++round) {
        const auto up = every_side.at(static_cast<std::size_t>(below(4)));
        const PixelExtent size{1 + below(300), 1 + below(300)};
        const auto picture = picture_on(size, up);
        const PixelRect pixel{below(picture.width), below(picture.height), 1, 1};
        const auto on = on_panel(pixel, size, up);
        // The middle of the very pixel that shows it.
        const auto at = in_picture({(static_cast<float>(on.x) + 0.5F) / static_cast<float>(size.width),
                                    (static_cast<float>(on.y) + 0.5F) / static_cast<float>(size.height)},
                                   size, up);
        REQUIRE(static_cast<int>(at.x) == pixel.x);
        REQUIRE(static_cast<int>(at.y) == pixel.y);
    }
}

TEST_CASE("a finger beside the panel is on its edge") {
    for (const auto up : every_side) {
        for (const auto& share : {PanelSpot{-3, -3}, PanelSpot{7, 7}, PanelSpot{1, 1}, PanelSpot{-1e30F, 1e30F}}) {
            const auto at = in_picture(share, {200, 100}, up);
            const auto picture = picture_on({200, 100}, up);
            CHECK(at.x >= 0);
            CHECK(at.y >= 0);
            CHECK(at.x <= static_cast<float>(picture.width - 1));
            CHECK(at.y <= static_cast<float>(picture.height - 1));
        }
    }
}

TEST_CASE("what reaches over the edge is cut, and what lies beside is nothing") {
    const auto cut = [](PixelRect part) {
        const auto rect = within_extent(part, {100, 50});
        return std::to_string(rect.x) + "," + std::to_string(rect.y) + " " + std::to_string(rect.width) + "x" +
               std::to_string(rect.height);
    };
    CHECK(cut({10, 10, 20, 20}) == "10,10 20x20");
    CHECK(cut({64, 0, 64, 64}) == "64,0 36x50");
    CHECK(cut({-10, -10, 20, 20}) == "0,0 10x10");
    CHECK(cut({200, 10, 5, 5}) == "100,10 0x5");
    CHECK(cut({10, 10, -5, 5}) == "10,10 0x5");
    CHECK(cut({2147483647, 0, 2147483647, 1}) == "100,0 0x1");
    CHECK(cut({5, 5, 2147483647, 2147483647}) == "5,5 95x45");
}

TEST_CASE("a driver is told of no more parts than it takes, and none is left out") {
    const std::vector<PixelRect> three{{0, 0, 10, 10}, {90, 40, 5, 5}, {20, 45, 10, 5}};
    CHECK(no_more_than(3, three).size() == 3);
    const auto one = no_more_than(2, three);
    REQUIRE(one.size() == 1);
    CHECK(one.front().x == 0);
    CHECK(one.front().y == 0);
    CHECK(one.front().width == 95);
    CHECK(one.front().height == 50);
    CHECK(no_more_than(0, {}).empty());
}
