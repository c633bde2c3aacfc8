// draw: a Session to a screen. One function for each state; nothing is changed, what the attendee did is returned.
#pragma once

#include <cstddef>

#include "hineni/event_pack.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

// Draws the whole page, edge to edge, and writes down in page.ledger what is on it. `count_signed`: entries on this
// device; the pack's `signed_elsewhere` is added here. While "are you still there?" is up, that covers everything.
// `has_voice`: something speaks the language on the glass.
[[nodiscard]] Did draw(Page& page, const Session& session, const EventPack& pack, std::size_t count_signed,
                       bool has_voice = true);

}  // namespace hineni
