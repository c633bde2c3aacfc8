// What the stage lets the store do while nobody is at the glass, and when.
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
    if (store_.upkeep && nobody_is_there()) return upkeep_due_;
    return session_.next_wake();
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
