// What is typed: the row above the keys, the eye, and a name as a signature.
#include <doctest/doctest.h>

#include "kiosk/screens/player.hpp"
#include "staged.hpp"

using namespace hineni;

namespace {

struct Scene {
    EventPack pack = sample_pack();
    Wording wording = sample_wording();
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};

    Session preview(std::string_view name) {
        for (auto& each : previews(pack)) {
            if (each.name == name) return each.session;
        }
        FAIL("no preview " << name);
        return Session(pack, Monotonic{0});
    }
    Did tap(const Session& session, std::string_view label) {
        (void)staged.show(session);
        const auto* target = staged.find(label);
        REQUIRE_MESSAGE(target != nullptr, "no target ", label);
        return staged.tap(session, *target);
    }
};

template <class What>
bool is(const Did& did) {
    return did && std::holds_alternative<What>(*did);
}

}  // namespace

TEST_CASE("an address that was probably meant is asked about, and only a tap takes it") {
    Scene scene;
    auto session = scene.preview("filling-meant-address");
    (void)scene.staged.show(session);
    CHECK(scene.staged.sees("Did you mean this address?"));
    const auto field = *std::get<Filling>(session.state()).focus;
    const auto answer = [&] { return std::get<Filling>(session.state()).card.answers[field].text(); };
    CHECK(answer() == "maria@gmial.com");
    const auto did = scene.tap(session, "@gmail.com");
    REQUIRE(is<KeyTapped>(did));
    session.happen(*did, Monotonic{0});
    CHECK(answer() == "maria@gmail.com");
    (void)scene.staged.show(session);
    CHECK_FALSE(scene.staged.sees("Did you mean this address?"));
}

TEST_CASE("every field that is typed has an eye, and each of them hides them all") {
    Scene scene;
    const auto session = scene.preview("filling");
    (void)scene.staged.show(session);
    std::vector<touch::Target> eyes;
    for (const auto& target : scene.staged.ledger.targets()) {
        if (target.label == "Hide what I type") eyes.push_back(target);
    }
    CHECK(eyes.size() == 4);
    for (const auto& eye : eyes) {
        const auto did = scene.staged.tap(session, eye);
        REQUIRE(is<HideTyping>(did));
        CHECK(std::get<HideTyping>(*did).hidden);
    }
}

TEST_CASE("who cannot draw types a name as the signature, and may change their mind") {
    Scene scene;
    auto session = scene.preview("signing-empty");
    auto did = scene.tap(session, "Type it instead");
    REQUIRE(is<SignByTyping>(did));
    session.happen(*did, Monotonic{0});
    (void)scene.staged.show(session);
    CHECK_FALSE(scene.staged.main()->on);
    for (const char* key : {"A", "d", "a"}) {
        did = scene.tap(session, key);
        REQUIRE(is<KeyTapped>(did));
        session.happen(*did, Monotonic{0});
    }
    did = scene.tap(session, "Hide what I type");
    REQUIRE(is<HideTyping>(did));
    session.happen(*did, Monotonic{0});
    (void)scene.staged.show(session);
    CHECK(scene.staged.main()->on);
    CHECK(scene.staged.find("Show what I type") != nullptr);
    for (const auto& words : scene.staged.ledger.words()) CHECK(words.text.find("Ada") == std::string::npos);
    did = scene.tap(session, "Draw it instead");
    REQUIRE(is<SignByTyping>(did));
    session.happen(*did, Monotonic{0});
    (void)scene.staged.show(session);
    CHECK(scene.staged.find("Your signature")->role == touch::Role::Pad);
}

TEST_CASE("a text says that there is more below until its end is on the glass") {
    Scene scene;
    (void)scene.staged.show(scene.preview("reading"));
    CHECK(scene.staged.sees("More below"));
    (void)scene.staged.show(scene.preview("reading-end"));
    CHECK_FALSE(scene.staged.sees("More below"));
}

TEST_CASE("the words that were read stay on the glass when they grow") {
    Scene scene;
    auto session = scene.preview("reading-middle");
    session.happen(Scrolled{0.2F}, Monotonic{0});
    (void)scene.staged.show(session);
    const auto before = scene.staged.ledger.words();
    session.happen(ComfortChosen{{.text = TextSize::Largest, .scheme = Scheme::Day, .voice = {}}}, Monotonic{0});
    scene.staged.look = look_of(Scheme::Day, TextSize::Largest);
    (void)scene.staged.show(session);
    // Lines break anew: what counts is that a bold beginning which stood there still does.
    CHECK(std::any_of(before.begin(), before.end(), [&](const auto& line) {
        return line.text.size() > 12 && line.text.starts_with("I will") && scene.staged.sees(line.text.substr(0, 12));
    }));
}

TEST_CASE("larger words leave fewer questions on a page, down to one") {
    Scene scene;
    for (const auto& [size, fields] :
         {std::pair{TextSize::Normal, 4U}, {TextSize::Larger, 2U}, {TextSize::Largest, 1U}}) {
        auto session = scene.preview("filling-empty");
        session.happen(ComfortChosen{{.text = size, .scheme = Scheme::Day, .voice = {}}}, Monotonic{0});
        scene.staged.look = look_of(Scheme::Day, size);
        (void)scene.staged.show(session);
        const auto& targets = scene.staged.ledger.targets();
        CHECK(std::count_if(targets.begin(), targets.end(),
                            [](const auto& each) { return each.role == touch::Role::Field; }) == fields);
    }
}
