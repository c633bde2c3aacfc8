#include "sync/errand/written.hpp"

#include <array>
#include <charconv>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

constexpr std::array<std::string_view, errand_kinds> kind_words{"send-now",      "copy-to-stick",   "take-pack",
                                                                "look-for-pack", "wipe-deliveries", "wipe-packs"};
constexpr std::array<std::string_view, 3> stage_words{"working", "done", "failed"};

// Bytes of the character at the front; 0 where it is no UTF-8, a control character, or ends a line.
std::size_t character(std::string_view text) {
    const auto code = utf8::front(text);
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
    return control ? 0 : utf8::front_size(text);
}

// Takes "word value\n" off the front; nothing where it does not begin so.
std::optional<std::string_view> take(std::string_view& text, std::string_view word) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ') return std::nullopt;
    text.remove_prefix(end + 1);
    return line.substr(word.size() + 1);
}

template <class Number>
bool take_number(std::string_view& text, std::string_view word, Number& into) {
    const auto value = take(text, word);
    if (!value || value->empty() || (value->size() > 1 && value->front() == '0')) return false;
    const auto* end = value->data() + value->size();
    const auto read = std::from_chars(value->data(), end, into);
    return read.ec == std::errc() && read.ptr == end;
}

bool take_words(std::string_view& text, std::string_view word, std::size_t at_most, std::string& into) {
    const auto value = take(text, word);
    if (!value || !one_line(*value, at_most)) return false;
    into = *value;
    return true;
}

}  // namespace

std::string_view word_of(ErrandKind kind) {
    return kind_words[static_cast<std::size_t>(kind)];
}

bool one_line(std::string_view text, std::size_t at_most) {
    if (text.size() > at_most) return false;
    while (!text.empty()) {
        const auto size = character(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string as_one_line(std::string_view text, std::size_t at_most) {
    std::string out;
    while (!text.empty()) {
        const auto size = character(text);
        const std::string_view next = size == 0 ? " " : text.substr(0, size);
        if (out.size() + next.size() > at_most) break;
        out += next;
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return out;
}

std::string written(ErrandKind kind, const Errand& errand) {
    return "hineni-errand 1\nkind " + std::string(word_of(kind)) + "\nnumber " + std::to_string(errand.number) +
           "\nwhat " + errand.what + "\n";
}

std::string written(ErrandKind kind, const Outcome& outcome) {
    return "hineni-answer 1\nkind " + std::string(word_of(kind)) + "\nnumber " + std::to_string(outcome.number) +
           "\nstage " + std::string(stage_words[static_cast<std::size_t>(outcome.stage)]) + "\ndone " +
           std::to_string(outcome.done) + "\nof " + std::to_string(outcome.of) + "\nwhy " +
           as_one_line(outcome.why, longest_reason) + "\nhint " + as_one_line(outcome.hint, longest_reason) + "\n";
}

std::optional<Errand> read_errand(ErrandKind kind, std::string_view text) {
    Errand out;
    out.kind = kind;
    if (take(text, "hineni-errand") != "1" || take(text, "kind") != word_of(kind)) return std::nullopt;
    if (!take_number(text, "number", out.number) || out.number == 0) return std::nullopt;
    if (!take_words(text, "what", longest_what, out.what) || !text.empty()) return std::nullopt;
    return out;
}

std::optional<Outcome> read_outcome(ErrandKind kind, std::string_view text) {
    Outcome out;
    if (take(text, "hineni-answer") != "1" || take(text, "kind") != word_of(kind)) return std::nullopt;
    if (!take_number(text, "number", out.number) || out.number == 0) return std::nullopt;
    const auto stage = take(text, "stage");
    std::size_t at = 0;
    while (at < stage_words.size() && stage != stage_words[at]) ++at;
    if (at == stage_words.size()) return std::nullopt;
    out.stage = static_cast<Outcome::Stage>(at);
    if (!take_number(text, "done", out.done) || !take_number(text, "of", out.of)) return std::nullopt;
    if (!take_words(text, "why", longest_reason, out.why)) return std::nullopt;
    if (!take_words(text, "hint", longest_reason, out.hint) || !text.empty()) return std::nullopt;
    return out;
}

}  // namespace hineni
