#include "kiosk/widgets/keys.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "hineni/utf8.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni {

using namespace shapes;
using keyboard::Does;
using keyboard::Key;

namespace {

constexpr float gap = 10;  // Units between keys.

// Boxes here are on the glass already: turned back once, so that the leaves may turn them again.
Rect unturned(const Page& page, const Rect& box) {
    return page.place(box);
}

bool is_letter(const Key& key) {
    // A letter, maybe with its point, on a plain key or on a digit pad; what is about two wide stands at the side.
    const bool plain = key.width <= 1 || key.width >= 3;
    return key.does == Does::Insert && key.inserts != " " && utf8::count(key.label) <= 2 && plain;
}

void key_words(Page& page, const Key& key, const Rect& face, Colour ink, float size) {
    const bool letter = is_letter(key);
    const bool mark = letter && key.label.size() > key.inserts.size();  // On a circle, which is not what is looked for.
    Manner manner{.size = mark     ? 36.0F
                          : letter ? size
                                   : 22.0F,
                  .weight = Weight::Medium,
                  .colour = ink,
                  .align = Align::Centre,
                  .stand = Stand::Middle,
                  .leading = 1.1F};
    // A wide letter may reach to the edges of a narrow key.
    const float aside = page.px(letter ? 1 : 5);
    Rect room{face.x + aside, face.y + page.px(4), face.width - 2 * aside, face.height - page.px(8)};
    const bool erase = key.does == Does::Erase;
    if (!erase && key.does != Does::Shift) {
        write(page, key_label(page, key), unturned(page, room), manner);
        return;
    }
    // An icon before the word, both as one group in the middle.
    const auto words = key_label(page, key);
    const float side = page.px(erase ? 26 : 24);
    const float space = page.px(12);
    float wide = width_of(page, words, manner);
    const bool fits = wide <= room.width - side - space;
    if (!fits) wide = -space;  // The icon says it alone.
    const float start = room.x + (room.width - side - space - wide) / 2;
    icon(page, erase ? Icon::Erase : Icon::Shift, {std::round(start + side / 2), std::round(face.y + face.height / 2)},
         side, ink);
    if (!fits) return;
    const float rest = room.right() - start - side - space;
    manner.align = page.direction == Direction::RightToLeft ? Align::End : Align::Start;
    write(page, words, unturned(page, {start + side + space, room.y, rest, room.height}), manner);
}

bool draw_key(Page& page, const Key& key, const Rect& box, std::uint32_t id, bool held, float size = 27) {
    const auto& c = page.look.colours;
    const float lip = std::max(2.0F, std::round(page.px(3)));
    const float rounding = page.px(13);
    const bool tapped =
        page.ledger.tapped({.id = id, .label = key_label(page, key), .box = box, .role = touch::Role::Key});
    const bool down = page.ledger.pressed(id);
    const Rect face{box.x, box.y + (down ? lip : 0), box.width, box.height - lip};
    fill(page, unturned(page, {box.x, box.y + lip, box.width, box.height - lip}), rounding, c.key_edge);
    const bool side = !is_letter(key) && key.inserts != " ";
    fill(page, unturned(page, face), rounding, down || held ? c.key_down : side ? c.key_side : c.key);
    // Without shades a key is told from the panel by its outline.
    if (page.look.stark()) outline(page, unturned(page, face), rounding, c.key_edge, std::max(1.5F, page.px(2)));
    key_words(page, key, face, down || held ? c.on_down : c.words, size);
    return tapped;
}

float units_of(const std::vector<Key>& row) {
    float units = 0;
    for (const auto& key : row) units += key.width;
    return units;
}

}  // namespace

std::string key_label(const Page& page, const Key& key) {
    if (key.does == Does::Erase) return page.say("Delete");
    if (key.does == Does::Shift) return page.say("Shift");
    if (key.does == Does::Insert && key.inserts == " ") return page.say("Space");
    return key.label.empty() ? key.inserts : key.label;
}

void keyboard_panel(Page& page, float top) {
    const auto& c = page.look.colours;
    fill(page, {0, top, page.width, page.height - top}, 0, c.panel_top, c.panel_bottom);
}

std::optional<Key> keys(Page& page, const keyboard::Up& up, Rect room) {
    const auto all = keyboard::rows(up);
    if (all.empty()) return std::nullopt;
    float widest = 0;
    for (const auto& row : all) widest = std::max(widest, units_of(row));
    const float between = page.px(page.portrait() ? 6 : gap);
    const float unit = (room.width + between) / widest;
    const float height = (room.height + page.px(gap)) / static_cast<float>(all.size());
    const bool capitals = up.layer == keyboard::Layer::Shifted || up.layer == keyboard::Layer::ShiftedAccents;
    std::optional<Key> tapped;
    for (std::size_t r = 0; r < all.size(); ++r) {
        float x = room.x + (widest - units_of(all[r])) * unit / 2;
        const float y = std::round(room.y + static_cast<float>(r) * height);
        for (std::size_t k = 0; k < all[r].size(); ++k) {
            const Key& key = all[r][k];
            const float left = std::round(x);
            x += key.width * unit;
            const Rect box{left, y, std::round(x - between) - left, std::round(height - page.px(gap))};
            const bool held = capitals && key.does == Does::Shift;
            if (draw_key(page, key, box, touch::id_of("key", r * 16 + k), held)) tapped = key;
        }
    }
    return tapped;
}

DigitPad digit_pad(Page& page, Rect room) {
    constexpr std::size_t across = 3;
    constexpr float digit_size = 40;
    const float space = page.px(gap);
    const float wide = (room.width - 2 * space) / 3;
    const float high = (room.height - 3 * space) / 4;
    const auto box = [&](std::size_t place) {
        const std::size_t row = place / across;
        return Rect{std::round(room.x + static_cast<float>(place % across) * (wide + space)),
                    std::round(room.y + static_cast<float>(row) * (high + space)), std::round(wide), std::round(high)};
    };
    DigitPad pad{std::nullopt, box(11)};
    for (std::size_t place = 0; place < 11; ++place) {
        const auto digit = place < 9 ? place + 1 : place == 9 ? 10 : 0;
        const auto name = std::to_string(digit);
        const Key key = digit == 10 ? Key{Does::Erase, {}, {}, 1} : Key{Does::Insert, name, name, 3};
        // A pad lies the same way for everybody; its place on the page does not.
        Rect at = page.place(room);
        at = {at.x + box(place).x - room.x, box(place).y, box(place).width, box(place).height};
        if (draw_key(page, key, at, touch::id_of("digit", digit), false, digit_size)) {
            pad.digit = static_cast<int>(digit);
        }
    }
    const Rect whole = page.place(room);
    pad.last = page.place({whole.x + pad.last.x - room.x, pad.last.y, pad.last.width, pad.last.height});
    return pad;
}

std::optional<Key> key_row(Page& page, const std::vector<Key>& row, Rect room) {
    std::optional<Key> tapped;
    // Characters are as wide as the keys below them, and keep their width where there are few.
    const std::size_t least = std::all_of(row.begin(), row.end(), is_letter) ? 12 : 4;
    const float each = (room.width + page.px(gap)) / static_cast<float>(std::max(row.size(), least));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const float left = std::round(room.x + static_cast<float>(i) * each);
        const Rect box{left, std::round(room.y), std::round(each - page.px(gap)), std::round(room.height)};
        Key shown = row[i];
        shown.width = is_letter(shown) ? 1 : 2;  // Words are drawn as keys at the side are, and characters as letters.
        if (draw_key(page, shown, box, touch::id_of("ending", i), false)) tapped = row[i];
    }
    return tapped;
}

}  // namespace hineni
