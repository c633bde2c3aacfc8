// How this tablet is for everybody from now on: day or night, how bright, how loud. What cannot be set is not there.
#include <algorithm>
#include <array>

#include "kiosk/screens/organizing.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

constexpr int one_step = 10;  // Percent.
constexpr int darkest = 5;

Manner name_manner(const Page& page) {
    Manner manner = paragraph(page);
    manner.colour = page.look.colours.words;
    manner.weight = Weight::Medium;
    manner.stand = Stand::Middle;
    manner.leading = 1.2F;
    return manner;
}

// What a row has for its buttons: beside its name, or on a tall glass below it.
Rect beside(Page& page, std::string_view name, Rect row) {
    if (page.portrait()) {
        const float high = page.style(24).size * 1.6F;
        write(page, name, {row.x, row.y, row.width, high}, name_manner(page));
        return {row.x, row.y + high, row.width, page.px(smallest_target)};
    }
    const float name_wide = row.width * 0.26F;
    write(page, name, {row.x, row.y, name_wide - page.px(16), row.height}, name_manner(page));
    return {row.x + name_wide, row.y, row.width - name_wide, row.height};
}

Did schemes(Page& page, const Comfort& usual, Rect row) {
    const Rect room = beside(page, page.say("Colors"), row);
    constexpr std::array<Scheme, 2> both{Scheme::Day, Scheme::Night};
    const float gap = page.px(16);
    const float wide = (room.width - gap) / 2;
    Did did;
    for (std::size_t i = 0; i < both.size(); ++i) {
        const auto name = both[i] == Scheme::Day ? page.say("Light") : page.say("Dark");
        const Rect at{room.x + static_cast<float>(i) * (wide + gap), room.y, wide, room.height};
        if (chip(page, name, at, usual.scheme == both[i], false, i)) did = Ordered{order::SetScheme{both[i]}};
    }
    return did;
}

struct Level {
    std::string name, less, more;
    int now = 0, least = 0;
};

// Less, how much, more. The new level, if one was wanted.
std::optional<int> level(Page& page, const Level& of, Rect row) {
    const Rect room = beside(page, of.name, row);
    const float side = room.height;
    const float gap = page.px(20);
    std::optional<int> wanted;
    const bool down = of.now > of.least;
    const bool up = of.now < 100;
    if (icon_button(page, shapes::Icon::Minus, of.less, {room.x, room.y, side, side}, down)) wanted = of.now - one_step;
    if (icon_button(page, shapes::Icon::Plus, of.more, {room.right() - side, room.y, side, side}, up)) {
        wanted = of.now + one_step;
    }
    Manner figure = name_manner(page);
    figure.align = Align::End;
    const auto words = std::to_string(of.now) + " %";
    const float figure_wide = page.style(24).size * 3.4F;
    const float bar_wide = room.width - 2 * (side + gap) - figure_wide - gap;
    bar(page, static_cast<float>(of.now) / 100,
        {room.x + side + gap, room.y + side / 2 - page.px(15), bar_wide, page.px(30)});
    write(page, words, {room.right() - side - gap - figure_wide, room.y, figure_wide, side}, figure);
    if (!wanted) return std::nullopt;
    return std::clamp(*wanted, of.least, 100);
}

}  // namespace

Did comfort(Page& page, const Organizing&, const Scene& scene) {
    const auto& facts = scene.session.facts();
    const auto framed = frame(page, page.say("Light and sound"));
    const auto& room = framed.room;
    Did did = framed.did;
    const float row = page.px(smallest_target) + (page.portrait() ? page.style(24).size * 1.6F : 0);
    float y = room.y;
    const auto next = [&] {
        const Rect at{room.x, y, room.width, row};
        y += row + page.px(32);
        return at;
    };
    if (const auto scheme = schemes(page, scene.session.usual(), next())) did = scheme;
    if (facts.brightness) {
        const Level light{page.say("Brightness"), page.say("Darker"), page.say("Brighter"), *facts.brightness, darkest};
        if (const auto to = level(page, light, next())) did = Ordered{order::SetBrightness{*to}};
    }
    if (facts.volume) {
        const Level sound{page.say("Volume"), page.say("Quieter"), page.say("Louder"), *facts.volume, 0};
        if (const auto to = level(page, sound, next())) did = Ordered{order::SetVolume{*to}};
    }
    return did;
}

}  // namespace hineni::screens::organizer
