// The ready check: is this tablet fit for the evening? One line for each thing: a sign, a word, a figure. What only a
// person can say is asked: five circles to be tapped, a sound to be heard.
#include <algorithm>
#include <array>

#include "kiosk/screens/organizing.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

using Checked = Facts::Checked;
using Verdict = Facts::Verdict;

std::string name_of(const Page& page, Checked what) {
    switch (what) {
        case Checked::Screen: return page.say("Screen");
        case Checked::Touch: return page.say("Touch");
        case Checked::Sound: return page.say("Sound");
        case Checked::DiskSpeed: return page.say("Saving an entry");
        case Checked::Clock: return page.say("Clock");
        case Checked::Keys: return page.say("Keys");
        case Checked::Pack: return page.say("Event pack");
        case Checked::Drop: return page.say("Where it is sent");
        case Checked::Mirror: return page.say("Second copy");
        case Checked::Temperature: return page.say("Temperature");
    }
    return {};
}

std::string verdict_words(const Page& page, const Facts::Ready& ready) {
    switch (ready.verdict) {
        case Verdict::Good: return page.say("Good");
        case Verdict::Poor: return page.say("Not so good");
        case Verdict::Bad: return page.say("Bad");
        case Verdict::Running: return page.say("One moment");
        case Verdict::ForYou: break;
    }
    if (ready.what == Checked::Touch) return page.say("Tap the five circles: each fills");
    if (ready.what == Checked::Sound) return page.say("Did you hear it?");
    return page.say("Please look for yourself");
}

Sign sign_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Good: return Sign::Good;
        case Verdict::Poor: return Sign::Attention;
        case Verdict::Bad: return Sign::Bad;
        case Verdict::Running: return Sign::Running;
        case Verdict::ForYou: return Sign::Question;
    }
    return Sign::None;
}

// Where nothing remembers which were tapped, each shows the finger while it is on it.
void circles(Page& page, Rect room) {
    const auto& c = page.look.colours;
    const float side = page.px(smallest_target);
    // As on a die: the corners and the middle.
    constexpr std::array<std::array<float, 2>, 5> places{{{0, 0}, {1, 0}, {0.5F, 0.5F}, {0, 1}, {1, 1}}};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Rect at{room.x + places[i][0] * (room.width - side), room.y + places[i][1] * (room.height - side), side,
                      side};
        const auto id = touch::id_of("circle", i);
        auto label = filled(page.say("Circle {n}"), "n", number_in(page.language, i + 1));
        (void)page.ledger.tapped({.id = id, .label = std::move(label), .box = shapes::on_glass(page, at)});
        const bool down = page.ledger.pressed(id);
        shapes::fill(page, at, side / 2, down ? c.accent : c.quiet);
        shapes::outline(page, at, side / 2, down ? c.accent : c.quiet_edge, std::max(2.0F, page.px(3)));
    }
}

}  // namespace

Did ready(Page& page, const Organizing& state, const Scene& scene) {
    const auto& checked = scene.session.facts().ready;
    const auto is = [](Verdict verdict) { return [verdict](const auto& each) { return each.verdict == verdict; }; };
    const bool running = std::any_of(checked.begin(), checked.end(), is(Verdict::Running));
    const auto start = page.say("Check now");
    auto [room, back, main] = frame(page, page.say("Ready check"), start, !running);
    Did did = back;
    if (main) did = Ordered{order::CheckReady{}};
    if (checked.empty()) {
        const Line what{{}, page.say("Half a minute: screen, touch, sound, disk, keys and event pack."), {}, {}};
        tell(page, {what}, room);
        return did;
    }
    const auto asks = [&](Checked what) {
        return std::any_of(checked.begin(), checked.end(),
                           [&](const auto& each) { return each.what == what && each.verdict == Verdict::ForYou; });
    };
    // What a person does stands beside the report, or below it on a tall glass.
    const bool tall = page.portrait();
    const float gap = page.px(24);
    const float high = page.px(smallest_target);
    Rect side = tall ? Rect{room.x, room.bottom() - page.px(330), room.width, page.px(330)}
                     : Rect{room.right() - page.px(320), room.y, page.px(320), room.height};
    if (tall) {
        room.height -= side.height + gap;
    } else {
        room.width -= side.width + gap;
    }
    if (asks(Checked::Sound)) {
        const Rect at{side.x, side.bottom() - high, side.width, high};
        if (quiet_button(page, page.say("Play a sound"), at)) did = Ordered{order::PlaySound{}};
    }
    side.height -= high + gap;
    if (asks(Checked::Touch)) circles(page, {side.x, side.y, side.width, std::min(side.height, page.px(340))});
    std::vector<Line> all;
    for (const auto& each : checked) {
        auto words = verdict_words(page, each);
        if (!each.figure.empty()) words += " · " + isolated(page, each.figure);
        all.push_back({name_of(page, each.what), std::move(words), {}, sign_of(each.verdict)});
    }
    if (const auto turned = lines(page, all, room, state.shown_from)) did = turned;
    return did;
}

}  // namespace hineni::screens::organizer
