// Graphemes: what a person sees as one letter, after Unicode's UAX #29, as far as names and sentences go: marks stay
// with their letter, flags and joined emoji stay whole, Hangul jamo make one syllable.
#pragma once

namespace hineni {

// Whether a caret may stand between two neighbours. `flags_before`: how many regional indicators end at `before`.
[[nodiscard]] bool breaks_grapheme(char32_t before, char32_t after, int flags_before);

[[nodiscard]] constexpr bool regional_indicator(char32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

// Characters that show nothing and only steer others: joiners, bidi marks and isolates, variation selectors.
[[nodiscard]] bool steers_only(char32_t c);

}  // namespace hineni
