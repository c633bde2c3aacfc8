#include "sync/print/book.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "sync/print/book_hash.hpp"
#include "sync/print/contact_pages.hpp"
#include "sync/print/signatory_rows.hpp"
#include "sync/print/text_flow.hpp"
#include "sync/print/title_page.hpp"

namespace hineni {

namespace {

constexpr Type book_head_type{.size = 8.5, .leading = 1.4, .lines = 1};
constexpr Type book_foot_type{.size = 8, .face = Face::Clear, .leading = 1.4};
constexpr Type book_heading_type{.size = 23, .weight = TypeWeight::Bold, .leading = 1.3};
constexpr Type book_prose_type{.size = 10.5, .leading = 1.5};
constexpr Type book_closing_type{.size = 12, .weight = TypeWeight::Semibold, .leading = 1.4};
constexpr double book_heading_room = 72;
constexpr double book_closing_room = 46;

// Laid out first, and drawn when all is known: a title page says the hash of pages that come after it.
class BookPress {
  public:
    BookPress(const Book& book, Paper paper, const TakePiece& take)
        : book_(book),
          page_(extent_of(paper)),
          area_{side_margin, top_margin, page_.width - 2 * side_margin, page_.height - top_margin - bottom_margin},
          take_(take),
          rows_(press_, area_, book.texts.size() > 1) {}

    Result<PrintedBook> print() {
        lay_out();
        auto canvas = Canvas::pdf(page_, {book_.title + " · " + book_.event, book_.made}, take_);
        canvas.mark("Title");
        draw_title_page(canvas, press_, area_, book_, printed_.hash);
        std::size_t at = 0;
        for (std::size_t i = 0; i < flows_.size(); ++i) {
            for (std::size_t k = 0; k < flows_[i].pages(); ++k) {
                canvas.next_page();
                if (k == 0) canvas.mark("The words, " + std::to_string(i + 1));
                flows_[i].draw(canvas, k);
                frame(canvas, printed_.pages[at++]);
            }
        }
        for (std::size_t i = 0; i < lists_.size(); ++i) {
            canvas.next_page();
            if (i == 0) canvas.mark("Who signed");
            draw(canvas, lists_[i]);
            frame(canvas, printed_.pages[at++]);
        }
        draw_contact_pages(canvas, press_, area_, book_);
        if (auto finished = canvas.finish(); !finished) return tl::unexpected(finished.error());
        return std::move(printed_);
    }

  private:
    // Signatories of one page.
    struct List {
        std::size_t first = 0;  // From 0.
        std::size_t count = 0;
        bool opens = false;
        bool closes = false;
    };

    void lay_out() {
        for (const auto& text : book_.texts) {
            flows_.emplace_back(press_, text, area_);
            for (std::size_t k = 0; k < flows_.back().pages(); ++k) add_page({text.hash}, 0, 0);
        }
        lay_out_lists();
        for (const auto& list : lists_) add_page({}, list.first + 1, list.count);
        printed_.pages_in_all = printed_.pages.size() + 1;
        printed_.hash = book_hash(book_, printed_.pages);
    }

    void add_page(std::vector<std::string> texts, std::size_t first, std::size_t signatories) {
        PrintedPage page{printed_.pages.size() + 2, {}, std::move(texts), first, signatories};
        page.hash = page_hash(book_, page);
        printed_.pages.push_back(std::move(page));
    }

    void lay_out_lists() {
        lists_.push_back({0, 0, true, false});
        double room = area_.height - book_heading_room;
        for (std::size_t i = 0; i < book_.signatories.size(); ++i) {
            const double height = std::min(rows_.height_of(book_.signatories[i]), area_.height);
            if (height > room && (lists_.back().count > 0 || lists_.back().opens)) {
                lists_.push_back({i, 0, false, false});
                room = area_.height;
            }
            ++lists_.back().count;
            room -= height;
            heights_.push_back(height);
        }
        if (room < book_closing_room && book_.people > book_.signatories.size()) {
            lists_.push_back({book_.signatories.size(), 0, false, false});
        }
        lists_.back().closes = true;
    }

    void draw(Canvas& canvas, const List& list) {
        double y = area_.y;
        if (list.opens) y = open_list(canvas, y);
        for (std::size_t i = list.first; i < list.first + list.count; ++i) {
            rows_.draw(canvas, y, heights_[i], i + 1, book_.signatories[i]);
            y += heights_[i];
        }
        const auto unnamed = unnamed_in_words(book_);
        if (!list.closes || unnamed.empty()) return;
        Setting closing(press_, book_closing_type);
        closing.set((book_.signatories.empty() ? "" : "and ") + unnamed, area_.width);
        canvas.words(area_.x, y + 14, closing);
    }

    double open_list(Canvas& canvas, double y) {
        Setting heading(press_, book_heading_type);
        canvas.words(area_.x, y, heading.set("Who signed"));
        Setting prose(press_, book_prose_type);
        prose.set(book_.signatories.empty() ? "No name is shown in this book."
                                            : "In alphabetical order of the names as people wrote them.",
                  area_.width);
        canvas.words(area_.x, y + heading.height() + 2, prose, ink::quiet);
        y += book_heading_room;
        if (!book_.signatories.empty()) canvas.line(area_.x, y, area_.x + area_.width, y, ink::line, 0.4);
        return y;
    }

    // Running head and foot.
    void frame(Canvas& canvas, const PrintedPage& page) {
        const double right = area_.x + area_.width;
        canvas.words(area_.x, 38, head_.set(book_.title, area_.width * 0.55), ink::quiet);
        canvas.words(area_.x + area_.width * 0.58, 38, head_.set(book_.event, area_.width * 0.42, TypeAlign::End),
                     ink::quiet);
        const double y = page_.height - 52;
        canvas.line(area_.x, y, right, y, ink::line, 0.4);
        foot_.set("page hash " + short_hash(page.hash));
        canvas.words(area_.x, y + 7, foot_, ink::quiet);
        foot_.set("page " + std::to_string(page.number) + " of " + std::to_string(printed_.pages_in_all));
        canvas.words(right - foot_.width(), y + 7, foot_, ink::quiet);
    }

    const Book& book_;
    Extent page_;
    Box area_;
    const TakePiece& take_;
    Press press_;
    SignatoryRows rows_;
    Setting head_{press_, book_head_type};
    Setting foot_{press_, book_foot_type};
    std::deque<TextFlow> flows_;
    std::vector<List> lists_;
    std::vector<double> heights_;
    PrintedBook printed_;
};

}  // namespace

Result<PrintedBook> print_book(const Book& book, Paper paper, const TakePiece& take) {
    auto printed = BookPress(book, paper, take).print();
    if (!printed) return within("print the book", printed.error());
    return printed;
}

}  // namespace hineni
