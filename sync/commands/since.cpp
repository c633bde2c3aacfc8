#include "sync/commands/since.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <string>

namespace hineni {

namespace {

// Takes the front of what is left, piece by piece; once something does not fit, nothing fits any more.
class Pieces {
  public:
    explicit Pieces(std::string_view text) : left_(text) {}

    int number(std::size_t digits) {
        const auto front = left_.substr(0, digits);
        good_ =
            good_ && front.size() == digits && std::ranges::all_of(front, [](char c) { return c >= '0' && c <= '9'; });
        if (!good_) return 0;
        int value = 0;
        for (const char c : front) value = value * 10 + (c - '0');
        left_.remove_prefix(digits);
        return value;
    }
    // Whether one of these comes next; then it is taken.
    bool one_of(std::string_view characters) {
        const bool is = good_ && !left_.empty() && characters.find(left_.front()) != std::string_view::npos;
        if (is) left_.remove_prefix(1);
        return is;
    }
    void must(bool good) { good_ = good_ && good; }
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool at_end() const { return left_.empty(); }
    [[nodiscard]] char next() const { return left_.empty() ? '\0' : left_.front(); }

  private:
    std::string_view left_;
    bool good_ = true;
};

struct Written {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    std::optional<int> offset_minutes;
};

void take_offset(Pieces& pieces, Written& written) {
    if (pieces.one_of("Zz")) {
        written.offset_minutes = 0;
        return;
    }
    const int sign = pieces.next() == '-' ? -1 : 1;
    if (!pieces.one_of("+-")) return;
    const int hours = pieces.number(2);
    pieces.one_of(":");
    const int minutes = pieces.number(2);
    pieces.must(hours <= 14 && minutes < 60);
    written.offset_minutes = sign * (hours * 60 + minutes);
}

void take_time(Pieces& pieces, Written& written) {
    written.hour = pieces.number(2);
    pieces.must(pieces.one_of(":"));
    written.minute = pieces.number(2);
    if (pieces.one_of(":")) written.second = pieces.number(2);
    pieces.must(written.hour < 24 && written.minute < 60 && written.second < 60);
    take_offset(pieces, written);
}

std::optional<Written> taken_apart(std::string_view typed) {
    Pieces pieces(typed);
    Written written;
    written.year = pieces.number(4);
    pieces.must(pieces.one_of("-"));
    written.month = pieces.number(2);
    pieces.must(pieces.one_of("-"));
    written.day = pieces.number(2);
    if (pieces.one_of("Tt ")) take_time(pieces, written);
    const std::chrono::year_month_day date{std::chrono::year(written.year),
                                           std::chrono::month(static_cast<unsigned>(written.month)),
                                           std::chrono::day(static_cast<unsigned>(written.day))};
    if (!pieces.good() || !pieces.at_end() || !date.ok() || written.year < 1970) return std::nullopt;
    return written;
}

// As the clock on this laptop's wall shows it.
std::int64_t local(const Written& written) {
    std::tm time{};
    time.tm_year = written.year - 1900;
    time.tm_mon = written.month - 1;
    time.tm_mday = written.day;
    time.tm_hour = written.hour;
    time.tm_min = written.minute;
    time.tm_sec = written.second;
    time.tm_isdst = -1;
    return std::mktime(&time);
}

}  // namespace

Result<std::int64_t> since_in(std::string_view typed) {
    const auto written = taken_apart(typed);
    if (!written) {
        return fail("\"" + std::string(typed) + "\" is not a time",
                    "write 2026-12-10, 2026-12-10T18:00 or 2026-12-10T18:00-05:00");
    }
    if (!written->offset_minutes) return local(*written);
    const auto days = std::chrono::sys_days(std::chrono::year(written->year) / written->month / written->day);
    return days.time_since_epoch() / std::chrono::seconds(1) + written->hour * 3600LL + written->minute * 60LL +
           written->second - *written->offset_minutes * 60LL;
}

}  // namespace hineni
