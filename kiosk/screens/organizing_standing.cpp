// Everything at a glance, and the ways on. Trouble first; what is not known, or not there, is left out.
#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/organizing.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

// What leads somewhere, or does something at once.
struct Way {
    std::string label;
    Happening leads;
};

std::vector<Way> ways_on(const Page& page, const Scene& scene) {
    using Where = Organizing::Page;
    const auto& facts = scene.session.facts();
    std::vector<Way> all;
    const auto to = [&](std::string label, Where where) { all.push_back({std::move(label), PageOpened{where, {}}}); };
    if (facts.has_drop) all.push_back({page.say("Send now"), Ordered{order::SendNow{}}});
    to(page.say("Copy to a stick"), Where::Stick);
    to(page.say("Event pack"), Where::Pack);
    if (facts.has_wifi) to(page.say("Wi-Fi"), Where::Wifi);
    to(page.say("Light and sound"), Where::Comfort);
    to(page.say("Ready check"), Where::Ready);
    to(page.say("Practice"), Where::Practice);
    if (facts.can_switch_off) to(page.say("Switch off"), Where::SwitchOff);
    to(page.say("Wipe everything"), Where::Wipe);
    return all;
}

Did draw_ways(Page& page, const std::vector<Way>& all, Rect room, std::size_t across) {
    const float gap = page.px(12);
    const auto count = (all.size() + across - 1) / across;
    const auto rows = static_cast<float>(count);
    const float wide = (room.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    const float high = std::min((room.height - gap * (rows - 1)) / rows, page.px(120));
    Did did;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::size_t row = i / across;
        const Rect at{room.x + static_cast<float>(i % across) * (wide + gap),
                      room.y + static_cast<float>(row) * (high + gap), wide, high};
        if (quiet_button(page, all[i].label, at, 0)) did = all[i].leads;
    }
    return did;
}

// The first words, large: what an organizer wants to know from where they stand.
float counts(Page& page, const Facts& facts, Rect room) {
    std::vector<std::string> said;
    if (facts.safe_here == 0 && facts.delivered == 0) {
        said.push_back(page.say("No entries yet"));
    } else {
        said.push_back(page.say("{n} safe here", "{n} safe here", facts.safe_here));
        said.push_back(page.say("{n} delivered", "{n} delivered", facts.delivered));
    }
    const Manner large = loud(page, page.portrait() ? 56 : 50);
    float y = room.y;
    const float high = hineni::height_of(page, said.front(), room.width * 4, large) + page.px(12);
    for (const auto& each : said) {
        write(page, each, {room.x, y, room.width, high}, large);
        y += high + page.px(4);
    }
    const Line unplug{
        {},
        facts.safe_to_unplug ? page.say("Safe to unplug: yes") : page.say("Safe to unplug: not yet, please wait"),
        {},
        facts.safe_to_unplug ? Sign::Good : Sign::Attention};
    // On one line; where words are large already, as large as others.
    const bool fits = height_of(page, unplug, room.width, large_size) < page.style(large_size).size * 2;
    const float size = fits ? large_size : usual_size;
    const float unplug_high = height_of(page, unplug, room.width, size);
    draw(page, unplug, {room.x, y, room.width, unplug_high}, size);
    return y + unplug_high;
}

}  // namespace

Did standing(Page& page, const Organizing& state, const Scene& scene) {
    const float x = margin(page);
    const float width = page.width - 2 * x;
    const float top = page.px(30);
    const float high = page.px(smallest_target);
    const float foot = page.height - page.px(28) - high;
    const bool tall = page.portrait();
    const auto all = ways_on(page, scene);
    const std::size_t across = tall ? 3 : 2;
    const std::size_t rows = (all.size() + across - 1) / across;
    const float ways_high = static_cast<float>(rows) * (high + page.px(12)) - page.px(12);
    const float words = tall ? width : width * 0.5F;
    Rect room{x, top, words, (tall ? foot - ways_high - page.px(48) : page.height - page.px(28)) - top};
    const float below = counts(page, scene.session.facts(), room) + page.px(8);
    room = {x, below, words, room.bottom() - below};
    auto said = troubles(page, scene);
    auto known = conditions(page, scene);
    std::move(known.begin(), known.end(), std::back_inserter(said));
    Did did = lines(page, said, room, state.shown_from);

    const Rect ways_room = tall ? Rect{x, foot - page.px(24) - ways_high, width, ways_high}
                                : Rect{x + width * 0.54F, top, width * 0.46F, foot - page.px(24) - top};
    if (const auto way = draw_ways(page, all, ways_room, across)) did = way;
    const float close = tall ? width : width * 0.46F;
    if (big_button(page, page.say("Close"), {page.width - x - close, foot, close, high})) did = Leave{};
    return did;
}

}  // namespace hineni::screens::organizer
