#include "sync/print/days.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace hineni {

namespace {

using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> languages{{{"ar", "Arabic"},
                                                                                   {"de", "German"},
                                                                                   {"en", "English"},
                                                                                   {"es", "Spanish"},
                                                                                   {"fa", "Persian"},
                                                                                   {"fr", "French"},
                                                                                   {"he", "Hebrew"},
                                                                                   {"ht", "Haitian Creole"},
                                                                                   {"ko", "Korean"},
                                                                                   {"pt", "Portuguese"},
                                                                                   {"ru", "Russian"},
                                                                                   {"uk", "Ukrainian"},
                                                                                   {"vi", "Vietnamese"},
                                                                                   {"yi", "Yiddish"},
                                                                                   {"zh", "Chinese"}}};

year_month_day day_of(std::int64_t unix_s, int utc_offset_minutes) {
    const std::chrono::sys_seconds there{std::chrono::seconds(unix_s + std::int64_t{utc_offset_minutes} * 60)};
    return std::chrono::floor<std::chrono::days>(there);
}

std::string year_of(const year_month_day& day) {
    return ", " + std::to_string(static_cast<int>(day.year()));
}

// "Dec 10"
std::string short_form(const year_month_day& day) {
    const auto month = months.at(static_cast<unsigned>(day.month()) - 1);
    return std::string(month.size() <= 4 ? month : month.substr(0, 3)) + " " +
           std::to_string(static_cast<unsigned>(day.day()));
}

}  // namespace

std::string day_in_words(int year, int month, int day) {
    return std::string(months.at(static_cast<std::size_t>(month) - 1)) + " " + std::to_string(day) + ", " +
           std::to_string(year);
}

std::string short_day(std::optional<std::int64_t> unix_s, std::int64_t within_s, int utc_offset_minutes) {
    // More than a year of doubt is no date.
    if (!unix_s || within_s > std::int64_t{365} * 86'400) return "date not known";
    const auto first = day_of(*unix_s - within_s, utc_offset_minutes);
    const auto last = day_of(*unix_s + within_s, utc_offset_minutes);
    if (first == last) return short_form(first) + year_of(first);
    if (first.year() != last.year()) {
        return short_form(first) + year_of(first) + " – " + short_form(last) + year_of(last);
    }
    if (first.month() != last.month()) return short_form(first) + " – " + short_form(last) + year_of(last);
    return short_form(first) + "–" + std::to_string(static_cast<unsigned>(last.day())) + year_of(last);
}

std::string language_in_words(std::string_view tag) {
    const auto* known = std::ranges::find(languages, tag, &std::pair<std::string_view, std::string_view>::first);
    return std::string(known == languages.end() ? tag : known->second);
}

}  // namespace hineni
