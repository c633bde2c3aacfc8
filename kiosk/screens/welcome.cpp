#include <algorithm>
#include <cmath>

#include "kiosk/form/online_form.hpp"
#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/lamp.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/candles.hpp"
#include "kiosk/widgets/qr.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// More other languages than this have a screen of their own.
constexpr std::size_t few_languages = 3;
// The names of at most so many of them stand on the button that leads there, as far as they fit.
constexpr std::size_t names_shown = 5;

// Letters of Latin-1 in capitals. A text with letters that are not there stays as it is: half of it in capitals would
// be worse than none.
std::string capitals(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto c = static_cast<unsigned char>(words[i]);
        const auto before = i > 0 ? static_cast<unsigned char>(words[i - 1]) : 0U;
        const bool letter_beyond = c >= 0xC4 && c != 0xE2;  // E2 leads dashes and quotes.
        if (letter_beyond) return std::string(words);
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

// Where the words are large they need the room of what the tools lead to as well: languages and the phone.
bool roomy(const Page& page) {
    return page.look.text_scale < 1.4F;
}

// Everything in the column of words, with the height that each part takes.
struct Column {
    Page& page;
    const Scene& scene;
    Rect room;

    std::string eyebrow, large, invitation, count;
    std::vector<Language> others;  // Languages that have a button of their own.
    std::string names;             // Of some of many languages; empty where each has a button.

    [[nodiscard]] Manner eyebrow_manner() const {
        return {.size = 22, .weight = Weight::Medium, .colour = page.look.colours.accent, .leading = 1.3F};
    }
    [[nodiscard]] Manner large_manner() const {
        Manner manner = headline(page);
        if (page.portrait()) manner.size = 64;
        return manner;
    }
    // Buttons grow a little with the words on them.
    [[nodiscard]] float grown(float units, float share) const {
        return page.px(units * (1 + (page.look.text_scale - 1) * share));
    }
    [[nodiscard]] float main_height() const { return grown(104, 0.3F); }
    [[nodiscard]] float row_height() const { return grown(smallest_target, 0.5F); }
    [[nodiscard]] float gap() const { return page.px(16); }
    [[nodiscard]] std::size_t forms() const { return scene.pack.forms.size() - 1; }

    // A single button is half as wide as the main one, so that it does not vie with it.
    [[nodiscard]] static std::size_t columns(std::size_t buttons) {
        return buttons <= 3 ? std::max<std::size_t>(buttons, 2) : (buttons + 1) / 2;
    }
    [[nodiscard]] float rows_height(std::size_t buttons) const {
        if (buttons == 0) return 0;
        const std::size_t rows = (buttons + columns(buttons) - 1) / columns(buttons);
        return static_cast<float>(rows) * (row_height() + gap());
    }
    [[nodiscard]] float buttons_height() const {
        const float many = names.empty() ? 0 : row_height() + gap();
        return main_height() + page.px(20) + rows_height(forms()) + rows_height(others.size()) + many;
    }
    [[nodiscard]] Rect cell(float y, std::size_t i, std::size_t buttons) const {
        const auto across = static_cast<float>(columns(buttons));
        const float width = (room.width - gap() * (across - 1)) / across;
        const auto column = static_cast<float>(i % columns(buttons));
        const std::size_t row = i / columns(buttons);
        return {room.x + column * (width + gap()), y + static_cast<float>(row) * (row_height() + gap()), width,
                row_height()};
    }
};

Column column_of(Page& page, const Scene& scene, Rect room) {
    Column column{page, scene, room, event_line(page, scene.pack), {}, {}, {}, {}, {}};
    const auto& own = scene.pack.headline.empty() ? scene.pack.name : scene.pack.headline;
    column.large = own.in(page.language);
    column.invitation = scene.pack.invitation.in(page.language);
    if (column.invitation.empty()) {
        column.invitation = page.say(
            "Add your name in under a minute. Your details are sealed on this device before they ever leave it.");
    }
    const auto n = scene.signed_so_far;
    // In a practice nobody is counted, and the lower glass needs the room.
    if (n > 0 && !is_lowered(page)) column.count = page.say("{n} person has signed", "{n} people have signed", n);
    if (!roomy(page)) return column;
    for (const auto& language : scene.pack.languages) {
        if (language != page.language) column.others.push_back(language);
    }
    if (column.others.size() <= few_languages) return column;
    for (std::size_t i = 0; i < std::min(names_shown, column.others.size()); ++i) {
        auto longer = column.names + (i > 0 ? " · " : "");
        longer += own_name(column.others[i]);
        if (i > 1 && width_of(page, longer, small_print(page)) > room.width - page.px(120)) break;
        column.names = std::move(longer);
    }
    column.others.clear();
    return column;
}

Did column_buttons(Column& column, float& y) {
    Page& page = column.page;
    const auto& forms = column.scene.pack.forms;
    const Rect& room = column.room;
    Did did;
    const Rect main{room.x, y, room.width, column.main_height()};
    if (big_button(page, forms.front().title.in(page.language), main)) did = Started{0};
    y += column.main_height() + page.px(20);
    const auto more = column.forms();
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
    if (column.names.empty()) return did;
    const Rect row{room.x, y, room.width, column.row_height()};
    if (told_button(page, shapes::Icon::Globe, page.say("Choose your language"), column.names, row)) {
        did = AsideOpened{Aside::Languages};
    }
    y += column.row_height() + column.gap();
    return did;
}

// Eyebrow, headline, invitation, buttons and count as one block, a little above the middle of the room. Where it is
// tight, first the air gives way, then the headline, then the rest.
Did draw_column(Column column) {
    Page& page = column.page;
    const Rect& room = column.room;
    const float buttons = column.buttons_height();
    const Manner quiet = small_print(page);
    const float count_high = column.count.empty() ? 0 : page.px(10) + height_of(page, column.count, room.width, quiet);
    const float words_room = room.height - buttons - count_high;
    const float eyebrow_high =
        std::min(height_of(page, column.eyebrow, room.width, column.eyebrow_manner()), words_room * 0.25F);
    float invitation_high = height_of(page, column.invitation, room.width, paragraph(page));
    float large_high = height_of(page, column.large, room.width, column.large_manner());
    const float usual_gaps = page.px(28 + 28 + 34);
    const float left = words_room - eyebrow_high - invitation_high - large_high;
    const float air = std::clamp(left / usual_gaps, 0.55F, 1.0F);
    float rest = words_room - eyebrow_high - usual_gaps * air;
    invitation_high = std::min(invitation_high, rest * 0.5F);
    rest -= invitation_high;
    large_high = std::min(large_high, rest);

    const float all = eyebrow_high + large_high + invitation_high + usual_gaps * air + buttons + count_high;
    float y = room.y + std::max(0.0F, (room.height - all) * 0.5F);
    write(page, column.eyebrow, {room.x, y, room.width, eyebrow_high + page.px(2)}, column.eyebrow_manner());
    y += eyebrow_high + page.px(28) * air;
    write(page, column.large, {room.x, y, room.width, large_high + page.px(2)}, column.large_manner());
    y += large_high + page.px(28) * air;
    write(page, column.invitation, {room.x, y, room.width, invitation_high + page.px(2)}, paragraph(page));
    y += invitation_high + page.px(34) * air;
    Did did = column_buttons(column, y);
    y += page.px(8);
    write(page, column.count, {room.x, y, room.width, count_high}, quiet);
    return did;
}

// The code and the words that say what it is for, in a room; the words under it, or beside it where the room is wide.
void scan(Page& page, const EventPack& pack, Rect room, bool beside) {
    const auto code = qr_code(online_form_in(pack.online_form, page.language));
    const auto words = page.say("or scan to sign up on your phone");
    Manner manner = small_print(page);
    manner.align = Align::Centre;
    if (beside) {
        const Rect card = draw_qr(page, code, {room.x, room.y, room.height, room.height});
        manner.align = Align::Start;
        manner.stand = Stand::Middle;
        manner.size = 22;
        const float from = card.right() + page.px(28);
        write(page, words, {from, room.y, std::min(room.right() - from, page.px(280)), room.height}, manner);
        return;
    }
    const float caption = height_of(page, words, room.width, manner) + page.px(4);
    const Rect card = draw_qr(page, code, {room.x, room.y, room.width, room.height - caption - page.px(20)});
    write(page, words, {room.x, card.bottom() + page.px(18), room.width, caption}, manner);
}

// The candle above, the words in the middle, the code at the foot.
Did tall_glass(Page& page, const Scene& scene, bool code) {
    const float side = page.px(72);
    const float foot = page.px(272);
    candles(page, {.room = {page.px(60), foot - page.px(80), page.width - page.px(120), page.px(160)},
                   .tall = page.px(200),
                   .glow = page.px(430),
                   .count = scene.signed_here});
    const float code_high = code ? page.px(210) : 0;
    const float end = std::max(page.px(48), lamp_height(page) + page.px(8));
    if (code) scan(page, scene.pack, {side, page.height - end - code_high, page.width - 2 * side, code_high}, true);
    const float top = page.px(376);
    const float below = code_high + end + page.px(code ? 32 : 0);
    lamp(page, scene, page.width - page.px(24));
    return draw_column(column_of(page, scene, {side, top, page.width - 2 * side, page.height - top - below}));
}

// Words at the start; at the end the candle above the code, or alone in the middle.
Did wide_glass(Page& page, const Scene& scene, bool code) {
    const float scale = page.look.text_scale;
    const float edge = page.px(16);
    const float most = page.width - margin(page) - tools_width(page, scene, !code) - page.px(24);
    const float split = std::min(page.width * (0.52F + (scale - 1) * 0.32F), most);
    const float end = page.width - split - 2 * edge;
    const float from = split + edge;
    const float wide = end - 2 * edge;
    const float deep = wide * 0.31F;
    // Below the tools, whatever grows.
    const float tall = std::min(page.px(code ? 232 : 330), wide * 0.8F);
    const float foot = code ? page.px(322) : page.height * 0.54F + tall / 2 - deep / 4;
    candles(page, {.room = {from + edge, foot - deep / 2, wide, deep},
                   .tall = tall,
                   .glow = std::min(page.px(code ? 430 : 560), end * 1.1F),
                   .count = scene.signed_here});
    if (code) scan(page, scene.pack, {from, page.px(426), end, page.height - page.px(426) - lamp_height(page)}, false);
    const float x = page.px(scale < 1.4F ? 80 : 56);
    const float y = page.px(scale < 1.1F ? 40 : 28);
    const float below = std::max(y, lamp_height(page));
    lamp(page, scene, page.width - page.px(24));
    return draw_column(column_of(page, scene, {x, y, split - x, page.height - y - below}));
}

}  // namespace

Did welcome(Page& page, const Welcome&, const Scene& scene) {
    const bool code = !scene.pack.online_form.empty() && roomy(page);
    Did did = page.portrait() ? tall_glass(page, scene, code) : wide_glass(page, scene, code);
    if (const auto tool = tools(page, scene, !code)) did = tool;
    return did;
}

Previews welcome_previews(const EventPack& pack, const Language& language) {
    const auto with = [&](std::size_t safe, std::size_t waiting, std::size_t set_aside) {
        Player player(pack, language);
        Facts facts;
        facts.has_drop = true;
        facts.safe_here = safe;
        facts.delivered = safe - waiting;
        facts.waiting = waiting;
        facts.set_aside = set_aside;
        player.knows(std::move(facts));
        return player.session();
    };
    return {{"welcome-organizer-looks", with(12'480, 571, 7)},
            {"welcome-on-the-way", with(12'480, 571, 0)},
            {"welcome-all-delivered", with(23, 0, 0)},
            {"welcome", Player(pack, language).session()}};
}

}  // namespace hineni::screens
