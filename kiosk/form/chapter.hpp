// Which chapter is nearest to somebody, as far as a postal code tells. Pure.
#pragma once

#include <string_view>

#include "hineni/event_pack.hpp"

namespace hineni {

// The chapter with the longest prefix that `postal_code` begins with; spaces, dashes and case make no difference.
// Nothing where no prefix fits: then a pod, or nobody yet. The result is owned by the pack.
[[nodiscard]] const Chapter* chapter_for(const EventPack& pack, std::string_view postal_code);

}  // namespace hineni
