// How one attendee wants the glass: size, colours, voice. Every choice is a sample of itself and counts at once.
#include <algorithm>
#include <array>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

constexpr float gap = 16;  // Units between buttons.

// The same page as somebody else would see it: what is drawn on it is a sample.
Page seen_with(Page& page, const Look& look) {
    return {page.list, page.type, page.ledger, look, page.wording, page.language, page.width, page.height};
}

// The `place`-th of `across` cells in a row of a grid.
Rect cell(const Page& page, Rect room, std::size_t place, std::size_t across, std::size_t rows) {
    const float space = page.px(gap);
    const auto columns = static_cast<float>(across);
    const auto lines = static_cast<float>(rows);
    const float width = (room.width - space * (columns - 1)) / columns;
    const float height = (room.height - space * (lines - 1)) / lines;
    const std::size_t row = place / across;
    return {room.x + static_cast<float>(place % across) * (width + space),
            room.y + static_cast<float>(row) * (height + space), width, height};
}

Manner heading(const Page& page) {
    Manner manner = small_print(page);
    manner.size = 21;
    manner.weight = Weight::Medium;
    manner.stand = Stand::Middle;
    return manner;
}

float heading_height(const Page& page) {
    return page.style(21).size * 1.5F;
}

Did sizes(Page& page, const Comfort& comfort, Rect room) {
    const std::array<std::string, 4> names{page.say("Normal"), page.say("Large"), page.say("Larger"),
                                           page.say("Largest")};
    const std::size_t across = page.portrait() ? 2 : 4;
    Did did;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto size = static_cast<TextSize>(i);
        const Look look = look_of(comfort.scheme, size);
        Page sample = seen_with(page, look);
        if (chip(sample, names[i], cell(page, room, i, across, 4 / across), comfort.text == size, false, i)) {
            Comfort chosen = comfort;
            chosen.text = size;
            did = ComfortChosen{chosen};
        }
    }
    return did;
}

Did schemes(Page& page, const Comfort& comfort, Rect room) {
    const std::array<std::string, 4> names{page.say("Light"), page.say("Dark"), page.say("Black on white"),
                                           page.say("White on black")};
    const std::size_t across = page.portrait() ? 2 : 4;
    Did did;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto scheme = static_cast<Scheme>(i);
        const Look look = look_of(scheme, comfort.text);
        Page sample = seen_with(page, look);
        if (chip(sample, names[i], cell(page, room, i, across, 4 / across), comfort.scheme == scheme, false, 10 + i)) {
            Comfort chosen = comfort;
            chosen.scheme = scheme;
            did = ComfortChosen{chosen};
        }
    }
    return did;
}

// Five marks, filled up to the level: a shape, never a number to be read.
void level_marks(Page& page, int level, Rect room, bool on) {
    const auto& c = page.look.colours;
    constexpr int most = 5;
    const float space = page.px(8);
    const float wide = (room.width - space * (most - 1)) / most;
    for (int i = 0; i < most; ++i) {
        const float high = page.px(18 + 9 * static_cast<float>(i));
        const Rect bar{room.x + static_cast<float>(i) * (wide + space), room.y + room.height / 2 + page.px(27) - high,
                       wide, high};
        if (on && i < level) {
            shapes::fill(page, bar, page.px(5), c.accent);
        } else {
            shapes::outline(page, bar, page.px(5), c.quiet_edge, std::max(1.5F, page.px(2)));
        }
    }
}

struct LevelWords {
    std::string less, more;
};

// Less, the level, more. Returns the new level.
std::optional<int> level(Page& page, int now, const LevelWords& words, Rect room, bool on) {
    const float side = std::min(page.px(smallest_target), room.height);
    const float space = page.px(gap);
    const float y = room.y + (room.height - side) / 2;
    std::optional<int> chosen;
    if (icon_button(page, shapes::Icon::Minus, words.less, {room.x, y, side, side}, on && now > 1)) chosen = now - 1;
    level_marks(page, now, {room.x + side + space, room.y, room.width - 2 * (side + space), room.height}, on);
    if (icon_button(page, shapes::Icon::Plus, words.more, {room.right() - side, y, side, side}, on && now < 5)) {
        chosen = now + 1;
    }
    return chosen;
}

Did voice_switch(Page& page, const Comfort& comfort, Rect room) {
    Did did;
    for (const bool on : {true, false}) {
        const std::size_t place = on ? 0 : 1;
        const auto name = on ? page.say("On") : page.say("Off");
        if (chip(page, name, cell(page, room, place, 2, 1), comfort.voice.on == on, false, 20 + place)) {
            Comfort chosen = comfort;
            chosen.voice.on = on;
            did = ComfortChosen{chosen};
        }
    }
    return did;
}

Did voice_level(Page& page, const Comfort& comfort, bool speed, Rect room) {
    const auto words = speed ? LevelWords{page.say("Slower"), page.say("Faster")}
                             : LevelWords{page.say("Quieter"), page.say("Louder")};
    const int now = speed ? comfort.voice.speed : comfort.voice.volume;
    const auto changed = level(page, now, words, room, comfort.voice.on);
    if (!changed) return std::nullopt;
    Comfort chosen = comfort;
    (speed ? chosen.voice.speed : chosen.voice.volume) = *changed;
    return ComfortChosen{chosen};
}

// The switch and both levels beside each other, or below each other on a tall glass; a heading over or beside each.
Did voice(Page& page, const Comfort& comfort, Rect room) {
    const std::array<std::string, 3> names{page.say("Read everything aloud"), page.say("Speed"), page.say("Volume")};
    const bool tall = page.portrait();
    const float head = heading_height(page);
    Did did;
    for (std::size_t i = 0; i < names.size(); ++i) {
        Rect at = tall ? cell(page, room, i, 1, 3) : cell(page, room, i, 3, 1);
        Rect title{at.x, at.y, at.width, head};
        if (tall) {
            title = {at.x, at.y, at.width * 0.36F, at.height};
            at = {at.x + at.width * 0.4F, at.y, at.width * 0.6F, at.height};
        } else {
            const float near = page.px(is_lowered(page) ? 4 : 10);
            at = {at.x, at.y + head + near, at.width, at.height - head - near};
        }
        write(page, names[i], title, heading(page));
        const auto in = i == 0 ? voice_switch(page, comfort, at) : voice_level(page, comfort, i == 1, at);
        if (in) did = in;
    }
    return did;
}

// Where everything stands: headings and rows from the top down, what is left over between them.
struct Plan {
    Rect size_title, sizes, scheme_title, schemes, voice, hint;
};

Plan planned(const Page& page, Rect room, float hint) {
    const float head = heading_height(page);
    const float near = page.px(is_lowered(page) ? 4 : 10);
    const bool tall = page.portrait();
    const float voice_head = tall ? 0 : head + near;
    const float lines = tall ? 7 : 3;  // Rows of buttons.
    const float inner = page.px(gap) * (tall ? 4 : 0);
    float space = page.px(tall ? 30 : 20);
    const float fixed = 2 * (head + near) + voice_head + inner + hint + near;
    float row = (room.height - fixed - 2 * space) / lines;
    row = std::clamp(row, page.px(smallest_target), page.px(116));
    space = std::clamp((room.height - fixed - row * lines) / 2, page.px(4), page.px(44));
    const float group = tall ? 2 * row + page.px(gap) : row;
    Plan plan;
    float y = room.y;
    const auto next = [&](float high, float after) {
        const Rect at{room.x, y, room.width, high};
        y += high + after;
        return at;
    };
    plan.size_title = next(head, near);
    plan.sizes = next(group, space);
    plan.scheme_title = next(head, near);
    plan.schemes = next(group, space);
    plan.voice = next(tall ? 3 * row + 2 * page.px(gap) : voice_head + row, near);
    plan.hint = next(hint, 0);
    return plan;
}

}  // namespace

Did comfort(Page& page, const Scene& scene) {
    const Comfort& now = scene.session.comfort();
    const auto frame = aside_frame(page, page.say("Make this easier for you"),
                                   page.say("All of this is yours alone. It goes back when you leave."));
    const auto hint = scene.has_voice ? page.say("Please plug in headphones first.")
                                      : page.say("There is no voice for this language here. It speaks English.");
    const Manner quiet = small_print(page);
    const float hint_high = std::min(height_of(page, hint, frame.room.width, quiet) + page.px(4), page.px(80));
    const Plan plan = planned(page, frame.room, hint_high);
    Did did = frame.did;
    write(page, page.say("Size of the words"), plan.size_title, heading(page));
    if (const auto in = sizes(page, now, plan.sizes)) did = in;
    write(page, page.say("Colors"), plan.scheme_title, heading(page));
    if (const auto in = schemes(page, now, plan.schemes)) did = in;
    if (const auto in = voice(page, now, plan.voice)) did = in;
    write(page, hint, plan.hint, quiet);
    return did;
}

Previews comfort_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    player.did(AsideOpened{Aside::Comfort});
    Previews all{{"comfort", player.session()}};
    Comfort loud;
    loud.voice = {.on = true, .speed = 2, .volume = 5};
    player.did(ComfortChosen{loud});
    all.push_back({"comfort-voice", player.session()});
    return all;
}

}  // namespace hineni::screens
