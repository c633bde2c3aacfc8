// What lies over a card for a moment: languages, comfort, the code for a phone.
#include <doctest/doctest.h>

#include "staged.hpp"

using namespace hineni;

namespace {

struct Kiosk {
    EventPack pack = tongues_pack();
    Wording wording = wording_of(pack);
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};
    Session session{pack, Monotonic{0}};

    Did tap(std::string_view label) {
        (void)staged.show(session);
        const auto* target = staged.find(label);
        REQUIRE_MESSAGE(target != nullptr, "no target ", label);
        const auto did = staged.tap(session, *target);
        if (did) session.happen(*did, Monotonic{0});
        staged.look = look_of(session.comfort().scheme, session.comfort().text);
        staged.language = session.language();
        return did;
    }
};

}  // namespace

TEST_CASE("the tools at the head open what they show, and the main button closes it") {
    Kiosk at;
    for (const auto& [label, aside] :
         {std::pair{"Make this easier for you", Aside::Comfort}, std::pair{"Choose your language", Aside::Languages}}) {
        (void)at.tap(label);
        CHECK(at.session.aside() == aside);
        (void)at.staged.show(at.session);
        REQUIRE(at.staged.main() != nullptr);
        CHECK(at.staged.main()->label == "Close");
        (void)at.tap("Close");
        CHECK_FALSE(at.session.aside());
    }
}

TEST_CASE("every card screen has the tools, and only the asides, the question and the end have none") {
    Kiosk at;
    for (const auto& preview : previews(at.pack, "en")) {
        const auto& state = preview.session.state();
        const bool card = std::holds_alternative<Welcome>(state) || std::holds_alternative<Reading>(state) ||
                          std::holds_alternative<Choosing>(state) || std::holds_alternative<Filling>(state) ||
                          std::holds_alternative<Consenting>(state) || std::holds_alternative<Signing>(state) ||
                          std::holds_alternative<Trouble>(state);
        if (!card || preview.session.aside() || preview.session.countdown()) continue;
        (void)at.staged.show(preview.session);
        CHECK_MESSAGE(at.staged.find("Choose your language") != nullptr, preview.name);
        CHECK_MESSAGE(at.staged.find("Make this easier for you") != nullptr, preview.name);
    }
}

TEST_CASE("every language stands by its own name, the one on the glass is marked, and a tap changes it") {
    Kiosk at;
    (void)at.tap("Choose your language");
    (void)at.staged.show(at.session);
    for (const auto& language : at.pack.languages) {
        const auto* target = at.staged.find(own_name(language));
        REQUIRE_MESSAGE(target != nullptr, language);
        CHECK(target->chosen == (language == "en"));
    }
    (void)at.tap(own_name("fr"));
    CHECK(at.session.language() == "fr");
    CHECK_FALSE(at.session.aside());
}

TEST_CASE("size, colors and voice change at once, and the aside stays") {
    Kiosk at;
    (void)at.tap("Make this easier for you");
    (void)at.tap("Largest");
    CHECK(at.session.comfort().text == TextSize::Largest);
    (void)at.tap("White on black");
    CHECK(at.session.comfort().scheme == Scheme::WhiteOnBlack);
    (void)at.staged.show(at.session);
    CHECK_FALSE(at.staged.find("Faster")->on);  // Nothing speaks yet.
    (void)at.tap("On");
    (void)at.tap("Faster");
    (void)at.tap("Quieter");
    CHECK(at.session.comfort().voice == Voice{.on = true, .speed = 4, .volume = 2});
    CHECK(at.session.aside() == Aside::Comfort);
}

TEST_CASE("speed and volume end at one and at five") {
    Kiosk at;
    Comfort loud;
    loud.voice = {.on = true, .speed = 5, .volume = 1};
    at.session.happen(ComfortChosen{loud}, Monotonic{0});
    at.session.happen(AsideOpened{Aside::Comfort}, Monotonic{0});
    (void)at.staged.show(at.session);
    CHECK_FALSE(at.staged.find("Faster")->on);
    CHECK(at.staged.find("Slower")->on);
    CHECK_FALSE(at.staged.find("Quieter")->on);
    CHECK(at.staged.find("Louder")->on);
}

TEST_CASE("a welcome in many languages leads to them by one button that some others can read") {
    Kiosk at;
    (void)at.staged.show(at.session);
    CHECK(at.staged.sees("Choose your language"));
    CHECK(at.staged.sees("Español"));
    CHECK(at.staged.find("Español") == nullptr);
    (void)at.tap("Choose your language");
    CHECK(at.session.aside() == Aside::Languages);
}
