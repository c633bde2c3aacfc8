// The organizer's screen as an organizer meets it: what it says, what it never says, and what a tap does.
#include <doctest/doctest.h>

#include <algorithm>

#include "staged.hpp"

using namespace hineni;
using Where = Organizing::Page;

namespace {

constexpr Monotonic start{0};

// The sample vigil, and a session behind the PIN.
struct Evening {
    EventPack pack = sample_pack();
    Wording wording = sample_wording();
    Session session{pack, start};
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};

    void hold_corner() { session.happen(CornerHeld{true}, start); }
    void type(std::initializer_list<int> digits) {
        for (const int digit : digits) session.happen(PinKey{digit}, start);
    }
    void let_in() {
        hold_corner();
        type({1, 2, 3, 4, 5, 6});
        session.happen(Next{}, start);
        session.happen(PinLooked{true}, start);
    }
    void open(Where where) { session.happen(PageOpened{where, {}}, start); }
    void knows(Facts facts) { session.facts(std::move(facts)); }
    // Draws it, and does what a tap on that label does.
    Did tap(std::string_view label) {
        (void)staged.show(session);
        const auto* target = staged.find(label);
        REQUIRE_MESSAGE(target != nullptr, label);
        const auto copy = *target;
        return staged.tap(session, copy);
    }
    [[nodiscard]] bool sees(std::string_view words) {
        (void)staged.show(session);
        return staged.sees(words);
    }
};

Facts copying(Outcome::Stage stage) {
    Facts facts;
    facts.stick = Facts::Stick{"VIGIL", "/media/stick", 1'000'000'000};
    Outcome outcome;
    outcome.stage = stage;
    outcome.done = 120;
    outcome.of = 400;
    facts.errands[static_cast<std::size_t>(ErrandKind::CopyToStick)] = outcome;
    return facts;
}

std::vector<std::string> words_on(const touch::Ledger& ledger) {
    std::vector<std::string> all;
    for (const auto& each : ledger.words()) all.push_back(each.text);
    return all;
}

}  // namespace

TEST_CASE("the glass tells two PINs of the same length from each other by nothing") {
    Evening one;
    Evening other;
    for (auto* each : {&one, &other}) each->hold_corner();
    one.type({1, 1, 1, 1, 1, 1, 1});
    other.type({9, 0, 3, 5, 7, 2, 4});
    for (auto* each : {&one, &other}) (void)each->staged.show(each->session);
    CHECK(words_on(one.staged.ledger) == words_on(other.staged.ledger));
    const auto& keys = one.staged.ledger.targets();
    const auto digits = std::count_if(keys.begin(), keys.end(), [](const auto& each) {
        return each.role == touch::Role::Key && each.label.size() == 1;
    });
    CHECK(digits == 10);
}

TEST_CASE("every digit of the keypad is typed by its key and the last one goes by another") {
    Evening evening;
    evening.hold_corner();
    for (int digit = 0; digit <= 9; ++digit) {
        const auto did = evening.tap(std::to_string(digit));
        REQUIRE(did);
        CHECK(std::get<PinKey>(*did).digit == digit);
    }
    const auto erased = evening.tap("Delete");
    REQUIRE(erased);
    CHECK(std::get<PinKey>(*erased).digit == 10);
}

TEST_CASE("what is not known is left out and never shown as nought") {
    Evening evening;
    evening.let_in();
    evening.knows(Facts{});
    CHECK(evening.sees("No entries yet"));
    for (const auto& words : words_on(evening.staged.ledger)) {
        CAPTURE(words);
        CHECK(words.find('0') == std::string::npos);
    }
    for (const char* label : {"Battery", "Temperature", "Disk", "Network", "Second copy", "Last delivery", "Wi-Fi",
                              "Switch off", "Send now", "This tablet"}) {
        CHECK_MESSAGE(!evening.staged.sees(label), label);
    }
}

TEST_CASE("a stick is safe to pull out when the copy is done and not before") {
    Evening evening;
    evening.let_in();
    evening.open(Where::Stick);
    evening.knows(copying(Outcome::Stage::Working));
    CHECK(evening.sees("120 of 400"));
    CHECK_FALSE(evening.staged.sees("Safe to pull out"));
    CHECK_FALSE(evening.staged.main()->on);
    evening.knows(copying(Outcome::Stage::Failed));
    CHECK_FALSE(evening.sees("Safe to pull out"));
    evening.knows(copying(Outcome::Stage::Done));
    CHECK(evening.sees("Safe to pull out"));
}

TEST_CASE("a pack of a stranger is taken by name and in the knowledge that it is one") {
    Evening evening;
    evening.let_in();
    evening.open(Where::Pack);
    Facts facts;
    facts.shelf.waiting =
        ShelvedPack{"cd", "vigil-2", "Day of Action", Sealer::Stranger, "velvet harbor ginger thunder"};
    evening.knows(facts);
    CHECK(evening.sees("Day of Action"));
    CHECK(evening.staged.sees("velvet harbor ginger thunder"));
    CHECK(evening.staged.sees("This tablet does not know who sealed it"));
    const auto did = evening.tap("Take this pack");
    REQUIRE(did);
    CHECK(std::holds_alternative<order::TakePack>(std::get<Ordered>(*did).order));
}

TEST_CASE("a wipe that would lose somebody cannot be held before that was said") {
    Evening evening;
    evening.let_in();
    Facts facts;
    facts.waiting = 1;
    facts.set_aside = 1;
    evening.knows(facts);
    evening.open(Where::Wipe);
    (void)evening.staged.show(evening.session);
    const auto* refused = evening.staged.find("Hold for 3 seconds");
    REQUIRE(refused != nullptr);
    CHECK_FALSE(refused->on);
    const auto there = refused->box;
    const touch::Touch finger{touch::Edge::Down, there.x + there.width / 2, there.y + there.height / 2};
    CHECK_FALSE(evening.staged.show(evening.session, finger));
    evening.staged.ledger.forget();
    const auto said = evening.tap("Lose 2 entries that nobody else has");
    REQUIRE(said);
    evening.session.happen(*said, start);
    (void)evening.staged.show(evening.session);
    const auto box = evening.staged.find("Hold for 3 seconds")->box;
    const float x = box.x + box.width / 2;
    const float y = box.y + box.height / 2;
    const auto pressed = evening.staged.show(evening.session, touch::Touch{touch::Edge::Down, x, y});
    REQUIRE(pressed);
    REQUIRE(std::holds_alternative<WipePressed>(*pressed));
    evening.session.happen(*pressed, start);
    CHECK_FALSE(evening.staged.show(evening.session));  // It is held, and nothing new is said.
    const auto lifted = evening.staged.show(evening.session, touch::Touch{touch::Edge::Up, x, y});
    REQUIRE(lifted);
    CHECK(std::holds_alternative<WipeLifted>(*lifted));
}

TEST_CASE("a Wi-Fi asks for a password where it needs one and none is known") {
    Evening evening;
    evening.let_in();
    Facts facts;
    facts.has_wifi = true;
    facts.wifis = {
        {"Locked", 90, true, false, false}, {"Known", 60, true, true, false}, {"Open", 20, false, false, false}};
    evening.knows(facts);
    evening.open(Where::Wifi);
    const auto locked = evening.tap("Locked");
    REQUIRE(locked);
    CHECK(std::get<PageOpened>(*locked).wifi == "Locked");
    for (const char* name : {"Known", "Open"}) {
        const auto joined = evening.tap(name);
        REQUIRE(joined);
        CHECK(std::get<order::JoinWifi>(std::get<Ordered>(*joined).order).name == name);
    }
    const auto forgotten = evening.tap("Forget");
    REQUIRE(forgotten);
    CHECK(std::get<order::ForgetWifi>(std::get<Ordered>(*forgotten).order).name == "Known");
}

TEST_CASE("the password of a Wi-Fi never reaches the ledger") {
    Evening evening;
    evening.let_in();
    evening.session.happen(PageOpened{Where::Password, "Town Hall"}, start);
    for (const char* letter : {"l", "a", "n", "t", "e", "r", "n"}) {
        evening.session.happen(KeyTapped{{keyboard::Does::Insert, letter, letter, 1}}, start);
    }
    for (const bool shown : {false, true}) {
        evening.session.happen(ShowPassword{shown}, start);
        CHECK(evening.sees("Password of Town Hall"));
        CHECK_FALSE(evening.staged.sees("lantern"));
    }
}

TEST_CASE("the lamp says how things stand in letters of five millimetres and tells an attendee no trouble") {
    Evening evening;
    Facts facts;
    facts.has_drop = true;
    facts.safe_here = 23;
    facts.delivered = 21;
    facts.waiting = 2;
    evening.knows(facts);
    CHECK(evening.sees("23 safe here · 21 delivered"));
    const auto& words = evening.staged.ledger.words();
    const auto line = std::find_if(words.begin(), words.end(),
                                   [](const auto& each) { return each.text == "23 safe here · 21 delivered"; });
    REQUIRE(line != words.end());
    constexpr float pixels_a_millimetre = 1509.4F / (10.1F * 25.4F);  // The diagonal of 1280 x 800 on 10.1 inches.
    constexpr float capital = 0.727F;                                 // Of our type's size.
    CHECK(line->size * capital / pixels_a_millimetre >= 5);
    facts.set_aside = 3;
    facts.trouble = "read the delivery ledger: it is damaged";
    evening.knows(facts);
    CHECK(evening.sees("Organizer, please look"));
    for (const char* secret : {"23", "refused", "damaged"}) CHECK_FALSE(evening.staged.sees(secret));
}

TEST_CASE("practice is written on every screen and nothing lies under it") {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    for (const auto& preview : previews(pack, "en")) {
        CAPTURE(preview.name);
        Session session = preview.session;
        session.practising(true);
        Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};
        (void)staged.show(session);
        const auto& words = staged.ledger.words();
        const auto banner = std::find_if(words.begin(), words.end(),
                                         [](const auto& each) { return each.text == "PRACTICE: nothing is kept"; });
        REQUIRE(banner != words.end());
        for (const auto& each : words) {
            if (&each != &*banner) CHECK_MESSAGE(each.ink.bottom() <= banner->room.y + 0.6F, each.text);
        }
        for (const auto& each : staged.ledger.targets()) {
            CHECK_MESSAGE(each.box.bottom() <= banner->room.y + 0.6F, each.label);
        }
    }
}
