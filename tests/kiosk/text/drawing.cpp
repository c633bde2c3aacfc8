#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "kiosk/text/text.hpp"
#include "tests/kiosk/raster/easel.hpp"
#include "tests/kiosk/text/type.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

constexpr ImU32 white = IM_COL32(255, 255, 255, 255);

std::vector<ImDrawVert> corners(Easel& easel, Typesetter& type, const Line& line, float x, float baseline) {
    const auto& data = easel.record(800, 600, [&](ImDrawList& list) { type.draw(list, x, baseline, line, white); });
    if (data.CmdListsCount == 0) return {};
    const auto& buffer = data.CmdLists[0]->VtxBuffer;
    return {buffer.begin(), buffer.end()};
}

int ink(const AlphaTexture& atlas) {
    int dots = 0;
    for (int i = 0; i < atlas.width * atlas.height; ++i) dots += atlas.alpha[i] != 0 ? 1 : 0;
    return dots;
}

}  // namespace

TEST_CASE("a glyph is a rectangle on whole pixels, as large as its part of the atlas") {
    Easel easel;
    auto type = Typesetter::open().value();
    const auto line = type.shape("Stand with us", {23.5F, Weight::Medium}, ltr);
    const auto found = corners(easel, type, line, 10.3F, 50.8F);
    REQUIRE(found.size() == 11 * 4);  // The spaces are not drawn.
    for (std::size_t i = 0; i < found.size(); i += 4) {
        const auto& from = found[i];
        const auto& to = found[i + 2];
        CHECK(from.pos.x == std::round(from.pos.x));
        CHECK(from.pos.y == std::round(from.pos.y));
        CHECK(to.pos.x - from.pos.x == to.uv.x - from.uv.x);
        CHECK(to.pos.y - from.pos.y == to.uv.y - from.uv.y);
        CHECK(to.uv.x <= static_cast<float>(type.atlas().width));
        CHECK(to.uv.y <= static_cast<float>(type.atlas().height));
        CHECK(from.pos.y < 51);
    }
}

TEST_CASE("letters keep their distances wherever the line stands") {
    Easel easel;
    auto type = Typesetter::open().value();
    const auto line = type.shape("illicit", {18, Weight::Regular}, ltr);
    for (const float x : {10.0F, 10.25F, 10.5F, 10.75F}) {
        const auto found = corners(easel, type, line, x, 40);
        REQUIRE(found.size() == line.glyphs.size() * 4);
        for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
            CHECK(std::abs(found[4 * i].pos.x - (x + line.glyphs[i].x)) < 3.5F);  // Its own left bearing.
        }
    }
}

TEST_CASE("a glyph is drawn once and used again") {
    Easel easel;
    auto type = Typesetter::open().value();
    const auto line = type.shape("aaaa", {24, Weight::Regular}, ltr);
    corners(easel, type, line, 10, 40);
    const int once = ink(type.atlas());
    CHECK(once > 0);
    for (int i = 0; i < 10; ++i) corners(easel, type, line, 10, 40 + static_cast<float>(i));
    CHECK(ink(type.atlas()) == once);
}

TEST_CASE("a script without a Medium of its own is drawn thicker than Regular, and as wide") {
    Easel easel;
    const auto dots = [&](const char* text, Weight weight) {
        auto type = Typesetter::open().value();
        corners(easel, type, type.shape(text, {32, weight}, ltr), 10, 60);
        const auto& atlas = type.atlas();
        long sum = 0;
        for (int i = 0; i < atlas.width * atlas.height; ++i) sum += atlas.alpha[i];
        return sum;
    };
    for (const auto* text : {"שרה", "محمد", "王"}) {
        CAPTURE(text);
        CHECK(dots(text, Weight::Medium) > dots(text, Weight::Regular) * 105 / 100);
        CHECK(dots(text, Weight::Bold) > dots(text, Weight::Medium) * 105 / 100);
        auto type = Typesetter::open().value();
        CHECK(type.width(text, {32, Weight::Medium}, ltr) == type.width(text, {32, Weight::Regular}, ltr));
    }
}

TEST_CASE("opening draws nothing, and only what appears is in the atlas") {
    auto type = Typesetter::open().value();
    CHECK(ink(type.atlas()) == 0);
    (void)type.shape("Stand with us", {24, Weight::Regular}, ltr);
    CHECK(ink(type.atlas()) == 0);
}

TEST_CASE("the atlas grows without moving what is there") {
    Easel easel;
    auto type = Typesetter::open().value();
    const auto line = type.shape("Qg", {24, Weight::Regular}, ltr);
    const auto before = corners(easel, type, line, 10, 40);
    const int height = type.atlas().height;
    const auto generation = type.atlas().generation;
    const auto uv = before.at(0).uv;
    const auto dot = type.atlas().alpha[static_cast<int>(uv.y + 8) * type.atlas().width + static_cast<int>(uv.x + 3)];
    for (float size = 30; size < 90; size += 3) {
        corners(easel, type, type.shape("Light a candle", {size, Weight::Bold}, ltr), 10, 100);
    }
    CHECK(type.atlas().height > height);
    CHECK(type.atlas().generation == generation);
    CHECK(type.atlas().alpha[static_cast<int>(uv.y + 8) * type.atlas().width + static_cast<int>(uv.x + 3)] == dot);
    const auto after = corners(easel, type, line, 10, 40);
    CHECK(after.at(0).uv.x == uv.x);
    CHECK(after.at(0).uv.y == uv.y);
}

TEST_CASE("a full atlas starts anew and says so") {
    Easel easel;
    auto type = Typesetter::open().value();
    const auto generation = type.atlas().generation;
    int tries = 0;
    for (float size = 200; type.atlas().generation == generation && tries < 400; size += 0.5F, ++tries) {
        corners(easel, type, type.shape("WMOQ@", {size, Weight::Bold}, ltr), 10, 300);
    }
    CHECK(type.atlas().generation != generation);
    CHECK(type.atlas().height <= 4096);
    const auto line = type.shape("after", {24, Weight::Regular}, ltr);
    CHECK(corners(easel, type, line, 10, 40).size() == 5 * 4);
}

TEST_CASE("two typesetters draw the same") {
    Easel easel;
    auto first = Typesetter::open().value();
    auto second = Typesetter::open().value();
    for (auto* type : {&first, &second}) {
        corners(easel, *type, type->shape("Añadir שלום", {24, Weight::SemiBold}, ltr), 10, 40);
    }
    const auto& a = first.atlas();
    const auto& b = second.atlas();
    REQUIRE(a.height == b.height);
    CHECK(std::equal(a.alpha, a.alpha + static_cast<std::ptrdiff_t>(a.width) * a.height, b.alpha));
}

TEST_CASE("nothing is drawn of an empty line, or in no colour") {
    Easel easel;
    auto type = Typesetter::open().value();
    CHECK(corners(easel, type, type.shape("", {24, Weight::Regular}, ltr), 0, 20).empty());
    const auto line = type.shape("a", {24, Weight::Regular}, ltr);
    const auto& data = easel.record(80, 60, [&](ImDrawList& list) { type.draw(list, 0, 20, line, 0x00FFFFFF); });
    CHECK(data.TotalVtxCount == 0);
}

TEST_CASE("sizes beyond all reason are drawn no larger than the atlas holds") {
    Easel easel;
    auto type = Typesetter::open().value();
    corners(easel, type, type.shape("W", {4000, Weight::Bold}, ltr), 0, 400);
    corners(easel, type, type.shape("W", {0.01F, Weight::Bold}, ltr), 0, 400);
    CHECK(type.atlas().height <= 4096);
}
