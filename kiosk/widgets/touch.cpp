#include "kiosk/widgets/touch.hpp"

namespace hineni::touch {

// How far a finger may roll off a target and still mean it: 3 mm on the 10-inch glass, less than half a key.
static constexpr float slop = 20;

static bool near(const Rect& box, float x, float y) {
    return Rect{box.x - slop, box.y - slop, box.width + 2 * slop, box.height + 2 * slop}.contains(x, y);
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
    touch_ = touch;
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
        tap = touch_ && touch_->edge == Edge::Up && near(held_box_, x_, y_);
    }
    targets_.push_back(std::move(target));
    return tap;
}

bool Ledger::pressed(std::uint32_t id) const {
    const bool down = !touch_ || touch_->edge != Edge::Up;
    return down && held_ == id && near(held_box_, x_, y_);
}

void Ledger::wrote(Words words) {
    words_.push_back(std::move(words));
}

std::optional<Ledger::Drag> Ledger::drag(std::uint32_t id, Rect box) {
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
}

std::uint32_t id_of(std::string_view what, std::size_t index) {
    std::uint32_t hash = 2166136261U;  // FNV-1a, 32 bits
    const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 16777619U; };
    for (const char c : what) mix(static_cast<unsigned char>(c));
    for (unsigned shift = 0; shift < 32; shift += 8) mix(static_cast<unsigned char>(index >> shift));
    return hash;
}

}  // namespace hineni::touch
