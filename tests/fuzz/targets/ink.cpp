// A signature: fingers on the pad, five bytes a touch (what, x, y), to strokes and to the path in the entry. What paper
// makes of a path: paper.cpp.
//
// Held against it: the path is the strokes, point by point; everything lies in the box.
#include "kiosk/session/card.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

// "M10 20L30 40" written out of the strokes, here once more.
std::string path_of(const Ink& pad) {
    std::string path;
    for (std::size_t i = 0; i < pad.strokes(); ++i) {
        const auto points = pad.stroke(i);
        promise(!points.empty(), "a stroke without a point");
        for (std::size_t j = 0; j < points.size(); ++j) {
            const auto [x, y] = points[j];
            promise(x >= 0 && x <= ink_width && y >= 0 && y <= ink_height, "a point outside the box");
            path += (j == 0 ? 'M' : 'L') + std::to_string(x) + ' ' + std::to_string(y);
        }
    }
    return path;
}

}  // namespace

void ink(BytesView touches) {
    Ink pad;
    for (; touches.size() >= 5; touches = touches.subspan(5)) {
        const auto number = [&](std::size_t at) {
            return static_cast<std::int16_t>(touches[at] | touches[at + 1] << 8U);
        };
        const Ink::Point point{number(1), number(3)};
        switch (touches[0] % 8) {
            case 0: static_cast<void>(pad.begin(point)); break;
            case 1: pad.undo(); break;
            case 2: touches[0] % 64 == 2 ? pad.start_over() : pad.undo(); break;
            default: static_cast<void>(pad.go_on(point));
        }
    }
    const auto path = pad.svg_path();
    promise(path.text() == path_of(pad), "the path is not the strokes");
    promise(path.empty() == (pad.strokes() == 0), "a path without strokes, or strokes without a path");
    promise(!pad.is_signed() || !path.empty(), "signed, and nothing drawn");
}

}  // namespace hineni::fuzz
