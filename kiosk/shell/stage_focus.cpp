// Where the focus of a keyboard is: on which thing it begins, how it goes along with the typing, and how it shows.
#include <algorithm>

#include "kiosk/shell/stage.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/shapes.hpp"

namespace hineni {

using touch::Role;

Across Stage::across() const {
    const auto& language = session_.language();
    return direction_of(language) == Direction::RightToLeft ? Across::RightToLeft : Across::LeftToRight;
}

bool Stage::in_field() const {
    const auto* target = target_with(ledger_, focus_.on);
    return typed_on(session_) && target != nullptr && target->role == Role::Field;
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

// Where something is typed the caret stands, and there the focus is.
void Stage::go_along(const Typed& typed) {
    if (!focus_.shown || in_field()) return;
    focus_.on = typed_target(typed.field);
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
