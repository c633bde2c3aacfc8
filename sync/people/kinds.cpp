#include "sync/people/kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hineni {

namespace {

constexpr std::array<std::pair<std::string_view, FieldKind>, 4> by_name{{{"name", FieldKind::Name},
                                                                         {"email", FieldKind::Email},
                                                                         {"phone", FieldKind::Phone},
                                                                         {"postal_code", FieldKind::PostalCode}}};

}  // namespace

void Kinds::add(const EventPack& pack) {
    regions_[pack.id] = pack.region;
    for (const auto& form : pack.forms) {
        for (const auto& field : form.fields) fields_[{pack.id, form.id, field.id}] = field.kind;
    }
}

FieldKind Kinds::of(const DeskEntry& entry, std::string_view field) const {
    const auto known = fields_.find({entry.event, entry.form, std::string(field)});
    if (known != fields_.end()) return known->second;
    const auto* called = std::ranges::find(by_name, field, &std::pair<std::string_view, FieldKind>::first);
    return called == by_name.end() ? FieldKind::Text : called->second;
}

std::string_view Kinds::answer(const DeskEntry& entry, FieldKind kind) const {
    for (const auto& [field, answer] : entry.answers) {
        if (!answer.empty() && of(entry, field) == kind) return answer;
    }
    return {};
}

const std::string& Kinds::region(const DeskEntry& entry) const {
    static const std::string usual = "US";
    const auto known = regions_.find(entry.event);
    return known == regions_.end() ? usual : known->second;
}

}  // namespace hineni
