// Tables: opened entries for other programs, as CSV and as JSON. README.md has both formats.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/desk/output.hpp"

namespace hineni {

// The columns that depend on the entries, in the order in which they first appear.
struct Columns {
    std::vector<std::string> fields;
    std::vector<std::string> consents;
    bool texts = false;  // With text_language.

    void add(const DeskEntry& entry);
    void add(const Columns& more);
    friend auto operator<=>(const Columns&, const Columns&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

// A row of a file, of one entry; may be called from several threads at the same time.
using Render = std::function<std::string(const DeskEntry&)>;
// Entries from wherever they are: writes what `render` makes of each, in their order.
using EntryRows = std::function<Result<void>(const Render& render, const Write& write)>;

// In front of a table that only spreadsheets read: without it they take UTF-8 for the letters of their own country.
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// One cell: neutralised where a spreadsheet would run it as a formula, and quoted where RFC 4180 asks for it.
[[nodiscard]] std::string csv_cell(std::string_view text);
// A line of them, with its end.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);
[[nodiscard]] std::string csv_header(const Columns& columns);
[[nodiscard]] std::string csv_row(const DeskEntry& entry, const Columns& columns);
[[nodiscard]] std::string json_object(const DeskEntry& entry, bool texts = false);

[[nodiscard]] Result<void> write_csv(const EntryRows& entries, const Columns& columns, const Write& write);
[[nodiscard]] Result<void> write_json(const EntryRows& entries, bool texts, const Write& write);

// `texts`: the entries know their texts (texts.hpp), and the table says which.
[[nodiscard]] Result<void> write_csv(std::span<const DeskEntry> entries, const Write& write, bool texts = false);
[[nodiscard]] Result<void> write_json(std::span<const DeskEntry> entries, const Write& write, bool texts = false);

}  // namespace hineni
