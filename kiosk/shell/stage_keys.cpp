// How a key acts: on the focus, through the same taps as a finger, or on the text that is typed into.
#include <algorithm>
#include <utility>

#include "hineni/utf8.hpp"
#include "kiosk/shell/stage.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni {

using touch::Role;
using Name = Key::Name;

namespace {

std::optional<focus::Way> way_of(Name name) {
    switch (name) {
        case Name::Left: return focus::Way::Left;
        case Name::Right: return focus::Way::Right;
        case Name::Up: return focus::Way::Up;
        case Name::Down: return focus::Way::Down;
        default: return std::nullopt;
    }
}

keyboard::Key erase_key() {
    return {keyboard::Does::Erase, {}, {}, 1};
}

// The two buttons that scroll a text, where there is one.
struct Scroll {
    std::uint32_t up, down;
};

}  // namespace

// A finger comes down on its middle and leaves; on what has to be held it stays as long as the key.
void Stage::tap(std::uint32_t id, const Now& now) {
    const auto* target = target_with(ledger_, id);
    if (target == nullptr || !target->on || target->role == Role::Pad) return;
    const float x = target->box.x + target->box.width / 2;
    const float y = target->box.y + target->box.height / 2;
    key_holds_ = {x, y};
    const bool stays = target->held;
    work_off(touch::Touch{touch::Edge::Down, x, y}, now);
    if (!stays) let_go(now);
}

void Stage::let_go(const Now& now) {
    if (const auto at = std::exchange(key_holds_, std::nullopt)) {
        work_off(touch::Touch{touch::Edge::Up, at->first, at->second}, now);
    }
}

bool Stage::move_caret(Name name, const Typed& typed, const Now& now) {
    if (typed.field == Typed::signature) return false;
    const auto text = typed.text->text();
    const auto kind = std::get<Filling>(session_.state()).card.form->fields[typed.field].kind;
    const bool turned = (kind == FieldKind::Name || kind == FieldKind::Text) &&
                        direction_in(text, direction_of(session_.language())) == Direction::RightToLeft;
    const auto forward = [&] { return typed.caret + utf8::front_size(text.substr(typed.caret)); };
    const auto back = [&] { return utf8::without_last(text.substr(0, typed.caret)); };
    std::size_t caret = 0;
    switch (name) {
        case Name::Left: caret = turned ? forward() : back(); break;
        case Name::Right: caret = turned ? back() : forward(); break;
        case Name::Home: break;
        case Name::End: caret = text.size(); break;
        default: return false;
    }
    session_.happen(Focused{typed.field, caret}, now.monotonic);
    return true;
}

// Tab, arrows and their like.
void Stage::move(const Key& key, const Now& now) {
    const auto& targets = ledger_.targets();
    std::optional<std::uint32_t> to;
    if (key.name == Name::Tab) {
        to = key.shift ? focus::previous(targets, across(), focus_.on) : focus::next(targets, across(), focus_.on);
    } else if (in_field() && move_caret(key.name, *typed_on(session_), now)) {
        return;
    } else {
        const auto id = [&](const char* label) { return touch::id_of(parts_.wording.in(session_.language(), label)); };
        const Scroll scroll{id("Up"), id("Down")};
        const bool scrolls = target_with(ledger_, scroll.up) != nullptr && target_with(ledger_, scroll.down) != nullptr;
        const bool up = key.name == Name::Up || key.name == Name::PageUp;
        const bool down = key.name == Name::Down || key.name == Name::PageDown;
        if (scrolls && (up || down)) {
            return tap(up ? scroll.up : scroll.down, now);
        }
        if (const auto way = way_of(key.name)) to = focus::towards(targets, *way, focus_.on);
    }
    if (to) focus_on(*to, now);
}

// In a text field it leads on: to the next field, after the last one to the main button.
void Stage::enter(const Now& now) {
    if (!in_field()) {
        if (focus_.on) tap(*focus_.on, now);
        return;
    }
    const auto stops = focus::stops(ledger_.targets(), across());
    const auto here = std::find(stops.begin(), stops.end(), *focus_.on);
    const auto next = std::find_if(here == stops.end() ? here : here + 1, stops.end(),
                                   [&](auto id) { return target_with(ledger_, id)->role == Role::Field; });
    if (next != stops.end()) return focus_on(*next, now);
    for (const auto id : stops) {
        if (target_with(ledger_, id)->main) return focus_on(id, now);
    }
}

void Stage::edit(const Key& key, const Now& now) {
    const auto typed = typed_on(session_);
    if (!typed || session_.aside()) return;
    go_along(*typed);
    if (key.name == Name::Delete) {
        const auto size = utf8::front_size(typed->text->text().substr(typed->caret));
        if (size == 0 || typed->field == Typed::signature) return;
        session_.happen(Focused{typed->field, typed->caret + size}, now.monotonic);
    }
    session_.happen(KeyTapped{erase_key()}, now.monotonic);
}

// A letter goes to where the caret stands, wherever the focus is; only the space taps what has the focus.
void Stage::write(const Key& key, const Now& now) {
    if (focus_.shown && key.letter() == " " && !in_field()) return enter(now);
    const auto typed = typed_on(session_);
    if (!typed || session_.aside()) return;
    const auto* target = target_with(ledger_, focus_.on);
    if (target == nullptr || target->role != Role::Key) go_along(*typed);
    const std::string letter(key.letter());
    session_.happen(KeyTapped{{keyboard::Does::Insert, letter, letter, 1}}, now.monotonic);
}

void Stage::press(const Key& key, const Now& now) {
    switch (key.name) {
        case Name::Letter: write(key, now); break;
        case Name::Backspace:
        case Name::Delete: edit(key, now); break;
        case Name::Escape:
            session_.happen(session_.aside() ? Happening(AsideClosed{}) : Happening(Back{}), now.monotonic);
            break;
        case Name::Enter:
            if (focus_.shown) enter(now);
            break;
        default:
            if (focus_.shown) move(key, now);
    }
    focus_.shown = true;
}

void Stage::turn(const Key& key, const Now& now) {
    const auto before = place();
    pass_time(now);
    const bool same_screen = place() == before;
    const bool asked = session_.countdown().has_value();
    const bool out = std::holds_alternative<OutOfOrder>(session_.state());
    session_.happen(Touched{}, now.monotonic);  // Whatever it does, somebody is there.
    if (out) open_store(now.monotonic);
    // A key that meets another screen than its finger meant, or the question, says no more than that.
    let_go(now);
    const bool opened = count_escape(key, now);
    if (same_screen && !asked && !out && !opened && !press_digit(key, now)) press(key, now);
    if (place() != before) ledger_.forget();
    work_off(std::nullopt, now);
    serve_organizer(now);
    come_to_rest();
}

void Stage::key_up(const Now& now) {
    if (!key_holds_) return;
    pass_time(now);
    let_go(now);
    serve_organizer(now);
    come_to_rest();
}

}  // namespace hineni
