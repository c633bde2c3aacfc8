#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/typing_panel.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/field.hpp"
#include "kiosk/widgets/keys.hpp"
#include "kiosk/widgets/pad.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

Did with_the_finger(Page& page, const Signing& state, const Scene& scene) {
    const Head top = head(page, page.say("Sign with your finger"), scene);
    Did did = top.did;
    const float x = margin(page);
    const float high = page.px(smallest_target);
    const float width = page.width - 2 * x;
    const float bottom = foot_top(page) - page.px(16);
    if (const auto on = foot(page, page.say("I'm done"), can_go_on(scene.session.state()))) did = on;
    // On a wide glass what helps stands beside the pad, on a tall one under it.
    const bool beside = !page.portrait();
    const float helps = beside ? page.px(224) : (width - page.px(24)) / 3;
    const Rect paper_room = beside ? Rect{x, top.bottom + page.px(6), width - helps - page.px(24), bottom - top.bottom}
                                   : Rect{x, top.bottom + page.px(6), width, bottom - top.bottom - high - page.px(24)};
    const Rect paper = pad_in(paper_room);
    const float gap = page.px(12);
    Rect help = beside ? Rect{page.width - x - helps, paper.y, helps, high}
                       : Rect{x, paper.bottom() + page.px(24), helps, high};
    const auto next = [&] {
        const Rect at = help;
        if (beside)
            help.y += high + gap;
        else
            help.x += helps + gap;
        return at;
    };
    if (quiet_button(page, page.say("Undo"), next())) did = PenUndo{};
    if (quiet_button(page, page.say("Clear"), next())) did = PenStartOver{};
    const Rect last = beside ? Rect{help.x, paper.bottom() - high, helps, high} : help;
    if (quiet_button(page, page.say("Type it instead"), last)) did = SignByTyping{true};
    if (const auto pen = signature_pad(page, state.card.ink, state.pen_down, paper)) did = pen;
    return did;
}

// A name typed in a line stands for a drawn one.
Did with_keys(Page& page, const Signing& state, const Scene& scene) {
    const bool portrait = page.portrait();
    const float x = margin(page);
    const Head top = head(page, page.say("Your signature"), scene, portrait ? 0 : page.px(500));
    Did did = top.did;
    const float panel = panel_top(page);
    const float high = page.px(smallest_target);
    keyboard_panel(page, panel);
    const Rect ways_room = portrait ? Rect{x, panel - page.px(20) - high, page.width - 2 * x, high} : top.end;
    if (const auto on = ways(page, page.say("I'm done"), ways_room, can_go_on(scene.session.state()))) did = on;

    Field field{.id = "signature", .kind = FieldKind::Name, .label = {}, .hint = {}, .options = {}};
    field.label.by_language = {{page.language, page.say("Type your name as your signature")}};
    field.hint.by_language = {{page.language, page.say("Your name, typed, counts as your signature.")}};
    const float instead = page.px(portrait ? 0 : 240);
    const float bottom = portrait ? ways_room.y - page.px(20) - high : panel - page.px(12);
    const float most = std::min(bottom - top.bottom, page.px(168 * page.look.text_scale));
    const float wide = page.width - 2 * x - (portrait ? 0 : instead + page.px(20));
    const FieldBox box{.field = &field,
                       .answer = state.card.signature_typed.text(),
                       .focused = true,
                       .caret = state.caret,
                       .hidden = state.card.hidden,
                       .id = 0,
                       .size = 44 / std::max(1.0F, page.look.text_scale * 0.8F)};
    const auto tap = text_field(page, box, {x, top.bottom, wide, portrait ? most - page.px(16) : most});
    if (tap.eye) did = HideTyping{!state.card.hidden};
    const Rect draw_room = portrait ? Rect{x, bottom, page.width - 2 * x, high}
                                    : Rect{page.width - x - instead, top.bottom + (most - high) / 2, instead, high};
    if (quiet_button(page, page.say("Draw it instead"), draw_room)) did = SignByTyping{false};
    if (const auto key = typing_panel(page, {state.keyboard, box.answer, state.caret})) did = key;
    return did;
}

}  // namespace

Did signing(Page& page, const Signing& state, const Scene& scene) {
    return state.typing ? with_keys(page, state, scene) : with_the_finger(page, state, scene);
}

Previews signing_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form& form) { return form.drawn_signature; }) || !player.go_to<Signing>()) return {};
    Previews all{{"signing-empty", player.session()}};
    const auto stroke = [&](std::initializer_list<Ink::Point> points) {
        player.did(PenDown{*points.begin()});
        for (const auto* point = points.begin() + 1; point != points.end(); ++point) player.did(PenMoved{*point});
        player.did(PenUp{});
    };
    stroke({{120, 260}, {150, 180}, {190, 110}, {215, 150}, {205, 220}, {190, 262}, {215, 235}, {250, 170},
            {285, 112}, {300, 150}, {296, 220}, {300, 262}, {330, 240}, {360, 212}, {385, 206}, {380, 240},
            {366, 258}, {392, 248}, {420, 214}, {432, 240}, {440, 258}, {470, 226}, {500, 206}, {520, 236},
            {540, 258}, {575, 236}, {610, 210}, {606, 244}, {620, 258}, {660, 238}, {720, 216}, {800, 222}});
    stroke({{380, 168}, {398, 150}, {412, 138}});
    stroke({{210, 296}, {420, 288}, {640, 292}, {780, 280}});
    all.push_back({"signing", player.session()});
    player.did(SignByTyping{true});
    all.push_back({"signing-typed-empty", player.session()});
    for (const char* letter : {"M", "a", "r", "í", "a", " ", "N", "ú", "ñ", "e", "z"}) {
        player.did(KeyTapped{{keyboard::Does::Insert, letter, letter, 1}});
    }
    all.push_back({"signing-typed", player.session()});
    return all;
}

}  // namespace hineni::screens
