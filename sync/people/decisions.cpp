#include "sync/people/decisions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t shortest_beginning = 8;
constexpr std::size_t whole_id = 32;

constexpr std::array<std::pair<std::string_view, Decision::What>, 4> verbs{{{"apart", Decision::What::Apart},
                                                                            {"together", Decision::What::Together},
                                                                            {"aside", Decision::What::Aside},
                                                                            {"keep", Decision::What::Keep}}};

tl::unexpected<Error> wrong(int line, const std::string& what, std::string right) {
    return fail("line " + std::to_string(line) + ": " + what, "right would be: " + std::move(right));
}

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    line = line.substr(0, line.find('#'));
    constexpr std::string_view spaces = " \t\r\v\f,";
    for (;;) {
        const auto from = line.find_first_not_of(spaces);
        if (from == std::string_view::npos) return words;
        const auto to = std::min(line.find_first_of(spaces, from), line.size());
        words.emplace_back(line.substr(from, to - from));
        line.remove_prefix(to);
    }
}

// Lower-case, whichever way it was typed. What is no id may be somebody's name: it is counted, not repeated.
Result<std::string> beginning_of_id(std::string word, std::size_t number, int line) {
    for (auto& c : word) {
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    }
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (!std::ranges::all_of(word, is_hex) || word.size() < shortest_beginning || word.size() > whole_id) {
        return wrong(line, "id " + std::to_string(number) + " of the line is none",
                     "the first " + std::to_string(shortest_beginning) + " to " + std::to_string(whole_id) +
                         " characters of an entry's id, of 0-9 and a-f");
    }
    return word;
}

Result<Decision> decision_of(const std::vector<std::string>& words, int line) {
    const auto* verb = std::ranges::find(verbs, words.front(), &std::pair<std::string_view, Decision::What>::first);
    if (verb == verbs.end()) {
        return wrong(line, "the line begins with no decision", "one of apart, together, aside, keep");
    }
    Decision decision{verb->second, {}, line};
    for (std::size_t i = 1; i < words.size(); ++i) {
        auto id = beginning_of_id(words[i], i, line);
        if (!id) return tl::unexpected(id.error());
        decision.entries.push_back(std::move(*id));
    }
    const bool of_several = decision.what == Decision::What::Apart || decision.what == Decision::What::Together;
    const std::size_t least = of_several ? 2 : 1;
    if (decision.entries.size() < least) {
        return wrong(line, words.front() + " names too few entries",
                     of_several ? words.front() + " and the ids of two entries or more"
                                : words.front() + " and the id of an entry");
    }
    return decision;
}

}  // namespace

Result<std::vector<Decision>> read_decisions(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";  // Some editors put it in front.
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    std::vector<Decision> decisions;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto words = words_of(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (words.empty()) continue;
        auto decision = decision_of(words, line);
        if (!decision) return tl::unexpected(decision.error());
        decisions.push_back(std::move(*decision));
    }
    return decisions;
}

}  // namespace hineni
