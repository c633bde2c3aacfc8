#include "kiosk/screens/draw.hpp"

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/shapes.hpp"

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

}  // namespace

Did draw(Page& page, const Session& session, const EventPack& pack, std::size_t count_signed, bool has_voice) {
    shapes::ground(page);
    if (const auto left = session.countdown()) return screens::still_there(page, *left);
    const screens::Scene scene{.session = session,
                               .pack = pack,
                               .signed_here = count_signed,
                               .signed_so_far = count_signed + pack.signed_elsewhere,
                               .has_voice = has_voice};
    if (const auto aside = session.aside()) return draw_aside(page, *aside, scene);
    return std::visit(Draw{page, scene}, session.state());
}

}  // namespace hineni
