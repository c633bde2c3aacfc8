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
        return painter().frame(
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
        painter().forget();
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

TEST_CASE("a light for each name disturbs no word, no button and no code") {
    auto pack = tongues_pack();
    const auto wording = wording_of(pack);
    constexpr int width = 1280;
    constexpr int height = 800;
    touch::Ledger ledger;
    const auto painted = [&](const Look& look, std::size_t names) {
        pack.signed_elsewhere = 3000 - names;  // The same words on the glass.
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
        painter().forget();
        painter().frame(
            [&](ImDrawList& list, Typesetter& type) {
                ledger.begin({});
                Page page(list, type, ledger, look, wording, "en", width, height);
                (void)draw(page, Session(pack, Monotonic{0}), pack, names);
            },
            Pixels{pixels.data(), width, height, width});
        return pixels;
    };
    for (const auto scheme : {Scheme::Day, Scheme::Night, Scheme::BlackOnWhite, Scheme::WhiteOnBlack}) {
        const Look look = look_of(scheme);
        (void)painted(look, 0);  // Its glyphs are in the atlas now.
        const auto without = painted(look, 0);
        const auto with = painted(look, 2000);
        CHECK(without != with);
        CHECK(with == painted(look, 2000));  // Nothing flickers.
        std::vector<touch::Rect> quiet;
        for (const auto& each : ledger.words()) quiet.push_back(each.ink);
        for (const auto& each : ledger.targets()) quiet.push_back(each.box);
        quiet.push_back({700, 434, 560, 366});  // The code.
        for (const auto& box : quiet) {
            int changed = 0;
            for (auto y = static_cast<std::size_t>(box.y); y < static_cast<std::size_t>(box.bottom()); ++y) {
                for (auto x = static_cast<std::size_t>(box.x); x < static_cast<std::size_t>(box.right()); ++x) {
                    changed += without[y * width + x] != with[y * width + x] ? 1 : 0;
                }
            }
            CHECK(changed == 0);
        }
    }
}
