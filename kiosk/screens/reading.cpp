#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/markdown.hpp"
#include "kiosk/widgets/shapes.hpp"

namespace hineni::screens {

namespace {

// Where the text stands, and how far it may scroll.
struct Window {
    Rect sheet, text;
    float most = 0;  // The greatest scroll.
    [[nodiscard]] float to(float scroll) const { return std::clamp(std::round(scroll), 0.0F, most); }
    // A little of the page before stays, so that the eye finds its line.
    [[nodiscard]] float leap() const { return text.height * 0.85F; }
};

// Text that is cut off by the edge of the sheet fades, and so says that there is more.
void fades(Page& page, const Window& window, float scroll) {
    const Colour paper = page.look.colours.box;
    const Colour clear = shapes::faded(paper, 0);
    const float high = page.px(44);
    const Rect& t = window.text;
    if (scroll > 0) shapes::fill(page, {t.x, t.y, t.width, high}, 0, paper, clear);
    if (scroll < window.most) shapes::fill(page, {t.x, t.bottom() - high, t.width, high}, 0, clear, paper);
}

Window draw_sheet(Page& page, const std::vector<markdown::Block>& blocks, Rect sheet, float asked) {
    const float pad = page.px(32);
    Window window{sheet, {sheet.x + pad, sheet.y + page.px(18), sheet.width - 2 * pad, sheet.height - page.px(36)}, 0};
    window.most = std::max(0.0F, markdown::height_of(page, blocks, window.text.width) - window.text.height);
    const auto& c = page.look.colours;
    shapes::fill(page, sheet, page.px(20), c.box);
    shapes::outline(page, sheet, page.px(20), c.box_edge, std::max(1.0F, page.px(1.5F)));
    const float scroll = window.to(asked);
    markdown::draw(page, blocks, window.text, scroll);
    fades(page, window, scroll);
    return window;
}

// Up and down beside the sheet, and between them how far one has come.
Did scroll_buttons(Page& page, const Window& window, float scroll, Rect column) {
    const float high = page.px(smallest_target);
    Did did;
    const Rect up{column.x, column.y, column.width, high};
    const Rect down{column.x, column.bottom() - high, column.width, high};
    if (icon_button(page, shapes::Icon::Up, page.say("Up"), up, scroll > 0)) {
        did = Scrolled{window.to(scroll - window.leap())};
    }
    if (icon_button(page, shapes::Icon::Down, page.say("Down"), down, scroll < window.most)) {
        did = Scrolled{window.to(scroll + window.leap())};
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
    const float top = head(page, form.title.in(page.language), scene.session.step());
    const float x = margin(page);
    const float side = page.px(smallest_target);
    const float bottom = foot_top(page);
    const Rect sheet{x, top, page.width - 2 * x - side - page.px(16), bottom - top};
    const auto blocks = markdown::blocks(form.text.in(page.language));
    const Window window = draw_sheet(page, blocks, sheet, state.scroll);
    const float scroll = window.to(state.scroll);

    Did did = scroll_buttons(page, window, scroll, {page.width - x - side, top, side, bottom - top});
    if (const auto drag = page.ledger.drag(touch::id_of("sheet"), shapes::on_glass(page, sheet));
        drag && drag->dy != 0) {
        did = Scrolled{window.to(scroll - drag->dy)};
    }
    const bool end = scroll >= window.most - 1;
    // The main button turns pages until the end was on the glass, and only then leads on.
    const bool ready = state.reached_end || end;
    if (const auto on = foot(page, ready ? page.say("Continue") : page.say("More"))) {
        const bool more = std::holds_alternative<Next>(*on) && !ready;
        did = more ? Did(Scrolled{window.to(scroll + window.leap())}) : on;
    }
    if (!did && end && !state.reached_end) did = ReachedEnd{};
    return did;
}

Previews reading_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form& form) { return form.kind == FormKind::Pledge && !form.text.empty(); })) return {};
    Previews all{{"reading", player.session()}};
    player.did(Scrolled{100000});
    player.did(ReachedEnd{});
    all.push_back({"reading-end", player.session()});
    return all;
}

}  // namespace hineni::screens
