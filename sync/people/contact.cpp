#include "sync/people/contact.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t shortest_number = 7;
constexpr std::size_t longest_national = 10;

struct Country {
    std::string_view region;
    std::string_view code;
    bool trunk;  // A zero in front is left out when calling from abroad.
};

constexpr std::array<Country, 20> countries{
    {{"AR", "54", true},  {"AT", "43", true},   {"AU", "61", true},  {"BE", "32", true},  {"CH", "41", true},
     {"CO", "57", false}, {"DE", "49", true},   {"ES", "34", false}, {"FR", "33", true},  {"GB", "44", true},
     {"IE", "353", true}, {"IL", "972", true},  {"MX", "52", false}, {"NL", "31", true},  {"NZ", "64", true},
     {"PL", "48", false}, {"PT", "351", false}, {"SE", "46", true},  {"UA", "380", true}, {"ZA", "27", true}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Up to an extension ("x12", "ext. 12", "#12", ", 12").
std::string digits_of(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (is_digit(c)) digits.push_back(c);
        if (!digits.empty() && (is_letter(c) || c == '#' || c == ',' || c == ';')) break;
    }
    return digits;
}

// 000 000 0000, 1234567890: typed to get past the question.
bool is_made_up(std::string_view digits) {
    const auto tail = digits.substr(std::min<std::size_t>(1, digits.size()));
    if (std::ranges::all_of(tail, [&](char c) { return c == tail.front(); })) return true;
    return std::string_view("12345678901234567890").substr(0, digits.size()) == digits ||
           std::string_view("01234567890123456789").substr(0, digits.size()) == digits;
}

std::string national(std::string digits, std::string_view region) {
    if (region == "US" || region == "CA") {
        if (digits.size() == 10) return "+1" + digits;
        if (digits.size() == 11 && digits.front() == '1') return "+" + digits;
    }
    const auto* country = std::ranges::find(countries, region, &Country::region);
    if (digits.front() == '0') {
        if (country != countries.end() && country->trunk) return "+" + std::string(country->code) + digits.substr(1);
    } else if (digits.size() > longest_national) {
        return "+" + digits;
    } else if (country != countries.end()) {
        return "+" + std::string(country->code) + digits;
    }
    return std::string(region) + ":" + digits;
}

}  // namespace

std::string email_form(std::string_view small) {
    const auto at = small.find('@');
    const bool two_sides = at != std::string_view::npos && at > 0 && at + 1 < small.size();
    if (!two_sides || small.find('@', at + 1) != std::string_view::npos) return {};
    return std::string(small);
}

std::string phone_form(std::string_view narrow, std::string_view region) {
    std::string typed(narrow);
    const auto plus = typed.find('+');
    const auto first = typed.find_first_of("0123456789");
    if (first == std::string::npos) return {};
    bool abroad = plus != std::string::npos && plus < first;
    // "+44 (0)20": dialled at home or abroad, never both.
    if (const auto both = typed.find("(0)"); abroad && both != std::string::npos) typed.erase(both, 3);
    auto digits = digits_of(typed);
    if (digits.size() < shortest_number || is_made_up(digits)) return {};
    const std::string_view out = region == "US" || region == "CA" ? "011" : "00";
    for (const auto prefix : {out, std::string_view("00")}) {
        if (!abroad && digits.starts_with(prefix)) {
            abroad = true;
            digits.erase(0, prefix.size());
        }
    }
    return abroad ? "+" + digits : national(digits, region);
}

std::string postal_code_form(std::string_view narrow, std::string_view region) {
    std::string code;
    for (const char c : narrow) {
        if (is_digit(c) || is_letter(c)) code.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    if (region == "US" && code.size() == 9 && std::ranges::all_of(code, is_digit)) code.resize(5);
    return code;
}

}  // namespace hineni
