#include "kiosk/text/graphemes.hpp"

#include <hb.h>

namespace hineni {

static hb_unicode_general_category_t category(char32_t c) {
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
}

static bool in(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

static bool hangul_vowel_or_tail(char32_t c) {
    return in(c, 0x1160, 0x11FF) || in(c, 0xD7B0, 0xD7FF);
}

static bool hangul(char32_t c) {
    return in(c, 0x1100, 0x11FF) || in(c, 0xA960, 0xA97F) || in(c, 0xAC00, 0xD7FF);
}

static bool extends(char32_t c) {
    if (c < 0x300) return false;
    if (c == 0x200C || c == 0x200D || in(c, 0x1F3FB, 0x1F3FF)) return true;
    const auto kind = category(c);
    return kind == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || kind == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           kind == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

bool breaks_grapheme(char32_t before, char32_t after, int flags_before) {
    if (before == '\r' && after == '\n') return false;
    if (before < 0x20 || after < 0x300) return true;
    if (extends(after)) return false;
    if (before == 0x200D && category(after) == HB_UNICODE_GENERAL_CATEGORY_OTHER_SYMBOL) return false;
    if (regional_indicator(before) && regional_indicator(after)) return flags_before % 2 == 0;
    return !(hangul_vowel_or_tail(after) && hangul(before));
}

bool steers_only(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) ||
           in(c, 0x2060, 0x206F) || in(c, 0xFE00, 0xFE0F) || c == 0xFEFF || in(c, 0xE0000, 0xE0FFF);
}

}  // namespace hineni
