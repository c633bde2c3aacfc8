#include "sync/print/contact_pages.hpp"

#include <algorithm>
#include <array>

#include "sync/print/fitted.hpp"

namespace hineni {

namespace {

constexpr Type contact_name_type{.size = 9, .weight = TypeWeight::Medium, .leading = 1.36};
constexpr Type contact_plain_type{.size = 8.5, .leading = 1.44};
constexpr Type contact_mark_type{.size = 9, .weight = TypeWeight::Bold, .tracking = 0.1};
constexpr Type contact_foot_type{.size = 8, .leading = 1.4};
constexpr double contact_blank = 5;
constexpr double contact_band = 24;
constexpr double contact_first_row = contact_band + 12;

struct ContactColumn {
    double x = 0;
    double width = 0;
};

class ContactPages {
  public:
    ContactPages(Canvas& canvas, const Press& press, const Box& area, const Book& book)
        : canvas_(canvas), press_(press), area_(area), book_(book) {
        double x = area.x;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            constexpr std::array parts{0.31, 0.36, 0.21, 0.12};
            columns_[i] = {x, area.width * parts[i] - 10};
            x += area.width * parts[i];
        }
    }

    void draw() {
        std::vector<std::size_t> starts{0};
        std::vector<double> heights;
        double room = area_.height - contact_first_row;
        for (std::size_t i = 0; i < book_.contacts.size(); ++i) {
            const double height = std::min(height_of(book_.contacts[i]), area_.height - contact_first_row);
            if (height > room) {
                starts.push_back(i);
                room = area_.height - contact_first_row;
            }
            room -= height;
            heights.push_back(height);
        }
        for (std::size_t page = 0; page < starts.size(); ++page) {
            begin(page + 1, starts.size());
            double y = area_.y + contact_first_row;
            const auto end = page + 1 < starts.size() ? starts[page + 1] : heights.size();
            for (auto i = starts[page]; i < end; ++i) {
                row(y, heights[i], book_.contacts[i]);
                y += heights[i];
            }
        }
    }

  private:
    const Setting& cell(std::size_t column, const Reachable& person) {
        const std::array<const std::string*, 4> words{&person.name, &person.email, &person.phone, &person.postal_code};
        return cells_[column].set(*words[column], columns_[column].width);
    }
    double height_of(const Reachable& person) {
        double height = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i) height = std::max(height, cell(i, person).height());
        return height + 2 * contact_blank;
    }
    void row(double y, double height, const Reachable& person) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            canvas_.words(columns_[i].x, y + contact_blank, cell(i, person), i == 0 ? ink::words : ink::quiet);
        }
        canvas_.line(area_.x, y + height, area_.x + area_.width, y + height, ink::line, 0.4);
    }
    void begin(std::size_t number, std::size_t of) {
        canvas_.next_page();
        if (number == 1) canvas_.mark("Contacts, confidential");
        canvas_.fill({area_.x - 12, area_.y, area_.width + 24, contact_band}, ink::accent, 4);
        Setting mark(press_, contact_mark_type);
        mark.set("CONFIDENTIAL · CONTACTS OF EVERYBODY WHO SIGNED · NOT PART OF THE BOOK");
        canvas_.words(area_.x, area_.y + (contact_band - mark.height()) / 2, mark, ink::white);
        Setting foot(press_, contact_foot_type);
        foot.set("Confidential. Contacts " + std::to_string(number) + " of " + std::to_string(of));
        const double y = canvas_.page().height - 45;
        canvas_.words(area_.x + area_.width - foot.width(), y, foot, ink::quiet);
    }

    Canvas& canvas_;
    const Press& press_;
    Box area_;
    const Book& book_;
    std::array<ContactColumn, 4> columns_;
    std::array<Fitted, 4> cells_{Fitted(press_, contact_name_type, 4), Fitted(press_, contact_plain_type, 1),
                                 Fitted(press_, contact_plain_type, 1), Fitted(press_, contact_plain_type, 1)};
};

}  // namespace

void draw_contact_pages(Canvas& canvas, const Press& press, const Box& area, const Book& book) {
    if (!book.contacts.empty()) ContactPages(canvas, press, area, book).draw();
}

}  // namespace hineni
