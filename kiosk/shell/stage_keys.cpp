// How a key acts: on the focus, through the same taps as a finger, or on the text that is typed into.
#include <algorithm>

#include "hineni/utf8.hpp"
#include "kiosk/shell/stage.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/shapes.hpp"
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

Across Stage::across() const {
    const auto& language = session_.language();
    return direction_of(language) == Direction::RightToLeft ? Across::RightToLeft : Across::LeftToRight;
}

bool Stage::in_field() const {
    const auto* target = target_with(ledger_, focus_.on);
    return typed_on(session_) && target != nullptr && target->role == Role::Field;
}

// A finger comes down on its middle and leaves.
void Stage::tap(std::uint32_t id, const Now& now) {
    const auto* target = target_with(ledger_, id);
    if (target == nullptr || !target->on || target->role == Role::Pad) return;
    const float x = target->box.x + target->box.width / 2;
    const float y = target->box.y + target->box.height / 2;
    work_off(touch::Touch{touch::Edge::Down, x, y}, now);
    work_off(touch::Touch{touch::Edge::Up, x, y}, now);
}

// On a text field, typing goes there too, behind what is in it.
void Stage::focus_on(std::uint32_t id, const Now& now) {
    focus_.on = id;
    const auto* filling = std::get_if<Filling>(&session_.state());
    if (filling == nullptr || session_.aside()) return;
    for (auto field = filling->fields.first; field < filling->fields.last; ++field) {
        if (id != touch::id_of("field", field) || !is_typed(filling->card.form->fields[field].kind)) continue;
        session_.happen(Focused{field, filling->card.answers[field].size()}, now.monotonic);
        work_off(std::nullopt, now);
        return;
    }
}

// What who comes with a keyboard is here for: the field to be filled in, the first answer, the main button.
std::optional<std::uint32_t> Stage::first_focus() const {
    const auto& targets = ledger_.targets();
    const auto stops = focus::stops(targets, across());
    const auto first = [&](auto fits) -> std::optional<std::uint32_t> {
        const auto found =
            std::find_if(stops.begin(), stops.end(), [&](auto id) { return fits(*target_with(ledger_, id)); });
        return found != stops.end() ? std::optional(*found) : std::nullopt;
    };
    const bool covered = session_.aside() || session_.countdown();
    if (const auto* filling = std::get_if<Filling>(&session_.state()); filling != nullptr && !covered) {
        const auto id = touch::id_of("field", filling->focus.value_or(filling->fields.first));
        if (target_with(ledger_, id) != nullptr) return id;
    }
    if (const auto field = first([](const auto& each) { return each.role == Role::Field; })) return field;
    if (std::holds_alternative<Signing>(session_.state()) && !covered) {
        const auto instead = parts_.wording.in(session_.language(), "Type it instead");  // No keyboard draws.
        if (const auto by_typing = first([&](const auto& each) { return each.label == instead; })) return by_typing;
    }
    const bool asks = covered || std::holds_alternative<Choosing>(session_.state()) ||
                      std::holds_alternative<Consenting>(session_.state());
    const auto choice = first([](const auto& each) { return each.role == Role::Choice; });
    if (asks && choice) return choice;
    const auto main = first([](const auto& each) { return each.main; });
    if (main) return main;
    return first([](const auto&) { return true; });
}

// What on the glass is typed into.
std::optional<std::uint32_t> Stage::typed_target(std::size_t field) const {
    if (field != Typed::signature) return touch::id_of("field", field);
    for (const auto& target : ledger_.targets()) {
        if (target.role == Role::Field) return target.id;
    }
    return std::nullopt;
}

// Whether another screen is on the glass than where the focus was looked after last. What lies over a state for a
// moment is a screen too; when it goes, the focus is where it was.
bool Stage::meets_new_screen() {
    auto here = standpoint_of(session_);
    const bool covered = here.aside || here.asks;
    const bool was_covered = stood_.aside || stood_.asks;
    here.language.clear();  // The same screen in other words.
    if (covered) here.page = stood_.page;
    const bool changed = here != stood_;
    if (changed && covered && !was_covered) below_ = {stood_, focus_.on};
    stood_ = here;
    if (changed && !covered && was_covered && here == below_.first) {
        focus_.on = below_.second;
        return false;
    }
    return changed;
}

// After every turn: the focus stays where it is, goes along with the typing, or starts on a new screen.
void Stage::keep_focus() {
    const bool new_screen = meets_new_screen();
    const auto typed = typed_on(session_);
    const auto* filling = std::get_if<Filling>(&session_.state());
    const auto before = typed_into_;
    typed_into_.reset();
    if (typed) {
        const auto problem = filling != nullptr ? filling->card.problems[typed->field] : Problem::None;
        typed_into_ = {typed->field, problem};
    }
    const auto& targets = ledger_.targets();
    const bool goes_along = typed_into_ && typed_into_ != before &&
                            (!before || before->first != typed_into_->first || typed_into_->second != Problem::None);
    if (goes_along && !session_.aside()) focus_.on = typed_target(typed->field);
    if (focus_.on && target_with(ledger_, focus_.on) == nullptr && focus_.place < targets.size()) {
        focus_.on = targets[focus_.place].id;  // In another language it goes by another id.
    }
    if (new_screen || target_with(ledger_, focus_.on) == nullptr) focus_.on = first_focus();
    const auto* target = target_with(ledger_, focus_.on);
    focus_.place = target != nullptr ? static_cast<std::size_t>(target - targets.data()) : targets.size();
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
    if (key.name == Name::Delete) {
        const auto size = utf8::front_size(typed->text->text().substr(typed->caret));
        if (size == 0 || typed->field == Typed::signature) return;
        session_.happen(Focused{typed->field, typed->caret + size}, now.monotonic);
    }
    session_.happen(KeyTapped{erase_key()}, now.monotonic);
}

// A letter goes to where typing goes, unless the focus stands on something else, where only the space does: it taps.
void Stage::write(const Key& key, const Now& now) {
    const auto* target = target_with(ledger_, focus_.on);
    const bool on_key = target != nullptr && target->role == Role::Key;
    const bool space = key.letter() == " ";
    if (focus_.shown && space && !in_field()) return enter(now);
    const bool types = typed_on(session_) && !session_.aside() && (!focus_.shown || in_field() || on_key);
    if (!types) return;
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
    const bool opened = count_escape(key, now);
    if (same_screen && !asked && !out && !opened && !press_digit(key, now)) press(key, now);
    if (place() != before) ledger_.forget();
    work_off(std::nullopt, now);
    serve_organizer(now);
    come_to_rest();
}

// Two lines, a light one in a dark one: seen on every ground.
void Stage::draw_focus(ImDrawList& list, Typesetter& typesetter, int width, int height) {
    const auto* target = focus_.shown ? target_with(ledger_, focus_.on) : nullptr;
    if (target == nullptr) return;
    constexpr Colour dark = 0xFF000000;
    constexpr Colour light = 0xFFFFFFFF;
    touch::Ledger nobody;
    const auto look = look_of(session_.comfort().scheme, session_.comfort().text);
    Page page(list, typesetter, nobody, look, parts_.wording, session_.language(), static_cast<float>(width),
              static_cast<float>(height));
    const auto ring = [&](float wider, Colour colour) {
        const float by = page.px(wider);
        const auto& box = target->box;
        const touch::Rect around{box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
        shapes::outline(page, page.place(around), page.px(18 + wider), colour, std::max(2.0F, page.px(4)));
    };
    ring(4, dark);
    ring(0, light);
}

}  // namespace hineni
