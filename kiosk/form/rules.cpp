#include "kiosk/form/rules.hpp"

#include <algorithm>

#include "hineni/utf8.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

// Everything here looks at the answer where it lies and copies nothing.

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

static std::string_view trimmed(std::string_view answer) {
    while (!answer.empty() &&
           spelling::is_blank(answer.substr(0, std::max<std::size_t>(utf8::front_size(answer), 1)))) {
        answer.remove_prefix(utf8::front_size(answer));
    }
    while (!answer.empty() && spelling::is_blank(answer.substr(utf8::without_last(answer)))) {
        answer = answer.substr(0, utf8::without_last(answer));
    }
    return answer;
}

// Any script; what the standards allow before the @ (RFC 5322 atext, RFC 6531) and dots anywhere, because addresses
// with dots in odd places are in use.
static bool is_local_part(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || is_beyond_ascii(c) ||
               std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
    });
}

static bool is_domain_label(std::string_view text) {
    return !text.empty() && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || is_beyond_ascii(c) || c == '-'; });
}

static bool is_domain(std::string_view text) {
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos) return false;
    const auto last = text.substr(dot + 1);
    if (utf8::count(last) < 2 || std::all_of(last.begin(), last.end(), is_digit)) return false;
    while (true) {
        const auto end = text.find('.');
        if (!is_domain_label(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

static bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos) return false;
    for (auto rest = text; !rest.empty(); rest.remove_prefix(std::max<std::size_t>(utf8::front_size(rest), 1))) {
        if (spelling::is_blank(rest.substr(0, utf8::front_size(rest)))) return false;
    }
    return is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

// 7 to 15 digits: the shortest local numbers, and E.164's longest.
static bool is_phone(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    const auto plus = text.find('+');
    const bool plus_leads = plus == std::string_view::npos || text.find_first_of("0123456789") > plus;
    return digits >= 7 && digits <= 15 && plus_leads && text.find('+', plus + 1) == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_digit(c) || std::string_view("+()-. ").find(c) != std::string_view::npos;
           });
}

static bool is_postal_code(std::string_view text) {
    const auto counts = [](char c) { return is_digit(c) || is_letter(c); };
    return text.size() <= 10 && std::count_if(text.begin(), text.end(), counts) >= 3 && counts(text.front()) &&
           counts(text.back()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return counts(c) || c == ' ' || c == '-'; });
}

Problem problem_with(const Field& field, std::string_view answer) {
    const auto text = trimmed(answer);
    if (text.empty()) return field.required ? Problem::Missing : Problem::None;
    switch (field.kind) {
        case FieldKind::Email: return is_email(text) ? Problem::None : Problem::NotAnEmail;
        case FieldKind::Phone: return is_phone(text) ? Problem::None : Problem::NotAPhone;
        case FieldKind::PostalCode: return is_postal_code(text) ? Problem::None : Problem::NotAPostalCode;
        case FieldKind::Name:
        case FieldKind::Text:
        case FieldKind::Choice:
        case FieldKind::Choices:
        case FieldKind::YesNo:
        case FieldKind::Chapter: return Problem::None;
    }
    return Problem::None;
}

}  // namespace hineni
