#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/field.hpp"
#include "kiosk/widgets/keys.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

constexpr float gap = 12;         // Units between boxes.
constexpr float key_height = 84;  // Units.
constexpr float panel_rows = 5;   // Four of keys and one for endings and quiet words; or five of keys.

float panel_top(const Page& page) {
    return page.height - page.px(12 + panel_rows * key_height + (panel_rows - 1) * 10 + 12);
}

// The field whose way of answering is in the panel: the one in focus, or the first that is chosen.
std::optional<std::size_t> answering(const Filling& state) {
    if (state.focus) return state.focus;
    const auto [first, last] = state.fields;
    return first < last ? std::optional(first) : std::nullopt;
}

Did actions(Page& page, float y, bool portrait) {
    const float x = margin(page);
    const float high = page.px(smallest_target);
    const float space = page.px(gap);
    const float main = page.px(portrait ? 320 : 236);
    const float quiet = page.px(portrait ? 190 : 150);
    Did did;
    float from = portrait ? x : page.width - x - main - 2 * (quiet + space);
    if (quiet_button(page, page.say("Start over"), {from, y, quiet, high})) did = Leave{};
    from += quiet + space;
    if (quiet_button(page, page.say("Back"), {from, y, quiet, high})) did = Back{};
    if (big_button(page, page.say("Continue"), {page.width - x - main, y, main, high})) did = Next{};
    return did;
}

Did fields(Page& page, const Filling& state, Rect room) {
    const Form& form = *state.card.form;
    const auto [first, last] = state.fields;
    const auto count = last - first;
    const std::size_t across = page.portrait() || count == 1 ? 1 : 2;
    const std::size_t whole_rows = (count + across - 1) / across;
    const auto rows = static_cast<float>(whole_rows);
    const float high = std::min((room.height - page.px(gap) * (rows - 1)) / rows, page.px(112));
    const float wide = across == 1 ? room.width : (room.width - page.px(20)) / 2;
    Did did;
    for (auto i = first; i < last; ++i) {
        const auto place = i - first;
        const std::size_t row = place / across;
        const Rect box{room.x + static_cast<float>(place % across) * (wide + page.px(20)),
                       room.y + static_cast<float>(row) * (high + page.px(gap)), wide, high};
        const FieldBox shown{.field = &form.fields[i],
                             .answer = state.card.answers[i].text(),
                             .problem = state.card.problems[i],
                             .focused = answering(state) == i,
                             .caret = state.caret,
                             .hidden = state.card.hidden,
                             .id = i};
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

// Options as chips, in as few columns as keep them high enough.
Did options(Page& page, const Filling& state, std::size_t index, Rect room) {
    const Field& field = state.card.form->fields[index];
    const auto answer = state.card.answers[index].text();
    const float space = page.px(gap);
    if (field.kind == FieldKind::YesNo) {
        const auto chosen = answer.empty() ? std::nullopt : std::optional(answer == "yes");
        const float wide = std::min(room.width, page.px(560));
        const auto tapped =
            yes_no(page, {room.x + (room.width - wide) / 2, room.y + page.px(24), wide, page.px(104)}, chosen, index);
        return tapped ? Did(Picked{index, *tapped ? 0U : 1U}) : std::nullopt;
    }
    const auto count = std::max<std::size_t>(field.options.size(), 1);
    std::size_t columns = page.portrait() ? 1 : 2;
    const auto high_of = [&] {
        const std::size_t rows = (count + columns - 1) / columns;
        return (room.height - space * (static_cast<float>(rows) - 1)) / static_cast<float>(rows);
    };
    while (columns < 4 && high_of() < page.px(smallest_target)) ++columns;
    const float high = std::min(high_of(), page.px(104));
    const float wide = (room.width - space * (static_cast<float>(columns) - 1)) / static_cast<float>(columns);
    Did did;
    for (std::size_t i = 0; i < field.options.size(); ++i) {
        const std::size_t row = i / columns;
        const Rect box{room.x + static_cast<float>(i % columns) * (wide + space),
                       room.y + static_cast<float>(row) * (high + space), wide, high};
        if (chip(page, field.options[i].label.in(page.language), box, is_picked(field, answer, i),
                 field.kind == FieldKind::Choices, i)) {
            did = Picked{index, i};
        }
    }
    return did;
}

// The keyboard, and above it one-tap endings for an address, or the words that say where the typing goes.
Did typing(Page& page, const Filling& state, std::size_t index, Rect room) {
    const Field& field = state.card.form->fields[index];
    const float row = page.px(key_height);
    const float space = page.px(10);
    Rect board = room;
    Did did;
    if (keyboard::rows(state.keyboard).size() < static_cast<std::size_t>(panel_rows)) {
        const Rect slot{room.x, room.y, room.width, row};
        board.y += row + space;
        board.height -= row + space;
        const auto endings = field.kind == FieldKind::Email && state.caret == state.card.answers[index].size()
                                 ? keyboard::mail_domains(state.card.answers[index].text(), page.language)
                                 : std::vector<keyboard::Key>{};
        if (!endings.empty()) {
            if (const auto key = key_row(page, endings, slot)) did = KeyTapped{*key};
        } else {
            Manner quiet = small_print(page);
            quiet.align = Align::Centre;
            quiet.stand = Stand::Middle;
            write(page, page.say("What you type is sealed on this device. Only the organizers can open it."), slot,
                  quiet);
        }
    }
    if (const auto key = keys(page, state.keyboard, board)) did = KeyTapped{*key};
    return did;
}

}  // namespace

Did filling(Page& page, const Filling& state, const Scene& scene) {
    const Form& form = *state.card.form;
    const float x = margin(page);
    const bool portrait = page.portrait();
    const float panel = panel_top(page);
    const float top = head(page, form.title.in(page.language), scene.session.step(), portrait ? 0 : page.px(580));
    const float actions_top = portrait ? panel - page.px(20 + smallest_target) : page.px(14);
    const float end = portrait ? actions_top - page.px(16) : panel - page.px(12);

    keyboard_panel(page, panel);
    Did did = actions(page, actions_top, portrait);
    if (const auto in = fields(page, state, {x, top, page.width - 2 * x, end - top})) did = in;
    const auto index = answering(state);
    if (!index) return did;
    const float side = portrait ? page.px(14) : x;
    const Rect room{side, panel + page.px(12), page.width - 2 * side, page.height - panel - page.px(24)};
    const auto in = is_typed(form.fields[*index].kind)
                        ? typing(page, state, *index, room)
                        : options(page, state, *index, {x, room.y, page.width - 2 * x, room.height});
    return in ? in : did;
}

Previews filling_previews(const EventPack& pack, const Language& language) {
    Previews all;
    Player long_one(pack, language);
    const auto any = [](const Form& form) { return !form.fields.empty(); };
    if (!long_one.open(any) || !long_one.go_to<Filling>()) return {};
    Player problems = long_one;
    Player plain = long_one;
    all.push_back({"filling-empty", plain.session()});
    long_one.fill_page(true);
    all.push_back({"filling-long-answers", long_one.session()});
    const auto& fields_here = std::get<Filling>(problems.session().state()).card.form->fields;
    for (std::size_t i = 0; i < fields_here.size(); ++i) {
        if (is_typed(fields_here[i].kind) && fields_here[i].kind != FieldKind::Name) problems.type(i, "x");
    }
    problems.did(Next{});
    all.push_back({"filling-every-problem", problems.session()});
    plain.fill_page(false);
    for (std::size_t i = 0; i < fields_here.size() && i < 4; ++i) {
        if (fields_here[i].kind != FieldKind::Email) continue;
        Player endings = plain;
        for (int erased = 0; erased < 40; ++erased) endings.did(KeyTapped{{keyboard::Does::Erase, "", "", 1}});
        endings.did(Focused{i, 1000});
        for (int erased = 0; erased < 40; ++erased) endings.did(KeyTapped{{keyboard::Does::Erase, "", "", 1}});
        endings.type(i, "maria");
        all.push_back({"filling-mail-endings", endings.session()});
        break;
    }
    all.push_back({"filling", plain.session()});
    plain.did(HideTyping{true});
    all.push_back({"filling-hidden", plain.session()});
    plain.did(HideTyping{false});
    plain.did(Next{});
    if (std::holds_alternative<Filling>(plain.session().state()))
        all.push_back({"filling-second-page", plain.session()});
    Player words(pack, language);
    if (words.open([](const Form& form) { return form.kind == FormKind::Pledge; }) && words.go_to<Filling>()) {
        words.fill_page(false);
        all.push_back({"filling-words", words.session()});
    }
    return all;
}

}  // namespace hineni::screens
