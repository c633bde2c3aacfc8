#include <algorithm>
#include <array>

#include "kiosk/form/parts.hpp"

namespace hineni {

using namespace std::string_view_literals;

static constexpr std::array field_kinds{
    std::pair{"name"sv, FieldKind::Name},       std::pair{"email"sv, FieldKind::Email},
    std::pair{"phone"sv, FieldKind::Phone},     std::pair{"postal_code"sv, FieldKind::PostalCode},
    std::pair{"text"sv, FieldKind::Text},       std::pair{"choice"sv, FieldKind::Choice},
    std::pair{"choices"sv, FieldKind::Choices}, std::pair{"yes_no"sv, FieldKind::YesNo},
    std::pair{"chapter"sv, FieldKind::Chapter},
};

// Columns that the organizers' table has in any case.
static constexpr std::array columns{"form"sv,     "event"sv,     "device"sv,       "language"sv,
                                    "entry_id"sv, "text_hash"sv, "collected_at"sv, "collected_within_s"sv,
                                    "signature"sv};

static std::vector<Option> read_options(Section& field, FieldKind kind) {
    std::vector<Option> out;
    std::set<std::string> taken;
    std::size_t length = 0;
    for (auto& section : field.sections("options", "option", Need::Required, 40)) {
        Option option;
        option.id = section.id_among(taken);
        option.label = section.text("label", Need::Required, {60});
        section.end();
        length += option.id.size() + 1;
        out.push_back(std::move(option));
    }
    if (kind == FieldKind::Choices && length > longest_answer(kind) + 1) {
        field.complain("options", "the ids of all options together have " + std::to_string(length - 1) + " letters",
                       "shorter ids or fewer options, at most " + std::to_string(longest_answer(kind)));
    }
    return out;
}

// The chapters as options, and the one to start a chapter.
static std::vector<Option> chapter_options(Section& field, const std::vector<Chapter>& chapters) {
    std::vector<Option> out;
    for (const auto& chapter : chapters) {
        if (chapter.id == pod_option) {
            field.complain("kind", "kind is \"chapter\", and there is a [[chapter]] with the id \"pod\"",
                           "another id for that chapter, because \"pod\" is who wants to start one");
        }
        out.push_back({chapter.id, chapter.name});
    }
    if (chapters.empty()) {
        field.complain("kind", "kind is \"chapter\", and there is no [[chapter]]", "at least one [[chapter]]");
    }
    out.push_back({std::string(pod_option), {}});
    return out;
}

static bool is_typed(FieldKind kind) {
    return kind != FieldKind::Choice && kind != FieldKind::Choices && kind != FieldKind::YesNo &&
           kind != FieldKind::Chapter;
}

static Field read_field(Section& section, std::set<std::string>& taken, const std::vector<Chapter>& chapters) {
    Field field;
    field.id = section.id_among(taken);
    if (std::find(columns.begin(), columns.end(), field.id) != columns.end()) {
        section.complain("id",
                         "id is " + in_quotes(field.id) + ", which is a column of its own in the organizers' table",
                         "another id, such as \"my-" + field.id + "\"");
    }
    const auto kind = section.one_of<FieldKind>("kind", Need::Required, field_kinds);
    field.kind = kind.value_or(field.kind);
    field.label = section.text("label", Need::Required, {80});
    field.hint = section.text("hint", Need::Optional, {160});
    field.required = section.yes_no("required");
    if (section.belongs("max_length", !kind || is_typed(*kind), "where something is typed")) {
        const auto longest = static_cast<std::int64_t>(longest_answer(field.kind));
        field.max_length =
            static_cast<std::size_t>(section.number("max_length", Need::Optional, 1, longest).value_or(0));
    }
    const bool has_options = kind == FieldKind::Choice || kind == FieldKind::Choices;
    if (section.belongs("options", !kind || has_options, "with kind choice or choices") && has_options) {
        field.options = read_options(section, *kind);
    }
    if (kind == FieldKind::Chapter) field.options = chapter_options(section, chapters);
    section.end();
    return field;
}

std::vector<Field> read_fields(std::vector<Section> fields, const std::vector<Chapter>& chapters) {
    std::vector<Field> out;
    out.reserve(fields.size());
    std::set<std::string> taken;
    for (auto& section : fields) out.push_back(read_field(section, taken, chapters));
    return out;
}

}  // namespace hineni
