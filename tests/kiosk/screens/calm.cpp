// A key press changes the field, and nothing else moves.
#include <doctest/doctest.h>

#include "staged.hpp"

using namespace hineni;

TEST_CASE("a typed letter changes its field only") {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    const Look look = look_of(Scheme::Day);
    constexpr int width = 1280;
    constexpr int height = 800;
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
    const Pixels target{pixels.data(), width, height, width};
    touch::Ledger ledger;
    const auto paint = [&](const Session& session) {
        return canvas().frame(
            [&](ImDrawList& list, Typesetter& type) {
                ledger.begin({});
                Page page(list, type, ledger, look, wording, "en", width, height);
                (void)draw(page, session, pack, 0);
            },
            target);
    };
    for (auto& preview : previews(pack)) {
        if (preview.name != "filling") continue;
        auto session = preview.session;
        canvas().forget();
        (void)paint(session);
        session.happen(KeyTapped{{keyboard::Does::Insert, "e", "e", 1}}, Monotonic{0});
        (void)paint(session);  // Its glyph is in the atlas now.
        session.happen(KeyTapped{{keyboard::Does::Insert, "e", "e", 1}}, Monotonic{0});
        const auto changed = paint(session);
        CHECK_FALSE(changed.empty());
        const auto field = *std::get<Filling>(session.state()).focus;
        const auto& label = pack.forms.front().fields[field].label.in("en");
        for (const auto& each : ledger.targets()) {
            if (each.label != label) continue;
            for (const auto& rect : changed) {
                constexpr float tile = 64;
                CHECK(static_cast<float>(rect.y) >= each.box.y - tile);
                CHECK(static_cast<float>(rect.y + rect.height) <= each.box.bottom() + tile);
                CHECK(static_cast<float>(rect.x) >= each.box.x - tile);
            }
        }
    }
}
