// A rehearsal as somebody writes it.
//
// Held against it: what is read is written again in the words of the language and read as the same steps; a mistake is
// said with its line.
#include <array>
#include <cstdio>

#include "kiosk/shell/rehearsal_script.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

using namespace rehearsal;

std::string in_marks(std::string_view words) {
    std::string out = "\"";
    for (const char c : words) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

struct Written {
    std::string operator()(const See& see) const { return (see.there ? "see " : "not see ") + in_marks(see.words); }
    std::string operator()(const ChooseLanguage& language) const { return "language " + in_marks(language.name); }
    std::string operator()(const Tap& tap) const {
        return "tap " + in_marks(tap.label) + (tap.near.empty() ? "" : " near " + in_marks(tap.near));
    }
    std::string operator()(const Type& type) const { return "type " + in_marks(type.text); }
    std::string operator()(const TapMain&) const { return "next"; }
    std::string operator()(const TapBack&) const { return "back"; }
    std::string operator()(const Draw& draw) const {
        std::string out = "draw";
        for (const auto& point : draw.points) {
            std::array<char, 64> text{};
            std::snprintf(text.data(), text.size(), " %.9g,%.9g", static_cast<double>(point.x),
                          static_cast<double>(point.y));
            out += text.data();
        }
        return out;
    }
    std::string operator()(const Wait& wait) const {
        const auto ms = wait.how_long.count();
        return ms <= 86'400       ? "wait " + std::to_string(ms) + "ms"
               : ms % 60'000 == 0 ? "wait " + std::to_string(ms / 60'000) + "min"
                                  : "wait " + std::to_string(ms / 1000) + "s";
    }
    std::string operator()(const Picture& picture) const { return "picture " + in_marks(picture.name); }
    std::string operator()(const CountTaps&) const { return "count taps"; }
    std::string operator()(const Press& press) const { return "press " + press.name; }
    std::string operator()(const Write& write) const { return "write " + in_marks(write.text); }
    std::string operator()(const Hear& hear) const { return "hear " + in_marks(hear.words); }
    std::string operator()(const Hold&) const { return "hold"; }
    // The rest is held against its own words alone.
    template <class Other>
    std::string operator()(const Other&) const {
        return {};
    }
};

std::string told(const std::vector<Step>& steps) {
    std::string out;
    for (const auto& step : steps) {
        const auto words = std::visit(Written{}, step.act);
        if (!words.empty()) out += words + "\n";
    }
    return out;
}

}  // namespace

void rehearsal(BytesView input) {
    const auto steps = rehearsal::read_script(as_text(input));
    if (!steps) {
        promise(steps.error().what.starts_with("line "), "a mistake without its line");
        return;
    }
    int line = 0;
    for (const auto& step : *steps) {
        promise(step.line > line, "steps out of order");
        line = step.line;
        promise(!rehearsal::in_words(step.act).empty(), "a step without words");
    }
    const auto written = told(*steps);
    const auto again = rehearsal::read_script(written);
    promise(again.has_value(), "a script that was read is not read again");
    promise(told(*again) == written, "a script that was read says something else");
}

}  // namespace hineni::fuzz
