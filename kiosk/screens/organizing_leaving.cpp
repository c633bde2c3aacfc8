// Practice, switching off, wiping: what changes everything, each with words that say what it does.
#include <algorithm>

#include "kiosk/screens/organizing.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

// Entries that nobody else is known to have.
std::size_t undelivered(const Facts& facts) {
    return facts.waiting + facts.set_aside;
}

Line plain(std::string words) {
    return {{}, std::move(words), {}, {}};
}

}  // namespace

Did practice(Page& page, const Organizing& state, const Scene& scene) {
    const bool on = scene.session.practising();
    const auto [room, back, main] =
        frame(page, page.say("Practice"), on ? page.say("End the practice") : page.say("Start the practice"),
              on || !state.out_of_order);
    Did did = back;
    std::vector<Line> all;
    if (on) all.push_back({{}, page.say("Practice is on"), {}, Sign::Attention});
    all.push_back(plain(page.say("Everything works as it will on the evening, with invented names.")));
    all.push_back(plain(page.say("Nothing is kept or sent. What is already here stays safe, and is not touched.")));
    all.push_back(
        plain(page.say("Each screen says that it is practice. It also ends when the tablet is switched off.")));
    if (!on && state.out_of_order) {
        all.push_back({{}, page.say("Not now: this tablet cannot take names at the moment."), {}, Sign::Attention});
    }
    tell(page, all, room);
    if (main) did = on ? Ordered{order::EndPractice{}} : Ordered{order::StartPractice{}};
    return did;
}

Did switch_off(Page& page, const Organizing&, const Scene& scene) {
    const auto& facts = scene.session.facts();
    const auto [room, back, main] =
        frame(page, page.say("Switch this tablet off?"), page.say("Switch off"), facts.can_switch_off);
    Did did = back;
    std::vector<Line> all;
    if (!facts.trouble.empty()) all.push_back({{}, page.say("Something went wrong"), facts.trouble, Sign::Attention});
    const auto left = undelivered(facts);
    if (left > 0) {
        all.push_back(plain(page.say("{n} entry is not delivered yet. It stays safe here.",
                                     "{n} entries are not delivered yet. They stay safe here.", left)));
    }
    all.push_back(plain(page.say("Nothing is lost. When the power is back, it starts by itself.")));
    tell(page, all, room);
    if (main) did = Ordered{order::SwitchOff{}};
    return did;
}

namespace {

// Everything is gone: nothing is left to do but to switch off.
Did wiped(Page& page, const Scene& scene) {
    const auto [room, back, main] =
        frame(page, page.say("Everything is gone"), page.say("Switch off"), scene.session.facts().can_switch_off);
    tell(page, {{{}, page.say("No entry, no key and no event pack is left on this tablet."), {}, Sign::Good}}, room);
    return main ? Did(Ordered{order::SwitchOff{}}) : std::nullopt;
}

std::string hold_words(const Page& page, const Organizing& state) {
    if (state.holds >= 2) return page.say("One moment");
    if (state.lift_first) return page.say("Lift your finger");
    if (state.holds == 1) return page.say("Hold once more, 3 seconds");
    return page.say("Hold for 3 seconds");
}

std::vector<Line> what_it_does(const Page& page, const Organizing& state, const Facts& facts) {
    std::vector<Line> all;
    if (state.wipe_failed) {
        all.push_back({{}, page.say("Not everything could be wiped"), facts.trouble, Sign::Bad});
    }
    all.push_back(plain(page.say("Every entry on this tablet goes, its keys, its event packs and its PIN.")));
    all.push_back(plain(page.say("Nobody can bring them back. What was delivered stays with the organizers.")));
    return all;
}

}  // namespace

Did wipe(Page& page, const Organizing& state, const Scene& scene) {
    if (state.wiped) return wiped(page, scene);
    const auto& facts = scene.session.facts();
    auto [room, back, main] = frame(page, page.say("Wipe everything"));
    Did did = back;
    const float high = page.px(120);
    const Rect button{room.x, room.bottom() - high, room.width, high};
    const float gap = page.px(16);
    float below = button.y - gap;
    const bool loses = scene.session.wipe_would_lose();
    if (loses) {
        const auto count = undelivered(facts);
        const auto words =
            count > 0 ? page.say("Lose {n} entry that nobody else has", "Lose {n} entries that nobody else has", count)
                      : page.say("Lose entries that nobody else may have");
        const float row = std::max(page.px(smallest_target), page.style(24).size * 2.6F);
        below -= row;
        if (chip(page, words, {room.x, below, room.width, row}, state.lose_undelivered, true, 0)) {
            did = LoseUndelivered{!state.lose_undelivered};
        }
        below -= gap;
    }
    tell(page, what_it_does(page, state, facts), {room.x, room.y, room.width, below - room.y});
    const bool on = (!loses || state.lose_undelivered) && state.holds < 2;
    const bool holding = state.holding_since.has_value();
    const auto held = hold_button(page, hold_words(page, state), button, held_share(state), on);
    if (held && !holding && !state.lift_first) did = WipePressed{};
    if (!held && (holding || state.lift_first)) did = WipeLifted{};
    return did;
}

}  // namespace hineni::screens::organizer
