#include "sync/desk/people_table.hpp"

#include <algorithm>

#include "sync/desk/cells.hpp"

namespace hineni {

namespace {

constexpr std::size_t fewest = 8;

std::string how_signed(const DeskEntry& entry) {
    if (!entry.signature.empty()) return "drawn";
    return entry.signature_typed.empty() ? "" : "typed";
}

}  // namespace

std::size_t written_of_ids(std::vector<EntryId> ids) {
    std::ranges::sort(ids);
    std::size_t written = fewest;
    for (std::size_t i = 1; i < ids.size(); ++i) {
        const auto before = hex(ids[i - 1].bytes);
        const auto here = hex(ids[i].bytes);
        const auto differ = std::ranges::mismatch(before, here);
        written = std::max(written, static_cast<std::size_t>(differ.in1 - before.begin()) + 1);
    }
    return std::min(written, 2 * EntryId{}.bytes.size());
}

std::string people_header(const Columns& columns) {
    std::vector<std::string> cells{"person", "entries", "form", "event", "language", "collected_at"};
    cells.insert(cells.end(), columns.fields.begin(), columns.fields.end());
    for (const auto& consent : columns.consents) cells.push_back("consent." + consent);
    cells.insert(cells.end(), {"signature", "occasions", "check"});
    return std::string(utf8_mark) + csv_line(cells);
}

std::string people_row(const PersonRow& row, const Columns& columns) {
    const auto& one = row.one;
    std::vector<std::string> cells{row.entries.front(), joined(row.entries), one.form,
                                   one.event,           one.language,        one.unix_s ? iso_8601(*one.unix_s) : ""};
    for (const auto& field : columns.fields) cells.emplace_back(answer_to(one, field));
    for (const auto& consent : columns.consents) cells.emplace_back(answer_to_consent(one, consent));
    cells.push_back(how_signed(one));
    cells.push_back(joined(one.occasions));
    cells.push_back(row.check);
    return csv_line(cells);
}

}  // namespace hineni
