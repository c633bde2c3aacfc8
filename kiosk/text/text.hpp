// Text: UTF-8 words in any script to glyphs on an ImDrawList. FreeType draws glyphs, HarfBuzz shapes runs, FriBidi
// orders them; only this folder knows the three. Glyphs live in one 8-bit atlas that is filled only with those that
// appear, so start time and memory do not depend on how many languages there are.
//
// A Line keeps no copy of its words, and nothing here caches words: what an attendee typed is gone when its Line is.
// Everything is in pixels of the target; y grows downwards. Not for sharing between threads.
#pragma once

#include <string.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"

struct ImDrawList;
struct ImVec2;

namespace hineni {

enum class Weight { Regular, Medium, SemiBold, Bold };

struct TypeStyle {
    float size = 24;  // Pixels of the em.
    Weight weight = Weight::Regular;
};

enum class Direction { LeftToRight, RightToLeft };  // The base direction of a paragraph, from its language.

// The direction in which a language is written ("he", "yi", "ar": right to left).
[[nodiscard]] Direction direction_of(std::string_view language);

// Lists that are overwritten before their memory is given back, also where they grow: the glyphs of what somebody typed
// are a cipher of it that anybody with the font undoes.
template <class T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() noexcept = default;
    template <class Other>
    WipingAllocator(const WipingAllocator<Other>& /*unused*/) noexcept {}  // NOLINT(google-explicit-constructor)
    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* at, std::size_t count) noexcept {
        explicit_bzero(at, count * sizeof(T));
        std::allocator<T>().deallocate(at, count);
    }
    friend bool operator==(const WipingAllocator& /*unused*/, const WipingAllocator& /*unused*/) { return true; }
};
template <class T>
using WipedList = std::vector<T, WipingAllocator<T>>;

struct Line {
    struct Glyph {
        std::uint32_t face = 0;
        std::uint32_t index = 0;
        float x = 0, y = 0;  // Pen position relative to the line's left end and baseline.
    };
    struct Stop {              // A place where the caret may stand.
        std::size_t byte = 0;  // Offset in the text.
        float x = 0;
    };
    float width = 0;
    TypeStyle style;
    WipedList<Glyph> glyphs;
    WipedList<Stop> stops;  // In logical order: one before each character (grapheme), one at the end.
};

struct Metrics {
    float ascent = 0;   // Of the style's main face, positive, for placing a baseline.
    float descent = 0;  // Positive.
    float height = 0;   // Recommended distance between baselines.
    float cap_height = 0;
};

// A glyph atlas as the rasteriser sees it. An ImTextureID of a text command points to one of these.
struct AlphaTexture {
    const std::uint8_t* alpha = nullptr;  // width * height, one byte a pixel
    int width = 0;
    int height = 0;
    std::uint32_t generation =
        0;  // Changes when pixels that were there before have moved; then everything is drawn again.
};

class Typesetter {
  public:
    // Finds Inter and Noto where Debian puts them. Fails with the package to install where Inter is missing; scripts
    // whose face is missing show boxes.
    [[nodiscard]] static Result<Typesetter> open();
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    [[nodiscard]] Metrics metrics(TypeStyle style);
    [[nodiscard]] Line shape(std::string_view text, TypeStyle style, Direction base);
    [[nodiscard]] float width(std::string_view text, TypeStyle style, Direction base);

    // Breaks at spaces (and between ideographs; a word wider than `width` is broken anywhere) and at '\n'.
    // Ranges of bytes of `text`, in order.
    struct Range {
        std::size_t begin = 0, end = 0;
    };
    [[nodiscard]] std::vector<Range> wrap(std::string_view text, TypeStyle style, Direction base, float width);

    // Draws the line with its left end at x and its baseline at y, in an IM_COL32 colour.
    void draw(ImDrawList& list, float x, float baseline, const Line& line, std::uint32_t colour);

    [[nodiscard]] const AlphaTexture& atlas() const;

    // Nobody is reading now: gives back what the system brings again when it is needed.
    void rest();

  private:
    struct Inside;
    explicit Typesetter(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni
