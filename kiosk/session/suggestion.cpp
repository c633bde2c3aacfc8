#include "kiosk/session/suggestion.hpp"

#include <algorithm>

#include "kiosk/form/chapter.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

std::optional<std::size_t> suggested_option(const Card& card, const EventPack& pack, std::size_t field) {
    const auto& fields = card.form->fields;
    if (field >= fields.size() || fields[field].kind != FieldKind::Chapter) return std::nullopt;
    const auto postal = std::find_if(fields.begin(), fields.end(),
                                     [](const Field& each) { return each.kind == FieldKind::PostalCode; });
    if (postal == fields.end()) return std::nullopt;
    const auto code = card.answers[static_cast<std::size_t>(postal - fields.begin())].text();
    const auto* chapter = chapter_for(pack, code);
    // Half a postal code may still become a chapter's.
    const bool whole = !spelling::is_blank(code) && problem_with(*postal, code) == Problem::None;
    if (chapter == nullptr && !whole) return std::nullopt;
    const std::string_view id = chapter != nullptr ? std::string_view(chapter->id) : pod_option;
    const auto& options = fields[field].options;
    const auto option = std::find_if(options.begin(), options.end(), [&](const Option& each) { return each.id == id; });
    if (option == options.end()) return std::nullopt;
    return static_cast<std::size_t>(option - options.begin());
}

}  // namespace hineni
