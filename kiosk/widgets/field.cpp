#include "kiosk/widgets/field.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "hineni/utf8.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni {

using namespace shapes;

namespace {

constexpr float padding = 20;    // Units, at both sides.
constexpr float eye_width = 88;  // Units.

// The three lines of a box, from its height. Without a third one, the two stand a little further apart.
struct Lines {
    Rect label, value, foot;
};

Lines lines_of(const Page& page, const Rect& room, bool with_foot, float less) {
    const float x = room.x + page.px(padding);
    const float width = room.width - page.px(2 * padding) - less;
    const float h = room.height;
    if (with_foot) {
        return {{x, room.y + h * 0.07F, width, h * 0.25F},
                {x, room.y + h * 0.31F, width, h * 0.34F},
                {x, room.y + h * 0.645F, width, h * 0.27F}};
    }
    return {{x, room.y + h * 0.13F, width, h * 0.28F}, {x, room.y + h * 0.42F, width, h * 0.44F}, {}};
}

void face(Page& page, const FieldBox& box, const Rect& room) {
    const auto& c = page.look.colours;
    const float rounding = page.px(16);
    fill(page, room, rounding, c.box);
    const Colour edge = box.focused ? c.accent : box.problem != Problem::None ? c.problem : c.box_edge;
    const bool strong = box.focused || box.problem != Problem::None;
    outline(page, room, rounding, edge, std::max(1.5F, page.px(strong ? 3 : 1.5F)));
}

void label_and_foot(Page& page, const FieldBox& box, const Lines& lines) {
    const auto& c = page.look.colours;
    Manner label = small_print(page);
    label.size = 18;
    label.stand = Stand::Middle;
    if (box.focused) label.colour = c.accent;
    write(page, box.field->label.in(page.language), lines.label, label);

    Manner foot = label;
    foot.size = 17;
    foot.colour = c.quiet_words;
    if (box.problem == Problem::None) {
        write(page, box.field->hint.in(page.language), lines.foot, foot);
        return;
    }
    const float side = page.style(19).size;
    const Rect mark = on_glass(page, {lines.foot.x, lines.foot.y, side, lines.foot.height});
    icon(page, Icon::Attention, {mark.x + mark.width / 2, mark.y + mark.height / 2}, side, c.problem);
    const float indent = side + page.px(8);
    foot.colour = c.problem;
    foot.weight = Weight::Medium;
    write(page, problem_words(page, box.problem),
          {lines.foot.x + indent, lines.foot.y, lines.foot.width - indent, lines.foot.height}, foot);
}

bool has_foot(const Page& page, const FieldBox& box) {
    return box.problem != Problem::None || !box.field->hint.in(page.language).empty();
}

float stop_at(const Line& line, std::size_t byte) {
    float x = 0;
    for (const auto& stop : line.stops) {
        if (stop.byte > byte) break;
        x = stop.x;
    }
    return x;
}

std::size_t stop_near(const Line& line, float x) {
    std::size_t best = 0;
    float distance = 1e9F;
    for (const auto& stop : line.stops) {
        if (std::abs(stop.x - x) >= distance) continue;
        distance = std::abs(stop.x - x);
        best = stop.byte;
    }
    return best;
}

// What is drawn of an answer: itself or dots, and how far it slid.
struct Value {
    Line line;
    float left = 0;       // Where the line's left end lies on the glass.
    std::size_t dot = 0;  // Bytes of a dot where the characters are hidden.
};

Direction typed_direction(const Page& page, const FieldBox& box) {
    const auto kind = box.field->kind;
    if (kind == FieldKind::Email || kind == FieldKind::Phone || kind == FieldKind::PostalCode) {
        return Direction::LeftToRight;
    }
    return direction_in(box.answer, page.direction);
}

std::size_t caret_byte(const FieldBox& box, const Value& value) {
    if (value.dot == 0) return box.caret;
    return utf8::count(box.answer.substr(0, std::min(box.caret, box.answer.size()))) * value.dot;
}

Value laid_out(Page& page, const FieldBox& box, const Rect& at) {
    constexpr std::string_view dot = "•";
    const TypeStyle style = page.style(box.size, Weight::Medium);
    const Direction direction = typed_direction(page, box);
    Value value;
    if (box.hidden) {
        std::string dots;
        for (std::size_t i = 0; i < utf8::count(box.answer); ++i) dots += dot;
        value.line = page.type.shape(dots, style, direction);
        value.dot = dot.size();
    } else {
        value.line = page.type.shape(box.answer, style, direction);
    }
    const float over = value.line.width - at.width;
    if (over <= 0) {
        const bool right = page.direction == Direction::RightToLeft;
        value.left = std::round(right ? at.right() - value.line.width : at.x);
        return value;
    }
    // Too long: the beginning shows, or what is around the caret while it is typed into.
    float slid = direction == Direction::RightToLeft ? over : 0;
    if (box.focused) slid = std::clamp(stop_at(value.line, caret_byte(box, value)) - at.width * 0.8F, 0.0F, over);
    value.left = std::round(at.x - slid);
    return value;
}

// Where an answer goes on beyond the box, it fades into the ground.
void fade_out(Page& page, const Rect& at, const Line& line, float left) {
    const Colour ground = page.look.colours.box;
    const Colour clear = faded(ground, 0);
    const float reach = page.px(36);
    if (left < at.x - 1) {
        page.list.AddRectFilledMultiColor({at.x, at.y}, {at.x + reach, at.bottom()}, ground, clear, clear, ground);
    }
    if (left + line.width > at.right() + 1) {
        page.list.AddRectFilledMultiColor({at.right() - reach, at.y}, {at.right(), at.bottom()}, clear, ground, ground,
                                          clear);
    }
}

void draw_value(Page& page, const FieldBox& box, const Rect& at, const Value& value) {
    const auto& c = page.look.colours;
    const Metrics metrics = page.type.metrics(value.line.style);
    const float baseline = std::round(at.y + (at.height + metrics.cap_height) / 2);
    page.list.PushClipRect({at.x, at.y - page.px(4)}, {at.right() + page.px(4), at.bottom() + page.px(4)}, true);
    page.type.draw(page.list, value.left, baseline, value.line, c.words);
    fade_out(page, at, value.line, value.left);
    if (box.focused) {
        const float x = std::round(value.left + stop_at(value.line, caret_byte(box, value)));
        const float thick = std::max(2.0F, std::round(page.px(3)));
        const float from = std::min(x, at.right() + page.px(4) - thick);
        const float middle = baseline - metrics.cap_height / 2;
        page.list.AddRectFilled({from, std::round(middle - metrics.cap_height * 0.85F)},
                                {from + thick, std::round(middle + metrics.cap_height * 0.85F)}, c.accent);
    }
    page.list.PopClipRect();
    if (box.answer.empty()) return;
    const float left = std::max(value.left, at.x);
    const float right = std::min(value.left + value.line.width, at.right());
    page.ledger.wrote({{}, {left, baseline - metrics.cap_height, right - left, metrics.cap_height}, at});
}

std::string chosen_words(const Page& page, const FieldBox& box) {
    if (box.field->kind == FieldKind::YesNo) {
        if (box.answer == "yes") return page.say("Yes");
        if (box.answer == "no") return page.say("No");
        return {};
    }
    std::string words;
    std::string_view rest = box.answer;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        for (const auto& option : box.field->options) {
            if (option.id != rest.substr(0, end)) continue;
            if (!words.empty()) words += ", ";
            words += option_words(page, option);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

}  // namespace

std::string option_words(const Page& page, const Option& option) {
    if (option.label.empty()) return page.say("There is no group near me yet. Tell me how to start one.");
    return option.label.in(page.language);
}

std::string problem_words(const Page& page, Problem problem) {
    switch (problem) {
        case Problem::None: return {};
        case Problem::Missing: return page.say("Please fill this in.");
        case Problem::NotAnEmail: return page.say("Please check this address.");
        case Problem::NotAPhone: return page.say("Please check this number.");
        case Problem::NoContact: return page.say("Please leave an email address or a phone number.");
        case Problem::NotAPostalCode: return page.say("Please check this postal code.");
    }
    return {};
}

// On every field, so that nobody has to look for it; it speaks up where the typing is.
static bool draw_eye(Page& page, const FieldBox& box, const Rect& corner) {
    const auto& c = page.look.colours;
    const auto label = box.hidden ? page.say("Show what I type") : page.say("Hide what I type");
    const Rect where = on_glass(page, corner);
    icon(page, box.hidden ? Icon::EyeClosed : Icon::Eye, {where.x + where.width / 2, where.y + where.height / 2},
         page.px(box.focused ? 34 : 28), box.focused ? c.quiet_words : between(c.box, c.quiet_words, 0.7F));
    return page.ledger.tapped({.id = touch::id_of("eye", box.id), .label = label, .box = where});
}

FieldTap text_field(Page& page, const FieldBox& box, Rect room) {
    face(page, box, room);
    const float eye = page.px(eye_width);
    const auto lines = lines_of(page, room, has_foot(page, box), eye);
    label_and_foot(page, box, lines);
    const Rect at = on_glass(page, lines.value);
    const Value value = laid_out(page, box, at);
    draw_value(page, box, at, value);

    FieldTap tap;
    const Rect target{room.x, room.y, room.width - eye, room.height};
    if (page.ledger.tapped({.id = touch::id_of("field", box.id),
                            .label = box.field->label.in(page.language),
                            .box = on_glass(page, target),
                            .role = touch::Role::Field})) {
        tap.caret = box.answer.size();
        if (box.focused && !box.answer.empty()) {
            auto byte = stop_near(value.line, page.ledger.x() - value.left);
            if (value.dot != 0) byte = utf8::cut(box.answer, byte / value.dot).size();
            tap.caret = byte;
        }
    }
    tap.eye = draw_eye(page, box, {room.x + room.width - eye, room.y, eye, room.height});
    return tap;
}

bool choice_field(Page& page, const FieldBox& box, Rect room) {
    face(page, box, room);
    const float arrow = page.px(36);
    const auto lines = lines_of(page, room, has_foot(page, box), arrow);
    label_and_foot(page, box, lines);
    const Rect where = on_glass(page, {room.x + room.width - page.px(padding) - arrow, room.y, arrow, room.height});
    icon(page, Icon::Down, {where.x + where.width / 2, where.y + where.height / 2}, page.px(24),
         box.focused ? page.look.colours.accent : page.look.colours.quiet_words);
    write_typed(page, chosen_words(page, box), lines.value,
                {.size = 24,
                 .weight = Weight::Medium,
                 .colour = page.look.colours.words,
                 .stand = Stand::Middle,
                 .leading = 1.1F});
    return page.ledger.tapped({.id = touch::id_of("field", box.id),
                               .label = box.field->label.in(page.language),
                               .box = on_glass(page, room)});
}

}  // namespace hineni
