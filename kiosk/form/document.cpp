#include "kiosk/form/document.hpp"

#include <algorithm>
#include <optional>

#define TOML_EXCEPTIONS 0
// Of a key that begins with a sign no key can have, toml++ 3.3 asserts, and in a release build assumes, that there is
// no such thing, one line before it answers it with an error. A pack is what people typed: the error it is, in every
// build.
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include "kiosk/form/spelling.hpp"

namespace hineni::document {

const Key* Table::find(std::string_view name) const {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

std::string in_words(const Value& value) {
    struct Words {
        std::string operator()(const Unused& unused) const { return unused.what; }
        std::string operator()(bool yes) const { return yes ? "true" : "false"; }
        std::string operator()(std::int64_t number) const { return "the number " + std::to_string(number); }
        std::string operator()(const std::string&) const { return "a text in quotes"; }
        std::string operator()(const LocalTime&) const { return "a date with a time"; }
        std::string operator()(const List&) const { return "a list"; }
        std::string operator()(const Table&) const { return "a table"; }
    };
    return std::visit(Words{}, value.is);
}

static Place place_of(const toml::source_region& source) {
    return {static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

static LocalTime local_time(const toml::date_time& moment) {
    return {moment.date.year,   moment.date.month,
            moment.date.day,    moment.time.hour,
            moment.time.minute, static_cast<int>(moment.offset.value_or(toml::time_offset{}).minutes)};
}

static Value value_of(const toml::node& node);

static Table table_of(const toml::table& table) {
    Table out;
    for (const auto& [key, node] : table) {
        out.keys.push_back({std::string(key.str()), place_of(key.source()), value_of(node)});
    }
    std::stable_sort(out.keys.begin(), out.keys.end(), [](const Key& a, const Key& b) { return a.place < b.place; });
    return out;
}

static Value value_of(const toml::node& node) {
    Value out{place_of(node.source()), Unused{"something unknown"}};
    if (const auto* table = node.as_table()) {
        out.is = table_of(*table);
    } else if (const auto* array = node.as_array()) {
        List list;
        for (const auto& each : *array) list.items.push_back(value_of(each));
        out.is = std::move(list);
    } else if (const auto* words = node.as_string()) {
        out.is = words->get();
    } else if (const auto* number = node.as_integer()) {
        out.is = number->get();
    } else if (const auto* yes = node.as_boolean()) {
        out.is = yes->get();
    } else if (const auto* moment = node.as_date_time()) {
        if (moment->get().offset) {
            out.is = local_time(moment->get());
        } else {
            out.is = Unused{"a time without its offset from UTC"};
        }
    } else if (node.is_date()) {
        out.is = Unused{"a day without an hour"};
    } else if (node.is_time()) {
        out.is = Unused{"an hour without a day"};
    } else if (node.is_floating_point()) {
        out.is = Unused{"a number with a fraction"};
    }
    return out;
}

namespace {

// No key of a pack has as many parts.
constexpr int most_dots = 16;

// Goes over what stands in quotes or in a comment. Each part of a key is a table inside a table to toml++, which goes
// into them without a bound: a hundred thousand of them are the end of the stack, and of the program. And of letters
// beyond ASCII, an accent or a curly quote, it assumes there that they are not: what happens then is undefined.
class KeyWatch {
  public:
    explicit KeyWatch(std::string_view toml) : toml_(toml) {}

    [[nodiscard]] std::optional<Mistake> find() {
        if (toml_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // A byte order mark, which some editors write.
        while (at_ < toml_.size()) {
            const char c = toml_[at_];
            if (c == '"' || c == '\'') {
                pass_quotes(c);
                continue;
            }
            if (c == '#') at_ = std::min(toml_.find('\n', at_), toml_.size());
            if (at_ == toml_.size()) break;
            if (toml_[at_] == '\n') ++line_;
            if (static_cast<unsigned char>(toml_[at_]) >= 0x80) {
                return Mistake{{line_, 1},
                               "words, accents and curly quotes among them, stand in straight quotes, \"like this\""};
            }
            if (std::string_view("\n=,{[").find(toml_[at_]) != std::string_view::npos) dots_ = 0;
            if (toml_[at_] == '.' && ++dots_ > most_dots) {
                return Mistake{{line_, 1}, "a key has more parts than any key of a pack"};
            }
            ++at_;
        }
        return std::nullopt;
    }

  private:
    void pass_quotes(char quote) {
        const std::string three(3, quote);
        const auto mark = toml_.substr(at_, 3) == three ? three : std::string(1, quote);
        for (at_ += mark.size(); at_ < toml_.size(); ++at_) {
            if (toml_.substr(at_, mark.size()) == mark) {
                at_ += mark.size();
                return;
            }
            if (toml_[at_] == '\n') {
                if (mark.size() == 1) return;  // Not closed: toml++ says so.
                ++line_;
            }
            if (toml_[at_] == '\\' && quote == '"') ++at_;
        }
        at_ = std::min(at_, toml_.size());
    }

    std::string_view toml_;
    std::size_t at_ = 0;
    int line_ = 1;
    int dots_ = 0;
};

// toml++ repeats what stands in the pack, and that may be anything.
std::string on_one_line(std::string said) {
    for (char& c : said) {
        if (c == '\n' || c == '\t') c = ' ';
    }
    for (auto at = spelling::control_character(said); at != std::string::npos; at = spelling::control_character(said)) {
        said.replace(at, said[at] == '\xC2' ? 2 : 1, "?");
    }
    return said;
}

}  // namespace

tl::expected<Value, Mistake> parse(std::string_view toml) {
    if (auto mistake = KeyWatch(toml).find()) return tl::unexpected(std::move(*mistake));
    const auto parsed = toml::parse(toml);
    if (!parsed) {
        const auto& error = parsed.error();
        return tl::unexpected(Mistake{place_of(error.source()), on_one_line(std::string(error.description()))});
    }
    Value whole = value_of(parsed.table());
    whole.place = {1, 1};
    return whole;
}

}  // namespace hineni::document
