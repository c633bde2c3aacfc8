// A signature: fingers on the pad, five bytes a touch (what, x, y), to strokes, to the path in the entry, and to paper.
// And any text in the place of the path, as a device of somebody else's making could send: the book must not trip over
// it.
//
// Held against it: the path is the strokes, point by point; everything lies in the box; paper understands every path
// that the kiosk writes.
#include <sstream>

#include "kiosk/session/card.hpp"
#include "sync/print/canvas.hpp"
#include "tests/fuzz/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

bool on_paper(std::string_view path) {
    auto canvas =
        Canvas::pdf({100, 100}, {"a signature", "2026-12-10"}, [](std::string_view) { return Result<void>(); });
    const bool understood = canvas.signature(path, {5, 5, 85, 34}, 0.9);
    promise(canvas.finish().has_value(), "a signature keeps a page from being finished");
    return understood;
}

// "M10 20L30 40" written out of the strokes, here once more.
std::string path_of(const Ink& ink) {
    std::string path;
    for (std::size_t i = 0; i < ink.strokes(); ++i) {
        const auto points = ink.stroke(i);
        promise(!points.empty(), "a stroke without a point");
        for (std::size_t j = 0; j < points.size(); ++j) {
            const auto [x, y] = points[j];
            promise(x >= 0 && x <= ink_width && y >= 0 && y <= ink_height, "a point outside the box");
            path += (j == 0 ? 'M' : 'L') + std::to_string(x) + ' ' + std::to_string(y);
        }
    }
    return path;
}

void touched(BytesView touches) {
    Ink ink;
    for (; touches.size() >= 5; touches = touches.subspan(5)) {
        const auto number = [&](std::size_t at) {
            return static_cast<std::int16_t>(touches[at] | touches[at + 1] << 8U);
        };
        const Ink::Point point{number(1), number(3)};
        switch (touches[0] % 8) {
            case 0: static_cast<void>(ink.begin(point)); break;
            case 1: ink.undo(); break;
            case 2: touches[0] % 64 == 2 ? ink.start_over() : ink.undo(); break;
            default: static_cast<void>(ink.go_on(point));
        }
    }
    const auto path = ink.svg_path();
    promise(path.text() == path_of(ink), "the path is not the strokes");
    promise(path.empty() == (ink.strokes() == 0), "a path without strokes, or strokes without a path");
    promise(!ink.is_signed() || !path.empty(), "signed, and nothing drawn");
    if (!path.empty()) promise(on_paper(path.text()), "paper does not understand what the kiosk drew");
}

}  // namespace

void ink(BytesView input) {
    if (!input.empty() && input.front() == 'M') {
        static_cast<void>(on_paper(as_text(input)));
    } else {
        touched(input);
    }
}

}  // namespace hineni::fuzz
