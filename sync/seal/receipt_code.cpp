// Receipt codes: symbols of GF(32), the last of which makes the polynomial of all twelve zero at the generator.
// README.md has the arithmetic.
#include "hineni/receipt_code.hpp"

#include <sodium.h>

#include <array>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t group = 4;
static_assert(crockford.size() == 32);

// By the generator x of GF(2)[x] / (x^5 + x^2 + 1).
constexpr unsigned times_x(unsigned a) {
    return (a << 1U) ^ ((a & 16U) != 0 ? 0b100101U : 0U);
}

// Of symbols by their values, first of the highest power, at x. A whole code gives zero.
constexpr unsigned at_x(std::string_view code) {
    unsigned sum = 0;
    for (const char c : code) sum = times_x(sum) ^ static_cast<unsigned>(crockford.find(c));
    return sum;
}

// Between groups, as people write and phones correct it.
constexpr bool is_between(char32_t c) {
    return c == ' ' || c == '\t' || c == '-' || c == '_' || c == '.' || c == '/' || c == 0xA0 || c == 0x2212 ||
           (c >= 0x2000 && c <= 0x2015);
}

// The symbol that somebody meant; npos for none.
constexpr std::size_t meant(char32_t c) {
    if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    return c < 0x80 ? crockford.find(static_cast<char>(c)) : std::string_view::npos;
}

static_assert(at_x("7") != 0 && at_x("000000000000") == 0);

}  // namespace

std::string new_receipt_code() {
    std::array<unsigned char, receipt_code_symbols - 1> random{};
    randombytes_buf(random.data(), random.size());
    std::string code;
    for (const auto byte : random) code.push_back(crockford[byte & 31U]);
    code.push_back(crockford[times_x(at_x(code))]);
    return code;
}

std::optional<std::string> receipt_code_in(std::string_view typed) {
    std::string code;
    while (!typed.empty()) {
        const auto size = utf8::front_size(typed);
        if (size == 0) return std::nullopt;
        const auto c = utf8::front(typed);
        typed.remove_prefix(size);
        if (is_between(c)) continue;
        const auto value = meant(c);
        if (value == std::string_view::npos || code.size() == receipt_code_symbols) return std::nullopt;
        code.push_back(crockford[value]);
    }
    if (code.size() != receipt_code_symbols || at_x(code) != 0) return std::nullopt;
    return code;
}

std::string in_groups(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % group == 0) out.push_back('-');
        out.push_back(code[i]);
    }
    return out;
}

}  // namespace hineni
