// What the stage lets the store do while nobody is at the glass, and when.
#include <algorithm>

#include "kiosk/shell/stage.hpp"

namespace hineni {

namespace {

// Whether the organizers have something more; whether the stick is still there.
constexpr Monotonic usual_pause = 5min;
// Who plugged the stick back in looks at the glass for the line to go.
constexpr Monotonic pause_without_mirror = 30s;

}  // namespace

// Nothing of what somebody chose is on the glass: nobody is in the middle of anything.
bool Stage::nobody_is_there() const {
    return std::holds_alternative<Welcome>(session_.state()) && !session_.next_wake();
}

std::optional<Monotonic> Stage::next_wake() const {
    auto wake = store_.upkeep && nobody_is_there() ? upkeep_due_ : session_.next_wake();
    const auto also = [&wake](Monotonic due) { wake = wake ? std::min(*wake, due) : due; };
    if (looks()) also(look_due_);
    if (corner_held_) also(*corner_held_ + corner_hold);
    return wake;
}

void Stage::look_at_mirror() {
    if (store_.second_copy_missing) session_.second_copy_missing(store_.second_copy_missing());
}

void Stage::keep_up(const Now& now) {
    if (!store_.upkeep || !nobody_is_there() || now.monotonic < upkeep_due_) return;
    const bool more = store_.upkeep(now.moment);
    look_at_mirror();
    if (more) return;
    upkeep_due_ = now.monotonic + (session_.second_copy_missing() ? pause_without_mirror : usual_pause);
}

}  // namespace hineni
