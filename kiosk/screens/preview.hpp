// Preview: a screen in a named situation, for the gallery and for tests. Each screen brings its own, worst cases first:
// the longest answers, every problem at once. Built by driving a real Session, so that no preview shows what an
// attendee could not see.
#pragma once

#include <string>
#include <vector>

#include "hineni/event_pack.hpp"
#include "kiosk/session/session.hpp"

namespace hineni {

struct Preview {
    std::string name;  // [a-z0-9-], names a picture: "filling-every-problem"
    Session session;
};

// Every situation that this pack can show, in `language` (empty: the pack's first). `pack` outlives them.
[[nodiscard]] std::vector<Preview> previews(const EventPack& pack, const Language& language = {});

// The same situation for somebody who sees and hears it differently.
[[nodiscard]] Session in_comfort(Session session, const Comfort& comfort);

}  // namespace hineni
