// The keypad: the PIN, or choosing the first one. Nothing that was typed is drawn: a full mark for each digit.
#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/organizing.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/keys.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

std::string what_to_do(const Page& page, const Organizing& state) {
    switch (state.choosing) {
        case Organizing::Choosing::No: return page.say("Organizer's PIN");
        case Organizing::Choosing::First: return page.say("Choose a PIN");
        case Organizing::Choosing::Again: return page.say("The same PIN once more");
    }
    return {};
}

std::string trouble_words(const Page& page, Organizing::PinTrouble trouble) {
    switch (trouble) {
        case Organizing::PinTrouble::None: return {};
        case Organizing::PinTrouble::Wrong: return page.say("That is not the PIN.");
        case Organizing::PinTrouble::TooShort: return page.say("A PIN has 6 to 12 digits.");
        case Organizing::PinTrouble::NotTheSame: return page.say("Those were two different PINs. Please choose again.");
        case Organizing::PinTrouble::NotSaved: return page.say("The PIN could not be kept. Please try again.");
    }
    return {};
}

// What stands below the marks: one thing, the most urgent.
Line said(const Page& page, const Organizing& state, const Scene& scene) {
    Line line{{}, trouble_words(page, state.trouble), {}, Sign::Attention};
    if (const auto wait = scene.session.pin_waits_for()) {
        line.more = page.say("Please wait {n} second.", "Please wait {n} seconds.", static_cast<std::size_t>(*wait));
        if (line.words.empty()) std::swap(line.words, line.more);
    }
    if (state.checking) return {{}, page.say("One moment"), {}, Sign::Running};
    if (line.words.empty() && state.choosing != Organizing::Choosing::No) {
        return {
            {}, page.say("A PIN has 6 to 12 digits."), page.say("It opens this screen, here and nowhere else."), {}};
    }
    return line;
}

// One for each digit, and empty ones up to the fewest that a PIN has.
void marks(Page& page, std::size_t digits, Rect room) {
    constexpr std::size_t fewest = 6;
    const auto count = std::max(digits, fewest);
    const auto& c = page.look.colours;
    const float side = std::min(page.px(26), room.height);
    const float pace = std::min(side + page.px(18), room.width / static_cast<float>(count));
    const float y = room.y + (room.height - side) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const Rect mark{room.x + static_cast<float>(i) * pace, y, side, side};
        if (i < digits) {
            shapes::fill(page, mark, side / 2, c.words);
        } else {
            shapes::outline(page, mark, side / 2, c.quiet_words, std::max(1.5F, page.px(2)));
        }
    }
}

}  // namespace

Did pin(Page& page, const Organizing& state, const Scene& scene) {
    const float x = margin(page);
    const float width = page.width - 2 * x;
    const float high = page.px(smallest_target);
    const float foot = page.height - page.px(28) - high;
    const bool tall = page.portrait();
    const Rect pad = tall ? Rect{x, page.height * 0.36F, width, foot - page.px(24) - page.height * 0.36F}
                          : Rect{x + width * 0.5F, page.px(36), width * 0.5F, page.height - page.px(64)};
    const Rect words{x, page.px(44), tall ? width : width * 0.46F, (tall ? pad.y : foot) - page.px(64)};
    Manner large = loud(page, 46);
    large.stand = Stand::Bottom;
    const float title_high = words.height * (tall ? 0.34F : 0.3F);
    write(page, what_to_do(page, state), {words.x, words.y, words.width, title_high}, large);
    const float marks_from = words.y + title_high + page.px(24);
    marks(page, state.digits.size(), {words.x, marks_from, words.width, page.px(40)});
    const Line line = said(page, state, scene);
    const float from = marks_from + page.px(64);
    if (!line.words.empty()) tell(page, {line}, {words.x, from, words.width, words.bottom() - from});

    Did did;
    if (quiet_button(page, page.say("Back"), {x, foot, page.px(240), high})) did = Back{};
    const auto [digit, last] = digit_pad(page, pad);
    if (digit) did = PinKey{*digit};
    const bool on = can_go_on(scene.session.state()) && !scene.session.pin_waits_for();
    if (big_button(page, page.say("Continue"), last, on)) did = Next{};
    return did;
}

}  // namespace hineni::screens::organizer
