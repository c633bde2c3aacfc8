#include "sync/print/report.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sync/print/chart.hpp"
#include "sync/print/fitted.hpp"
#include "sync/print/title_page.hpp"

namespace hineni {

namespace {

constexpr Type report_over{.size = 9, .weight = TypeWeight::Semibold, .tracking = 0.1};
constexpr Type report_large{.size = 26, .weight = TypeWeight::Bold, .leading = 1.2, .tracking = -0.015};
constexpr Type report_where_type{.size = 11, .leading = 1.5};
constexpr Type report_figure_type{.size = 27, .weight = TypeWeight::Bold, .leading = 1.1, .tracking = -0.02};
constexpr Type report_under_figure{.size = 8.5, .leading = 1.35};
constexpr Type report_head_type{.size = 9.5, .weight = TypeWeight::Semibold, .leading = 1.5};
constexpr Type report_label_type{.size = 9, .leading = 1.4, .lines = 1};
constexpr Type report_number_type{.size = 9, .weight = TypeWeight::Medium, .leading = 1.4};
constexpr double report_gutter = 30;
constexpr double report_row = 15;
constexpr double report_chart_height = 112;

std::string seconds_in_words(int seconds) {
    if (seconds < 100) return std::to_string(seconds) + " s";
    return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
}

class ReportPage {
  public:
    ReportPage(Canvas& canvas, const Report& report)
        : canvas_(canvas), report_(report), left_(side_margin), width_(canvas.page().width - 2 * side_margin) {}

    void draw() {
        head();
        figures();
        y_ += draw_chart(canvas_, press_, {left_, y_, width_, report_chart_height}, report_.evening) + 22;
        const double columns = y_;
        column_ = (width_ - report_gutter) / 2;
        at_ = left_;
        forms();
        counts("People by language", report_.languages);
        const double left_end = y_;
        y_ = columns;
        at_ = left_ + column_ + report_gutter;
        counts("People by chapter", report_.chapters);
        consents();
        if (left_end < y_) {
            y_ = left_end;
            at_ = left_;
        }
        counts("Entries by tablet", report_.by_tablet, 4);
        foot();
    }

  private:
    void put(std::string_view words, const Type& type, InkColour ink, double below) {
        Setting setting(press_, type);
        setting.set(words, width_);
        canvas_.words(left_, y_, setting, ink);
        y_ += setting.height() + below;
    }
    void head() {
        put("REPORT", report_over, ink::accent, 6);
        Fitted name(press_, report_large, 1);
        const auto& event = name.set(report_.event, width_);
        canvas_.words(left_, y_, event);
        y_ += event.height();
        if (!report_.where.empty()) put(printable(report_.where), report_where_type, ink::quiet, 0);
        y_ += 18;
    }
    void figure(double x, const std::string& number, const std::string& words, double width) {
        Setting large_figure(press_, report_figure_type);
        canvas_.words(x, y_, large_figure.set(number), ink::accent);
        Setting small(press_, report_under_figure);
        canvas_.words(x, y_ + large_figure.height() + 1, small.set(words, width), ink::quiet);
    }
    void figures() {
        const double part = width_ / 4;
        const auto word = [](std::size_t count, const char* one, const char* many) {
            return std::string(count == 1 ? one : many);
        };
        figure(left_, in_thousands(report_.people), word(report_.people, "person", "people"), part - 8);
        std::string more;
        const auto add = [&](std::size_t count, const char* what) {
            if (count > 0) more += "\n" + in_thousands(count) + what;
        };
        add(report_.repeats, " came again");
        add(report_.withdrawn, " withdrawn");
        add(report_.set_aside, " set aside");
        figure(left_ + part, in_thousands(report_.entries), word(report_.entries, "entry", "entries") + more, part - 8);
        figure(left_ + 2 * part, in_thousands(report_.tablets), word(report_.tablets, "tablet", "tablets"), part - 8);
        figure(left_ + 3 * part, report_.took_s ? seconds_in_words(*report_.took_s) : "–",
               report_.took_s ? "half of the cards took no longer" : "too few cards to say how long one took", part);
        y_ += 84;
    }
    void heading(std::string_view words) {
        Setting setting(press_, report_head_type);
        canvas_.words(at_, y_, setting.set(words, column_));
        y_ += setting.height() + 2;
        canvas_.line(at_, y_, at_ + column_, y_, ink::line, 0.6);
        y_ += 3;
    }
    void row_of(const std::string& label, const std::string& number, double share) {
        Setting right(press_, report_number_type);
        right.set(number);
        canvas_.words(at_ + column_ - right.width(), y_, right);
        const double bar = column_ * 0.24;
        const double bar_at = at_ + column_ * 0.56;
        if (share > 0) canvas_.fill({bar_at, y_ + 4.5, std::max(0.8, bar * share), 5}, ink::bar, 1);
        Setting left(press_, report_label_type);
        canvas_.words(at_, y_, left.set(printable(label), column_ * 0.54));
        y_ += report_row;
    }
    // Words of a consent are a sentence: they have the width, and the bar lies below.
    void said_yes(const std::string& words, const std::string& number, double share) {
        Setting right(press_, report_number_type);
        right.set(number);
        canvas_.words(at_ + column_ - right.width(), y_, right);
        Setting left(press_, report_label_type);
        canvas_.words(at_, y_, left.set(printable(words), column_ - right.width() - 10));
        canvas_.fill({at_, y_ + 14, column_, 3}, ink::pale, 1);
        if (share > 0) canvas_.fill({at_, y_ + 14, std::max(0.8, column_ * share), 3}, ink::bar, 1);
        y_ += 22;
    }
    void quiet_row(const std::string& words) {
        Setting setting(press_, report_label_type);
        canvas_.words(at_, y_, setting.set(words, column_), ink::quiet);
        y_ += report_row;
    }
    void forms() {
        heading("People by form");
        const auto most = report_.forms.empty() ? 1 : std::max<std::size_t>(1, report_.forms.front().people);
        constexpr std::size_t shown = 4;
        for (std::size_t i = 0; i < std::min(shown, report_.forms.size()); ++i) {
            const auto& form = report_.forms[i];
            row_of(form.title, in_thousands(form.people), static_cast<double>(form.people) / static_cast<double>(most));
            y_ -= 3;
            quiet_row((form.entries == 1 ? "1 entry" : in_thousands(form.entries) + " entries") +
                      ", a card: " + (form.took_s ? seconds_in_words(*form.took_s) : "too few to say"));
        }
        rest(report_.forms.size(), shown);
        y_ += 10;
    }
    void rest(std::size_t all, std::size_t shown) {
        if (all > shown) quiet_row("and " + std::to_string(all - shown) + " more");
    }
    void counts(std::string_view title, const std::vector<LabelCount>& all, std::size_t shown = 5) {
        if (all.empty()) return;
        heading(title);
        for (std::size_t i = 0; i < std::min(shown, all.size()); ++i) {
            row_of(all[i].label, in_thousands(all[i].count),
                   static_cast<double>(all[i].count) / static_cast<double>(all.front().count));
        }
        rest(all.size(), shown);
        y_ += 10;
    }
    void consents() {
        if (report_.consents.empty()) return;
        heading("Said yes, of those who were asked");
        constexpr std::size_t shown = 5;
        for (std::size_t i = 0; i < std::min(shown, report_.consents.size()); ++i) {
            const auto& consent = report_.consents[i];
            said_yes(consent.partner.empty() ? consent.words : consent.partner + ": " + consent.words,
                     in_thousands(consent.yes) + " of " + in_thousands(consent.asked),
                     static_cast<double>(consent.yes) / static_cast<double>(std::max<std::size_t>(1, consent.asked)));
        }
        rest(report_.consents.size(), shown);
        y_ += 10;
    }
    void foot() {
        const auto& look = report_.look;
        std::string line;
        const auto add = [&](std::size_t count, const char* one, const char* many) {
            if (count == 0) return;
            line += (line.empty() ? "" : ", ") + in_thousands(count) + (count == 1 ? one : many);
        };
        add(look.shared, " contact or name is shared", " contacts or names are shared");
        add(look.bursts, " group of entries came too fast or looks like junk",
            " groups of entries came too fast or look like junk");
        add(look.contradicted, " entry has two times that cannot both be true",
            " entries have two times that cannot both be true");
        add(look.problems, " thing could not be used", " things could not be used");
        y_ = canvas_.page().height - 68;
        canvas_.line(left_, y_, left_ + width_, y_);
        y_ += 8;
        put(line.empty() ? "Nothing that a human would have to look at." : "For a human to look at: " + line + ".",
            report_under_figure, ink::words, 0);
        put("Counts alone; no name and no contact is in this report.", report_under_figure, ink::quiet, 0);
    }

    Canvas& canvas_;
    const Report& report_;
    Press press_;
    double left_;
    double width_;
    double column_ = 0;
    double at_ = 0;
    double y_ = 46;
};

Result<void> finished(Canvas canvas, const Report& report) {
    draw_report(canvas, report);
    if (auto done = canvas.finish(); !done) return within("draw the report", done.error());
    return {};
}

}  // namespace

void draw_report(Canvas& canvas, const Report& report) {
    ReportPage(canvas, report).draw();
}

Result<void> print_report(const Report& report, Paper paper, const TakePiece& take) {
    const auto made = report.made.empty() ? "2000-01-01" : report.made;
    return finished(Canvas::pdf(extent_of(paper), {"Report · " + report.event, made}, take), report);
}

Result<void> picture_report(const Report& report, Paper paper, const TakePiece& take) {
    return finished(Canvas::png(extent_of(paper), 150, take), report);
}

}  // namespace hineni
