#include "kiosk/widgets/qr.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include "kiosk/shell/painter.hpp"
#include "kiosk/widgets/shapes.hpp"

using namespace hineni;

TEST_CASE("each module of a code is drawn whole, dark on white, inside a quiet zone of four") {
    const auto code = qr_code("https://example.org/join?source=kiosk");
    REQUIRE(code.side >= 21);
    auto painter = Painter::open();
    REQUIRE(painter);
    auto wording = Wording::open("/nowhere", {});
    REQUIRE(wording);
    for (const auto scheme : {Scheme::Day, Scheme::Night}) {
        constexpr int size = 403;  // Not a multiple of anything.
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size) * size);
        const Look look = look_of(scheme);
        touch::Ledger ledger;
        Rect card;
        painter->forget();
        (void)painter->frame(
            [&](ImDrawList& list, Typesetter& type) {
                Page page(list, type, ledger, look, *wording, "en", size, size);
                shapes::ground(page);
                card = draw_qr(page, code, {11, 7, 380, 380});
            },
            {pixels.data(), size, size, size});
        const int modules = code.side + 2 * qr_quiet_zone;
        const int module = static_cast<int>(card.width) / modules;
        CHECK(module * modules == static_cast<int>(card.width));
        int wrong = 0;
        for (int row = -qr_quiet_zone + 1; row < code.side + qr_quiet_zone - 1; ++row) {
            for (int column = -qr_quiet_zone + 1; column < code.side + qr_quiet_zone - 1; ++column) {
                const bool in = row >= 0 && column >= 0 && row < code.side && column < code.side;
                const bool dark = in && code.dark[static_cast<std::size_t>(row * code.side + column)];
                for (const int at : {0, module - 1}) {  // Both corners: whole modules.
                    const int x = static_cast<int>(card.x) + (column + qr_quiet_zone) * module + at;
                    const int y = static_cast<int>(card.y) + (row + qr_quiet_zone) * module + at;
                    const auto pixel = pixels[static_cast<std::size_t>(y * size + x)] & 0xFFFFFFU;
                    wrong += dark ? (pixel & 0xFFU) > 0x30 : pixel != 0xFFFFFFU;
                }
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("an address that is too long for a code has none") {
    CHECK(qr_code(std::string(5000, 'x')).side == 0);
}
