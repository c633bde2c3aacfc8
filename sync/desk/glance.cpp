#include "sync/desk/glance.hpp"

#include <algorithm>
#include <vector>

#include "hineni/utf8.hpp"
#include "sync/desk/cells.hpp"
#include "sync/desk/table.hpp"

namespace hineni {

namespace {

constexpr std::size_t widest_cell = 40;
using Row = std::vector<std::string>;

std::string tame(std::string_view typed) {
    auto text = tamed(typed);
    if (utf8::count(text) <= widest_cell) return text;
    return std::string(utf8::cut(text, widest_cell - 1)) + "…";
}

std::string minute_of(const DeskEntry& entry) {
    if (!entry.unix_s) return "unknown";
    auto time = iso_8601(*entry.unix_s).substr(0, 16);
    time[10] = ' ';
    return time;
}

std::string agreed_to(const DeskEntry& entry) {
    std::string all;
    for (const auto& consent : entry.consents) {
        if (consent.yes) all += (all.empty() ? "" : " ") + consent.id;
    }
    return all;
}

Row row_of(const DeskEntry& entry, const Columns& columns) {
    Row row{entry.form, minute_of(entry)};
    for (const auto& field : columns.fields) {
        const auto answer = std::find_if(entry.answers.begin(), entry.answers.end(),
                                         [&](const auto& each) { return each.first == field; });
        row.push_back(answer == entry.answers.end() ? std::string() : tame(answer->second));
    }
    std::string occasions;
    for (const auto& id : entry.occasions) occasions += (occasions.empty() ? "" : " ") + id;
    row.push_back(tame(occasions));
    row.push_back(tame(agreed_to(entry)));
    return row;
}

}  // namespace

std::string at_a_glance(std::span<const DeskEntry> entries) {
    if (entries.empty()) return "no entries\n";
    Columns columns;
    for (const auto& entry : entries) columns.add(entry);
    Row header{"form", "when (UTC)"};
    header.insert(header.end(), columns.fields.begin(), columns.fields.end());
    header.insert(header.end(), {"occasions", "yes to"});

    std::vector<Row> rows;
    for (const auto& entry : entries) rows.push_back(row_of(entry, columns));
    std::vector<std::size_t> widths(header.size());
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], utf8::count(row[i]));
    }

    rows.insert(rows.begin(), header);
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths[i] == 0) continue;  // Nobody wrote anything here.
            const auto width = std::max(widths[i], utf8::count(header[i]));
            line += row[i] + std::string(width - utf8::count(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

}  // namespace hineni
