// Comfort: how one attendee wants the glass. Changed by them at any moment, and back to the kiosk's usual one with the
// next person. Plain values; what they look and sound like is widgets/look and voice.
#pragma once

#include <cstddef>

namespace hineni {

// Day and Night are the organizers' choice for the hour; the other two have the highest contrast that there is.
enum class Scheme { Day, Night, BlackOnWhite, WhiteOnBlack };

enum class TextSize { Normal, Large, Larger, Largest };

struct Voice {
    bool on = false;  // Silence unless asked for.
    int speed = 3;    // 1 to 5
    int volume = 3;   // 1 to 5
    friend bool operator==(const Voice&, const Voice&) = default;
};

struct Comfort {
    TextSize text = TextSize::Normal;
    Scheme scheme = Scheme::Day;
    Voice voice;
    friend bool operator==(const Comfort&, const Comfort&) = default;
};

// How many questions stand on one page: the larger the words, the fewer.
struct PageRoom {
    std::size_t fields = 4;
    std::size_t consents = 3;
};
[[nodiscard]] constexpr PageRoom page_room(TextSize size) {
    switch (size) {
        case TextSize::Normal: return {.fields = 4, .consents = 5};
        case TextSize::Large: return {.fields = 4, .consents = 3};
        case TextSize::Larger: return {.fields = 2, .consents = 2};
        case TextSize::Largest: return {.fields = 1, .consents = 1};
    }
    return {};
}

}  // namespace hineni
