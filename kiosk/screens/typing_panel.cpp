#include "kiosk/screens/typing_panel.hpp"

#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/widgets/keys.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// Units: where the glass is lower, as low as they may be, so that fields keep their height.
float key_height(const Page& page) {
    return is_lowered(page) ? smallest_key : 84;
}
constexpr float key_gap = 10;
constexpr float edge = 12;
constexpr std::size_t most_rows = 5;  // Four of keys and the one above them; or five of keys.

Manner in_the_row(const Page& page) {
    Manner manner = small_print(page);
    manner.stand = Stand::Middle;
    return manner;
}

// An address that was probably meant: a question, never a correction.
bool is_meant(const keyboard::Up& up, const std::vector<keyboard::Key>& offers) {
    return up.kind == FieldKind::Email && offers.size() == 1 && offers.front().takes > 0;
}

Did offered(Page& page, const Typing& typing, Rect slot) {
    const auto before = typing.answer.substr(0, typing.caret);
    const auto after = typing.answer.substr(before.size());
    const auto offers = keyboard::offers(typing.keyboard, before, after, page.language);
    if (offers.empty()) {
        Manner quiet = in_the_row(page);
        quiet.align = Align::Centre;
        write(page, page.say("What you type is sealed on this device. Only the organizers can open it."), slot, quiet);
        return std::nullopt;
    }
    if (is_meant(typing.keyboard, offers)) {
        Manner question = in_the_row(page);
        question.size = 22;
        question.weight = Weight::Medium;
        question.colour = page.look.colours.words;
        question.align = Align::End;
        const float half = (slot.width - page.px(20)) / 2;
        write(page, page.say("Did you mean this address?"), {slot.x, slot.y, half, slot.height}, question);
        // One key of a row of four that would be wider: it stands beside the question in either direction.
        const Rect beside = page.place({slot.x + half + page.px(20), slot.y, half * 0.6F, slot.height});
        const Rect row{beside.x, beside.y, 4 * beside.width + 3 * page.px(key_gap), beside.height};
        const auto key = key_row(page, offers, row);
        return key ? Did(KeyTapped{*key}) : std::nullopt;
    }
    const auto key = key_row(page, offers, slot);
    return key ? Did(KeyTapped{*key}) : std::nullopt;
}

}  // namespace

float panel_top(const Page& page) {
    const auto rows = static_cast<float>(most_rows);
    return page.height - page.px(2 * edge + rows * key_height(page) + (rows - 1) * key_gap);
}

Rect panel_room(const Page& page, float top) {
    const float side = page.portrait() ? page.px(14) : margin(page);
    return {side, top + page.px(edge), page.width - 2 * side, page.height - top - page.px(2 * edge)};
}

Did typing_panel(Page& page, const Typing& typing) {
    Rect board = panel_room(page, panel_top(page));
    Did did;
    if (keyboard::rows(typing.keyboard).size() < most_rows) {
        const float row = page.px(key_height(page));
        did = offered(page, typing, {board.x, board.y, board.width, row});
        board.y += row + page.px(key_gap);
        board.height -= row + page.px(key_gap);
    }
    if (const auto key = keys(page, typing.keyboard, board)) did = KeyTapped{*key};
    return did;
}

}  // namespace hineni::screens
