// Kinds: which answer of an entry is a name, an e-mail address, a phone number, a postal code. The event pack says it;
// where the pack is not at hand, fields that are called as their kind are taken for it ("email", "phone", "name",
// "postal_code").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "hineni/event_pack.hpp"
#include "sync/desk/desk_entry.hpp"

namespace hineni {

class Kinds {
  public:
    void add(const EventPack& pack);

    // By the entry's event and form; Text where nothing says otherwise.
    [[nodiscard]] FieldKind of(const DeskEntry& entry, std::string_view field) const;
    // The first answer of this kind that is not empty, as typed; empty where there is none.
    [[nodiscard]] std::string_view answer(const DeskEntry& entry, FieldKind kind) const;
    // ISO 3166, of the entry's event: how its phone numbers are read. "US" where the pack is not at hand.
    [[nodiscard]] const std::string& region(const DeskEntry& entry) const;

  private:
    std::map<std::tuple<std::string, std::string, std::string>, FieldKind> fields_;  // Event, form, field.
    std::map<std::string, std::string> regions_;                                     // By event.
};

}  // namespace hineni
