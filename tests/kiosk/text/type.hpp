// What the tests of shaping and wrapping write with.
#pragma once

#include "kiosk/text/text.hpp"

namespace hineni::sample {

inline constexpr TypeStyle style{24, Weight::Regular};
inline constexpr auto ltr = Direction::LeftToRight;
inline constexpr auto rtl = Direction::RightToLeft;

// Opened once: reading fonts takes longer than any of the tests.
inline Typesetter& type() {
    static Typesetter opened = Typesetter::open().value();
    return opened;
}

}  // namespace hineni::sample
