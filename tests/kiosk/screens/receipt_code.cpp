// The receipt code on the glass: quiet on the thank-you, whole where it was asked for, and known to nobody but eyes.
#include "hineni/receipt_code.hpp"

#include <doctest/doctest.h>

#include "kiosk/shell/png.hpp"
#include "staged.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

using namespace hineni;

namespace {

constexpr std::string_view sample_code = "7KQM-2XRD-9FT3";
constexpr const char* change = "Change your mind later?";

Session preview_called(const EventPack& pack, std::string_view name, const Language& language = "en") {
    for (auto& each : previews(pack, language)) {
        if (each.name == name) return each.session;
    }
    throw std::runtime_error("no such preview");
}

bool knows_the_code(const touch::Ledger& ledger) {
    const auto has = [](const std::string& words) { return words.find("7KQM") != std::string::npos; };
    return std::any_of(ledger.words().begin(), ledger.words().end(),
                       [&](const auto& each) { return has(each.text); }) ||
           std::any_of(ledger.targets().begin(), ledger.targets().end(),
                       [&](const auto& each) { return has(each.label); });
}

}  // namespace

TEST_CASE("the code of the previews is a code") {
    const auto code = receipt_code_in(sample_code);
    REQUIRE(code);
    CHECK(in_groups(*code) == sample_code);
}

TEST_CASE("a phone reads from the glass the code, the event and what the code is for") {
    const auto pack = tongues_pack();
    const auto wording = wording_of(pack);
    const FreshFolder folder;
    struct Glass {
        int width, height;
        TextSize text;
        Scheme scheme;
        Language language;
    };
    for (const auto& glass : {Glass{1280, 800, TextSize::Normal, Scheme::Night, "en"},
                              Glass{800, 480, TextSize::Largest, Scheme::Day, "ru"},
                              Glass{720, 1280, TextSize::Largest, Scheme::WhiteOnBlack, "he"},
                              Glass{800, 480, TextSize::Normal, Scheme::BlackOnWhite, "yi"}}) {
        CAPTURE(glass.language);
        const auto session = preview_called(pack, "receipt-code", glass.language);
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(glass.width) *
                                          static_cast<std::size_t>(glass.height));
        const Pixels target{pixels.data(), glass.width, glass.height, glass.width};
        touch::Ledger ledger;
        const auto look = look_of(glass.scheme, glass.text);
        painter().forget();
        painter().frame(
            [&](ImDrawList& list, Typesetter& type) {
                ledger.begin({});
                Page page(list, type, ledger, look, wording, glass.language, static_cast<float>(glass.width),
                          static_cast<float>(glass.height));
                (void)draw(page, session, pack, 0);
            },
            target);
        const auto picture = folder.path() / "code.png";
        REQUIRE(write_png(picture, target));
        const auto read = finish({"zbarimg", "--quiet", "--raw", picture.string()});
        const auto what =
            wording.in(glass.language, "Keep this code. With it, the organizers can take your name off every list.");
        CHECK(read.out == std::string(sample_code) + "\n" + pack.name.in(glass.language) + ", 2026-12-10\n" +
                              std::string(what) + "\n");
    }
}

TEST_CASE("a thank-you offers its code quietly, and Finish stays the main button of both screens") {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};
    for (const auto* name : {"thanks", "thanks-dates"}) {
        CAPTURE(name);
        auto session = preview_called(pack, name);
        (void)staged.show(session);
        REQUIRE(staged.find(change) != nullptr);
        REQUIRE(staged.main() != nullptr);
        CHECK(staged.main()->label == "Finish");
        const auto opened = staged.tap(session, *staged.find(change));
        REQUIRE((opened && std::holds_alternative<AsideOpened>(*opened)));
        session.happen(*opened, Monotonic{0});
        (void)staged.show(session);
        CHECK(staged.sees("Keep this code."));
        CHECK(staged.main()->label == "Finish");
        const auto back = staged.tap(session, *staged.find("Back"));
        REQUIRE((back && std::holds_alternative<AsideClosed>(*back)));
        const auto finished = staged.tap(session, *staged.main());
        REQUIRE(finished);
        session.happen(*finished, Monotonic{0});
        CHECK(std::holds_alternative<Welcome>(session.state()));
        (void)staged.show(session);
        CHECK_FALSE(staged.sees("Keep this code."));
    }
}

TEST_CASE("where an entry has no code, none is offered") {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};
    Session session(pack, Monotonic{0});
    session.happen(Started{0}, Monotonic{0});
    auto trouble = preview_called(pack, "trouble");
    (void)staged.show(trouble);
    CHECK(staged.find(change) == nullptr);
    trouble.happen(Next{}, Monotonic{0});
    trouble.happen(Stored{}, Monotonic{0});
    REQUIRE(std::holds_alternative<Thanks>(trouble.state()));
    (void)staged.show(trouble);
    CHECK(staged.find("Finish") != nullptr);
    CHECK(staged.find(change) == nullptr);
}

TEST_CASE("the ledger knows where the code stands, and never the code") {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    for (const auto& [width, height] : {std::pair{1280, 800}, std::pair{720, 1280}}) {
        Staged staged{pack, wording, "en", look_of(Scheme::Day), width, height, {}};
        for (const auto* name : {"thanks", "thanks-dates", "receipt-code"}) {
            (void)staged.show(preview_called(pack, name));
            CHECK_FALSE(knows_the_code(staged.ledger));
        }
        const auto& words = staged.ledger.words();
        const auto stands = [](const auto& each) { return each.text.empty() && each.size >= 60; };
        CHECK(std::count_if(words.begin(), words.end(), stands) == 1);
    }
}
