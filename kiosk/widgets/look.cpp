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
    .ground_bottom = rgb(0xF8EBDA),
    .glow = rgb(0xFFC67A, 178),
    .words = rgb(0x2B1D1A),
    .quiet_words = rgb(0x513D35),
    .accent = rgb(0x8A2F0E),
    .main_top = rgb(0x983714),
    .main_bottom = rgb(0x7F2A0B),
    .main_down = rgb(0x651F05),
    .on_main = rgb(0xFFFFFF),
    .quiet = rgb(0xF3E6D5),
    .quiet_down = rgb(0xE2CFB8),
    .quiet_edge = rgb(0xB39F8D),
    .box = rgb(0xFFFDFA),
    .box_edge = rgb(0xC9B3A0),
    .panel_top = rgb(0xECE2D4),
    .panel_bottom = rgb(0xE4D6C3),
    .key = rgb(0xFFFFFF),
    .key_down = rgb(0xF0D6B8),
    .key_side = rgb(0xF3EADF),
    .key_edge = rgb(0xC8B8A4),
    .shadow = rgb(0x5A3418, 60),
    .problem = rgb(0x8A1538),
    .paper = rgb(0xFFFDF8),
    .ink = rgb(0x18214D),
    .paper_line = rgb(0xB5A796),
};

constexpr Colours night{
    .ground_top = rgb(0x171116),
    .ground_bottom = rgb(0x2B1C19),
    .glow = rgb(0xB87A2E, 138),
    .words = rgb(0xFFF4E8),
    .quiet_words = rgb(0xDCCCBE),
    .accent = rgb(0xFFB55C),
    .main_top = rgb(0xF8BC72),
    .main_bottom = rgb(0xF1A443),
    .main_down = rgb(0xE39A44),
    .on_main = rgb(0x271304),
    .quiet = rgb(0x382A29),
    .quiet_down = rgb(0x54403A),
    .quiet_edge = rgb(0x7A6660),
    .box = rgb(0x211819),
    .box_edge = rgb(0x75605A),
    .panel_top = rgb(0x191213),
    .panel_bottom = rgb(0x1F1313),
    .key = rgb(0x463533),
    .key_down = rgb(0x644A30),
    .key_side = rgb(0x342627),
    .key_edge = rgb(0x110B0C),
    .shadow = rgb(0x000000, 120),
    .problem = rgb(0xFFB4A8),
    .paper = rgb(0xFFFDF8),
    .ink = rgb(0x18214D),
    .paper_line = rgb(0xB5A796),
};

// Nothing but black and white, and one colour where a shape alone would say too little.
constexpr Colours black_on_white{
    .ground_top = rgb(0xFFFFFF),
    .ground_bottom = rgb(0xFFFFFF),
    .glow = rgb(0xFFFFFF, 0),
    .words = rgb(0x000000),
    .quiet_words = rgb(0x000000),
    .accent = rgb(0x000000),
    .main_top = rgb(0x000000),
    .main_bottom = rgb(0x000000),
    .main_down = rgb(0x000000),
    .on_main = rgb(0xFFFFFF),
    .quiet = rgb(0xFFFFFF),
    .quiet_down = rgb(0xF6F6F6),
    .quiet_edge = rgb(0x000000),
    .box = rgb(0xFFFFFF),
    .box_edge = rgb(0x000000),
    .panel_top = rgb(0xFFFFFF),
    .panel_bottom = rgb(0xFFFFFF),
    .key = rgb(0xFFFFFF),
    .key_down = rgb(0xF6F6F6),
    .key_side = rgb(0xFFFFFF),
    .key_edge = rgb(0x000000),
    .shadow = rgb(0x000000, 0),
    .problem = rgb(0x000000),
    .paper = rgb(0xFFFFFF),
    .ink = rgb(0x000000),
    .paper_line = rgb(0x000000),
};

constexpr Colours white_on_black{
    .ground_top = rgb(0x000000),
    .ground_bottom = rgb(0x000000),
    .glow = rgb(0x000000, 0),
    .words = rgb(0xFFFFFF),
    .quiet_words = rgb(0xFFFFFF),
    .accent = rgb(0xFFFF66),
    .main_top = rgb(0xFFFF66),
    .main_bottom = rgb(0xFFFF66),
    .main_down = rgb(0xFFFF99),
    .on_main = rgb(0x000000),
    .quiet = rgb(0x000000),
    .quiet_down = rgb(0x0A0A0A),
    .quiet_edge = rgb(0xFFFFFF),
    .box = rgb(0x000000),
    .box_edge = rgb(0xFFFFFF),
    .panel_top = rgb(0x000000),
    .panel_bottom = rgb(0x000000),
    .key = rgb(0x000000),
    .key_down = rgb(0x0A0A0A),
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
