#include "kiosk/widgets/qr.hpp"

#include <imgui.h>
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "kiosk/widgets/shapes.hpp"

namespace hineni {

// What is more than ASCII says that it is UTF-8. Else a phone guesses, for each piece by itself, and takes a short
// Hebrew word for Japanese and an ó for Chinese.
static bool told_as_utf8(QRinput& input, std::string_view words) {
    constexpr unsigned utf8 = 26;  // The number of AIM's Extended Channel Interpretations.
    const bool ascii =
        std::all_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && QRinput_appendECIheader(&input, utf8) != 0) return false;
    const auto* bytes = reinterpret_cast<const unsigned char*>(words.data());
    return QRinput_append(&input, QR_MODE_8, static_cast<int>(words.size()), bytes) == 0;
}

QrCode qr_code(std::string_view words) {
    const std::unique_ptr<QRinput, decltype(&QRinput_free)> input(QRinput_new2(0, QR_ECLEVEL_M), QRinput_free);
    if (!input || !told_as_utf8(*input, words)) return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(QRcode_encodeInput(input.get()), QRcode_free);
    if (!made) return {};
    QrCode code{made->width, {}};
    const auto modules = static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
    code.dark.reserve(modules);
    for (std::size_t i = 0; i < modules; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
    explicit_bzero(made->data, modules);
    return code;
}

// Neighbouring dark modules of a row become one rectangle: a third of the vertices.
static void draw_row(Page& page, const QrCode& code, int row, float x, float y, float module) {
    const auto dark = [&](int column) {
        return code.dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(code.side) +
                         static_cast<std::size_t>(column)];
    };
    for (int column = 0; column < code.side;) {
        if (!dark(column)) {
            ++column;
            continue;
        }
        const int from = column;
        while (column < code.side && dark(column)) ++column;
        const float top = y + static_cast<float>(row) * module;
        page.list.AddRectFilled({x + static_cast<float>(from) * module, top},
                                {x + static_cast<float>(column) * module, top + module}, IM_COL32(20, 14, 14, 255));
    }
}

Rect draw_qr(Page& page, const QrCode& code, Rect room) {
    const float most = std::min(room.width, room.height);
    const float modules = static_cast<float>(code.side + 2 * qr_quiet_zone);
    const float module = std::max(1.0F, std::floor(most / modules));
    const float side = module * modules;
    const Rect card{std::round(room.x + (room.width - side) / 2), std::round(room.y + (room.height - side) / 2), side,
                    side};
    if (code.side == 0) return card;
    // Corners no rounder than the quiet zone is wide.
    const float rounding = std::min(page.px(18), module * qr_quiet_zone);
    shapes::shadow(page, card, rounding, page.px(20));
    shapes::fill(page, card, rounding, IM_COL32_WHITE);
    if (page.look.stark()) shapes::outline(page, card, rounding, page.look.colours.box_edge, 1);
    const Rect at = shapes::on_glass(page, card);
    const float margin = module * qr_quiet_zone;
    for (int row = 0; row < code.side; ++row) draw_row(page, code, row, at.x + margin, at.y + margin, module);
    return card;
}

}  // namespace hineni
