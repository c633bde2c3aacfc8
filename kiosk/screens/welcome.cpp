#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/candle.hpp"
#include "kiosk/widgets/qr.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// Letters of Latin and Greek in capitals, as far as our languages need them; other scripts have none.
std::string capitals(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto c = static_cast<unsigned char>(words[i]);
        const auto before = i > 0 ? static_cast<unsigned char>(words[i - 1]) : 0U;
        const bool plain = c >= 'a' && c <= 'z';
        const bool accented = before == 0xC3 && c >= 0xA0 && c <= 0xBE && c != 0xB7;  // à to þ
        out += plain || accented ? static_cast<char>(c - 32) : words[i];
    }
    return out;
}

// "THURSDAY, DECEMBER 10 · 5 PM · TOWN SQUARE"
std::string event_line(const Page& page, const EventPack& pack) {
    std::string line = day_in(page.language, pack.starts) + " · " + time_in(page.language, pack.starts);
    if (const auto& place = pack.place.in(page.language); !place.empty()) line += " · " + place;
    return capitals(line);
}

// Everything in the column of words, with the height that each part takes.
struct Column {
    Page& page;
    const Scene& scene;
    Rect room;

    std::string eyebrow, large, invitation, count;
    std::vector<Language> others;

    Manner eyebrow_manner() const {
        return {.size = 22, .weight = Weight::Medium, .colour = page.look.colours.accent, .leading = 1.3F};
    }
    Manner large_manner() const {
        Manner manner = headline(page);
        if (page.portrait()) manner.size = 64;
        return manner;
    }
    static constexpr float main_height = 104;
    static constexpr float gap = 16;

    // A single button is half as wide as the main one, so that it does not vie with it.
    [[nodiscard]] static std::size_t columns(std::size_t buttons) {
        return buttons <= 3 ? std::max<std::size_t>(buttons, 2) : (buttons + 1) / 2;
    }
    [[nodiscard]] float rows_height(std::size_t buttons) const {
        if (buttons == 0) return 0;
        const std::size_t rows = (buttons + columns(buttons) - 1) / columns(buttons);
        return page.px(static_cast<float>(rows) * (smallest_target + gap));
    }
    [[nodiscard]] Rect cell(float y, std::size_t i, std::size_t buttons) const {
        const auto across = static_cast<float>(columns(buttons));
        const float width = (room.width - page.px(gap) * (across - 1)) / across;
        const auto column = static_cast<float>(i % columns(buttons));
        const std::size_t row = i / columns(buttons);
        return {room.x + column * (width + page.px(gap)),
                y + page.px(static_cast<float>(row) * (smallest_target + gap)), width, page.px(smallest_target)};
    }
};

Column column_of(Page& page, const Scene& scene, Rect room) {
    Column column{page, scene, room, event_line(page, scene.pack), {}, {}, {}, {}};
    const auto& own = scene.pack.headline.empty() ? scene.pack.name : scene.pack.headline;
    column.large = own.in(page.language);
    column.invitation = scene.pack.invitation.in(page.language);
    if (column.invitation.empty()) {
        column.invitation = page.say(
            "Add your name in under a minute. Your details are sealed on this device before they ever leave it.");
    }
    const auto n = scene.signed_so_far;
    if (n > 0) column.count = page.say("{n} person has signed", "{n} people have signed", n);
    for (const auto& language : scene.pack.languages) {
        if (language != page.language) column.others.push_back(language);
    }
    return column;
}

Did column_buttons(Column& column, float& y) {
    Page& page = column.page;
    const auto& forms = column.scene.pack.forms;
    Did did;
    const Rect main{column.room.x, y, column.room.width, page.px(Column::main_height)};
    if (big_button(page, forms.front().title.in(page.language), main)) did = Started{0};
    y += page.px(Column::main_height + 20);
    const auto more = forms.size() - 1;
    for (std::size_t i = 0; i < more; ++i) {
        if (quiet_button(page, forms[i + 1].title.in(page.language), column.cell(y, i, more), i)) did = Started{i + 1};
    }
    y += column.rows_height(more);
    for (std::size_t i = 0; i < column.others.size(); ++i) {
        const auto name = own_name(column.others[i]);
        if (quiet_button(page, name, column.cell(y, i, column.others.size()), 100 + i)) {
            did = LanguageChosen{column.others[i]};
        }
    }
    y += column.rows_height(column.others.size());
    return did;
}

// Eyebrow, headline, invitation, buttons and count as one block, a little above the middle of the room.
Did draw_column(Column column) {
    Page& page = column.page;
    const Rect& room = column.room;
    const float buttons = page.px(Column::main_height + 20) + column.rows_height(column.scene.pack.forms.size() - 1) +
                          column.rows_height(column.others.size());
    const Manner quiet = small_print(page);
    const float count_high = column.count.empty() ? 0 : page.px(14) + height_of(page, column.count, room.width, quiet);
    const float words_room = room.height - buttons - count_high;
    const float eyebrow_high =
        std::min(height_of(page, column.eyebrow, room.width, column.eyebrow_manner()), page.px(64));
    const float gaps = page.px(28 + 28 + 34);
    float rest = words_room - eyebrow_high - gaps;
    const float invitation_high =
        std::min(height_of(page, column.invitation, room.width, paragraph(page)), rest * 0.5F);
    rest -= invitation_high;
    const float large_high = std::min(height_of(page, column.large, room.width, column.large_manner()), rest);

    const float all = eyebrow_high + large_high + invitation_high + gaps + buttons + count_high;
    float y = room.y + std::max(0.0F, (room.height - all) * 0.5F);
    write(page, column.eyebrow, {room.x, y, room.width, eyebrow_high + page.px(2)}, column.eyebrow_manner());
    y += eyebrow_high + page.px(28);
    write(page, column.large, {room.x, y, room.width, large_high + page.px(2)}, column.large_manner());
    y += large_high + page.px(28);
    write(page, column.invitation, {room.x, y, room.width, invitation_high + page.px(2)}, paragraph(page));
    y += invitation_high + page.px(34);
    Did did = column_buttons(column, y);
    y += page.px(14);
    write(page, column.count, {room.x, y, room.width, count_high}, quiet);
    return did;
}

// The code and the words that say what it is for, in a room; the words under it, or beside it where the room is wide.
void scan(Page& page, const EventPack& pack, Rect room, bool beside) {
    if (pack.online_form.empty()) return;
    const auto code = qr_code(pack.online_form);
    const auto words = page.say("or scan to sign up on your phone");
    Manner manner = small_print(page);
    manner.align = Align::Centre;
    if (beside) {
        const Rect card = draw_qr(page, code, {room.x, room.y, room.height, room.height});
        manner.align = Align::Start;
        manner.stand = Stand::Middle;
        manner.size = 22;
        const float from = card.right() + page.px(28);
        write(page, words, {from, room.y, std::min(room.right() - from, page.px(220)), room.height}, manner);
        return;
    }
    const float caption = height_of(page, words, room.width, manner) + page.px(4);
    const Rect card = draw_qr(page, code, {room.x, room.y, room.width, room.height - caption - page.px(24)});
    write(page, words, {room.x, card.bottom() + page.px(20), room.width, caption}, manner);
}

}  // namespace

Did welcome(Page& page, const Welcome&, const Scene& scene) {
    const bool code = !scene.pack.online_form.empty();
    if (page.portrait()) {
        const float side = page.px(72);
        candle(page, {0, page.px(64), page.width, page.px(230)}, page.px(430));
        const float code_high = code ? page.px(210) : 0;
        scan(page, scene.pack, {side, page.height - page.px(56) - code_high, page.width - 2 * side, code_high}, true);
        const float top = page.px(330);
        return draw_column(column_of(
            page, scene, {side, top, page.width - 2 * side, page.height - top - code_high - page.px(code ? 92 : 48)}));
    }
    const float split = page.width * 0.52F;
    const float end = page.width - split - page.px(16);
    if (code) {
        candle(page, {split, page.px(76), end, page.px(250)}, page.px(500));
        scan(page, scene.pack, {split, page.px(410), end, page.height - page.px(410 + 44)}, false);
    } else {
        candle(page, {split, page.height * 0.22F, end, page.height * 0.56F}, page.px(620));
    }
    const float x = page.px(80);
    return draw_column(column_of(page, scene, {x, page.px(40), split - x, page.height - page.px(80)}));
}

Previews welcome_previews(const EventPack& pack, const Language& language) {
    return {{"welcome", Player(pack, language).session()}};
}

}  // namespace hineni::screens
