#include "kiosk/screens/lamp.hpp"

#include <algorithm>

#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// Capitals of 5 mm, which are read from two metres: the 10-inch glass has 5.9 pixels a millimetre, and a capital of our
// type is 0.73 of its size.
constexpr float line_size = 42;
constexpr float lamp_edge = 22;   // Units, of the sign from the corner.
constexpr float lamp_space = 18;  // Between the sign and the line.

// Larger words on the glass are for attendees: this one is large enough.
Manner line_manner(const Page& page) {
    const float grown = page.style(line_size).size / (line_size * std::max(page.unit, 0.7F));
    return {.size = line_size / grown,
            .colour = page.look.colours.quiet_words,
            .align = page.direction == Direction::RightToLeft ? Align::End : Align::Start,
            .stand = Stand::Middle,
            .leading = 1.1F};
}

Lamp shown(const Scene& scene) {
    const bool out = std::holds_alternative<OutOfOrder>(scene.session.state());
    if (out || scene.session.second_copy_missing()) return Lamp::Look;
    return lamp_of(scene.session.facts());
}

shapes::Icon sign_of(Lamp lamp) {
    switch (lamp) {
        case Lamp::Well: return shapes::Icon::FullDisc;
        case Lamp::Waiting: return shapes::Icon::HalfDisc;
        case Lamp::Look: return shapes::Icon::Triangle;
    }
    return shapes::Icon::Triangle;
}

std::string words_of(const Page& page, const Scene& scene) {
    if (shown(scene) == Lamp::Look) return page.say("Organizer, please look");
    const auto& facts = scene.session.facts();
    if (facts.safe_here == 0 && facts.delivered == 0) return {};
    auto safe = page.say("{n} safe here", "{n} safe here", facts.safe_here);
    if (!facts.has_drop && facts.delivered == 0) return safe;
    return safe + " · " + page.say("{n} delivered", "{n} delivered", facts.delivered);
}

}  // namespace

float lamp_height(const Page& page) {
    return line_size * std::max(page.unit, 0.7F) * 1.2F + page.px(lamp_edge);
}

void lamp(Page& page, const Scene& scene, float until) {
    const float high = lamp_height(page) - page.px(lamp_edge);
    const float side = high * 0.86F;
    const float top = page.height - page.px(lamp_edge) * 0.6F - high;
    const bool looks = shown(scene) == Lamp::Look;
    const auto& c = page.look.colours;
    // The corner is at the left of every glass, whichever way its words run.
    shapes::icon(page, sign_of(shown(scene)), {page.px(lamp_edge) + side / 2, top + high / 2}, side,
                 looks ? c.problem : c.accent);
    const float from = page.px(lamp_edge + lamp_space) + side;
    // Who listens to the glass does not have to hear it.
    if (until <= from || scene.session.comfort().voice.on) return;
    write(page, words_of(page, scene), page.place({from, top, until - from, high}), line_manner(page));
}

}  // namespace hineni::screens
