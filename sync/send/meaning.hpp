// What a drop's answer to a PUT means. Pure: statuses and headers in, a Reply with words for the organizer out.
#pragma once

#include <optional>
#include <string_view>

#include "sync/send/https.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

// The answer for each status but 200 and 204, which mean "stored" only after looking (WebDavDrop does):
//   201                  Accepted
//   400 413 415 422      Refused: about this very bundle, and it would be so tomorrow
//   everything else      Unreachable: about the way, the place or the moment; the bundle stays with us
[[nodiscard]] Answered meaning_of(const Heard& heard);

// What time it was there when it answered, for Answered::time: a second and what clocks of servers are off by is a
// minute.
[[nodiscard]] std::optional<Answered::Time> time_told(const Heard& heard);

// Retry-After in seconds from now: as seconds, or as a date less the answer's own Date (our clock may be wrong).
// Nothing where it says nothing sensible; never more than an hour.
[[nodiscard]] std::optional<std::chrono::seconds> wait_asked(std::string_view retry_after, std::string_view date);

}  // namespace hineni
