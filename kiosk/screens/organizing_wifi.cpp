// The Wi-Fis around, each with its strength as bars and in words, and what there is to know of it; the password of one.
#include <algorithm>
#include <array>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/organizing.hpp"
#include "kiosk/screens/pager.hpp"
#include "kiosk/screens/typing_panel.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/field.hpp"
#include "kiosk/widgets/keys.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

constexpr int strong = 67;  // Of 100: four bars; half of that is fair.
constexpr int fair = 34;

std::string about(const Page& page, const Facts::Wifi& wifi) {
    std::vector<std::string> parts;
    if (wifi.joined) parts.push_back(page.say("joined"));
    parts.push_back(wifi.strength >= strong ? page.say("strong")
                    : wifi.strength >= fair ? page.say("fair")
                                            : page.say("weak"));
    parts.push_back(wifi.locked ? page.say("needs a password") : page.say("open to everybody"));
    if (wifi.remembered && !wifi.joined) parts.push_back(page.say("remembered"));
    std::string words;
    for (const auto& part : parts) words += (words.empty() ? "" : " · ") + part;
    return words;
}

// Four bars, full up to the strength: shape and size, so that it is seen without its color.
void strength_bars(Page& page, int strength, Rect room) {
    const auto& c = page.look.colours;
    constexpr int most = 4;
    const int full = std::clamp((strength + 24) / 25, 1, most);
    const float each = room.width / most;
    for (int i = 0; i < most; ++i) {
        const float high = room.height * static_cast<float>(i + 1) / most;
        const Rect one{room.x + static_cast<float>(i) * each, room.bottom() - high, each * 0.68F, high};
        if (i < full) {
            shapes::fill(page, one, page.px(3), c.words);
        } else {
            shapes::outline(page, one, page.px(3), c.quiet_words, std::max(1.0F, page.px(1.5F)));
        }
    }
}

bool wifi_card(Page& page, const Facts::Wifi& wifi, Rect room, std::size_t place) {
    const bool tapped = plain_card(page, wifi.name, room, wifi.joined, place);
    const float pad = page.px(20);
    const float side = page.px(36);
    strength_bars(page, wifi.strength, {room.x + pad, room.y + (room.height - side) / 2, side, side});
    const float from = room.x + pad + side + page.px(18);
    const float width = room.right() - pad - from;
    Manner name = paragraph(page);
    name.colour = page.look.colours.words;
    name.weight = Weight::Medium;
    name.leading = 1.15F;
    name.stand = Stand::Middle;
    Manner more = small_print(page);
    more.stand = Stand::Middle;
    more.leading = 1.15F;
    const float upper = room.height * 0.5F;
    write(page, wifi.name, {from, room.y + page.px(10), width, upper - page.px(10)}, name);
    write(page, about(page, wifi), {from, room.y + upper, width, room.height - upper - page.px(6)}, more);
    return tapped;
}

// What a tap on a Wi-Fi means: a password is asked for only where one is needed and none is known.
Happening on_tap(const Facts::Wifi& wifi) {
    if (wifi.locked && !wifi.remembered) return PageOpened{Organizing::Page::Password, wifi.name};
    return Ordered{order::JoinWifi{wifi.name, {}}};
}

// How high the line above the list is; it says what is wrong, or how things are.
Line state_of(const Page& page, const Facts& facts) {
    if (!facts.wifi_trouble.empty()) return {{}, page.say("It could not be joined"), facts.wifi_trouble, Sign::Bad};
    if (facts.network == Facts::Network::Joining) return {{}, page.say("Connecting…"), {}, Sign::Running};
    if (!facts.has_wifi) return {{}, page.say("This tablet has no Wi-Fi"), {}, Sign::Attention};
    if (facts.wifis.empty()) return {{}, page.say("No Wi-Fi is in reach"), {}, Sign::Question};
    return {};
}

}  // namespace

Did wifi(Page& page, const Organizing& state, const Scene& scene) {
    const auto& facts = scene.session.facts();
    auto [room, back, main] = frame(page, page.say("Wi-Fi"), page.say("Look again"), facts.has_wifi);
    Did did = back;
    if (main) did = Ordered{order::ScanWifi{}};
    const Line line = state_of(page, facts);
    if (!line.words.empty()) {
        const float high = std::min(height_of(page, line, room.width), room.height * 0.4F);
        draw(page, line, {room.x, room.y, room.width, high});
        room.y += high + page.px(8);
        room.height -= high + page.px(8);
    }
    const Items items{.count = facts.wifis.size(), .least_wide = 420, .least_high = 92, .most_high = 108};
    const Shelf list = shelf(page, room, items, state.shown_from);
    for (auto i = list.first; i < list.last; ++i) {
        const auto& each = facts.wifis[i];
        Rect at = list.place(i);
        if (each.remembered) {
            const float wide = std::min(page.px(150 * page.look.text_scale), at.width * 0.34F);
            at.width -= wide + page.px(8);
            const Rect beside{at.right() + page.px(8), at.y, wide, at.height};
            if (quiet_button(page, page.say("Forget"), beside, i)) did = Ordered{order::ForgetWifi{each.name}};
        }
        if (wifi_card(page, each, at, i)) did = on_tap(each);
    }
    if (const auto to = turned(page, list)) did = ListTurned{*to};
    return did;
}

Did password(Page& page, const Organizing& state, const Scene& scene) {
    const float panel = panel_top(page);
    keyboard_panel(page, panel);
    const float x = margin(page);
    const float width = page.width - 2 * x;
    const float high = page.px(smallest_target);
    const float gap = page.px(16);
    const bool tall = page.portrait();
    const float top = page.px(20);
    Manner named = title(page);
    named.stand = Stand::Middle;
    const auto words = filled(page.say("Password of {name}"), "name", isolated(page, state.wifi));
    const float ways = page.px(tall ? 0 : 460);
    write(page, words, {x, top, width - ways - (tall ? 0 : gap), high}, named);

    Field field{.id = "password", .kind = FieldKind::Email, .label = {}, .hint = {}, .options = {}};
    field.label.by_language = {{page.language, page.say("Password")}};
    const FieldBox box{.field = &field,
                       .answer = state.password.text(),
                       .focused = true,
                       .caret = state.caret,
                       .hidden = !state.password_shown,
                       .id = 0,
                       .size = 30};
    const float field_top = top + high + gap;
    const float most = page.px(124 * page.look.text_scale);
    const float below = tall ? field_top + most : panel - page.px(12);
    Did did;
    const auto tap = text_field(page, box, {x, field_top, width, std::min(most, below - field_top)});
    if (tap.caret) did = Focused{0, *tap.caret};
    if (tap.eye) did = ShowPassword{!state.password_shown};
    const float back = page.px(180);
    const Rect row = tall ? Rect{x, panel - page.px(24) - high, width, high} : Rect{x + width - ways, top, ways, high};
    if (quiet_button(page, page.say("Back"), {row.x, row.y, back, high})) did = Back{};
    const Rect join{row.x + back + gap, row.y, row.width - back - gap, high};
    if (big_button(page, page.say("Join"), join, can_go_on(scene.session.state()))) did = Next{};
    if (const auto key = typing_panel(page, {state.keyboard, state.password.text(), state.caret})) did = key;
    return did;
}

}  // namespace hineni::screens::organizer
