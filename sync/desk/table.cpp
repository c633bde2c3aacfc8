#include "sync/desk/table.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "sync/desk/cells.hpp"

namespace hineni {

namespace {

constexpr std::string_view end_of_row = "\r\n";

void remember(std::vector<std::string>& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

}  // namespace

void Columns::add(const DeskEntry& entry) {
    for (const auto& [field, answer] : entry.answers) remember(fields, field);
    for (const auto& consent : entry.consents) remember(consents, consent.id);
}

void Columns::add(const Columns& more) {
    for (const auto& field : more.fields) remember(fields, field);
    for (const auto& consent : more.consents) remember(consents, consent);
}

std::string csv_cell(std::string_view text) {
    static constexpr std::string_view runs = "=+-@\t\r";
    std::string cell;
    if (!text.empty() && runs.find(text.front()) != std::string_view::npos) cell += '\'';
    cell += text;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string row;
    for (const auto& cell : cells) {
        if (&cell != &cells.front()) row += ',';
        row += csv_cell(cell);
    }
    return row.append(end_of_row);
}

std::string csv_header(const Columns& columns) {
    std::vector<std::string> cells{"entry_id",          "form", "event", "device", "language", "collected_at",
                                   "collected_within_s"};
    cells.insert(cells.end(), columns.fields.begin(), columns.fields.end());
    for (const auto& consent : columns.consents) cells.push_back("consent." + consent);
    cells.insert(cells.end(), {"signature", "signature_typed", "text_hash"});
    if (columns.texts) cells.emplace_back("text_language");
    cells.insert(cells.end(), {"public", "occasions"});
    return csv_line(cells);
}

std::string csv_row(const DeskEntry& entry, const Columns& columns) {
    std::vector<std::string> cells{hex(entry.id.bytes),
                                   entry.form,
                                   entry.event,
                                   device_name(entry.device),
                                   entry.language,
                                   entry.unix_s ? iso_8601(*entry.unix_s) : "",
                                   entry.unix_s ? std::to_string(entry.within_s) : ""};
    for (const auto& field : columns.fields) cells.emplace_back(answer_to(entry, field));
    for (const auto& consent : columns.consents) cells.emplace_back(answer_to_consent(entry, consent));
    cells.push_back(entry.signature);
    cells.push_back(entry.signature_typed);
    cells.push_back(entry.text);
    if (columns.texts) cells.push_back(entry.text_language);
    cells.emplace_back(entry.public_name ? yes_or_no(*entry.public_name) : "");
    cells.push_back(joined(entry.occasions));
    return csv_line(cells);
}

std::string json_object(const DeskEntry& entry, bool texts) {
    using Json = nlohmann::ordered_json;
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    Json json;
    json["entry_id"] = hex(entry.id.bytes);
    json["form"] = entry.form;
    json["event"] = entry.event;
    json["pack"] = entry.pack;
    json["device"] = device_name(entry.device);
    json["device_key"] = hex(entry.device);
    json["language"] = entry.language;
    json["collected_at"] = entry.unix_s ? Json(iso_8601(*entry.unix_s)) : Json();
    json["collected_within_s"] = entry.unix_s ? Json(entry.within_s) : Json();
    json["boot"] = entry.boot;
    json["since_boot_ms"] = entry.since_boot_ms;
    json["took_s"] = entry.took_s;
    json["answers"] = Json::object();
    for (const auto& [field, answer] : entry.answers) json["answers"][field] = answer;
    json["consents"] = Json::array();
    for (const auto& consent : entry.consents) {
        json["consents"].push_back({{"id", consent.id},
                                    {"to", consent.to},
                                    {"channel", consent.channel},
                                    {"words", consent.words},
                                    {"yes", consent.yes}});
    }
    json["signature"] = or_null(entry.signature);
    json["signature_typed"] = or_null(entry.signature_typed);
    json["text_hash"] = or_null(entry.text);
    if (texts) {
        json["text_language"] = or_null(entry.text_language);
        json["text_file"] = or_null(entry.text_file);
    }
    json["public"] = entry.public_name ? Json(*entry.public_name) : Json();
    json["occasions"] = entry.occasions;
    json["receipt_code"] = or_null(entry.receipt_code);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<void> write_csv(const EntryRows& entries, const Columns& columns, const Write& write) {
    if (auto written = write(csv_header(columns)); !written) return written;
    return entries([&](const DeskEntry& entry) { return csv_row(entry, columns); }, write);
}

Result<void> write_json(const EntryRows& entries, bool texts, const Write& write) {
    bool any = false;
    const auto write_next = [&](std::string_view object) -> Result<void> {
        if (auto written = write(std::exchange(any, true) ? ",\n" : "[\n"); !written) return written;
        return write(object);
    };
    const auto object = [texts](const DeskEntry& entry) { return json_object(entry, texts); };
    if (auto written = entries(object, write_next); !written) return written;
    return write(any ? "\n]\n" : "[]\n");
}

namespace {

EntryRows rows_of(std::span<const DeskEntry> entries) {
    return [entries](const Render& render, const Write& write) -> Result<void> {
        for (const auto& entry : entries) {
            if (auto written = write(render(entry)); !written) return written;
        }
        return {};
    };
}

}  // namespace

Result<void> write_csv(std::span<const DeskEntry> entries, const Write& write, bool texts) {
    Columns columns;
    columns.texts = texts;
    for (const auto& entry : entries) columns.add(entry);
    return write_csv(rows_of(entries), columns, write);
}

Result<void> write_json(std::span<const DeskEntry> entries, const Write& write, bool texts) {
    return write_json(rows_of(entries), texts, write);
}

}  // namespace hineni
