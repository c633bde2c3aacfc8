#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/markdown.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// Where the text stands, and how far it may scroll, in pixels. A session keeps the share, which holds at every size.
struct Window {
    Rect sheet, text;
    Rect below;       // Under the text, for the sign that there is more; without a height where all is on the glass.
    float whole = 0;  // Height of all of the text.
    float most = 0;   // The greatest scroll.
    [[nodiscard]] float to(float scroll) const { return std::clamp(std::round(scroll), 0.0F, most); }
    // A little of the page before stays, so that the eye finds its line.
    [[nodiscard]] float leap() const { return text.height * 0.85F; }
    [[nodiscard]] Did scrolled(float scroll) const { return Scrolled{to(scroll) / std::max(1.0F, whole)}; }
};

Window window_in(Page& page, const std::vector<markdown::Block>& blocks, Rect sheet) {
    const float pad = page.px(32);
    Window window;
    window.sheet = sheet;
    window.text = {sheet.x + pad, sheet.y + page.px(18), sheet.width - 2 * pad, sheet.height - page.px(36)};
    window.whole = markdown::height_of(page, blocks, window.text.width);
    if (window.whole <= window.text.height) return window;
    const float sign = page.style(19).size * 2.3F;
    window.text.height = sheet.bottom() - sign - window.text.y;
    window.below = {window.text.x, sheet.bottom() - sign, window.text.width, sign};
    window.most = std::max(0.0F, window.whole - window.text.height);
    return window;
}

// Text that is cut off by the edge of its window fades, and so says that there is more.
void fades(Page& page, const Window& window, float scroll) {
    const Colour paper = page.look.colours.box;
    const Colour clear = shapes::faded(paper, 0);
    const float high = page.px(44);
    const Rect& t = window.text;
    if (scroll > 0) shapes::fill(page, {t.x, t.y, t.width, high}, 0, paper, clear);
    if (scroll < window.most) shapes::fill(page, {t.x, t.bottom() - high, t.width, high}, 0, clear, paper);
}

// An arrow and the words, as one group in the middle.
void more_below(Page& page, Rect room) {
    Manner manner = small_print(page);
    manner.weight = Weight::SemiBold;
    manner.colour = page.look.colours.accent;
    manner.stand = Stand::Middle;
    const auto words = page.say("More below");
    const float side = page.style(20).size;
    const float space = side * 0.6F;
    const float wide = std::min(width_of(page, words, manner) + 1, room.width - side - space);
    const float x = room.x + (room.width - side - space - wide) / 2;
    const Rect at = shapes::on_glass(page, {x, room.y, side, room.height});
    shapes::icon(page, shapes::Icon::Down, {at.x + at.width / 2, at.y + at.height / 2}, side, manner.colour);
    write(page, words, {x + side + space, room.y, wide, room.height}, manner);
}

void draw_sheet(Page& page, const std::vector<markdown::Block>& blocks, const Window& window, float scroll) {
    const auto& c = page.look.colours;
    shapes::fill(page, window.sheet, page.px(20), c.box);
    shapes::outline(page, window.sheet, page.px(20), c.box_edge, std::max(1.0F, page.px(1.5F)));
    markdown::draw(page, blocks, window.text, scroll);
    fades(page, window, scroll);
    if (scroll < window.most) more_below(page, window.below);
}

// Up and down beside the sheet, and between them how far one has come.
Did scroll_buttons(Page& page, const Window& window, float scroll, Rect column) {
    const float high = page.px(smallest_target);
    Did did;
    const Rect up{column.x, column.y, column.width, high};
    const Rect down{column.x, column.bottom() - high, column.width, high};
    if (icon_button(page, shapes::Icon::Up, page.say("Up"), up, scroll > 0)) {
        did = window.scrolled(scroll - window.leap());
    }
    if (icon_button(page, shapes::Icon::Down, page.say("Down"), down, scroll < window.most)) {
        did = window.scrolled(scroll + window.leap());
    }
    const Rect track{column.x + column.width / 2 - page.px(3), up.bottom() + page.px(20), page.px(6),
                     down.y - up.bottom() - page.px(40)};
    if (track.height < page.px(40)) return did;
    shapes::fill(page, track, page.px(3), page.look.colours.quiet_down);
    const float shown = window.text.height / (window.text.height + window.most);
    const float from = scroll / (window.text.height + window.most);
    shapes::fill(page, {track.x, track.y + track.height * from, track.width, track.height * shown}, page.px(3),
                 page.look.colours.accent);
    return did;
}

}  // namespace

Did reading(Page& page, const Reading& state, const Scene& scene) {
    const Form& form = *state.card.form;
    const Head top = head(page, form.title.in(page.language), scene);
    Did did = top.did;
    const float x = margin(page);
    const float side = page.px(smallest_target);
    const float high = foot_top(page) - top.bottom;
    const auto blocks = markdown::blocks(form.text.in(page.language));
    const Window window = window_in(page, blocks, {x, top.bottom, page.width - 2 * x - side - page.px(16), high});
    const float scroll = window.to(state.scroll * window.whole);
    draw_sheet(page, blocks, window, scroll);

    const auto either = [&](const Did& tapped) {
        if (tapped) did = tapped;
    };
    either(scroll_buttons(page, window, scroll, {page.width - x - side, top.bottom, side, high}));
    if (const auto drag = page.ledger.drag(touch::id_of("sheet"), shapes::on_glass(page, window.sheet));
        drag && drag->dy != 0) {
        did = window.scrolled(scroll - drag->dy);
    }
    const bool end = scroll >= window.most - 1;
    // The main button turns pages until the end was on the glass, and only then leads on.
    const bool ready = state.reached_end || end;
    if (const auto on = foot(page, ready ? page.say("I have read it") : page.say("More"))) {
        const bool more = std::holds_alternative<Next>(*on) && !ready;
        did = more ? window.scrolled(scroll + window.leap()) : on;
    }
    if (!did && end && !state.reached_end) did = ReachedEnd{};
    return did;
}

Previews reading_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form& form) { return form.kind == FormKind::Pledge && !form.text.empty(); })) return {};
    Previews all{{"reading", player.session()}};
    player.did(Scrolled{0.3F});
    all.push_back({"reading-middle", player.session()});
    player.did(Scrolled{1});
    player.did(ReachedEnd{});
    all.push_back({"reading-end", player.session()});
    return all;
}

}  // namespace hineni::screens
