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

enum class Face {
    Plain,
    Chosen,
    Off,   // Shown, not to be tapped.
    Held,  // Pressed, with words on it that do not know.
    Down,  // Pressed.
};

// The face that all quiet things share. Without shades, what is chosen has a bold edge and what is off has none.
void quiet_face(Page& page, const Rect& room, Face face) {
    const auto& c = page.look.colours;
    const bool stark = page.look.stark();
    const bool bold = face == Face::Chosen || face == Face::Held;
    const Colour ground = face == Face::Down || (face == Face::Held && !stark) ? c.quiet_down
                          : face == Face::Chosen                               ? c.chosen
                          : face == Face::Off                                  ? c.quiet_off
                                                                               : c.quiet;
    fill(page, room, page.px(18), ground);
    if (stark && face == Face::Off) return;
    outline(page, room, page.px(18), bold ? c.accent : c.quiet_edge,
            std::max(1.5F, page.px(!bold   ? 2
                                   : stark ? 6
                                           : 3)));
}

Colour words_on(const Page& page, bool down) {
    return down ? page.look.colours.on_down : page.look.colours.words;
}

// The mark of a choice, empty or full: a shape, never a colour alone.
void mark(Page& page, Rect box, bool chosen, bool several, bool down) {
    const auto& c = page.look.colours;
    const float rounding = several ? box.width * 0.28F : box.width;
    if (!chosen) {
        outline(page, box, rounding, down ? c.on_down : c.quiet_words, std::max(1.5F, page.px(2)));
        return;
    }
    const bool turned = down && page.look.stark();
    fill(page, box, rounding, turned ? c.on_down : c.accent);
    const Rect at = on_glass(page, box);
    icon(page, Icon::Tick, {at.x + at.width / 2, at.y + at.height / 2}, at.width * 0.52F,
         turned ? c.quiet_down : c.ground_top);
}

Manner label_manner(float size, Weight weight, Colour colour) {
    return {.size = size,
            .weight = weight,
            .colour = colour,
            .align = Align::Centre,
            .stand = Stand::Middle,
            .leading = 1.15F};
}

}  // namespace

bool big_button(Page& page, std::string_view label, Rect room, bool on) {
    const auto& c = page.look.colours;
    const float rounding = page.px(20);
    const auto tap =
        target(page, {.id = touch::id_of("main button"), .label = std::string(label), .main = true, .on = on}, room);
    const Rect words = inside(room, page.px(20), page.px(8));
    if (!on) {
        fill(page, room, rounding, c.quiet_off);
        if (page.look.stark()) outline(page, room, rounding, c.quiet_edge, 1);
        write(page, label, words, label_manner(28, Weight::Medium, c.quiet_words));
        return false;
    }
    if (tap.down) {
        fill(page, room, rounding, c.main_down);
        if (page.look.stark()) outline(page, room, rounding, c.main_top, std::max(2.0F, page.px(6)));
    } else {
        shadow(page, room, rounding, page.px(22));
        fill(page, room, rounding, c.main_top, c.main_bottom);
    }
    write(page, label, words,
          label_manner(room.height > page.px(96) ? 34 : 28, Weight::SemiBold, tap.down ? c.on_main_down : c.on_main));
    return tap.tapped;
}

bool quiet_button(Page& page, std::string_view label, Rect room, std::size_t id) {
    const auto tap = target(page, {.id = touch::id_of(label, id), .label = std::string(label)}, room);
    quiet_face(page, room, tap.down ? Face::Down : Face::Plain);
    write(page, label, inside(room, page.px(14), page.px(8)),
          label_manner(24, Weight::Medium, words_on(page, tap.down)));
    return tap.tapped;
}

bool icon_button(Page& page, Icon which, std::string_view label, Rect room, bool on) {
    const auto tap = target(page, {.id = touch::id_of(label), .label = std::string(label), .on = on}, room);
    quiet_face(page, room, tap.down ? Face::Down : on ? Face::Plain : Face::Off);
    const Rect at = on_glass(page, room);
    icon(page, which, {at.x + at.width / 2, at.y + at.height / 2}, page.px(34),
         on ? words_on(page, tap.down) : page.look.colours.quiet_edge);
    return tap.tapped;
}

bool letters_button(Page& page, std::string_view letters, std::string_view label, Rect room) {
    const auto tap = target(page, {.id = touch::id_of(label), .label = std::string(label)}, room);
    quiet_face(page, room, tap.down ? Face::Down : Face::Plain);
    const TypeStyle style{page.px(34), Weight::SemiBold};
    const Line line = page.type.shape(letters, style, Direction::LeftToRight);
    const Rect at = on_glass(page, room);
    const float baseline = at.y + (at.height + page.type.metrics(style).cap_height) / 2;
    page.type.draw(page.list, std::round(at.x + (at.width - line.width) / 2), std::round(baseline), line,
                   words_on(page, tap.down));
    return tap.tapped;
}

bool told_button(Page& page, Icon which, std::string_view label, std::string_view more, Rect room) {
    const auto tap = target(page, {.id = touch::id_of(label, 1), .label = std::string(label)}, room);
    quiet_face(page, room, tap.down ? Face::Down : Face::Plain);
    const Colour ink = words_on(page, tap.down);
    const float side = page.px(36);
    const float pad = page.px(24);
    const Rect at = on_glass(page, {room.x + pad, room.y, side, room.height});
    icon(page, which, {at.x + at.width / 2, at.y + at.height / 2}, side, ink);
    const float from = room.x + pad + side + page.px(20);
    const float width = room.right() - pad - from;
    const Rect upper{from, room.y + room.height * 0.1F, width, room.height * 0.42F};
    const Rect lower{from, upper.bottom(), width, room.height * 0.38F};
    write(page, label, upper, {.size = 24, .weight = Weight::Medium, .colour = ink, .stand = Stand::Middle});
    write(page, more, lower, {.size = 19, .colour = ink, .stand = Stand::Middle});
    return tap.tapped;
}

namespace {

constexpr float mark_side = 32;  // Units.

Tap choice(Page& page, std::uint32_t id, std::string_view label, const Rect& room, bool chosen) {
    return target(page, {.id = id, .label = std::string(label), .role = touch::Role::Choice, .chosen = chosen}, room);
}

Rect mark_in(const Page& page, const Rect& room) {
    const float side = page.px(mark_side);
    return {room.x + page.px(20), room.y + (room.height - side) / 2, side, side};
}

}  // namespace

bool choice_card(Page& page, std::string_view label, Rect room, bool chosen, std::size_t id) {
    const auto tap = choice(page, touch::id_of("card", id), label, room, chosen);
    quiet_face(page, room, tap.down ? Face::Held : chosen ? Face::Chosen : Face::Plain);
    mark(page, mark_in(page, room), chosen, true, false);
    return tap.tapped;
}

bool chip(Page& page, std::string_view label, Rect room, bool chosen, bool several, std::size_t id) {
    const auto tap = choice(page, touch::id_of("chip", id), label, room, chosen);
    quiet_face(page, room, tap.down ? Face::Down : chosen ? Face::Chosen : Face::Plain);
    mark(page, mark_in(page, room), chosen, several, tap.down);
    const float from = page.px(20 + mark_side + 14);
    write(page, label, {room.x + from, room.y + page.px(6), room.width - from - page.px(12), room.height - page.px(12)},
          {.size = 24,
           .weight = Weight::Medium,
           .colour = words_on(page, tap.down),
           .stand = Stand::Middle,
           .leading = 1.2F});
    return tap.tapped;
}

bool plain_card(Page& page, std::string_view label, Rect room, bool chosen, std::size_t id) {
    const auto tap = target(page, {.id = touch::id_of("plain card", id), .label = std::string(label)}, room);
    quiet_face(page, room, tap.down ? Face::Held : chosen ? Face::Chosen : Face::Plain);
    return tap.tapped;
}

bool hold_button(Page& page, std::string_view label, Rect room, float share, bool on) {
    const auto& c = page.look.colours;
    const auto tap =
        target(page, {.id = touch::id_of("hold"), .label = std::string(label), .on = on, .held = true}, room);
    quiet_face(page, room, on ? Face::Chosen : Face::Off);
    // The bar lies below the words, so that they are read on one ground.
    const float pad = page.px(24);
    const float thick = page.px(20);
    const Rect bar{room.x + pad, room.bottom() - page.px(18) - thick, room.width - 2 * pad, thick};
    if (on) {
        fill(page, bar, thick / 2, c.box);
        outline(page, bar, thick / 2, c.accent, std::max(1.5F, page.px(2)));
        const float wide = bar.width * share;
        if (wide >= thick) fill(page, {bar.x, bar.y, wide, thick}, thick / 2, c.accent);
    }
    const float until = on ? bar.y : room.bottom();
    write(page, label, {room.x + pad, room.y + page.px(8), room.width - 2 * pad, until - room.y - page.px(14)},
          label_manner(30, Weight::SemiBold, on ? c.words : c.quiet_words));
    return tap.down;
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
