#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/pad.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

Did signing(Page& page, const Signing& state, const Scene& scene) {
    const float x = margin(page);
    const float gap = page.px(12);
    const float wide = page.px(page.portrait() ? 150 : 168);
    const float high = page.px(smallest_target);
    const float tools = 2 * wide + 2 * gap;
    const float top = head(page, page.say("Sign with your finger"), scene.session.step(), tools);
    Did did = foot(page, page.say("I'm done"), can_go_on(scene.session.state()));
    float from = page.width - x - 2 * wide - gap;
    if (quiet_button(page, page.say("Undo"), {from, page.px(14), wide, high})) did = PenUndo{};
    from += wide + gap;
    if (quiet_button(page, page.say("Clear"), {from, page.px(14), wide, high})) did = PenStartOver{};

    const Rect room{x, top + page.px(6), page.width - 2 * x, foot_top(page) - top - page.px(12)};
    if (const auto pen = signature_pad(page, state.card.ink, state.pen_down, pad_in(room))) did = pen;
    return did;
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
    return all;
}

}  // namespace hineni::screens
