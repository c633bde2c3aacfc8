#include "kiosk/form/plural.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace hineni {

namespace {

using Number = std::uint64_t;

// Works an expression out while reading it, from the loosest operator to the tightest. Both sides of ? : are always
// read; a mistake anywhere, a division by zero among them, makes the whole worth nothing.
class Reading {
  public:
    Reading(std::string_view text, Number n) : text_(text), n_(n) {}

    std::optional<Number> all() {
        const auto value = choice();
        skip_spaces();
        return wrong_ || !text_.empty() ? std::nullopt : std::optional(value);
    }

  private:
    static constexpr int deepest = 40;  // Brackets within brackets; real rules have three.

    void skip_spaces() {
        while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t')) text_.remove_prefix(1);
    }
    bool eat(std::string_view sign) {
        skip_spaces();
        if (!text_.starts_with(sign)) return false;
        text_.remove_prefix(sign.size());
        return true;
    }
    Number mistake() {
        wrong_ = true;
        text_ = {};
        return 0;
    }

    Number choice() {
        if (++depth_ > deepest) return mistake();
        const auto condition = binary(0);
        auto value = condition;
        if (eat("?")) {
            const auto yes = choice();
            if (!eat(":")) return mistake();
            const auto no = choice();
            value = condition != 0 ? yes : no;
        }
        --depth_;
        return value;
    }

    // Longer signs first, so that "<" does not eat the front of "<=".
    static constexpr std::array<std::array<std::string_view, 4>, 6> levels{
        {{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}};

    Number binary(std::size_t level) {
        if (level == levels.size()) return single();
        auto left = binary(level + 1);
        for (auto sign = eat_one_of(level); !sign.empty(); sign = eat_one_of(level)) {
            left = apply(sign, left, binary(level + 1));
        }
        return left;
    }
    std::string_view eat_one_of(std::size_t level) {
        for (const auto sign : levels[level]) {
            if (!sign.empty() && eat(sign)) return sign;
        }
        return {};
    }
    Number apply(std::string_view sign, Number a, Number b) {
        if (sign == "||") return a != 0 || b != 0 ? 1 : 0;
        if (sign == "&&") return a != 0 && b != 0 ? 1 : 0;
        if (sign == "==") return a == b ? 1 : 0;
        if (sign == "!=") return a != b ? 1 : 0;
        if (sign == "<=") return a <= b ? 1 : 0;
        if (sign == ">=") return a >= b ? 1 : 0;
        if (sign == "<") return a < b ? 1 : 0;
        if (sign == ">") return a > b ? 1 : 0;
        if (sign == "+") return a + b;
        if (sign == "-") return a - b;
        if (sign == "*") return a * b;
        if (b == 0) return mistake();
        return sign == "/" ? a / b : a % b;
    }

    Number single() {
        if (eat("!")) return ++depth_ > deepest ? mistake() : (single() == 0 ? 1 : 0);
        if (eat("(")) {
            const auto value = choice();
            return eat(")") ? value : mistake();
        }
        if (eat("n")) return n_;
        Number value = 0;
        const auto [end, trouble] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
        if (trouble != std::errc{}) return mistake();
        text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
        return value;
    }

    std::string_view text_;
    Number n_;
    int depth_ = 0;
    bool wrong_ = false;
};

}  // namespace

// What stands between `name` and the next semicolon.
static std::optional<std::string_view> part(std::string_view header, std::string_view name) {
    const auto begin = header.find(name);
    if (begin == std::string_view::npos) return std::nullopt;
    const auto rest = header.substr(begin + name.size());
    return rest.substr(0, rest.find_first_of(";\n"));
}

std::optional<PluralRule> PluralRule::read(std::string_view header) {
    const auto forms = part(header, "nplurals=");
    const auto expression = part(header, "plural=");
    if (!forms || !expression || expression->size() > 1000) return std::nullopt;
    PluralRule rule;
    const auto count = Reading(*forms, 0).all();
    if (!count || *count < 1 || *count > 10) return std::nullopt;
    rule.forms_ = *count;
    rule.expression_ = *expression;
    for (Number n = 0; n <= 1000; ++n) {
        const auto form = Reading(rule.expression_, n).all();
        if (!form || *form >= rule.forms_) return std::nullopt;
    }
    return rule;
}

std::size_t PluralRule::form_for(std::size_t count) const {
    const auto form = Reading(expression_, count).all();
    return form && *form < forms_ ? *form : forms_ - 1;
}

}  // namespace hineni
