#include "kiosk/screens/options.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/screens/pager.hpp"
#include "kiosk/session/suggestion.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/field.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

constexpr float gap = 12;  // Units.

// One field, being answered.
struct Asked {
    const Filling& state;
    std::size_t index;

    [[nodiscard]] const Field& field() const { return state.card.form->fields[index]; }
    [[nodiscard]] std::string_view answer() const { return state.card.answers[index].text(); }
    [[nodiscard]] bool picked(std::size_t option) const { return is_picked(field(), answer(), option); }
};

Did one(Page& page, const Asked& asked, std::size_t option, Rect room) {
    const bool several = asked.field().kind == FieldKind::Choices;
    const auto words = option_words(page, asked.field().options[option]);
    return chip(page, words, room, asked.picked(option), several, option) ? Did(Picked{asked.index, option})
                                                                          : std::nullopt;
}

Did list(Page& page, const Asked& asked, const std::vector<std::size_t>& which, Rect room, std::size_t columns) {
    const auto shown = shelf(page, room, {.count = which.size(), .columns = columns}, asked.state.shown_from);
    Did did;
    for (auto i = shown.first; i < shown.last; ++i) {
        if (const auto tapped = one(page, asked, which[i], shown.place(i))) did = tapped;
    }
    if (const auto from = turned(page, shown)) did = ListTurned{*from};
    return did;
}

Did yes_or_no(Page& page, const Asked& asked, Rect room) {
    const auto chosen = asked.answer().empty() ? std::nullopt : std::optional(asked.answer() == "yes");
    const float grown = page.look.text_scale;
    const float wide = std::min(room.width, page.px(560 * grown));
    const float high = std::min(room.height, page.px(104 * grown));
    const Rect buttons{room.x + (room.width - wide) / 2, room.y + std::min(page.px(24), (room.height - high) / 2), wide,
                       high};
    const auto tapped = yes_no(page, buttons, chosen, asked.index);
    return tapped ? Did(Picked{asked.index, *tapped ? 0U : 1U}) : std::nullopt;
}

// A line of words over a group of options; what is left of the room below it.
Rect under(Page& page, std::string_view words, Rect room) {
    Manner manner = small_print(page);
    manner.weight = Weight::Medium;
    manner.colour = page.look.colours.accent;
    const float high = height_of(page, words, room.width, manner);
    write(page, words, {room.x, room.y + page.px(4), room.width, high + 1}, manner);
    const float used = high + page.px(18);
    return {room.x, room.y + used, room.width, room.height - used};
}

Rect first_of(Rect& room, float high, float space) {
    const Rect first{room.x, room.y, room.width, high};
    room.y += high + space;
    room.height -= high + space;
    return first;
}

Rect last_of(Rect& room, float high, float space) {
    room.height -= high + space;
    return {room.x, room.bottom() + space, room.width, high};
}

struct Groups {
    std::optional<std::size_t> near, pod;
    std::vector<std::size_t> elsewhere;
    bool starts_one = false;  // Nobody is near: the pod stands first.
};

Groups groups_of(const Asked& asked, const EventPack& pack) {
    Groups groups;
    groups.near = suggested_option(asked.state.card, pack, asked.index);
    const auto& all = asked.field().options;
    for (std::size_t option = 0; option < all.size(); ++option) {
        if (all[option].id == pod_option) {
            groups.pod = option;
        } else if (option != groups.near) {
            groups.elsewhere.push_back(option);
        }
    }
    groups.starts_one = groups.near && groups.near == groups.pod;
    if (groups.starts_one) groups.near.reset();
    return groups;
}

// The group near them stands first and large, and who has none finds the way to one without turning a page.
Did chapters(Page& page, const Asked& asked, const EventPack& pack, Rect room) {
    const auto groups = groups_of(asked, pack);
    const float high = page.px(smallest_target * (0.5F + page.look.text_scale / 2));
    const float space = page.px(gap);
    Did did;
    const auto either = [&](const Did& tapped) {
        if (tapped) did = tapped;
    };
    const bool beside = groups.near && !page.portrait();
    Rect list_room = room;
    Rect first_room = room;
    if (beside) {
        first_room.width = (room.width - page.px(28)) * 0.38F;
        list_room.x += first_room.width + page.px(28);
        list_room.width -= first_room.width + page.px(28);
    }
    Rect& rest = beside ? first_room : list_room;
    if (groups.pod && groups.starts_one) {
        either(one(page, asked, *groups.pod, first_of(rest, high, page.px(20))));
    } else if (groups.pod) {
        either(one(page, asked, *groups.pod, last_of(rest, high, beside ? space : page.px(20))));
    }
    if (groups.near) {
        rest = under(page, page.say("Near you"), rest);
        either(one(page, asked, *groups.near, first_of(rest, std::min(high * 1.25F, rest.height), page.px(16))));
        if (!groups.elsewhere.empty()) list_room = under(page, page.say("Somewhere else"), list_room);
    }
    either(list(page, asked, groups.elsewhere, list_room, beside ? 1 : 2));
    return did;
}

}  // namespace

Did options(Page& page, const Filling& state, std::size_t field, const EventPack& pack, Rect room) {
    const Asked asked{state, field};
    switch (asked.field().kind) {
        case FieldKind::YesNo: return yes_or_no(page, asked, room);
        case FieldKind::Chapter: return chapters(page, asked, pack, room);
        default: break;
    }
    std::vector<std::size_t> all(asked.field().options.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return list(page, asked, all, room, page.portrait() ? 1 : 2);
}

}  // namespace hineni::screens
