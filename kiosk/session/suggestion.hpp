// Suggestion: which option of a chapter field stands out. Nothing is chosen for anybody: the finger is theirs.
#pragma once

#include <cstddef>
#include <optional>

#include "hineni/event_pack.hpp"
#include "kiosk/session/card.hpp"

namespace hineni {

// An index into the field's options: the chapter for the answer to the form's first postal code, or, where that is a
// whole one and no chapter's, the pod. Nothing before there is one, and for fields of other kinds.
[[nodiscard]] std::optional<std::size_t> suggested_option(const Card& card, const EventPack& pack, std::size_t field);

}  // namespace hineni
