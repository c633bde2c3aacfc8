#include "sync/print/chart.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include "sync/print/days.hpp"

namespace hineni {

namespace {

constexpr Type chart_label_type{.size = 8, .leading = 1.3};
constexpr double chart_axis = 18;  // Room for the hours.
constexpr std::int64_t chart_day_s = 86'400;

// "every quarter of an hour"
std::string step_in_words(int step_s) {
    if (step_s == 900) return "a quarter of an hour";
    if (step_s == 1800) return "half an hour";
    if (step_s == 3600) return "an hour";
    if (step_s < chart_day_s) return std::to_string(step_s / 3600) + " hours";
    return step_s == chart_day_s ? "a day" : std::to_string(step_s / chart_day_s) + " days";
}

// "5 PM", or "Dec 10" where bars are long.
std::string tick_in_words(std::int64_t at, const Evening& evening, std::int64_t every) {
    const auto local = at + std::int64_t{evening.utc_offset_minutes} * 60;
    if (every >= chart_day_s) {
        const auto day = short_day(at, 0, evening.utc_offset_minutes);
        return day.substr(0, day.find(','));
    }
    const auto hour = (local % chart_day_s + chart_day_s) % chart_day_s / 3600;
    return std::to_string(hour % 12 == 0 ? 12 : hour % 12) + (hour < 12 ? " AM" : " PM");
}

// Hours that leave room for their words.
std::int64_t tick_every(const Evening& evening) {
    const auto all = static_cast<std::int64_t>(evening.bars.size()) * evening.step_s;
    for (const std::int64_t every :
         {std::int64_t{3600}, std::int64_t{2} * 3600, std::int64_t{3} * 3600, std::int64_t{6} * 3600}) {
        if (all / every <= 12) return every;
    }
    std::int64_t every = chart_day_s;
    while (all / every > 8) every *= 2;
    return every;
}

std::string beside(const Evening& evening) {
    std::string line;
    if (evening.unknown > 0) {
        line = std::to_string(evening.unknown) + " more: their time is not known as well as a bar is wide.";
    }
    if (evening.outside > 0) {
        line += (line.empty() ? "" : " ") + std::to_string(evening.outside) + " more long before or after the event.";
    }
    return line;
}

std::string no_bars(Evening evening) {
    if (evening.unknown == 0) return beside(evening);
    evening.unknown = 0;
    const auto rest = beside(evening);
    return "When people came cannot be shown: the tablets' clocks were not confirmed." +
           (rest.empty() ? "" : " " + rest);
}

}  // namespace

double draw_chart(Canvas& canvas, const Press& press, const Box& box, const Evening& evening) {
    Setting label(press, chart_label_type);
    if (evening.bars.empty()) {
        label.set(no_bars(evening));
        canvas.words(box.x, box.y, label, ink::quiet);
        return label.height();
    }
    label.set("Entries in " + step_in_words(evening.step_s) + (evening.utc_offset_minutes == 0 ? ", UTC" : ""));
    canvas.words(box.x, box.y, label, ink::quiet);
    const auto more = beside(evening);
    if (!more.empty()) {
        label.set(more);
        canvas.words(box.x + box.width - label.width(), box.y, label, ink::quiet);
    }
    const double top = box.y + 22;
    const double floor = box.y + box.height - chart_axis;
    canvas.line(box.x, floor, box.x + box.width, floor, ink::quiet, 0.6);
    const auto most = std::max<std::size_t>(1, std::ranges::max(evening.bars));
    const double step = box.width / static_cast<double>(std::max<std::size_t>(evening.bars.size(), 8));
    for (std::size_t i = 0; i < evening.bars.size(); ++i) {
        const double height = (floor - top - 12) * static_cast<double>(evening.bars[i]) / static_cast<double>(most);
        const double x = box.x + static_cast<double>(i) * step;
        if (height > 0) canvas.fill({x + step * 0.12, floor - height, step * 0.76, height}, ink::bar);
        label.set(std::to_string(evening.bars[i]));
        // Every number where there is room, and always that of the highest bar.
        if (evening.bars[i] > 0 && (label.width() < step * 0.95 || evening.bars[i] == most)) {
            const double middle = std::clamp(x + (step - label.width()) / 2, box.x, box.x + box.width - label.width());
            canvas.words(middle, floor - height - 11.5, label, ink::quiet);
        }
    }
    const auto every = tick_every(evening);
    const std::int64_t shift = std::int64_t{evening.utc_offset_minutes} * 60;
    for (std::size_t i = 0; i < evening.bars.size(); ++i) {
        const auto at = evening.from + static_cast<std::int64_t>(i) * evening.step_s;
        if ((at + shift) % every != 0) continue;
        const double x = box.x + static_cast<double>(i) * step;
        canvas.line(x, floor, x, floor + 4, ink::quiet, 0.6);
        label.set(tick_in_words(at, evening, every));
        if (x + 3 + label.width() < box.x + box.width) canvas.words(x + 3, floor + 4, label, ink::quiet);
    }
    return box.height;
}

}  // namespace hineni
