#include "kiosk/shell/kms/input_reading.hpp"

#include <algorithm>

namespace hineni {

using namespace std::chrono_literals;

// As keyboards do elsewhere: half a second, then 25 a second.
static constexpr auto before_repeating = 500ms;
static constexpr auto between_repeats = 40ms;

// No finger has this place.
static constexpr OneHolder::Who mouse_holds{-1, -1};
static constexpr OneHolder::Who finger_holds(std::int32_t slot) {
    return {0, slot};
}

static InputReading::Heard heard(std::optional<touch::Touch> touch) {
    return touch ? InputReading::Heard(*touch) : std::nullopt;
}

void InputReading::set_panel(PixelExtent panel, PanelUp up) {
    panel_ = panel;
    up_ = up;
    const auto picture = picture_on(panel, up);
    mouse_ = {static_cast<float>(picture.width) / 2, static_cast<float>(picture.height) / 2};
}

InputReading::Heard InputReading::finger_down(std::int32_t slot, PanelSpot share) {
    const auto at = in_picture(share, panel_, up_);
    const auto touch = holder_.down(finger_holds(slot), at.x, at.y);
    if (touch) finger_ = at;
    return heard(touch);
}

InputReading::Heard InputReading::finger_moves(std::int32_t slot, PanelSpot share) {
    const auto at = in_picture(share, panel_, up_);
    const auto touch = holder_.move(finger_holds(slot), at.x, at.y);
    if (touch) finger_ = at;
    return heard(touch);
}

InputReading::Heard InputReading::finger_up(std::int32_t slot) {
    return heard(holder_.up(finger_holds(slot), finger_.x, finger_.y));
}

InputReading::Heard InputReading::finger_lost(std::int32_t slot) {
    // Up beside everything.
    return heard(holder_.up(finger_holds(slot), -1e4F, -1e4F));
}

InputReading::Heard InputReading::mouse_at(PanelSpot share) {
    mouse_ = in_picture(share, panel_, up_);
    return heard(holder_.move(mouse_holds, mouse_.x, mouse_.y));
}

InputReading::Heard InputReading::mouse_moves(float dx, float dy) {
    const auto picture = picture_on(panel_, up_);
    mouse_.x = std::clamp(mouse_.x + dx, 0.0F, static_cast<float>(std::max(0, picture.width - 1)));
    mouse_.y = std::clamp(mouse_.y + dy, 0.0F, static_cast<float>(std::max(0, picture.height - 1)));
    return heard(holder_.move(mouse_holds, mouse_.x, mouse_.y));
}

InputReading::Heard InputReading::mouse_button(bool down) {
    return heard(down ? holder_.down(mouse_holds, mouse_.x, mouse_.y) : holder_.up(mouse_holds, mouse_.x, mouse_.y));
}

InputReading::Heard InputReading::key_down(const Key& key, std::uint32_t code, Time now) {
    held_.reset();
    if (may_repeat(key.name)) held_ = Held{key, code, now + before_repeating};
    if (can_hold(key)) can_hold_ = code;
    return key;
}

InputReading::Heard InputReading::key_up(std::uint32_t code) {
    if (held_ && held_->code == code) held_.reset();
    if (can_hold_ != code) return std::nullopt;
    can_hold_.reset();
    return Window::KeyUp{};
}

std::optional<InputReading::Time> InputReading::next_repeat() const {
    return held_ ? std::optional(held_->again) : std::nullopt;
}

InputReading::Heard InputReading::repeat(Time now) {
    if (!held_ || now < held_->again) return std::nullopt;
    // From now, not from when it was due: a slow screen must not be followed by keys that nobody pressed any more.
    held_->again = now + between_repeats;
    return held_->key;
}

}  // namespace hineni
