#include "sync/print/recovery_sheet.hpp"

#include <algorithm>
#include <cstddef>

#include "sync/print/canvas.hpp"

namespace hineni {

namespace {

// As wide as A4 and as high as letter: fits on both as it is, so that no printer has to shrink it.
constexpr Extent recovery_either{extent_of(Paper::A4).width, extent_of(Paper::Letter).height};
constexpr double recovery_left = side_margin;
constexpr double recovery_column = recovery_either.width - 2 * side_margin;

constexpr Type recovery_kicker{.size = 8.5, .weight = TypeWeight::Semibold, .tracking = 0.08};
constexpr Type recovery_heading{.size = 25, .weight = TypeWeight::Bold, .leading = 1.2, .tracking = -0.015};
constexpr Type recovery_prose{.size = 10.5, .leading = 1.45};
constexpr Type recovery_small{.size = 8.5, .leading = 1.45};
constexpr Type recovery_clear_small{.size = 9.5, .weight = TypeWeight::Medium, .face = Face::Clear};
constexpr Type recovery_figure{.size = 9.5, .face = Face::Clear};

class RecoveryPage {
  public:
    RecoveryPage(Canvas& canvas, const RecoverySheet& sheet) : canvas_(canvas), sheet_(sheet) {}

    void draw() {
        put("HINENI · RECOVERY SHEET", recovery_kicker, ink::accent, 6);
        put("The organizer’s key, on paper", recovery_heading, ink::words, 8);
        put("These words are the secret key to the entries of your events. Whoever holds this sheet can read every "
            "name "
            "that was sealed to the key; without a key nobody can.",
            recovery_prose, ink::words, 18);
        words();
        put("If the key file or its passphrase is lost, run  hineni-desk recover  and type the words, in their order. "
            "A "
            "word that was misread is found and named.",
            recovery_prose, ink::words, 10);
        put("Keep it where you would keep a passport. Destroy the file after printing.",
            {.size = 10.5, .weight = TypeWeight::Semibold, .leading = 1.45}, ink::words, 16);
        facts();
        holders();
    }

  private:
    void put(std::string_view words, const Type& type, InkColour ink, double below) {
        Setting setting(press_, type);
        canvas_.words(recovery_left, y_, setting.set(words, recovery_column), ink);
        y_ += setting.height() + below;
    }

    // Down the columns, as a list is read; the figures stand apart from the words and are quiet.
    void words() {
        const auto count = sheet_.words.size();
        const std::size_t columns = count > 36 ? 4 : 3;
        const std::size_t rows = std::max<std::size_t>(1, (count + columns - 1) / columns);
        const double row = std::min(count > 24 ? 27.0 : 31.0, 290.0 / static_cast<double>(rows));
        const Type large{.size = std::min(columns == 3 ? 19.0 : 13.0, row * 0.61),
                         .weight = TypeWeight::Medium,
                         .face = Face::Clear,
                         .leading = 1.2};
        const double height = static_cast<double>(rows) * row + 24;
        canvas_.fill({recovery_left - 16, y_, recovery_column + 32, height}, ink::pale, 8);
        Setting number(press_, recovery_figure);
        Setting word(press_, large);
        for (std::size_t i = 0; i < count; ++i) {
            const auto at_column = i / rows;
            const double x =
                recovery_left + static_cast<double>(at_column) * (recovery_column + 12) / static_cast<double>(columns);
            const double top = y_ + 12 + static_cast<double>(i % rows) * row;
            number.set(std::to_string(i + 1), 18, TypeAlign::End);
            canvas_.words(x, top + (row - number.height()) / 2 + 0.8, number, ink::quiet);
            word.set(sheet_.words[i]);
            canvas_.words(x + 26, top + (row - word.height()) / 2, word);
        }
        y_ += height + 18;
    }

    void fact(std::string_view label, std::string_view value) {
        Setting quiet(press_, recovery_small);
        Setting plain(press_, recovery_clear_small);
        canvas_.words(recovery_left, y_ + 0.9, quiet.set(label), ink::quiet);
        canvas_.words(recovery_left + 84, y_, plain.set(value, recovery_column - 84));
        y_ += std::max(quiet.height(), plain.height()) + 4;
    }

    void facts() {
        fact("Public key", sheet_.public_key);
        fact("Made on", sheet_.made_on);
    }

    // Written by hand: room for a pen.
    void holders() {
        y_ += 14;
        put("Who holds a copy of this sheet", {.size = 10.5, .weight = TypeWeight::Semibold}, ink::words, 0);
        Setting quiet(press_, recovery_small);
        for (int i = 0; i < 3; ++i) {
            y_ += 33;
            canvas_.line(recovery_left, y_, recovery_left + recovery_column * 0.62, y_, ink::quiet, 0.6);
            canvas_.line(recovery_left + recovery_column * 0.67, y_, recovery_left + recovery_column, y_, ink::quiet,
                         0.6);
        }
        canvas_.words(recovery_left, y_ + 4, quiet.set("Name"), ink::quiet);
        canvas_.words(recovery_left + recovery_column * 0.67, y_ + 4, quiet.set("Since"), ink::quiet);
    }

    Canvas& canvas_;
    const RecoverySheet& sheet_;
    Press press_;
    double y_ = 58;
};

}  // namespace

Result<std::string> recovery_sheet_pdf(const RecoverySheet& sheet) {
    std::string file;
    auto canvas =
        Canvas::pdf(recovery_either, {"Recovery sheet", sheet.made_on}, [&](std::string_view piece) -> Result<void> {
            file += piece;
            return {};
        });
    RecoveryPage(canvas, sheet).draw();
    if (auto finished = canvas.finish(); !finished) return within("draw the recovery sheet", finished.error());
    return file;
}

}  // namespace hineni
