// An occasion in a phone's calendar: the first line is the name, the second the place, the third language, id and the
// numbers of the dates, as an event pack lets them through.
//
// Held against it: at most 600 bytes, lines of at most 75 that end as RFC 5545 says, whole characters, and every line
// is one of those that an entry has, whatever the names hold.
#include <algorithm>
#include <array>

#include "hineni/utf8.hpp"
#include "kiosk/form/icalendar.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

std::string take_line(std::string_view& text, std::size_t most) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return std::string(utf8::valid(line) ? utf8::cut(line, most) : std::string_view("?"));
}

LocalTime time_from(std::string_view numbers) {
    const auto at = [&](std::size_t i) { return i < numbers.size() ? static_cast<unsigned char>(numbers[i]) : 0; };
    return {2020 + at(0) % 80, 1 + at(1) % 12, 1 + at(2) % 28, at(3) % 24, at(4) % 60, at(5) * 10 - 720};
}

void judge_line(std::string_view line, bool folded) {
    constexpr std::array<std::string_view, 10> known{
        "BEGIN:", "VERSION:", "PRODID:", "UID:", "DTSTAMP:", "DTSTART:", "DTEND:", "SUMMARY:", "LOCATION:", "END:"};
    promise(line.size() <= 75, "a line longer than 75 bytes");
    promise(utf8::valid(line), "a character that is cut in two");
    promise(line.find_first_of("\r\n") == std::string_view::npos, "a line that ends in its middle");
    const auto begins = [&](std::string_view each) { return line.starts_with(each); };
    promise(folded || std::ranges::any_of(known, begins), "a line that an entry does not have");
}

}  // namespace

void calendar(BytesView input) {
    auto text = as_text(input);
    EventPack pack;
    pack.id = "vigil";
    pack.languages = {"en"};
    pack.starts = time_from("\x05\x0C\x0A");
    Occasion occasion;
    occasion.id = "night";
    occasion.name.by_language = {{"en", take_line(text, 80)}};
    occasion.place.by_language = {{"en", take_line(text, 120)}};
    occasion.starts = time_from(text);
    if (text.size() > 6) occasion.ends = time_from(text.substr(6));
    const auto entry = in_calendar(occasion, pack, "en");
    promise(entry.size() <= longest_calendar, "a calendar too large for a code");
    promise(entry.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "an entry without its end");
    for (std::string_view rest = entry; !rest.empty();) {
        const auto end = rest.find("\r\n");
        promise(end != std::string_view::npos, "a line without an end");
        judge_line(rest.substr(0, end), rest.starts_with(' '));
        rest.remove_prefix(end + 2);
    }
}

}  // namespace hineni::fuzz
