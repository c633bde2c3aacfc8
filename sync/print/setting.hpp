// Setting: words set in type, for any script and both directions. A Type is a face at a size; the Press knows the
// fonts. One Setting is set again and again: making one is dearer than setting it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

extern "C" {
typedef struct _PangoContext PangoContext;  // NOLINT(modernize-use-using): pango's own names.
typedef struct _PangoLayout PangoLayout;    // NOLINT(modernize-use-using)
}

namespace hineni {

enum class Face {
    Text,    // Inter, and Noto where Inter has no letters.
    Clear,   // The same with letters that nobody takes for another: l, I, 1, 0, O.
    Script,  // For a name that was typed as a signature.
};
enum class TypeWeight { Regular = 400, Medium = 500, Semibold = 600, Bold = 700 };
enum class TypeAlign { Start, Middle, End };  // Start is where the script starts: on the right for Hebrew and Arabic.

struct Type {
    double size = 10;
    TypeWeight weight = TypeWeight::Regular;
    Face face = Face::Text;
    double leading = 1.4;   // From line to line, in sizes.
    double tracking = 0;    // Between letters, in sizes.
    std::size_t lines = 0;  // At most so many, the last one ending in "…"; 0: as many as it takes.
};

// Fonts and how they are drawn: the same on any printer, whatever this laptop's screen and language are.
class Press {
  public:
    Press();
    [[nodiscard]] PangoContext* context() const { return context_.get(); }

  private:
    struct Let {
        void operator()(PangoContext* context) const;
    };
    std::unique_ptr<PangoContext, Let> context_;
};

class Setting {
  public:
    Setting(const Press& press, const Type& type);

    // Bytes of the words that are bold.
    struct Bold {
        std::size_t from = 0;
        std::size_t to = 0;
    };
    // Broken into lines of at most `width`; a word too long for one is broken too. Left as it is: one line, however
    // long.
    Setting& set(std::string_view words, double width = -1, TypeAlign align = TypeAlign::Start,
                 const std::vector<Bold>& bold = {});

    [[nodiscard]] double width() const;
    // With ink above or below the lines, such as of stacked accents.
    [[nodiscard]] double height() const;
    [[nodiscard]] double above() const;  // How far ink stands above the first line.
    [[nodiscard]] bool leftward() const;
    [[nodiscard]] std::size_t lines() const;

    [[nodiscard]] PangoLayout* layout() const { return layout_.get(); }

  private:
    struct Let {
        void operator()(PangoLayout* layout) const;
    };
    void style(const std::vector<Bold>& bold);

    Type type_;
    std::unique_ptr<PangoLayout, Let> layout_;
};

// As it is printed: control characters are spaces, and what is no UTF-8 is shown as such.
[[nodiscard]] std::string printable(std::string_view words);

}  // namespace hineni
