// Canvas: pages to draw on, as a PDF or as one picture. A PDF is written as its pages are done, so that a book of any
// length takes the memory of a page; the same drawing gives the same bytes, and no clock is read.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "hineni/result.hpp"
#include "sync/print/paper.hpp"
#include "sync/print/setting.hpp"

extern "C" {
typedef struct _cairo cairo_t;                  // NOLINT(modernize-use-using): cairo's own names.
typedef struct _cairo_surface cairo_surface_t;  // NOLINT(modernize-use-using)
}

namespace hineni {

// Takes the next piece of the file.
using TakePiece = std::function<Result<void>(std::string_view)>;

struct About {
    std::string title;
    std::string made;  // "2026-12-10" or with a time, as the papers say it.
};

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

class Canvas {
  public:
    // The first page is there. `take` is called from finish() and from next_page().
    [[nodiscard]] static Canvas pdf(Extent page, const About& about, TakePiece take);
    // One page of `dots` to the inch.
    [[nodiscard]] static Canvas png(Extent page, double dots, TakePiece take);

    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) = delete;
    ~Canvas();

    void next_page();
    // Writes what is left. Fails with the first thing that went wrong.
    [[nodiscard]] Result<void> finish();

    // Top left corner of the setting; its lines begin or end there as their script does, where it has a width.
    void words(double x, double y, const Setting& setting, InkColour ink = ink::words);
    // Some of its lines: the first of them stands at `y`.
    void lines(double x, double y, const Setting& setting, std::size_t from, std::size_t to,
               InkColour ink = ink::words);
    void line(double x, double y, double to_x, double to_y, InkColour ink = ink::line, double width = 0.5);
    void fill(const Box& box, InkColour ink, double round = 0);
    // An SVG path of M and L in a box of 1000 x 400, drawn with a round pen. False, and nothing drawn, where it is
    // something else.
    bool signature(std::string_view path, const Box& box, double pen);
    // A name for this page in the reader's list of contents.
    void mark(const std::string& name);

    [[nodiscard]] Extent page() const { return page_; }

  private:
    struct Stream;
    Canvas(Extent page, std::unique_ptr<Stream> stream);

    Extent page_;
    std::unique_ptr<Stream> stream_;
    int pages_ = 1;
};

}  // namespace hineni
