// Occasions for a phone's calendar, as another program reads them.
#include "kiosk/form/icalendar.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <sstream>
#include <vector>

#include "hineni/utf8.hpp"
#include "kiosk/form/utc.hpp"
#include "tests/kiosk/form/packs.hpp"
#include "tests/support/process.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_line = 75;

struct Case {
    Occasion occasion;
    EventPack pack;
    Language language = "en";

    [[nodiscard]] std::string text() const { return in_calendar(occasion, pack, language); }
};

Text in_english(std::string words) {
    return {{{"en", std::move(words)}}};
}

Case action_night() {
    Case made;
    made.pack.id = "vigil-2026-12-10";
    made.pack.starts = {2026, 12, 10, 17, 0, -300};
    made.occasion.id = "action-night";
    made.occasion.name = in_english("Action night");
    made.occasion.place = in_english("Community hall");
    made.occasion.starts = {2026, 12, 17, 18, 0, -300};
    made.occasion.ends = LocalTime{2026, 12, 17, 21, 0, -300};
    return made;
}

std::string hex(std::string_view words) {
    std::string out;
    for (const char c : words) {
        out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4U];
        out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15U];
    }
    return out;
}

std::string in_utc(const LocalTime& time, int later = 0) {
    const std::chrono::sys_time<std::chrono::minutes> at{std::chrono::minutes(utc_minutes(time) + later)};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const auto minutes = static_cast<int>((at - day).count());
    char out[60];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u %02d:%02d:00 UTC", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), minutes / 60, minutes % 60);
    return out;
}

// The same words, or the front of them and an ellipsis; the place may have gone altogether.
bool is_of(const std::string& read, const std::string& words, bool may_go) {
    if (read == hex(words) || (may_go && read.empty())) return true;
    const auto ellipsis = hex("…");
    if (!read.ends_with(ellipsis)) return false;
    return hex(words).starts_with(read.substr(0, read.size() - ellipsis.size()));
}

void check_lines(const std::string& text) {
    CHECK(text.size() <= longest_calendar);
    REQUIRE(text.ends_with("\r\n"));
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        const auto line = std::string_view(text).substr(at, end - at);
        CHECK(line.size() <= longest_line);
        CHECK(utf8::valid(line));
        CHECK(line.find_first_of("\r\n") == std::string_view::npos);
        at = end + 2;
    }
}

// All cases in one go, for starting another program takes longer than reading a file.
void check_read(const std::vector<Case>& cases) {
    const TemporaryFolder folder;
    std::vector<std::string> command{std::string(HINENI_SOURCE) + "/tests/kiosk/form/read_calendar.py"};
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto text = cases[i].text();
        check_lines(text);
        command.push_back(folder.path / (std::to_string(i) + ".ics"));
        write(command.back(), text);
    }
    const auto read = finish(command);
    REQUIRE_MESSAGE(read.exit_code == 0, read.err);
    std::istringstream lines(read.out);
    for (const auto& [occasion, pack, language] : cases) {
        std::vector<std::string> found(6);
        for (std::size_t i = 0; i < 6; ++i) std::getline(lines, found[i], i < 5 ? '|' : '\n');
        CAPTURE(occasion.name.in(language));
        CAPTURE(language);
        CHECK(found[0] == occasion.id + "." + pack.id + "@hineni");
        CHECK(found[1] == in_utc(pack.starts));
        CHECK(found[2] == in_utc(occasion.starts));
        CHECK(found[3] == (occasion.ends ? in_utc(*occasion.ends) : in_utc(occasion.starts, 60)));
        CHECK(is_of(found[4], occasion.name.in(language), false));
        CHECK(is_of(found[5], occasion.place.in(language), true));
    }
}

Case random_case(std::mt19937& random) {
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    const auto words = [&](int longest) {
        static constexpr std::u32string_view signs = U"aZ9 ,;\\\n\":=é№שׁا学🕯\u200F";
        std::string out = "x";
        for (int left = below(longest); left > 0; --left) {
            out += utf8::encode(signs[static_cast<std::size_t>(below(static_cast<int>(signs.size())))]);
        }
        return out + "x";
    };
    auto made = action_night();
    made.occasion.id.assign(static_cast<std::size_t>(1 + below(40)), 'o');
    made.occasion.name = in_english(words(79));
    made.occasion.place = in_english(words(119));
    made.occasion.starts = {2024 + below(70), 1 + below(12), 1 + below(28),
                            below(24),        below(60),     15 * (below(97) - 48)};
    made.occasion.ends.reset();
    return made;
}

}  // namespace

TEST_CASE("an occasion is written as a calendar reads it") {
    CHECK(action_night().text() ==
          "BEGIN:VCALENDAR\r\n"
          "VERSION:2.0\r\n"
          "PRODID:-//Hineni//Kiosk//EN\r\n"
          "BEGIN:VEVENT\r\n"
          "UID:action-night.vigil-2026-12-10@hineni\r\n"
          "DTSTAMP:20261210T220000Z\r\n"
          "DTSTART:20261217T230000Z\r\n"
          "DTEND:20261218T020000Z\r\n"
          "SUMMARY:Action night\r\n"
          "LOCATION:Community hall\r\n"
          "END:VEVENT\r\n"
          "END:VCALENDAR\r\n");
}

TEST_CASE("a calendar reads commas, semicolons, backslashes and lines in names as they were") {
    auto each = action_night();
    each.occasion.name = in_english("Know your rights, all of them; \\n is no line\nbut this is");
    each.occasion.place = in_english("12, Main St; \"rear\" \\");
    auto endless = action_night();
    endless.occasion.ends.reset();
    auto nowhere = action_night();
    nowhere.occasion.place = {};
    CHECK(nowhere.text().find("LOCATION") == std::string::npos);
    check_read({each, endless, nowhere});
}

TEST_CASE("a calendar reads every occasion of the sample events in every language") {
    std::vector<Case> cases;
    for (const auto& folder : fs::directory_iterator(fs::path(HINENI_SOURCE) / "assets/events")) {
        const auto pack = read_event_pack(folder.path());
        REQUIRE(pack);
        for (const auto& form : pack->forms) {
            for (const auto& occasion : form.occasions) {
                for (const auto& language : pack->languages) cases.push_back({occasion, *pack, language});
            }
        }
    }
    CHECK(cases.size() >= 8);
    check_read(cases);
}

TEST_CASE("a calendar reads forty random occasions") {
    std::mt19937 random(2026);
    std::vector<Case> cases;
    for (int i = 0; i < 40; ++i) cases.push_back(random_case(random));
    check_read(cases);
}

TEST_CASE("what is too long for a code loses of its place first, then of its name") {
    const auto many = [](std::string_view character, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += character;
        return out;
    };
    auto each = action_night();
    each.occasion.name = in_english(many("ק", 80));
    each.occasion.place = in_english(many("ק", 120));
    auto unfolded = each.text();
    CHECK(unfolded.size() <= longest_calendar);
    CHECK(unfolded.size() > longest_calendar - 8);
    for (auto at = unfolded.find("\r\n "); at != std::string::npos; at = unfolded.find("\r\n ")) unfolded.erase(at, 3);
    CHECK(unfolded.find(many("ק", 80)) != std::string::npos);
    CHECK(unfolded.find("…\r\nEND:VEVENT") != std::string::npos);

    each.occasion.id.assign(40, 'o');
    each.pack.id.assign(40, 'e');
    each.occasion.name = in_english(many("🕯", 80));
    CHECK(each.text().size() <= longest_calendar);
    CHECK(each.text().find("LOCATION") == std::string::npos);
    check_read({each});
}
