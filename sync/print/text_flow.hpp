// TextFlow: one text that was signed, set in type and broken into pages.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sync/print/book.hpp"
#include "sync/print/canvas.hpp"
#include "sync/print/pledge_text.hpp"

namespace hineni {

class TextFlow {
  public:
    // `area`: of the page, where text may stand.
    TextFlow(const Press& press, const SignedText& text, const Box& area);

    [[nodiscard]] std::size_t pages() const { return pages_.size(); }
    void draw(Canvas& canvas, std::size_t page) const;

  private:
    struct Placed {
        std::size_t setting = 0;
        std::size_t from = 0;  // Lines.
        std::size_t to = 0;
        double x = 0;
        double y = 0;
        InkColour ink;
    };
    struct Look {
        Type type;
        InkColour ink;
        double above = 0;    // Blank.
        double indent = 0;   // At the side where the script starts.
        bool holds = false;  // Stands on the page of what follows.
    };
    // The place in settings_.
    std::size_t set(const TextBlock& block, const Look& look);
    void place(std::size_t setting, const Look& look, std::size_t next_needs);
    void flow(const std::vector<TextBlock>& blocks);
    void head(const SignedText& text);
    void foot(const SignedText& text);
    [[nodiscard]] static Look look_of(TextBlock::Kind kind);
    [[nodiscard]] double room() const { return area_.y + area_.height - y_; }
    void next_page();

    const Press& press_;
    Box area_;
    double y_ = 0;
    std::vector<Setting> settings_;
    std::vector<std::vector<Placed>> pages_;
};

}  // namespace hineni
