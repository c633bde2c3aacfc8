// Every screen: what it draws for its state, and its previews. A new screen is one new file and a line here and in
// draw.cpp.
#pragma once

#include "hineni/event_pack.hpp"
#include "kiosk/screens/preview.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni::screens {

// What every screen may look at besides its state.
struct Scene {
    const Session& session;
    const EventPack& pack;
    std::size_t signed_here = 0;    // On this device.
    std::size_t signed_so_far = 0;  // Here and elsewhere.
    bool has_voice = true;          // Something speaks the language on the glass.
};

[[nodiscard]] Did welcome(Page& page, const Welcome& state, const Scene& scene);
[[nodiscard]] Did reading(Page& page, const Reading& state, const Scene& scene);
[[nodiscard]] Did choosing(Page& page, const Choosing& state, const Scene& scene);
[[nodiscard]] Did filling(Page& page, const Filling& state, const Scene& scene);
[[nodiscard]] Did consenting(Page& page, const Consenting& state, const Scene& scene);
[[nodiscard]] Did signing(Page& page, const Signing& state, const Scene& scene);
[[nodiscard]] Did saving(Page& page, const Saving& state, const Scene& scene);
[[nodiscard]] Did trouble(Page& page, const Trouble& state, const Scene& scene);
[[nodiscard]] Did thanks(Page& page, const Thanks& state, const Scene& scene);
[[nodiscard]] Did out_of_order(Page& page, const OutOfOrder& state, const Scene& scene);
[[nodiscard]] Did organizing(Page& page, const Organizing& state, const Scene& scene);
// The asides: each covers all of the page, and its main button closes it.
[[nodiscard]] Did languages(Page& page, const Scene& scene);
[[nodiscard]] Did comfort(Page& page, const Scene& scene);
[[nodiscard]] Did phone(Page& page, const Scene& scene);
[[nodiscard]] Did receipt_code(Page& page, const Scene& scene);
// Covers all of the page, so that nobody who walks up meanwhile reads what was typed.
[[nodiscard]] Did still_there(Page& page, int seconds_left);

using Previews = std::vector<Preview>;
[[nodiscard]] Previews welcome_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews reading_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews choosing_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews filling_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews consenting_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews signing_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews saving_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews trouble_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews thanks_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews out_of_order_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews languages_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews comfort_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews phone_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews receipt_code_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews organizing_previews(const EventPack& pack, const Language& language);
[[nodiscard]] Previews still_there_previews(const EventPack& pack, const Language& language);

}  // namespace hineni::screens
