#include "kiosk/screens/draw.hpp"

#include <algorithm>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni {

namespace {

// One overload for each state; a forgotten one does not compile.
struct Draw {
    Page& page;
    const screens::Scene& scene;

    Did operator()(const Welcome& state) const { return screens::welcome(page, state, scene); }
    Did operator()(const Reading& state) const { return screens::reading(page, state, scene); }
    Did operator()(const Choosing& state) const { return screens::choosing(page, state, scene); }
    Did operator()(const Filling& state) const { return screens::filling(page, state, scene); }
    Did operator()(const Consenting& state) const { return screens::consenting(page, state, scene); }
    Did operator()(const Signing& state) const { return screens::signing(page, state, scene); }
    Did operator()(const Saving& state) const { return screens::saving(page, state, scene); }
    Did operator()(const Trouble& state) const { return screens::trouble(page, state, scene); }
    Did operator()(const Thanks& state) const { return screens::thanks(page, state, scene); }
    Did operator()(const OutOfOrder& state) const { return screens::out_of_order(page, state, scene); }
    Did operator()(const Organizing& state) const { return screens::organizing(page, state, scene); }
};

Did draw_aside(Page& page, Aside aside, const screens::Scene& scene) {
    switch (aside) {
        case Aside::Languages: return screens::languages(page, scene);
        case Aside::Comfort: return screens::comfort(page, scene);
        case Aside::Phone: return screens::phone(page, scene);
        case Aside::ReceiptCode: return screens::receipt_code(page, scene);
    }
    return std::nullopt;
}

// How much of the foot of the glass the practice banner takes. It does not grow with the words: it is to be seen, and
// leaves each screen as much as there is.
float banner_height(const Page& page) {
    return page.px(32);
}

// On every screen, so that nobody leaves a name in a practice, and nobody practises with names.
void banner(Page& page) {
    const auto& c = page.look.colours;
    const float high = banner_height(page);
    const Rect room{0, page.height - high, page.width, high};
    const float grown = page.style(21).size / (21 * std::max(page.unit, 0.7F));
    const Manner manner{.size = 21 / grown,
                        .weight = Weight::SemiBold,
                        .colour = c.on_main,
                        .align = Align::Centre,
                        .stand = Stand::Middle,
                        .leading = 1.1F};
    shapes::fill(page, room, 0, c.main_top);
    write(page, page.say("PRACTICE: nothing is kept"), {page.px(16), room.y, page.width - page.px(32), high}, manner);
}

Did draw_screen(Page& page, const screens::Scene& scene) {
    if (const auto left = scene.session.countdown()) return screens::still_there(page, *left);
    if (const auto aside = scene.session.aside()) return draw_aside(page, *aside, scene);
    return std::visit(Draw{page, scene}, scene.session.state());
}

}  // namespace

Did draw(Page& page, const Session& session, const EventPack& pack, std::size_t count_signed, bool has_voice) {
    shapes::ground(page);
    const screens::Scene scene{.session = session,
                               .pack = pack,
                               .signed_here = count_signed,
                               .signed_so_far = count_signed + pack.signed_elsewhere,
                               .has_voice = has_voice};
    if (!session.practising()) return draw_screen(page, scene);
    Page above = page;  // The same units on a lower glass: nothing lies under the banner.
    above.height -= banner_height(page);
    auto did = draw_screen(above, scene);
    banner(page);
    return did;
}

}  // namespace hineni
