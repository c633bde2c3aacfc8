// Paragraph: the characters of one line of text, taken apart for shaping: their order (bidi levels), which of them
// belong together (graphemes), and runs of one level, script and face.
#pragma once

#include <hb.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/text/faces.hpp"
#include "kiosk/text/text.hpp"

namespace hineni {

struct Run {
    std::size_t begin = 0, end = 0;  // Characters, in logical order.
    std::uint8_t level = 0;          // Odd: right to left.
    hb_script_t script = HB_SCRIPT_COMMON;
    Faces::Id face = 0;
};

class Paragraph {
  public:
    Paragraph() = default;
    Paragraph(const Paragraph&) = delete;
    Paragraph& operator=(const Paragraph&) = delete;
    ~Paragraph() { wipe(); }

    // Takes `text` apart. Bytes that are not UTF-8 become U+FFFD. The memory is used again by the next call.
    void read(std::string_view text, TypeStyle style, Direction base, Faces& faces);
    // Overwrites what was read: it may have been somebody's answer.
    void wipe();

    [[nodiscard]] std::size_t size() const { return characters_.size(); }
    // As HarfBuzz is to see them: controls are invisible, a tab is a space.
    [[nodiscard]] const WipedList<std::uint32_t>& characters() const { return characters_; }
    [[nodiscard]] std::size_t byte(std::size_t character) const { return bytes_[character]; }  // size(): the end.
    [[nodiscard]] std::uint8_t level(std::size_t character) const { return levels_[character]; }
    [[nodiscard]] bool starts_grapheme(std::size_t character) const { return grapheme_[character]; }
    // From left to right.
    [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }

  private:
    void decode(std::string_view text);
    void order(Direction base);
    void part(TypeStyle style, Faces& faces);
    void arrange();

    WipedList<std::uint32_t> characters_;
    std::vector<std::size_t> bytes_;
    std::vector<std::uint8_t> levels_;
    std::vector<std::uint8_t> grapheme_;
    std::vector<std::uint32_t> types_, brackets_;
    std::vector<signed char> embedding_;
    std::vector<Run> runs_;
};

}  // namespace hineni
