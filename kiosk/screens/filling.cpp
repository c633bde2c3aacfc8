#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/options.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/typing_panel.hpp"
#include "kiosk/widgets/field.hpp"
#include "kiosk/widgets/keys.hpp"

namespace hineni::screens {

namespace {

// The field whose way of answering is in the panel: the one in focus, or the first that is chosen.
std::optional<std::size_t> answering(const Filling& state) {
    if (state.focus) return state.focus;
    const auto [first, last] = state.fields;
    return first < last ? std::optional(first) : std::nullopt;
}

bool has_typed(const Filling& state) {
    const auto& fields = state.card.form->fields;
    for (auto i = state.fields.first; i < state.fields.last; ++i) {
        if (is_typed(fields[i].kind)) return true;
    }
    return false;
}

// The boxes of a page: side by side on a wide glass, one under the other on a tall one.
struct Boxes {
    Rect room;
    std::size_t across = 1;
    float wide = 0, high = 0, gap_x = 0, gap_y = 0;

    Boxes(const Page& page, std::size_t count, Rect within, float gap) : room(within) {
        across = page.portrait() || count == 1 ? 1 : 2;
        gap_x = page.px(20);
        gap_y = page.px(gap);
        const std::size_t whole_rows = (count + across - 1) / across;
        const auto rows = static_cast<float>(std::max<std::size_t>(whole_rows, 1));
        const float most = page.px(112 * page.look.text_scale);
        high = std::min((room.height - gap_y * (rows - 1)) / rows, most);
        wide = across == 1 ? room.width : (room.width - gap_x) / 2;
    }
    [[nodiscard]] Rect at(std::size_t place) const {
        const std::size_t row = place / across;
        return {room.x + static_cast<float>(place % across) * (wide + gap_x),
                room.y + static_cast<float>(row) * (high + gap_y), wide, high};
    }
};

Did fields(Page& page, const Filling& state, const Boxes& boxes) {
    const Form& form = *state.card.form;
    Did did;
    for (auto i = state.fields.first; i < state.fields.last; ++i) {
        const FieldBox shown{.field = &form.fields[i],
                             .answer = state.card.answers[i].text(),
                             .problem = state.card.problems[i],
                             .focused = answering(state) == i,
                             .caret = state.caret,
                             .hidden = state.card.hidden,
                             .id = i};
        const Rect box = boxes.at(i - state.fields.first);
        if (!is_typed(form.fields[i].kind)) {
            if (choice_field(page, shown, box)) did = Focused{i, 0};
            continue;
        }
        const auto tap = text_field(page, shown, box);
        if (tap.caret) did = Focused{i, *tap.caret};
        if (tap.eye) did = HideTyping{!state.card.hidden};
    }
    return did;
}

}  // namespace

Did filling(Page& page, const Filling& state, const Scene& scene) {
    const Form& form = *state.card.form;
    const float x = margin(page);
    const bool portrait = page.portrait();
    const Head top = head(page, form.title.in(page.language), scene, portrait ? 0 : page.px(500));
    Did did = top.did;
    const auto either = [&](const Did& tapped) {
        if (tapped) did = tapped;
    };

    // On a tall glass the ways stand between the fields and the panel, within reach of the thumb that types.
    const float ways_high = portrait ? page.px(smallest_target + 36) : 0;
    const float lowest = panel_top(page) - page.px(12) - ways_high;
    const Rect room{x, top.bottom, page.width - 2 * x, lowest - top.bottom};
    Boxes boxes(page, state.fields.size(), room, 12);
    // A low glass gives up space between boxes before it gives up what a finger needs.
    if (boxes.high < page.px(smallest_target)) {
        boxes = Boxes(page, state.fields.size(), {room.x, room.y, room.width, room.height + page.px(5)}, 7);
    }
    // Where nothing is typed, the panel has no keys to keep in their place, and takes all the room there is.
    const float end = has_typed(state) ? lowest : boxes.at(state.fields.size() - 1).bottom();
    const float panel = has_typed(state) ? panel_top(page) : end + page.px(20) + ways_high;
    keyboard_panel(page, panel);
    const Rect ways_room{x, panel - page.px(20 + smallest_target), page.width - 2 * x, page.px(smallest_target)};
    either(ways(page, page.say("Continue"), portrait ? ways_room : top.end));
    either(fields(page, state, boxes));

    const auto index = answering(state);
    if (!index) return did;
    if (is_typed(form.fields[*index].kind)) {
        either(typing_panel(page, {state.keyboard, state.card.answers[*index].text(), state.caret}));
    } else {
        const Rect below = panel_room(page, panel);
        either(options(page, state, *index, scene.pack, {x, below.y, page.width - 2 * x, below.height}));
    }
    return did;
}

}  // namespace hineni::screens
