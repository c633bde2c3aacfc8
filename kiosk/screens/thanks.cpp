#include <algorithm>
#include <cmath>

#include "hineni/secret.hpp"
#include "kiosk/form/icalendar.hpp"
#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/occasion.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/candle.hpp"
#include "kiosk/widgets/qr.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// "Thank you, María.": a sentence with an answer in it is a secret itself.
Secret greeting(const Page& page, const Secret& name) {
    const auto pattern = name.empty() ? page.say("Thank you.") : page.say("Thank you, {name}.");
    constexpr std::string_view place = "{name}";
    const auto at = std::min(pattern.find(place), pattern.size());
    Secret words(pattern.size() + name.size());
    const auto text = std::string_view(pattern);
    [[maybe_unused]] const bool fits = words.append(text.substr(0, at)) && words.append(name.text()) &&
                                       words.append(text.substr(std::min(at + place.size(), text.size())));
    return words;
}

struct Lines {
    Manner large, plain, quiet;
};

Lines lines_of(const Page& page, float size) {
    Lines lines{headline(page), paragraph(page), paragraph(page)};
    lines.large.size = size;
    lines.plain.colour = page.look.colours.words;
    lines.quiet.size = 22;
    for (auto* each : {&lines.large, &lines.plain, &lines.quiet}) each->align = Align::Centre;
    lines.large.stand = Stand::Middle;
    return lines;
}

// How high the words stand in at most that room; an endless name becomes as small as it must.
float fit(Page& page, std::string_view words, float width, float most, Manner& manner) {
    while (manner.size > 12 && height_of(page, words, width, manner) > most) manner.size *= 0.92F;
    return std::min(height_of(page, words, width, manner), most);
}

std::string sealed_words(const Page& page) {
    return page.say("Your name is sealed and safe on this device. It will be delivered when we are back online.");
}

// Nothing is left to do: the candle, and the words in its light.
void by_candlelight(Page& page, const Thanks& state, float below) {
    const float width = std::min(page.width - 2 * margin(page), page.px(920));
    const float text_width = std::min(width, page.px(720 * std::min(page.look.text_scale, 1.25F)));
    const float x = (page.width - width) / 2;
    const float text_x = (page.width - text_width) / 2;
    auto lines = lines_of(page, 56);
    const auto sealed = sealed_words(page);
    const std::string more = state.form == nullptr ? "" : state.form->thanks.in(page.language);
    const Secret hello = greeting(page, state.first_name);

    const float gap = page.px(38);
    const float sealed_high = height_of(page, sealed, text_width, lines.plain);
    const float more_high = height_of(page, more, text_width, lines.quiet);
    const float rest = sealed_high + gap + (more_high > 0 ? more_high + gap : 0);
    // The candle gives way before words do.
    const float free = page.height - below - page.px(72) - rest - gap;
    const float hello_high = fit(page, hello.text(), width, std::max(page.px(64), free * 0.8F), lines.large);
    float light = std::clamp(free - hello_high - page.px(24), 0.0F, page.px(250));
    if (light < page.px(96)) light = 0;
    const float all = (light > 0 ? light + page.px(44) : 0) + hello_high + gap + rest;
    float y = std::max(page.px(36), (page.height - below - all) * 0.55F);
    if (light > 0) {
        candle(page, {x, y, width, light}, page.px(560), 1);
        y += light + page.px(44);
    }
    write_about(page, hello.text(), page.say("Thank you."), {x, y, width, hello_high + page.px(10)}, lines.large);
    y += hello_high + gap;
    y = write(page, sealed, {text_x, y, text_width, sealed_high + page.px(4)}, lines.plain);
    if (more_high > 0) write(page, more, {text_x, y + gap * 0.7F, text_width, more_high + page.px(4)}, lines.quiet);
}

// The same words short, at the top; returns where they end.
float in_few_lines(Page& page, const Thanks& state, float most) {
    const float x = margin(page);
    const float width = page.width - 2 * x;
    auto lines = lines_of(page, 44);
    const Secret hello = greeting(page, state.first_name);
    auto sealed = sealed_words(page);
    if (state.form != nullptr && !state.form->thanks.empty()) sealed += " " + state.form->thanks.in(page.language);
    const float top = page.px(28);
    const float space = page.px(18);
    const float hello_high = fit(page, hello.text(), width, (most - top) * 0.5F, lines.large);
    write_about(page, hello.text(), page.say("Thank you."), {x, top, width, hello_high + page.px(6)}, lines.large);
    const float from = top + hello_high + page.px(6) + space;
    const float high = std::min(height_of(page, sealed, width, lines.quiet) + page.px(4), most - from);
    write(page, sealed, {x, from, width, high}, lines.quiet);
    return from + high;
}

// What to do with the code, and which date it is.
void beside_the_code(Page& page, const Occasion& occasion, Rect room) {
    const auto& c = page.look.colours;
    const Manner what{.size = 30, .weight = Weight::SemiBold, .colour = c.words, .leading = 1.2F};
    Manner how = small_print(page);
    const float space = page.px(14);
    const auto title = page.say("Put it in your phone's calendar");
    const auto explained = page.say("Point your phone's camera at this code. It needs no network.");
    const float title_high = std::min(height_of(page, title, room.width, what), room.height * 0.2F);
    const float how_high = std::min(height_of(page, explained, room.width, how), room.height * 0.18F);
    float y = room.y;
    write(page, title, {room.x, y, room.width, title_high + 1}, what);
    y += title_high + space;
    write(page, explained, {room.x, y, room.width, how_high + 1}, how);
    y += how_high + space;
    shapes::fill(page, {room.x, y, room.width, std::max(1.0F, page.px(1.5F))}, 0, c.box_edge);
    y += page.px(22);
    occasion_words(page, occasion, {room.x, y, room.width, room.bottom() - y}, {.grown = 1.3F, .stand = Stand::Top});
}

// The code of one date, and the way round the others.
Did calendar_card(Page& page, const Thanks& state, const EventPack& pack, Rect room) {
    const auto& c = page.look.colours;
    const auto& occasion = state.form->occasions[state.occasions[state.shown]];
    shapes::fill(page, room, page.px(24), c.box);
    shapes::outline(page, room, page.px(24), c.box_edge, std::max(1.0F, page.px(1.5F)));
    const float pad = page.px(28);
    const bool tall = page.portrait();
    const bool several = state.occasions.size() > 1;
    const float high = page.px(smallest_target);
    const float most = page.height * 0.45F;
    const float side =
        tall ? std::min({most, room.width - 2 * pad, room.height * (page.look.text_scale > 1.3F ? 0.46F : 0.55F)})
             : std::min(most, room.height - 2 * pad);
    const Rect code{tall ? room.x + (room.width - side) / 2 : room.x + pad, room.y + pad, side, side};
    const auto drawn = draw_qr(page, qr_code(in_calendar(occasion, pack, page.language)),
                               {code.x, tall ? code.y : room.y + (room.height - side) / 2, side, side});
    Rect words = tall ? Rect{room.x + pad, drawn.bottom() + pad, room.width - 2 * pad, 0}
                      : Rect{drawn.right() + page.px(40), room.y + pad, 0, 0};
    words.width = room.right() - pad - words.x;
    words.height = room.bottom() - pad - words.y - (several ? high + page.px(16) : 0);
    beside_the_code(page, occasion, words);
    if (!several) return std::nullopt;
    const float wide = std::min(words.width, page.px(280 * page.look.text_scale));
    const Rect another{words.x, room.bottom() - pad - high, wide, high};
    if (!quiet_button(page, page.say("Another date"), another)) return std::nullopt;
    return ShowDate{(state.shown + 1) % state.occasions.size()};
}

// Finish, and quietly beside it the way to the receipt code; below it on a tall glass, which has no side.
struct Foot {
    Rect finish;
    Rect change;  // Nothing where there is no code.
};

Foot foot_of(const Page& page, const Thanks& state, float margin_below) {
    const float high = page.px(100);
    const float wide = page.px(400);
    const float small = page.px(smallest_target);
    Foot foot{{(page.width - wide) / 2, page.height - margin_below - high, wide, high}, {}};
    if (state.receipt_code.empty()) return foot;
    if (page.portrait()) {
        foot.finish.y -= small + page.px(20);
        foot.change = {foot.finish.x, foot.finish.bottom() + page.px(20), wide, small};
        return foot;
    }
    float x = margin(page);
    const float gap = page.px(24);
    const float width = page.px(340 * page.look.text_scale);
    if (x + width + gap > foot.finish.x) {  // Larger words: the two in the middle.
        x = (page.width - width - gap - wide) / 2;
        foot.finish.x = x + width + gap;
    }
    foot.change = {x, foot.finish.bottom() - small, width, small};
    return foot;
}

}  // namespace

Did thanks(Page& page, const Thanks& state, const Scene& scene) {
    const bool dates = state.form != nullptr && !state.occasions.empty();
    const auto foot = foot_of(page, state, page.px(dates ? 24 : 56));
    Did did;
    if (dates) {
        const float top = in_few_lines(page, state, page.height * 0.26F) + page.px(24);
        const float x = margin(page);
        did = calendar_card(page, state, scene.pack, {x, top, page.width - 2 * x, foot.finish.y - page.px(24) - top});
    } else {
        by_candlelight(page, state, page.height - foot.finish.y + page.px(20));
    }
    const bool changes = foot.change.width > 0 && quiet_button(page, page.say("Change your mind later?"), foot.change);
    if (changes) did = AsideOpened{Aside::ReceiptCode};
    if (big_button(page, page.say("Finish"), foot.finish)) did = Next{};
    return did;
}

Previews thanks_previews(const EventPack& pack, const Language& language) {
    Previews all;
    Player player(pack, language);
    if (player.open([](const Form& form) { return !form.fields.empty(); }) && player.go_to<Filling>()) {
        Player long_one = player;
        std::string endless;
        for (int i = 0; i < 66; ++i) endless += "Núñ";
        long_one.type(0, endless);
        if (long_one.go_to<Thanks>()) all.push_back({"thanks-endless-name", long_one.session()});
    }
    if (player.go_to<Thanks>()) all.push_back({"thanks", player.session()});
    Player rsvp(pack, language);
    if (rsvp.open([](const Form& form) { return form.occasions.size() > 1; }) && rsvp.go_to<Choosing>()) {
        for (std::size_t i = 0; i < 8; ++i) rsvp.did(ChoseOccasion{i});
        if (rsvp.go_to<Thanks>()) all.push_back({"thanks-dates", rsvp.session()});
    }
    return all;
}

}  // namespace hineni::screens
