#include "kiosk/session/mail_slips.hpp"

#include <algorithm>
#include <array>

namespace hineni::keyboard {

namespace {

// What most addresses end with. Names of less than five letters are not here: too many other words are one slip away.
constexpr std::array<std::string_view, 9> usual{"gmail.com",   "yahoo.com",      "hotmail.com",
                                                "outlook.com", "icloud.com",     "protonmail.com",
                                                "comcast.net", "rocketmail.com", "riseup.net"};

// In use although one slip away from a usual one.
constexpr std::array<std::string_view, 4> in_use{"mail.com", "email.com", "ymail.com", "cloud.com"};

constexpr std::size_t longest = 20;  // Nothing longer is one or two slips away.

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(std::string_view typed, std::string_view domain) {
    return std::equal(typed.begin(), typed.end(), domain.begin(), domain.end(),
                      [](char a, char b) { return small(a) == b; });
}

// Letters to leave out, put in, change or swap with their neighbour (Damerau and Levenshtein, each place once).
std::size_t slips(std::string_view typed, std::string_view meant) {
    if (typed.size() > longest) return longest;
    std::array<std::array<std::size_t, longest + 1>, longest + 1> d{};
    for (std::size_t i = 0; i <= typed.size(); ++i) {
        for (std::size_t j = 0; j <= meant.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            const bool right = small(typed[i - 1]) == meant[j - 1];
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (right ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && small(typed[i - 1]) == meant[j - 2] && small(typed[i - 2]) == meant[j - 1];
            if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[typed.size()][meant.size()];
}

// "gmailcom", "gmail..com", "gmail.com.": the right letters, the dots wrong.
bool dots_alone(std::string_view typed, std::string_view domain) {
    const bool one = std::count(typed.begin(), typed.end(), '.') == 1;
    if (one || (typed.find('.') != std::string_view::npos && typed.find("..") == std::string_view::npos &&
                typed.back() != '.' && typed.front() != '.')) {
        return false;
    }
    std::size_t at = 0;
    for (const char c : typed) {
        if (c == '.') continue;
        if (at < domain.size() && domain[at] == '.') ++at;
        if (at == domain.size() || small(c) != domain[at]) return false;
        ++at;
    }
    return at == domain.size();
}

// In the name one slip, or two where it is long; one more in what stands behind the dot.
bool is_meant(std::string_view typed, std::string_view domain) {
    if (dots_alone(typed, domain)) return true;
    const auto dot = typed.find('.');
    const auto right_dot = domain.find('.');
    if (dot == std::string_view::npos || typed.find('.', dot + 1) != std::string_view::npos) return false;
    const std::size_t allowed = right_dot >= 10 ? 2 : 1;
    return slips(typed.substr(0, dot), domain.substr(0, right_dot)) <= allowed &&
           slips(typed.substr(dot + 1), domain.substr(right_dot + 1)) <= 1;
}

}  // namespace

std::optional<std::string_view> meant_domain(std::string_view typed) {
    const auto is_typed = [&](std::string_view domain) { return same(typed, domain); };
    if (typed.empty() || std::any_of(usual.begin(), usual.end(), is_typed)) return std::nullopt;
    if (std::any_of(in_use.begin(), in_use.end(), is_typed)) return std::nullopt;
    for (const auto domain : usual) {
        if (is_meant(typed, domain)) return domain;
    }
    return std::nullopt;
}

}  // namespace hineni::keyboard
