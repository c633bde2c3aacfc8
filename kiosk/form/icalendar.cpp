#include "kiosk/form/icalendar.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "hineni/utf8.hpp"
#include "kiosk/form/utc.hpp"

namespace hineni {

namespace {

constexpr std::size_t longest_line = 75;  // In bytes, without its end (3.1).
constexpr std::int64_t minutes_without_end = 60;
constexpr std::string_view line_end = "\r\n";
constexpr std::string_view ellipsis = "…";

// "20261217T230000Z"
std::string utc(std::int64_t minutes) {
    const std::chrono::sys_time<std::chrono::minutes> time{std::chrono::minutes(minutes)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const auto left = static_cast<int>((time - day).count());
    char out[40];
    std::snprintf(out, sizeof out, "%04d%02u%02uT%02d%02d00Z", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), left / 60, left % 60);
    return out;
}

// As a value of type TEXT (3.3.11). What a calendar could not show is left out.
std::string escaped(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
            out += c;
        }
    }
    return out;
}

// With its end, folded between characters.
std::string folded(std::string_view line) {
    std::string out;
    std::size_t room = longest_line;
    while (!line.empty()) {
        const auto character = line.substr(0, std::max<std::size_t>(utf8::front_size(line), 1));
        if (character.size() > room) {
            out += line_end;
            out += ' ';
            room = longest_line - 1;
        }
        out += character;
        room -= character.size();
        line.remove_prefix(character.size());
    }
    out += line_end;
    return out;
}

std::string calendar(const Occasion& occasion, const EventPack& pack, const std::string& name,
                     const std::string& place) {
    const auto starts = utc_minutes(occasion.starts);
    const auto ends = occasion.ends ? utc_minutes(*occasion.ends) : starts + minutes_without_end;
    std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hineni//Kiosk//EN\r\nBEGIN:VEVENT\r\n";
    out += folded("UID:" + occasion.id + "." + pack.id + "@hineni");
    out += folded("DTSTAMP:" + utc(utc_minutes(pack.starts)));
    out += folded("DTSTART:" + utc(starts));
    out += folded("DTEND:" + utc(ends));
    out += folded("SUMMARY:" + escaped(name));
    if (!place.empty()) out += folded("LOCATION:" + escaped(place));
    return out + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

// Of the first characters, an ellipsis in place of the others; nothing where not one is left.
std::string shortened(const std::string& words, std::size_t characters) {
    if (characters == 0) return {};
    auto cut = utf8::cut(words, characters);
    while (!cut.empty() && cut.back() == ' ') cut.remove_suffix(1);
    return std::string(cut) + std::string(ellipsis);
}

}  // namespace

std::string in_calendar(const Occasion& occasion, const EventPack& pack, const Language& language) {
    auto name = occasion.name.in(language);
    auto place = occasion.place.in(language);
    auto out = calendar(occasion, pack, name, place);
    const auto give = [&](std::string& words) {
        const auto whole = words;
        for (auto left = utf8::count(whole); left > 0 && out.size() > longest_calendar; --left) {
            words = shortened(whole, left - 1);
            out = calendar(occasion, pack, name, place);
        }
    };
    give(place);
    give(name);
    return out;
}

}  // namespace hineni
