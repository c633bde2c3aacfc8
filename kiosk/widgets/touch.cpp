#include "kiosk/widgets/touch.hpp"

#include <algorithm>
#include <cmath>

namespace hineni::touch {

// How far a finger may roll off a target and still mean it: 3 mm, less than half a key. The glasses of 7 to 10 inches
// that kiosks have show 5 to 7 pixels a millimetre, the small ones no fewer than the large; only beyond 1280 x 800 do
// pixels become finer.
static constexpr float slop = 20;

void Ledger::scale(float unit) {
    slop_ = slop * std::max(1.0F, unit);
}

// 0 inside the box.
static float distance(const Rect& box, float x, float y) {
    const float dx = std::max({box.x - x, 0.0F, x - box.right()});
    const float dy = std::max({box.y - y, 0.0F, y - box.bottom()});
    return std::hypot(dx, dy);
}

bool Ledger::near(const Rect& box) const {
    return Rect{box.x - slop_, box.y - slop_, box.width + 2 * slop_, box.height + 2 * slop_}.contains(x_, y_);
}

void Ledger::hold_nearest() {
    const auto under = [&](const Rect& box) { return box.contains(x_, y_); };
    if (std::any_of(sheets_.begin(), sheets_.end(), under)) return;
    const Target* nearest = nullptr;
    float least = slop_;
    for (const auto& target : targets_) {
        const float away = distance(target.box, x_, y_);
        // Whatever lies under the finger was meant, also where it is off.
        if (under(target.box)) return;
        if (!target.on || away >= least) continue;
        least = away;
        nearest = &target;
    }
    if (nearest == nullptr) return;
    held_ = nearest->id;
    held_box_ = nearest->box;
}

void Ledger::begin(std::optional<Touch> touch) {
    // The frame of the Up was the last that this press was seen in.
    if (touch_ && touch_->edge == Edge::Up) held_.reset();
    if (touch && touch->edge == Edge::Down) {
        held_.reset();
        down_here_ = true;
        x_ = down_x_ = touch->x;
        y_ = down_y_ = touch->y;
    }
    if (touch) {
        last_x_ = x_;
        last_y_ = y_;
        x_ = touch->x;
        y_ = touch->y;
    }
    if (touch && touch->edge == Edge::Down) hold_nearest();
    touch_ = touch;
    sheets_.clear();
    targets_.clear();
    words_.clear();
}

bool Ledger::hold(std::uint32_t id, const Rect& box) {
    if (touch_ && touch_->edge == Edge::Down && !held_ && box.contains(x_, y_)) {
        held_ = id;
        held_box_ = box;
    }
    return held_ == id;
}

bool Ledger::tapped(Target target) {
    bool tap = false;
    if (target.on && hold(target.id, target.box)) {
        tap = touch_ && touch_->edge == Edge::Up && near(held_box_);
    }
    targets_.push_back(std::move(target));
    return tap;
}

bool Ledger::pressed(std::uint32_t id) const {
    const bool down = !touch_ || touch_->edge != Edge::Up;
    return down && held_ == id && near(held_box_);
}

void Ledger::wrote(Words words) {
    words_.push_back(std::move(words));
}

std::optional<Ledger::Drag> Ledger::drag(std::uint32_t id, Rect box) {
    sheets_.push_back(box);
    if (!hold(id, box) || !touch_) return std::nullopt;
    return Drag{touch_->edge, x_, y_, x_ - last_x_, y_ - last_y_};
}

float Ledger::swiped(Rect box) const {
    const bool left = touch_ && touch_->edge == Edge::Up && down_here_ && box.contains(down_x_, down_y_);
    return left ? y_ - down_y_ : 0;
}

void Ledger::forget() {
    down_here_ = false;
    held_.reset();
    touch_.reset();
    targets_.clear();  // A finger that comes down next is meant for what it will see.
    sheets_.clear();
}

std::uint32_t id_of(std::string_view what, std::size_t index) {
    std::uint32_t hash = 2166136261U;  // FNV-1a, 32 bits
    const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 16777619U; };
    for (const char c : what) mix(static_cast<unsigned char>(c));
    for (unsigned shift = 0; shift < 32; shift += 8) mix(static_cast<unsigned char>(index >> shift));
    return hash;
}

}  // namespace hineni::touch
