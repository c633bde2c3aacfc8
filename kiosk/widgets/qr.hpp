// QR codes, drawn so that any phone reads them: whole-pixel modules, dark on white by day and by night, a quiet zone of
// four modules (ISO/IEC 18004, 6.3.8). The only place that knows libqrencode.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/widgets/page.hpp"

namespace hineni {

struct QrCode {
    int side = 0;                                   // Modules; 0 where the words are too long for a code.
    std::vector<bool, WipingAllocator<bool>> dark;  // side * side, row by row. Wiped: not every code is public.
};

// With error correction M: readable with about a seventh of it damaged. Words beyond ASCII are marked as UTF-8.
[[nodiscard]] QrCode qr_code(std::string_view words);

inline constexpr int qr_quiet_zone = 4;

// A white card in the middle of `room`, as large as whole-pixel modules allow; returns the card (the page's layout).
Rect draw_qr(Page& page, const QrCode& code, Rect room);

}  // namespace hineni
