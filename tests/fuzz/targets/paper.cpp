// A signature on paper. The input is a path, or numbers that make one as the kiosk writes it: any text may stand in its
// place in an entry of somebody else's making, and the book must not trip over it.
//
// Held against it: paper understands every path that a kiosk can write, and finishes its page whatever comes.
#include "sync/print/canvas.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

bool is_understood(std::string_view path) {
    auto canvas =
        Canvas::pdf({100, 100}, {"a signature", "2026-12-10"}, [](std::string_view) { return Result<void>(); });
    const bool understood = canvas.signature(path, {5, 5, 85, 34}, 0.9);
    promise(canvas.finish().has_value(), "a signature keeps a page from being finished");
    return understood;
}

// "M10 20L30 40": one byte for the step, two for each number.
std::string path_from(BytesView bytes) {
    std::string path;
    for (; bytes.size() >= 5; bytes = bytes.subspan(5)) {
        const auto number = [&](std::size_t at, unsigned end) {
            return std::to_string((bytes[at] | bytes[at + 1] << 8U) % end);
        };
        path += (path.empty() || bytes[0] % 8 == 0 ? 'M' : 'L') + number(1, 1001) + ' ' + number(3, 401);
    }
    return path;
}

}  // namespace

void paper(BytesView input) {
    static_cast<void>(is_understood(as_text(input)));
    const auto path = path_from(input);
    if (!path.empty()) promise(is_understood(path), "paper does not understand what a kiosk writes");
}

}  // namespace hineni::fuzz
