#include "kiosk/widgets/look.hpp"

#include <algorithm>
#include <cmath>

namespace hineni {

namespace {

// 0xRRGGBB as it is written elsewhere, opaque unless `alpha` says otherwise.
constexpr Colour rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
    return (hex >> 16U & 0xFFU) | (hex & 0xFF00U) | (hex & 0xFFU) << 16U | alpha << 24U;
}

constexpr Colours day{
    .ground_top = rgb(0xFFF9F2),
    .ground_bottom = rgb(0xFAEEDF),
    .glow = rgb(0xFFC67A, 178),
    .words = rgb(0x23150F),
    .quiet_words = rgb(0x3C261C),
    .accent = rgb(0x661803),
    .main_top = rgb(0x7B2109),
    .main_bottom = rgb(0x66180A),
    .on_main = rgb(0xFFFFFF),
    .main_down = rgb(0x480F03),
    .on_main_down = rgb(0xFFFFFF),
    .quiet = rgb(0xF5E9D9),
    .quiet_edge = rgb(0xA8917C),
    .quiet_off = rgb(0xEADBC7),
    .chosen = rgb(0xF3DCC6),
    .quiet_down = rgb(0xE0CAAF),
    .on_down = rgb(0x23150F),
    .box = rgb(0xFFFDFA),
    .box_edge = rgb(0xBBA28D),
    .panel_top = rgb(0xEEE5D8),
    .panel_bottom = rgb(0xE9DDCC),
    .key = rgb(0xFFFFFF),
    .key_down = rgb(0xF0D6B8),
    .key_side = rgb(0xF5EDE3),
    .key_edge = rgb(0xC8B8A4),
    .shadow = rgb(0x5A3418, 60),
    .problem = rgb(0x6F0A29),
    .paper = rgb(0xFFFDF8),
    .ink = rgb(0x18214D),
    .paper_line = rgb(0xB5A796),
};

constexpr Colours night{
    .ground_top = rgb(0x150F14),
    .ground_bottom = rgb(0x261815),
    .glow = rgb(0xB87A2E, 104),
    .words = rgb(0xFFF4E8),
    .quiet_words = rgb(0xEDE0D4),
    .accent = rgb(0xFFCE92),
    .main_top = rgb(0xFCCB8A),
    .main_bottom = rgb(0xF7B763),
    .on_main = rgb(0x1A0B02),
    .main_down = rgb(0xEFB467),
    .on_main_down = rgb(0x1A0B02),
    .quiet = rgb(0x332625),
    .quiet_edge = rgb(0x84706A),
    .quiet_off = rgb(0x3A2C2A),
    .chosen = rgb(0x463222),
    .quiet_down = rgb(0x4A3732),
    .on_down = rgb(0xFFF4E8),
    .box = rgb(0x1F1617),
    .box_edge = rgb(0x7D6861),
    .panel_top = rgb(0x191213),
    .panel_bottom = rgb(0x1F1313),
    .key = rgb(0x40302E),
    .key_down = rgb(0x4B3724),
    .key_side = rgb(0x302324),
    .key_edge = rgb(0x110B0C),
    .shadow = rgb(0x000000, 120),
    .problem = rgb(0xFFC0B6),
    .paper = rgb(0xFFFDF8),
    .ink = rgb(0x18214D),
    .paper_line = rgb(0xB5A796),
};

// Nothing but black and white: what is pressed turns over, what is chosen and what is wrong is told by shapes.
constexpr Colours black_on_white{
    .ground_top = rgb(0xFFFFFF),
    .ground_bottom = rgb(0xFFFFFF),
    .glow = rgb(0xFFFFFF, 0),
    .words = rgb(0x000000),
    .quiet_words = rgb(0x000000),
    .accent = rgb(0x000000),
    .main_top = rgb(0x000000),
    .main_bottom = rgb(0x000000),
    .on_main = rgb(0xFFFFFF),
    .main_down = rgb(0xFFFFFF),
    .on_main_down = rgb(0x000000),
    .quiet = rgb(0xFFFFFF),
    .quiet_edge = rgb(0x000000),
    .quiet_off = rgb(0xFFFFFF),
    .chosen = rgb(0xFFFFFF),
    .quiet_down = rgb(0x000000),
    .on_down = rgb(0xFFFFFF),
    .box = rgb(0xFFFFFF),
    .box_edge = rgb(0x000000),
    .panel_top = rgb(0xFFFFFF),
    .panel_bottom = rgb(0xFFFFFF),
    .key = rgb(0xFFFFFF),
    .key_down = rgb(0x000000),
    .key_side = rgb(0xFFFFFF),
    .key_edge = rgb(0x000000),
    .shadow = rgb(0x000000, 0),
    .problem = rgb(0x000000),
    .paper = rgb(0xFFFFFF),
    .ink = rgb(0x000000),
    .paper_line = rgb(0x000000),
};

// The same turned over, with the yellow that low vision sees best where one thing must stand out.
constexpr Colours white_on_black{
    .ground_top = rgb(0x000000),
    .ground_bottom = rgb(0x000000),
    .glow = rgb(0x000000, 0),
    .words = rgb(0xFFFFFF),
    .quiet_words = rgb(0xFFFFFF),
    .accent = rgb(0xFFFF66),
    .main_top = rgb(0xFFFF66),
    .main_bottom = rgb(0xFFFF66),
    .on_main = rgb(0x000000),
    .main_down = rgb(0x000000),
    .on_main_down = rgb(0xFFFF66),
    .quiet = rgb(0x000000),
    .quiet_edge = rgb(0xFFFFFF),
    .quiet_off = rgb(0x000000),
    .chosen = rgb(0x000000),
    .quiet_down = rgb(0xFFFFFF),
    .on_down = rgb(0x000000),
    .box = rgb(0x000000),
    .box_edge = rgb(0xFFFFFF),
    .panel_top = rgb(0x000000),
    .panel_bottom = rgb(0x000000),
    .key = rgb(0x000000),
    .key_down = rgb(0xFFFFFF),
    .key_side = rgb(0x000000),
    .key_edge = rgb(0xFFFFFF),
    .shadow = rgb(0x000000, 0),
    .problem = rgb(0xFFFF66),
    .paper = rgb(0xFFFFFF),
    .ink = rgb(0x000000),
    .paper_line = rgb(0x000000),
};

double luminance(Colour colour) {
    const auto linear = [&](unsigned shift) {
        const double c = (colour >> shift & 0xFFU) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(0) + 0.7152 * linear(8) + 0.0722 * linear(16);
}

}  // namespace

float text_scale_of(TextSize size) {
    switch (size) {
        case TextSize::Normal: return 1;
        case TextSize::Large: return 1.2F;
        case TextSize::Larger: return 1.45F;
        case TextSize::Largest: return 1.75F;
    }
    return 1;
}

static const Colours& colours_of(Scheme scheme) {
    switch (scheme) {
        case Scheme::Day: return day;
        case Scheme::Night: return night;
        case Scheme::BlackOnWhite: return black_on_white;
        case Scheme::WhiteOnBlack: return white_on_black;
    }
    return day;
}

Look look_of(Scheme scheme, TextSize size) {
    return {scheme, text_scale_of(size), colours_of(scheme)};
}

std::optional<Scheme> scheme_named(std::string_view name) {
    if (name == "day") return Scheme::Day;
    if (name == "night") return Scheme::Night;
    return std::nullopt;
}

double contrast(Colour a, Colour b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace hineni
