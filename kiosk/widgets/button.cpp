#include "kiosk/widgets/button.hpp"

#include <imgui.h>

#include <cmath>

#include "kiosk/widgets/words.hpp"

namespace hineni {

using namespace shapes;

namespace {

Rect inside(const Rect& room, float x, float y) {
    return {room.x + x, room.y + y, room.width - 2 * x, room.height - 2 * y};
}

struct Tap {
    bool tapped = false;
    bool down = false;
};

Tap target(Page& page, touch::Target what, const Rect& room) {
    what.box = on_glass(page, room);
    const auto id = what.id;
    const bool tapped = page.ledger.tapped(std::move(what));
    return {tapped, page.ledger.pressed(id)};
}

// The face that all quiet things share.
void quiet_face(Page& page, const Rect& room, bool down, bool chosen) {
    const auto& c = page.look.colours;
    fill(page, room, page.px(18), down ? c.quiet_down : chosen ? between(c.quiet, c.accent, 0.12F) : c.quiet);
    outline(page, room, page.px(18), chosen ? c.accent : c.quiet_edge, std::max(1.5F, page.px(chosen ? 3 : 2)));
}

// The mark of a choice, empty or full: a shape, never a colour alone.
void mark(Page& page, Rect box, bool chosen, bool several) {
    const auto& c = page.look.colours;
    const float rounding = several ? box.width * 0.28F : box.width;
    if (!chosen) {
        outline(page, box, rounding, c.quiet_words, std::max(1.5F, page.px(2)));
        return;
    }
    fill(page, box, rounding, c.accent);
    const Rect at = on_glass(page, box);
    icon(page, Icon::Tick, {at.x + at.width / 2, at.y + at.height / 2}, at.width * 0.52F,
         page.look.dark() ? c.ground_top : c.on_main);
}

}  // namespace

bool big_button(Page& page, std::string_view label, Rect room, bool on) {
    const auto& c = page.look.colours;
    const float rounding = page.px(20);
    const auto tap =
        target(page, {.id = touch::id_of("main button"), .label = std::string(label), .main = true, .on = on}, room);
    if (!on) {
        fill(page, room, rounding, c.quiet_down);
        write(page, label, inside(room, page.px(24), page.px(8)),
              {.size = 30,
               .weight = Weight::SemiBold,
               .colour = c.quiet_words,
               .align = Align::Centre,
               .stand = Stand::Middle,
               .leading = 1.15F});
        return false;
    }
    if (!tap.down) shadow(page, room, rounding, page.px(22));
    if (tap.down)
        fill(page, room, rounding, c.main_down);
    else
        fill(page, room, rounding, c.main_top, c.main_bottom);
    write(page, label, inside(room, page.px(24), page.px(8)),
          {.size = room.height > page.px(96) ? 34.0F : 28.0F,
           .weight = Weight::SemiBold,
           .colour = c.on_main,
           .align = Align::Centre,
           .stand = Stand::Middle,
           .leading = 1.15F});
    return tap.tapped;
}

bool quiet_button(Page& page, std::string_view label, Rect room, std::size_t id) {
    const auto tap = target(page, {.id = touch::id_of(label, id), .label = std::string(label)}, room);
    quiet_face(page, room, tap.down, false);
    write(page, label, inside(room, page.px(16), page.px(8)),
          {.size = 24,
           .weight = Weight::Medium,
           .colour = page.look.colours.words,
           .align = Align::Centre,
           .stand = Stand::Middle,
           .leading = 1.15F});
    return tap.tapped;
}

bool icon_button(Page& page, Icon which, std::string_view label, Rect room, bool on) {
    const auto& c = page.look.colours;
    const auto tap = target(page, {.id = touch::id_of(label), .label = std::string(label), .on = on}, room);
    quiet_face(page, room, tap.down, false);
    const Rect at = on_glass(page, room);
    icon(page, which, {at.x + at.width / 2, at.y + at.height / 2}, page.px(30), on ? c.words : c.quiet_edge);
    return tap.tapped;
}

bool letters_button(Page& page, std::string_view letters, std::string_view label, Rect room) {
    const auto tap = target(page, {.id = touch::id_of(label), .label = std::string(label)}, room);
    quiet_face(page, room, tap.down, false);
    const TypeStyle style{page.px(34), Weight::SemiBold};
    const Line line = page.type.shape(letters, style, Direction::LeftToRight);
    const Rect at = on_glass(page, room);
    const float baseline = at.y + (at.height + page.type.metrics(style).cap_height) / 2;
    page.type.draw(page.list, std::round(at.x + (at.width - line.width) / 2), std::round(baseline), line,
                   page.look.colours.words);
    return tap.tapped;
}

static bool choice(Page& page, std::uint32_t id, std::string_view label, const Rect& room, bool chosen, bool several) {
    const auto tap =
        target(page, {.id = id, .label = std::string(label), .role = touch::Role::Choice, .chosen = chosen}, room);
    quiet_face(page, room, tap.down, chosen);
    const float side = page.px(32);
    mark(page, {room.x + page.px(20), room.y + (room.height - side) / 2, side, side}, chosen, several);
    return tap.tapped;
}

bool choice_card(Page& page, std::string_view label, Rect room, bool chosen, std::size_t id) {
    return choice(page, touch::id_of("card", id), label, room, chosen, true);
}

bool chip(Page& page, std::string_view label, Rect room, bool chosen, bool several, std::size_t id) {
    const bool tapped = choice(page, touch::id_of("chip", id), label, room, chosen, several);
    const float side = page.px(32);
    const float from = page.px(20) + side + page.px(16);
    write(page, label, {room.x + from, room.y + page.px(6), room.width - from - page.px(16), room.height - page.px(12)},
          {.size = 24,
           .weight = Weight::Medium,
           .colour = page.look.colours.words,
           .stand = Stand::Middle,
           .leading = 1.2F});
    return tapped;
}

std::optional<bool> yes_no(Page& page, Rect room, std::optional<bool> chosen, std::size_t id) {
    const float gap = page.px(16);
    const float half = (room.width - gap) / 2;
    std::optional<bool> tapped;
    if (chip(page, page.say("Yes"), {room.x, room.y, half, room.height}, chosen == true, false, id * 2)) tapped = true;
    if (chip(page, page.say("No"), {room.x + half + gap, room.y, half, room.height}, chosen == false, false,
             id * 2 + 1)) {
        tapped = false;
    }
    return tapped;
}

}  // namespace hineni
