// Faces: the font files of the kiosk, each opened when the first character needs it, and which of them draws which
// character. A face is mapped into memory once and shared by HarfBuzz (shapes, measures) and FreeType (draws).
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hineni/result.hpp"
#include "kiosk/text/text.hpp"

namespace hineni {

template <auto free>
struct FreeWith {
    template <class T>
    void operator()(T* thing) const {
        free(thing);
    }
};

struct FontFace {
    std::unique_ptr<hb_blob_t, FreeWith<hb_blob_destroy>> file;
    std::unique_ptr<hb_font_t, FreeWith<hb_font_destroy>> font;  // Scaled to design units.
    float scale = 1;           // Of this family, so that its letters match Inter's in size.
    float em = 1000;           // Design units.
    float thicker = 0;         // What its strokes gain when they are drawn, in parts of the em.
    FT_Face glyphs = nullptr;  // Opened by the first glyph that is drawn.

    [[nodiscard]] bool covers(char32_t c) const;
    // Pixels for one design unit in a style.
    [[nodiscard]] float unit(float size) const { return size * scale / em; }
};

class Faces {
  public:
    using Id = std::uint32_t;

    // Opens Inter Regular alone; fails with the package to install where it is missing.
    [[nodiscard]] static Result<Faces> open();
    Faces(Faces&&) noexcept = default;
    Faces& operator=(Faces&&) noexcept = default;
    ~Faces();

    // The face that measures a style: Inter, or Inter Display from 36 pixels on.
    [[nodiscard]] Id main(TypeStyle style);
    // The face that draws `c`: the main face where it covers it, or the first of the families for its block that does;
    // the main face (which draws a box) where nobody does.
    [[nodiscard]] Id drawing(char32_t c, TypeStyle style);

    [[nodiscard]] const FontFace& at(Id id) const { return *faces_[id]; }
    // Gives back the memory that the files took, which comes again with the next character: the Chinese ones leave 14
    // MB.
    void rest();
    // Ready to load glyphs; null where FreeType cannot read the file.
    [[nodiscard]] FT_Face glyphs(Id id);

  private:
    Faces();
    // Null where the file is missing; looked for once.
    const FontFace* face(Id id);

    std::unique_ptr<FT_LibraryRec_, FreeWith<FT_Done_FreeType>> library_;
    std::vector<std::optional<FontFace>> faces_;
    std::vector<bool> looked_for_;
};

}  // namespace hineni
