#include "kiosk/widgets/candles.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "kiosk/widgets/candle.hpp"
#include "kiosk/widgets/shapes.hpp"

namespace hineni {

using namespace shapes;

namespace {

// Nobody stands where the great candle does.
constexpr float kept_free = 6;

// How far at most one stands beyond its place, in parts of the way from the middle.
constexpr float astray = 0.2F;

// A number from 0 to 1 that looks like chance and follows from `i` (the finaliser of MurmurHash3).
float scattered(std::uint32_t i) {
    i ^= i >> 16U;
    i *= 0x85EBCA6BU;
    i ^= i >> 13U;
    i *= 0xC2B2AE35U;
    i ^= i >> 16U;
    return static_cast<float>(i & 0xFFFFU) / 65535.0F;
}

// How much smaller than one of a few.
float crowd(std::size_t count) {
    return std::sqrt((one_by_one + kept_free) / (static_cast<float>(std::max(count, one_by_one)) + kept_free));
}

// What a light is drawn in.
struct Paint {
    Colour halo, flame, heart, wax_top, wax_foot, edge;
    bool stark = false;
};

Paint paint_of(const Look& look) {
    const auto& c = look.colours;
    if (look.stark()) return {0, c.accent, c.ground_top, c.words, c.words, c.words, true};
    if (look.dark()) {
        return {rgba(0xFFA94A, 96), rgba(0xFFB546), rgba(0xFFF3CF), rgba(0xF2D5A6), rgba(0x7A5636), 0, false};
    }
    return {rgba(0xFFAE4A, 150), rgba(0xE8760C), rgba(0xFFC64D), rgba(0xF3D6A6), rgba(0x9C6C3E), 0, false};
}

// Triangles around a middle, written straight into the list: there are thousands of them.
template <std::size_t n>
void fan(Page& page, Point middle, Colour in, const std::array<Point, n>& rim, Colour out) {
    auto& list = page.list;
    list.PrimReserve(static_cast<int>(3 * n), static_cast<int>(n + 1));
    const unsigned first = list._VtxCurrentIdx;
    list.PrimWriteVtx({middle.x, middle.y}, {0, 0}, in);
    for (const auto& point : rim) list.PrimWriteVtx({point.x, point.y}, {0, 0}, out);
    for (std::size_t i = 0; i < n; ++i) {
        list.PrimWriteIdx(static_cast<ImDrawIdx>(first));
        list.PrimWriteIdx(static_cast<ImDrawIdx>(first + 1 + i));
        list.PrimWriteIdx(static_cast<ImDrawIdx>(first + 1 + (i + 1) % n));
    }
}

// A drop with its tip up.
void flame(Page& page, Point foot, float wide, float high, Colour belly, Colour rim) {
    const float half = wide / 2;
    fan<7>(page, {foot.x, foot.y - high * 0.34F}, belly,
           {{{foot.x, foot.y - high},
             {foot.x + half * 0.72F, foot.y - high * 0.52F},
             {foot.x + half, foot.y - high * 0.28F},
             {foot.x + half * 0.55F, foot.y},
             {foot.x - half * 0.55F, foot.y},
             {foot.x - half, foot.y - high * 0.28F},
             {foot.x - half * 0.72F, foot.y - high * 0.52F}}},
           rim);
}

void halo(Page& page, Point middle, float radius, Colour colour) {
    std::array<Point, 8> rim;
    for (std::size_t i = 0; i < rim.size(); ++i) {
        const float turn = std::numbers::pi_v<float> * static_cast<float>(i) / 4;
        rim[i] = {middle.x + radius * std::cos(turn), middle.y + radius * std::sin(turn)};
    }
    fan(page, middle, colour, rim, faded(colour, 0));
}

// The ground under the lights, warmer the more of them there are.
void lit_ground(Page& page, const Rect& at, std::size_t count) {
    const float share = std::min(1.0F, static_cast<float>(count) / one_by_one);
    const Colour warm = faded(page.look.colours.glow, 0.75F * share);
    constexpr int sides = 24;
    std::vector<Ring> all{{{{at.x + at.width / 2, at.y + at.height / 2}}, {warm}}};
    for (const auto& [out, light] : {std::pair{0.45F, 0.8F}, {0.8F, 0.35F}, {1.15F, 0.0F}}) {
        Ring ring{{}, {faded(warm, light)}};
        for (int i = 0; i < sides; ++i) {
            const float turn = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / sides;
            ring.points.push_back(
                {at.x + at.width / 2 * (1 + out * std::cos(turn)), at.y + at.height / 2 * (1 + out * std::sin(turn))});
        }
        all.push_back(std::move(ring));
    }
    rings(page, all);
}

// A candle of a hand's height: wax, and its flame.
void small_candle(Page& page, Point foot, float size, const Paint& paint, bool alone) {
    const float wide = std::max(2.0F, std::round(size * 0.26F));
    const float wax = std::round(size * 0.5F);
    const float left = std::round(foot.x - wide / 2);
    const float bottom = std::round(foot.y);
    // In a crowd the lit ground is light enough.
    if (alone && !paint.stark) halo(page, {foot.x, bottom - wax - size * 0.2F}, size * 0.55F, paint.halo);
    page.list.AddRectFilledMultiColor({left, bottom - wax}, {left + wide, bottom}, paint.wax_top, paint.wax_top,
                                      paint.wax_foot, paint.wax_foot);
    const Point wick{left + wide / 2, bottom - wax - size * 0.02F};
    flame(page, wick, std::max(2.5F, size * 0.24F), size * 0.48F, paint.heart, paint.flame);
}

// One of very many.
void point_of_light(Page& page, Point foot, float size, const Paint& paint) {
    const float half = std::max(1.0F, size * 0.16F);
    const float high = std::max(2.5F, size * 0.62F);
    fan<3>(page, {foot.x, foot.y - high * 0.3F}, paint.heart,
           {{{foot.x, foot.y - high}, {foot.x + half, foot.y}, {foot.x - half, foot.y}}}, paint.flame);
}

}  // namespace

// Each next light turns on by the golden angle and stands a little further out, so that any number of them fills a
// round evenly; a little scatter takes the spirals away.
std::vector<Light> lights(std::size_t count) {
    count = std::min(count, most_lights);
    const float golden = std::numbers::pi_v<float> * (3 - std::sqrt(5.0F));
    const float reach = std::sqrt(static_cast<float>(std::max(count, one_by_one)) + kept_free);
    std::vector<Light> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<std::uint32_t>(i);
        const float even = std::sqrt(static_cast<float>(i) + kept_free);
        const float far = even + scattered(3 * number) * 1.1F;
        const float turn = static_cast<float>(i) * golden + (scattered(3 * number + 1) - 0.5F) * 1.6F / even;
        // A few stray, so that the crowd has no rim.
        const float stray = 1 + astray * std::pow(scattered(3 * number + 2), 4.0F);
        const float out = std::min(1.0F, far * stray / ((reach + 1.1F) * (1 + astray)));
        const float y = (1 + out * std::sin(turn)) / 2;
        all.push_back({(1 + out * std::cos(turn)) / 2, y, y});
    }
    std::sort(all.begin(), all.end(), [](const Light& a, const Light& b) { return a.y < b.y; });
    return all;
}

void candles(Page& page, const Gathering& all) {
    const Paint paint = paint_of(page.look);
    const Rect at = on_glass(page, all.room);
    const float foot = all.room.y + all.room.height / 2;
    const float smaller = crowd(all.count);
    // The size of one of a few follows from the room: they stand close, and hardly cover each other.
    const float usual = all.room.width * 0.06F;
    glow(page, {at.x + at.width / 2, foot - all.tall * 0.66F}, all.glow, 1);
    if (all.count > 0 && !paint.stark) lit_ground(page, at, all.count);
    const auto one = [&](const Light& light) {
        // Crowds thin their candles slower than their ground, so that 2,000 are a sea of light and not dust.
        const float size = usual * std::pow(smaller, 0.8F) * (0.72F + 0.5F * light.near);
        const Point stands{at.x + light.x * at.width, at.y + light.y * at.height};
        if (size < page.px(13)) {
            point_of_light(page, stands, size, paint);
        } else {
            small_candle(page, stands, size, paint, all.count <= one_by_one);
        }
    };
    const auto gathered = lights(all.count);
    const auto front = std::find_if(gathered.begin(), gathered.end(), [](const Light& l) { return l.y >= 0.5F; });
    std::for_each(gathered.begin(), front, one);
    candle(page, {all.room.x, foot - all.tall, all.room.width, all.tall}, 0);
    std::for_each(front, gathered.end(), one);
}

}  // namespace hineni
