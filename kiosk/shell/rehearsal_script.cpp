#include "kiosk/shell/rehearsal_script.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "hineni/utf8.hpp"

namespace hineni::rehearsal {

namespace {

constexpr const char* all_steps =
    "a step is one of: see \"…\", not see \"…\", language \"…\", tap \"…\", tap \"…\" near \"…\", type \"…\", next, "
    "back, draw X,Y X,Y …, "
    "wait 45s, picture \"…\", count taps, press KEY, press KEY 3s, write \"…\", hear \"…\", hold, hold \"…\" 3s, "
    "corner, pin \"…\"";

constexpr std::string_view blank = " \t\r";

// What is left of one line, taken from the front.
class Left {
  public:
    explicit Left(std::string_view line) : line_(line) { skip(); }

    [[nodiscard]] bool done() const { return line_.empty() || line_.front() == '#'; }

    std::string_view word() {
        const auto end = std::min(line_.find_first_of(" \t\r\""), line_.size());
        const auto word = line_.substr(0, end);
        line_.remove_prefix(end);
        skip();
        return word;
    }

    [[nodiscard]] bool quotes() const { return !line_.empty() && line_.front() == '"'; }

    // "…" with \" and \\ for the two that mean something.
    std::optional<std::string> quoted() {
        if (line_.empty() || line_.front() != '"') return std::nullopt;
        std::string text;
        for (std::size_t at = 1; at < line_.size(); ++at) {
            if (line_[at] == '"') {
                line_.remove_prefix(at + 1);
                skip();
                return text;
            }
            const bool escaped = line_[at] == '\\' && at + 1 < line_.size();
            text.push_back(line_[escaped ? ++at : at]);
        }
        return std::nullopt;
    }

  private:
    void skip() { line_.remove_prefix(std::min(line_.find_first_not_of(blank), line_.size())); }

    std::string_view line_;
};

Result<std::string> words_of(Left& left, std::string_view step) {
    auto words = left.quoted();
    if (!words || words->empty()) {
        return fail(std::string(step) + " needs words",
                    "write them in quotation marks: " + std::string(step) + " \"…\"");
    }
    return *std::move(words);
}

Result<Act> read_language(Left& left) {
    return words_of(left, "language").map([](std::string words) { return Act{ChooseLanguage{std::move(words)}}; });
}

Result<Act> read_tap(Left& left) {
    auto label = words_of(left, "tap");
    if (!label || left.done()) {
        return std::move(label).map([](std::string words) { return Act{Tap{std::move(words), {}}}; });
    }
    if (left.word() != "near") return fail("tap has more than its words", "tap \"…\", or tap \"…\" near \"…\"");
    auto near = words_of(left, "near");
    if (!near) return tl::unexpected(std::move(near.error()));
    return Tap{*std::move(label), *std::move(near)};
}

Result<Act> read_see(Left& left, bool there) {
    return words_of(left, "see").map([there](std::string words) { return Act{See{std::move(words), there}}; });
}

template <class What>
Result<Act> read_text(Left& left, const std::string& step) {
    auto text = words_of(left, step);
    if (text && !utf8::valid(*text)) return fail(step + " has bytes that are not UTF-8", "save the script as UTF-8");
    return std::move(text).map([](std::string words) { return Act{What{std::move(words)}}; });
}

constexpr std::array<std::pair<std::string_view, Key::Name>, 15> key_names{{{"Tab", Key::Name::Tab},
                                                                            {"Enter", Key::Name::Enter},
                                                                            {"Space", Key::Name::Letter},
                                                                            {"Escape", Key::Name::Escape},
                                                                            {"Left", Key::Name::Left},
                                                                            {"Right", Key::Name::Right},
                                                                            {"Up", Key::Name::Up},
                                                                            {"Down", Key::Name::Down},
                                                                            {"PageUp", Key::Name::PageUp},
                                                                            {"PageDown", Key::Name::PageDown},
                                                                            {"Home", Key::Name::Home},
                                                                            {"End", Key::Name::End},
                                                                            {"Backspace", Key::Name::Backspace},
                                                                            {"Delete", Key::Name::Delete},
                                                                            {"Shift+Tab", Key::Name::Tab}}};

Result<std::chrono::milliseconds> read_time(Left& left, const std::string& step) {
    const auto word = left.word();
    int number = 0;
    const auto* last = word.data() + word.size();
    const auto [end, problem] = std::from_chars(word.data(), last, number);
    const std::string_view unit(end, static_cast<std::size_t>(last - end));
    const bool known = problem == std::errc{} && number >= 0 && number <= 86'400;
    if (known && unit == "ms") return std::chrono::milliseconds(number);
    if (known && unit == "s") return std::chrono::seconds(number);
    if (known && unit == "min") return std::chrono::minutes(number);
    return fail(step + " needs a time", "a number and ms, s or min, without a space: " + step + " 45s");
}

Result<Act> read_press(Left& left) {
    const auto word = left.word();
    std::string all;
    for (const auto& [name, key] : key_names) {
        if (name != word) {
            all += (all.empty() ? "" : ", ") + std::string(name);
            continue;
        }
        Press press{{.name = key, .shift = name.starts_with("Shift"), .text = {}}, std::string(name), {}};
        if (key == Key::Name::Letter) press.key.text[0] = ' ';
        if (left.done()) return press;
        return read_time(left, "press " + press.name).map([&](auto how_long) {
            press.how_long = how_long;
            return Act{press};
        });
    }
    return fail("press needs a key", "one of: " + all);
}

Result<Act> read_hear(Left& left) {
    return words_of(left, "hear").map([](std::string words) { return Act{Hear{std::move(words)}}; });
}

std::optional<float> part(std::string_view text) {
    float value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = problem == std::errc{} && end == text.data() + text.size();
    return whole && value >= 0 && value <= 1 ? std::optional(value) : std::nullopt;
}

Result<Act> read_draw(Left& left) {
    Draw draw;
    while (!left.done()) {
        const auto word = left.word();
        const auto comma = std::min(word.find(','), word.size());
        const auto x = part(word.substr(0, comma));
        const auto y = comma < word.size() ? part(word.substr(comma + 1)) : std::nullopt;
        if (!x || !y) return fail("draw has a point that is no point", "X,Y in parts of the pad, 0 to 1: 0.10,0.50");
        draw.points.push_back({*x, *y});
    }
    if (draw.points.size() < 2) return fail("draw needs at least two points", "draw 0.10,0.50 0.30,0.20 0.60,0.70");
    return draw;
}

Result<Act> read_wait(Left& left) {
    return read_time(left, "wait").map([](auto how_long) { return Act{Wait{how_long}}; });
}

// Alone it waits for a line of the standard input.
Result<Act> read_hold(Left& left) {
    if (!left.quotes()) return Hold{};
    auto label = words_of(left, "hold");
    if (!label) return tl::unexpected(std::move(label.error()));
    const auto how_long = read_time(left, "hold \"…\"");
    if (!how_long) return tl::unexpected(how_long.error());
    return HoldDown{*std::move(label), *how_long};
}

Result<Act> read_pin(Left& left) {
    auto digits = words_of(left, "pin");
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits && !std::all_of(digits->begin(), digits->end(), is_digit)) {
        return fail("pin has more than digits", "pin \"123456\"");
    }
    return std::move(digits).map([](std::string words) { return Act{TapDigits{std::move(words)}}; });
}

Result<Act> read_picture(Left& left) {
    auto name = words_of(left, "picture");
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    if (name && !std::all_of(name->begin(), name->end(), fits)) {
        return fail("picture has a name that cannot name a file", "letters a-z, digits, - and _");
    }
    return std::move(name).map([](std::string words) { return Act{Picture{std::move(words)}}; });
}

Result<Act> read_act(Left& left) {
    const auto word = left.word();
    if (word == "see") return read_see(left, true);
    if (word == "not" && left.word() == "see") return read_see(left, false);
    if (word == "language") return read_language(left);
    if (word == "tap") return read_tap(left);
    if (word == "type") return read_text<Type>(left, "type");
    if (word == "write") return read_text<Write>(left, "write");
    if (word == "press") return read_press(left);
    if (word == "hear") return read_hear(left);
    if (word == "hold") return read_hold(left);
    if (word == "corner") return HoldCorner{};
    if (word == "pin") return read_pin(left);
    if (word == "next") return TapMain{};
    if (word == "back") return TapBack{};
    if (word == "draw") return read_draw(left);
    if (word == "wait") return read_wait(left);
    if (word == "picture") return read_picture(left);
    if (word == "count" && left.word() == "taps") return CountTaps{};
    return fail("no such step", all_steps);
}

struct InWords {
    std::string operator()(const See& see) const { return (see.there ? "see \"" : "not see \"") + see.words + "\""; }
    std::string operator()(const ChooseLanguage& language) const { return "language \"" + language.name + "\""; }
    std::string operator()(const Tap& tap) const {
        return "tap \"" + tap.label + (tap.near.empty() ? "\"" : "\" near \"" + tap.near + "\"");
    }
    std::string operator()(const Type& type) const {
        return "type " + std::to_string(utf8::count(type.text)) + " characters";
    }
    std::string operator()(const TapMain&) const { return "next"; }
    std::string operator()(const TapBack&) const { return "back"; }
    std::string operator()(const Draw& draw) const {
        return "draw a stroke of " + std::to_string(draw.points.size()) + " points";
    }
    std::string operator()(const Wait& wait) const { return "wait " + std::to_string(wait.how_long.count()) + " ms"; }
    std::string operator()(const Picture& picture) const { return "picture \"" + picture.name + "\""; }
    std::string operator()(const CountTaps&) const { return "count taps"; }
    std::string operator()(const Press& press) const {
        return "press " + press.name +
               (press.how_long.count() > 0 ? " " + std::to_string(press.how_long.count()) + "ms" : "");
    }
    std::string operator()(const Write& write) const {
        return "write " + std::to_string(utf8::count(write.text)) + " characters";
    }
    std::string operator()(const Hear& hear) const { return "hear \"" + hear.words + "\""; }
    std::string operator()(const Hold&) const { return "hold"; }
    std::string operator()(const HoldDown& hold) const {
        return "hold \"" + hold.label + "\" " + std::to_string(hold.how_long.count()) + "ms";
    }
    std::string operator()(const HoldCorner&) const { return "corner"; }
    std::string operator()(const TapDigits& pin) const {
        return "pin of " + std::to_string(pin.digits.size()) + " digits";
    }
};

}  // namespace

Result<std::vector<Step>> read_script(std::string_view text) {
    std::vector<Step> steps;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        Left left(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (left.done()) continue;
        auto act = read_act(left);
        const auto where = "line " + std::to_string(line);
        if (!act) return within(where, std::move(act.error()));
        if (!left.done()) return fail(where + ": more than one step", "a step a line; comments start with #");
        steps.push_back({line, *std::move(act)});
    }
    return steps;
}

std::string in_words(const Act& act) {
    return std::visit(InWords{}, act);
}

}  // namespace hineni::rehearsal
