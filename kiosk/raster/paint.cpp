#include "kiosk/raster/paint.hpp"

#include <algorithm>

namespace hineni {

// Bayer's ordered pattern, 0 to 63.
static constexpr auto pattern = [] {
    std::array<std::array<std::uint32_t, 8>, 8> made{};
    for (std::uint32_t y = 0; y < 8; ++y) {
        for (std::uint32_t x = 0; x < 8; ++x) {
            std::uint32_t value = 0;
            for (std::uint32_t bit = 0; bit < 3; ++bit) {
                value = value << 2U | (((x ^ y) >> bit & 1U) << 1U) | (y >> bit & 1U);
            }
            made[y][x] = value;
        }
    }
    return made;
}();
static_assert(pattern[0][0] == 0 && pattern[0][1] == 32 && pattern[1][1] == 16 && pattern[7][7] == 21);

static const std::array<std::uint32_t, 8>& pattern_of(int y) {
    return pattern[static_cast<std::size_t>(y) & 7U];
}

// The three channels in one number, 21 bits each, so that one multiplication blends them all.
static constexpr std::uint64_t each = 1U | 1ULL << 21U | 1ULL << 42U;

static inline std::uint64_t spread(std::uint32_t colour) {
    return (colour & 0xFFU) | static_cast<std::uint64_t>(colour & 0xFF00U) << 13U |
           static_cast<std::uint64_t>(colour & 0xFF0000U) << 26U;
}

// Share 0 to 4096 of `over`; `round` 0 to 4095 decides which way a fraction goes.
[[gnu::always_inline]] static inline std::uint32_t mixed(std::uint32_t under, std::uint64_t over, std::uint64_t share,
                                                         std::uint64_t round) {
    const std::uint64_t below = spread(under);
    const std::uint64_t sum = (below << 12U) + (over - below) * share + round * each;
    return static_cast<std::uint32_t>((sum >> 12U & 0xFFU) | (sum >> 25U & 0xFF00U) | (sum >> 38U & 0xFF0000U));
}

Slope::Slope(const Corner& from, std::int64_t value, std::int64_t dx, std::int64_t dy) {
    constexpr int half = Corner::one / 2;
    const auto x = static_cast<std::uint64_t>(dx);
    const auto y = static_cast<std::uint64_t>(dy);
    base_ = static_cast<std::uint64_t>(value) * 16 + x * static_cast<std::uint64_t>(half - from.x) +
            y * static_cast<std::uint64_t>(half - from.y);
    dx_ = x * Corner::one;
    dy_ = y * Corner::one;
}

Slope Slope::across(const std::array<Corner, 3>& corners, std::array<std::int64_t, 3> values) {
    const auto& [p, q, r] = corners;
    const std::int64_t x1 = q.x - p.x;
    const std::int64_t y1 = q.y - p.y;
    const std::int64_t x2 = r.x - p.x;
    const std::int64_t y2 = r.y - p.y;
    const std::int64_t area = x1 * y2 - x2 * y1;
    const std::int64_t v1 = (values[1] - values[0]) * Corner::one;
    const std::int64_t v2 = (values[2] - values[0]) * Corner::one;
    return {p, values[0], (v1 * y2 - v2 * y1) / area, (v2 * x1 - v1 * x2) / area};
}

Slope Slope::down(const std::array<Corner, 3>& corners, std::int64_t top, std::int64_t bottom) {
    return {corners[0], top, 0, (bottom - top) * Corner::one / (corners[2].y - corners[0].y)};
}

Paint::Paint(const Shape& shape) : colour_(shape.corners[0].colour), from_(shape.texture) {
    const auto& corners = shape.corners;
    opaque_ = shape.opaque();
    downwards_ = shape.kind == Kind::Rectangle;
    const auto slope = [&](auto value) {
        if (downwards_) return Slope::down(corners, value(corners[0]), value(corners[2]));
        return Slope::across(corners, {value(corners[0]), value(corners[1]), value(corners[2])});
    };
    const auto all_equal = [&](std::uint32_t mask) {
        return std::all_of(corners.begin(), corners.end(),
                           [&](auto& c) { return (c.colour & mask) == (colour_ & mask); });
    };
    if (from_ != nullptr) {
        way_ = Way::Texture;
        u_ = slope([](const Corner& c) { return std::int64_t{c.u} << 12U; });
        v_ = slope([](const Corner& c) { return std::int64_t{c.v} << 12U; });
    } else if (all_equal(0xFFFFFFFFU)) {
        way_ = opaque_ ? Way::Fill : Way::Blend;
        return;
    } else {
        way_ = all_equal(0xFFFFFFU) ? Way::Fade : Way::Change;
    }
    alpha_ = slope([](const Corner& c) { return static_cast<std::int64_t>(c.colour >> 24U) * ((1 << 24) - 1) / 255; });
    if (way_ == Way::Fade) return;
    for (unsigned i = 0; i < 3; ++i) {
        channels_[i] = slope([&](const Corner& c) { return std::int64_t{c.colour >> (16U - 8U * i) & 0xFFU} << 16U; });
    }
}

void Paint::row(std::uint32_t* row, int left, int right, int y) const {
    switch (way_) {
        case Way::Fill: std::fill(row + left, row + right, colour_ & 0xFFFFFFU); return;
        case Way::Blend: blend(row, left, right); return;
        case Way::Fade: fade(row, left, right, y); return;
        case Way::Change:
            if (downwards_ && opaque_)
                change_downwards(row, left, right, y);
            else
                change(row, left, right, y);
            return;
        case Way::Texture: texture(row, left, right, y); return;
    }
}

void Paint::blend(std::uint32_t* row, int left, int right) const {
    const std::uint32_t alpha = colour_ >> 24U;
    const std::uint32_t over = colour_ & 0xFFFFFFU;
    for (int x = left; x < right; ++x) row[x] = blended(row[x], over, alpha);
}

static constexpr std::int64_t most_alpha = (1 << 24) - 1;
static constexpr std::int64_t most_colour = 255 << 16;

static std::uint64_t share_of(std::int64_t alpha) {
    return static_cast<std::uint64_t>(std::clamp(alpha, std::int64_t{0}, most_alpha)) >> 12U;
}

void Paint::fade(std::uint32_t* row, int left, int right, int y) const {
    const std::uint64_t over = spread(colour_);
    const auto& round = pattern_of(y);
    auto alpha = alpha_.walk(left, y);
    for (int x = left; x < right; ++x) {
        row[x] = mixed(row[x], over, share_of(alpha.next()), std::uint64_t{round[static_cast<unsigned>(x) & 7U]} << 6U);
    }
}

// A channel's value and the pattern, as one of 256.
static std::uint32_t stepped(std::int64_t value, std::uint32_t round) {
    return (static_cast<std::uint32_t>(std::clamp(value, std::int64_t{0}, most_colour)) + (round << 10U)) >> 16U;
}

// A row of one colour repeats with the pattern.
void Paint::change_downwards(std::uint32_t* row, int left, int right, int y) const {
    const auto& round = pattern_of(y);
    std::array<std::uint32_t, 8> eight{};
    for (const Slope& channel : channels_) {
        const std::int64_t value = channel.at(0, y);
        for (std::size_t x = 0; x < 8; ++x) eight[x] = eight[x] << 8U | stepped(value, round[x]);
    }
    int x = left;
    for (; x < right && x % 8 != 0; ++x) row[x] = eight[static_cast<unsigned>(x) & 7U];
    for (; x + 8 <= right; x += 8) std::copy(eight.begin(), eight.end(), row + x);
    for (; x < right; ++x) row[x] = eight[static_cast<unsigned>(x) & 7U];
}

void Paint::change(std::uint32_t* row, int left, int right, int y) const {
    const auto& rounds = pattern_of(y);
    auto red = channels_[0].walk(left, y);
    auto green = channels_[1].walk(left, y);
    auto blue = channels_[2].walk(left, y);
    auto alpha = alpha_.walk(left, y);
    for (int x = left; x < right; ++x) {
        const std::uint32_t round = rounds[static_cast<unsigned>(x) & 7U];
        const std::uint32_t colour =
            stepped(red.next(), round) << 16U | stepped(green.next(), round) << 8U | stepped(blue.next(), round);
        row[x] = opaque_ ? colour : mixed(row[x], spread(colour), share_of(alpha.next()), std::uint64_t{round} << 6U);
    }
}

// The nearest texel. Glyphs do not come this way: they are copied as they are.
void Paint::texture(std::uint32_t* row, int left, int right, int y) const {
    for (int x = left; x < right; ++x) {
        const auto u = static_cast<int>(std::clamp(u_.at(x, y) >> 16, std::int64_t{0}, std::int64_t{from_->width - 1}));
        const auto v =
            static_cast<int>(std::clamp(v_.at(x, y) >> 16, std::int64_t{0}, std::int64_t{from_->height - 1}));
        const std::uint64_t ink = from_->alpha[static_cast<std::ptrdiff_t>(v) * from_->width + u];
        std::uint32_t colour = 0;
        for (const Slope& channel : channels_) colour = colour << 8U | stepped(channel.at(x, y), 32);
        row[x] = mixed(row[x], spread(colour), share_of(alpha_.at(x, y)) * ink / 255, 2048);
    }
}

}  // namespace hineni
