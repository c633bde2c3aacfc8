#include "sync/print/title_page.hpp"

#include "sync/print/book_hash.hpp"
#include "sync/print/days.hpp"

namespace hineni {

namespace {

constexpr Type title_over{.size = 9, .weight = TypeWeight::Semibold, .tracking = 0.1};
constexpr Type title_large{.size = 34, .weight = TypeWeight::Bold, .leading = 1.18, .tracking = -0.02};
constexpr Type title_smaller{.size = 24, .weight = TypeWeight::Bold, .leading = 1.2, .tracking = -0.015};
constexpr Type title_where{.size = 12.5, .leading = 1.5};
constexpr Type title_count{.size = 64, .weight = TypeWeight::Bold, .leading = 1.05, .tracking = -0.03};
constexpr Type title_prose{.size = 11.5, .leading = 1.5};
constexpr Type title_label{.size = 8.5, .weight = TypeWeight::Semibold};
constexpr Type title_small{.size = 8.5, .leading = 1.5};
constexpr Type title_digits{.size = 10, .weight = TypeWeight::Medium, .face = Face::Clear, .leading = 1.6};

class TitlePage {
  public:
    TitlePage(Canvas& canvas, const Press& press, const Box& area) : canvas_(canvas), press_(press), area_(area) {}

    void put(std::string_view words, const Type& type, InkColour ink, double below) {
        Setting setting(press_, type);
        setting.set(words, area_.width);
        canvas_.words(area_.x, y_, setting, ink);
        y_ += setting.height() + below;
    }
    void rule() { canvas_.line(area_.x, y_, area_.x + area_.width, y_); }
    void go_to(double y) { y_ = y; }
    // Down there, however long a title is: what stands above never reaches it.
    [[nodiscard]] double lower_part() const { return area_.y + area_.height - 128; }

  private:
    Canvas& canvas_;
    const Press& press_;
    Box area_;
    double y_ = 96;
};

bool is_long(const Book& book) {
    return book.title.size() > 90;
}

std::string named_in_words(const Book& book) {
    const auto named = book.signatories.size();
    if (named == 0) return "";
    return in_thousands(named) + (named == 1 ? " is named here" : " are named here") +
           (named == book.people ? ": everybody agreed to be shown." : ".");
}

// "in English 214, in Spanish 85"
std::string languages_in_words(const Book& book) {
    std::string line;
    for (const auto& text : book.texts) {
        line += (line.empty() ? "" : ", ") + language_in_words(text.language) + " " + in_thousands(text.people);
    }
    return line;
}

}  // namespace

std::string in_thousands(std::size_t number) {
    auto number_words = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(number_words.size()) - 3; at > 0; at -= 3) {
        number_words.insert(static_cast<std::size_t>(at), ",");
    }
    return number_words;
}

std::string unnamed_in_words(const Book& book) {
    const auto unnamed = book.people - book.signatories.size();
    if (unnamed == 0) return "";
    return in_thousands(unnamed) + (unnamed == 1 ? " person who signed without showing their name"
                                                 : " people who signed without showing their name");
}

void draw_title_page(Canvas& canvas, const Press& press, const Box& area, const Book& book, const Digest& hash) {
    TitlePage page(canvas, press, area);
    page.put("PLEDGE BOOK", title_over, ink::accent, 14);
    page.put(book.title, is_long(book) ? title_smaller : title_large, ink::words, 16);
    page.put(book.event, {.size = 12.5, .weight = TypeWeight::Semibold, .leading = 1.5}, ink::words, 0);
    page.put(book.place + " · " + book.day, title_where, ink::quiet, 46);
    page.put(in_thousands(book.people), title_count, ink::accent, 0);
    page.put(book.people == 1 ? "person signed" : "people signed", {.size = 15, .weight = TypeWeight::Semibold},
             ink::words, 14);
    const auto named = named_in_words(book);
    if (!named.empty()) page.put(named, title_prose, ink::words, 0);
    const auto unnamed = unnamed_in_words(book);
    if (!unnamed.empty()) {
        page.put(book.asked ? "Counted, and not named: " + unnamed + "."
                            : "Nobody was asked whether their name may be shown, so nobody is named.",
                 title_prose, ink::words, 0);
    }
    page.put(languages_in_words(book), title_prose, ink::quiet, 0);
    page.go_to(page.lower_part());
    page.rule();
    page.go_to(page.lower_part() + 12);
    page.put("Hash of this book", title_label, ink::words, 3);
    page.put(long_hash(hash), title_digits, ink::words, 5);
    page.put(
        "Two copies with the same hash have the same words and the same signatories, in the same order. At the foot "
        "of every page stands the beginning of its own.",
        title_small, ink::quiet, 0);
}

}  // namespace hineni
