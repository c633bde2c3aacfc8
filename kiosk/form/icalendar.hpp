// One occasion as an entry for a phone's calendar (iCalendar, RFC 5545): small enough for a code that a phone reads off
// the glass, without a network.
#pragma once

#include <string>

#include "hineni/event_pack.hpp"

namespace hineni {

inline constexpr std::size_t longest_calendar = 600;  // In bytes, whatever the names and their script.

// Words in `language`. Where they are too long, the place is shortened first, then the name. An occasion without an end
// takes an hour. It is made when the event begins (DTSTAMP): no clock is asked, and everybody gets the same code.
[[nodiscard]] std::string in_calendar(const Occasion& occasion, const EventPack& pack, const Language& language);

}  // namespace hineni
