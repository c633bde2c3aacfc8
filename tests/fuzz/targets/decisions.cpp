// A file of decisions about people, as an organizer types it.
//
// Held against it: what is read is written in its own words and read again as the same.
#include <algorithm>
#include <array>

#include "sync/people/decisions.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void decisions(BytesView input) {
    constexpr std::array<std::string_view, 4> names{"apart", "together", "aside", "keep"};
    const auto read = read_decisions(as_text(input));
    if (!read) {
        promise(!read.error().what.empty(), "a file is refused without a word");
        return;
    }
    std::string written;
    int line = 0;
    for (const auto& each : *read) {
        promise(each.line > line, "lines out of order");
        line = each.line;
        written += names[static_cast<std::size_t>(each.what)];
        for (const auto& id : each.entries) {
            promise(id.size() >= 8 && id.size() <= 32, "the beginning of an id that is too short or too long");
            const auto hexadecimal = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
            promise(std::ranges::all_of(id, hexadecimal), "an id that is not hexadecimal");
            written += " " + id;
        }
        written += "\n";
    }
    const auto again = read_decisions(written);
    promise(again && again->size() == read->size(), "what was read is not read again");
    for (std::size_t i = 0; i < read->size(); ++i) {
        promise((*again)[i].what == (*read)[i].what && (*again)[i].entries == (*read)[i].entries,
                "what was read is read differently");
    }
}

}  // namespace hineni::fuzz
