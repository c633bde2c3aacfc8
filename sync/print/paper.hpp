// Paper and ink: how large a sheet is, and the few colours of the house that print well, in grey too. Lengths are
// points, 72 to the inch; y grows downwards.
#pragma once

#include <optional>
#include <string_view>

namespace hineni {

enum class Paper { A4, Letter };

struct Extent {
    double width = 0;
    double height = 0;
};

[[nodiscard]] constexpr Extent extent_of(Paper paper) {
    return paper == Paper::A4 ? Extent{595.28, 841.89} : Extent{612, 792};
}

// Nothing but page numbers and running heads is outside of these: a page can be punched and bound.
inline constexpr double side_margin = 62;
inline constexpr double top_margin = 74;
inline constexpr double bottom_margin = 74;

// "a4" or "letter".
[[nodiscard]] constexpr std::optional<Paper> paper_called(std::string_view name) {
    if (name == "a4") return Paper::A4;
    if (name == "letter") return Paper::Letter;
    return std::nullopt;
}
// Where nobody says: `region` is ISO 3166.
[[nodiscard]] constexpr Paper paper_used_in(std::string_view region) {
    return region == "US" || region == "CA" ? Paper::Letter : Paper::A4;
}

struct InkColour {
    unsigned rgb = 0;  // 0xRRGGBB
};

namespace ink {

inline constexpr InkColour words{0x23150F};
inline constexpr InkColour quiet{0x6A564A};   // Seconds what is said; 6.6:1 on white.
inline constexpr InkColour accent{0x7B2109};  // One thing on a page.
inline constexpr InkColour bar{0x9A3A1C};
inline constexpr InkColour pale{0xF3E8DB};  // The ground of a panel; nearly white in grey.
inline constexpr InkColour line{0xCDBFB0};
inline constexpr InkColour pen{0x18214D};  // Signatures.
inline constexpr InkColour white{0xFFFFFF};

}  // namespace ink

}  // namespace hineni
