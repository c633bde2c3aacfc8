// What a tap on the words of a screen means.
#include <doctest/doctest.h>

#include <map>
#include <set>

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

TEST_CASE("every screen that leads on has one main button") {
    Scene scene;
    for (const auto& preview : previews(scene.pack)) {
        CAPTURE(preview.name);
        (void)scene.staged.show(preview.session);
        int mains = 0;
        for (const auto& target : scene.staged.ledger.targets()) mains += target.main ? 1 : 0;
        // An organizer's loudness is set where it stands, and a wipe is held: nothing there is one tap away.
        const bool leads_nowhere = preview.name == "saving" || preview.name == "out-of-order" ||
                                   preview.name == "organizer-comfort" ||
                                   (preview.name.starts_with("organizer-wipe") && mains == 0);
        CHECK(mains == (leads_nowhere ? 0 : 1));
    }
}

TEST_CASE("every preview has a name of its own") {
    Scene scene;
    std::set<std::string> names;
    for (const auto& preview : previews(scene.pack)) CHECK_MESSAGE(names.insert(preview.name).second, preview.name);
    CHECK(names.size() >= 20);
}

TEST_CASE("the welcome says where and when, how many signed, and opens every form and language") {
    Scene scene;
    const auto session = scene.preview("welcome");
    (void)scene.staged.show(session);
    CHECK(scene.staged.sees("DECEMBER 10 · 5 PM · TOWN SQUARE"));
    CHECK(scene.staged.sees("1,284 people have signed"));
    CHECK(scene.staged.sees("or scan to sign up on your phone"));
    for (std::size_t i = 0; i < scene.pack.forms.size(); ++i) {
        const auto did = scene.tap(session, scene.pack.forms[i].title.in("en"));
        REQUIRE(is<Started>(did));
        CHECK(std::get<Started>(*did).form == i);
    }
    const auto did = scene.tap(session, "Español");
    REQUIRE(is<LanguageChosen>(did));
    CHECK(std::get<LanguageChosen>(*did).language == "es");
}

TEST_CASE("a key types its letter, and the keyboard of an address offers endings") {
    Scene scene;
    const auto key = scene.tap(scene.preview("filling-empty"), "Q");
    REQUIRE(is<KeyTapped>(key));
    CHECK(std::get<KeyTapped>(*key).key.inserts == "Q");
    const auto ending = scene.tap(scene.preview("filling-mail-endings"), "@gmail.com");
    REQUIRE(is<KeyTapped>(ending));
    CHECK(std::get<KeyTapped>(*ending).key.inserts == "@gmail.com");
}

TEST_CASE("what was typed is on the glass but not in the ledger") {
    Scene scene;
    for (const auto name : {"filling", "thanks", "thanks-endless-name"}) {
        CAPTURE(name);
        (void)scene.staged.show(scene.preview(name));
        for (const auto& words : scene.staged.ledger.words()) {
            for (const auto answer : {"María", "Núñ", "maria@", "010-4477"}) {
                CHECK(words.text.find(answer) == std::string::npos);
            }
        }
        for (const auto& target : scene.staged.ledger.targets()) CHECK(target.label.find("María") == std::string::npos);
    }
    CHECK(scene.staged.sees("Thank you"));
}

TEST_CASE("each field that needs another look says so in words") {
    Scene scene;
    (void)scene.staged.show(scene.preview("filling-every-problem"));
    CHECK(scene.staged.sees("Please fill this in."));
    CHECK(scene.staged.sees("Please check this address."));
    CHECK(scene.staged.sees("Please check this number."));
}

TEST_CASE("a pledge turns its pages until the end was on the glass, and only then leads on") {
    Scene scene;
    auto session = scene.preview("reading");
    for (int page = 0; page < 30; ++page) {
        const auto end = scene.staged.show(session);
        if (is<ReachedEnd>(end)) {
            session.happen(*end, Monotonic{0});
            break;
        }
        CHECK(scene.staged.main()->label == "More");
        const auto did = scene.staged.tap(session, *scene.staged.main());
        REQUIRE(is<Scrolled>(did));
        session.happen(*did, Monotonic{0});
    }
    (void)scene.staged.show(session);
    CHECK(scene.staged.main()->label == "I have read it");
    CHECK(is<Next>(scene.staged.tap(session, *scene.staged.main())));
}

TEST_CASE("a drag moves the text with the finger") {
    Scene scene;
    auto session = scene.preview("reading-middle");
    const auto standing = [&] {
        std::map<std::string, float> lines;
        (void)scene.staged.show(session);
        for (const auto& words : scene.staged.ledger.words()) lines[words.text] = words.ink.y;
        return lines;
    };
    const auto before = standing();
    (void)scene.staged.show(session, touch::Touch{touch::Edge::Down, 400, 400});
    const auto did = scene.staged.show(session, touch::Touch{touch::Edge::Move, 400, 460});
    REQUIRE(is<Scrolled>(did));
    session.happen(*did, Monotonic{0});
    int moved = 0;
    for (const auto& [line, y] : standing()) {
        const auto was = before.find(line);
        if (was == before.end() || was->second == y) continue;
        CHECK(y - was->second == doctest::Approx(60));
        ++moved;
    }
    CHECK(moved >= 3);
}

TEST_CASE("each consent names to whom, and yes and no belong to it") {
    Scene scene;
    const auto session = scene.preview("consenting");
    (void)scene.staged.show(session);
    CHECK(scene.staged.sees("The organizers"));
    CHECK(scene.staged.sees("immigrant-led organization"));
    CHECK(scene.staged.sees(scene.pack.forms[0].consents[0].text.in("en")));
    std::vector<touch::Target> noes;
    for (const auto& target : scene.staged.ledger.targets()) {
        if (target.label == "No") noes.push_back(target);
    }
    REQUIRE(noes.size() == 5);
    const auto did = scene.staged.tap(session, noes[1]);
    REQUIRE(is<Consented>(did));
    CHECK(std::get<Consented>(*did).consent == 1);
    CHECK_FALSE(std::get<Consented>(*did).yes);
}

TEST_CASE("a finger on the pad draws in the ink's own box") {
    Scene scene;
    const auto session = scene.preview("signing-empty");
    (void)scene.staged.show(session);
    const auto* pad = scene.staged.find("Your signature");
    REQUIRE(pad != nullptr);
    const auto did = scene.staged.show(
        session, touch::Touch{touch::Edge::Down, pad->box.x + pad->box.width / 2, pad->box.y + pad->box.height / 4});
    REQUIRE(is<PenDown>(did));
    CHECK(std::get<PenDown>(*did).at.x == doctest::Approx(500).epsilon(0.01));
    CHECK(std::get<PenDown>(*did).at.y == doctest::Approx(100).epsilon(0.02));
    CHECK_FALSE(scene.staged.main()->on);
}

TEST_CASE("while the kiosk asks whether anybody is there, nothing that was typed is on the glass") {
    Scene scene;
    const auto session = scene.preview("still-there");
    (void)scene.staged.show(session);
    CHECK(scene.staged.sees("Are you still there?"));
    for (const auto& words : scene.staged.ledger.words()) CHECK_FALSE(words.text.empty());
    CHECK(is<StillHere>(scene.staged.tap(session, *scene.staged.main())));
    CHECK(is<Leave>(scene.tap(session, "Start over")));
}

TEST_CASE("a page written right to left is the mirror of one written left to right, but for the keyboard") {
    Scene scene;
    const auto session = scene.preview("filling-empty");
    (void)scene.staged.show(session);
    const auto main = scene.staged.main()->box;
    const auto key = scene.staged.find("Q")->box;
    scene.staged.language = "he";
    (void)scene.staged.show(session);
    CHECK(scene.staged.main()->box.x == doctest::Approx(1280 - main.right()));
    CHECK(scene.staged.find("Q")->box.x == key.x);
}
