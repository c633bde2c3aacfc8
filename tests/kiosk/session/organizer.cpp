// The organizer's turn: who gets in, what passes, what is gone when they leave.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

using OnPage = Organizing::Page;

void digits(Session& session, std::string_view pin, Monotonic now) {
    for (const char digit : pin) session.happen(PinKey{digit - '0'}, now);
}

// What a stage does with a PIN that is to be looked at.
void look(Session& session, std::string_view pin, Monotonic now) {
    const auto& organizing = at<Organizing>(session);
    if (organizing.checking) session.happen(PinLooked{organizing.digits.text() == pin}, now);
}

void guess(Session& session, std::string_view guessed, std::string_view pin, Monotonic now) {
    digits(session, guessed, now);
    session.happen(Next{}, now);
    look(session, pin, now);
}

bool is_in(const Session& session) {
    return is_at<Organizing>(session) && at<Organizing>(session).page != OnPage::Pin;
}

Session let_in(const EventPack& event, Monotonic now = noon) {
    Session session(event, now);
    session.happen(CornerHeld{}, now);
    guess(session, "271828", "271828", now);
    REQUIRE(is_in(session));
    return session;
}

Facts all_delivered() {
    Facts facts;
    facts.safe_here = facts.delivered = 23;
    return facts;
}

Facts some_waiting() {
    Facts facts;
    facts.safe_here = facts.waiting = 2;
    return facts;
}

// A finger that stays for as long as one of the two holds takes.
void hold_once(Session& session, Monotonic& now) {
    session.happen(WipePressed{}, now);
    session.tick(now += wipe_hold);
    session.happen(WipeLifted{}, now);
}

}  // namespace

TEST_CASE("of 10,000 wrong guesses none gets in, they take a week, and attendees never wait for them") {
    const auto event = pack();
    Session session(event, noon);
    const std::string pin = "271828";
    std::mt19937 random(4711);
    std::uniform_int_distribution<int> six_digits(0, 999'999);
    auto now = noon;
    int turns = 0;
    for (int made = 0; made < 10'000;) {
        if (made % 7 == 0) {  // Somebody signs up in between, whatever waits.
            session.happen(Leave{}, now);
            session.happen(Started{0}, now);
            REQUIRE(is_at<Filling>(session));
            session.happen(Leave{}, now);
            REQUIRE(is_at<Welcome>(session));
            REQUIRE_FALSE(session.next_wake());
            ++turns;
        }
        session.happen(CornerHeld{}, now);
        if (session.pin_waits_until()) {
            guess(session, "271828", pin, now);  // Even the right one is not looked at before its time.
            REQUIRE_FALSE(is_in(session));
            REQUIRE_FALSE(at<Organizing>(session).checking);
            for (int taken = 0; taken < 6; ++taken) session.happen(PinKey{10}, now);
            REQUIRE(*session.next_wake() > now);
            session.tick(now = *session.pin_waits_until());
        }
        auto guessed = std::to_string(1'000'000 + six_digits(random)).substr(1);
        if (guessed == pin) continue;
        guess(session, guessed, pin, now);
        REQUIRE_FALSE(is_in(session));
        ++made;
    }
    const auto took = std::chrono::duration_cast<std::chrono::seconds>(now - noon);
    MESSAGE("10,000 guesses took " << took.count() << " pretended seconds, beside " << turns << " attendees' turns");
    CHECK(took > std::chrono::hours(24 * 6));
    session.happen(CornerHeld{}, now += longest_pin_wait);
    guess(session, pin, pin, now);
    CHECK_MESSAGE(is_in(session), "and then the organizer is let in");
}

TEST_CASE("waits grow with wrong PINs, outlive the screen, and a right one begins anew") {
    static_assert(free_guesses == 3);
    CHECK(wait_after_wrong_pins(3) == 0s);
    CHECK(wait_after_wrong_pins(4) == 5s);
    CHECK(wait_after_wrong_pins(5) == 10s);
    CHECK(wait_after_wrong_pins(1'000'000) == longest_pin_wait);
    const auto event = pack();
    Session session(event, noon);
    session.happen(CornerHeld{}, noon);
    for (int wrong = 0; wrong < 4; ++wrong) guess(session, "000000", "271828", noon);
    CHECK(session.pin_waits_for() == 5);
    session.happen(Back{}, noon);
    REQUIRE(is_at<Welcome>(session));
    session.happen(CornerHeld{}, noon + 2s);
    CHECK(session.pin_waits_for() == 3);
    session.tick(noon + 4s);
    CHECK(session.pin_waits_for() == 1);
    CHECK(session.next_wake() == noon + 5s);
    session.tick(noon + 5s);
    CHECK_FALSE(session.pin_waits_for());
    guess(session, "271828", "271828", noon + 5s);
    REQUIRE(is_in(session));
    session.happen(Leave{}, noon + 5s);
    session.happen(CornerHeld{}, noon + 5s);
    guess(session, "000000", "271828", noon + 5s);
    CHECK_FALSE(session.pin_waits_until());
}

TEST_CASE("a first PIN is chosen twice, with six digits at least") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(CornerHeld{false}, noon);
    const auto next = [&](std::string_view typed) {
        digits(session, typed, noon);
        session.happen(Next{}, noon);
    };
    next("12345");
    CHECK(at<Organizing>(session).trouble == Organizing::PinTrouble::TooShort);
    next("6");
    CHECK(at<Organizing>(session).choosing == Organizing::Choosing::Again);
    next("123457");
    CHECK(at<Organizing>(session).trouble == Organizing::PinTrouble::NotTheSame);
    CHECK(at<Organizing>(session).choosing == Organizing::Choosing::First);
    next("123456");
    next("123456");
    REQUIRE(at<Organizing>(session).checking);
    session.happen(PinLooked{false}, noon);
    CHECK(at<Organizing>(session).trouble == Organizing::PinTrouble::NotSaved);
    next("123456");
    next("123456");
    session.happen(PinLooked{true}, noon);
    CHECK(is_in(session));
    CHECK(at<Organizing>(session).digits.empty());
    CHECK(at<Organizing>(session).chosen.empty());
}

TEST_CASE("no order and no page passes before the PIN, whatever is asked") {
    const auto event = pack();
    Session session(event, noon);
    const auto try_all = [&] {
        session.happen(Ordered{order::SwitchOff{}}, noon);
        session.happen(Ordered{order::Wipe{}}, noon);
        session.happen(PageOpened{OnPage::Wipe, {}}, noon);
        session.happen(WipePressed{}, noon);
        session.happen(PinLooked{true}, noon);
        return session.take_order().has_value() || is_in(session);
    };
    CHECK_FALSE(try_all());
    session.happen(CornerHeld{}, noon);
    CHECK_FALSE(try_all());
    digits(session, "271828", noon);
    CHECK_FALSE(try_all());
    session.happen(Leave{}, noon);
    session.happen(Started{0}, noon);
    session.happen(CornerHeld{}, noon);
    CHECK_MESSAGE(is_at<Filling>(session), "nobody is taken out of their card");
}

TEST_CASE("behind the PIN an order goes out once") {
    const auto event = pack();
    auto session = let_in(event);
    session.happen(Ordered{order::SendNow{}}, noon);
    const auto order = session.take_order();
    REQUIRE(order);
    CHECK(std::holds_alternative<order::SendNow>(*order));
    CHECK_FALSE(session.take_order());
}

TEST_CASE("two minutes without a touch lead to the welcome, and everything typed is gone") {
    const auto event = pack();
    auto session = let_in(event);
    session.happen(PageOpened{OnPage::Password, "Church"}, noon);
    session.happen(KeyTapped{{keyboard::Does::Insert, "a", "a", 1}}, noon);
    CHECK(at<Organizing>(session).password.text() == "a");
    const auto preview = session;  // Previews are copies.
    CHECK(session.next_wake() == noon + organizing_timeout);
    session.tick(noon + organizing_timeout - 1ms);
    CHECK(is_at<Organizing>(session));
    session.tick(noon + organizing_timeout);
    CHECK(is_at<Welcome>(session));
    CHECK(at<Organizing>(preview).password.text() == "a");
}

TEST_CASE("the password of a Wi-Fi is gone with its page, and goes out with its order alone") {
    const auto event = pack();
    auto session = let_in(event);
    session.happen(PageOpened{OnPage::Wifi, {}}, noon);
    session.happen(PageOpened{OnPage::Password, "Church"}, noon);
    for (int i = 0; i < 70; ++i) session.happen(KeyTapped{{keyboard::Does::Insert, "a", "a", 1}}, noon);
    CHECK(at<Organizing>(session).password.size() == 63);
    session.happen(Next{}, noon);
    const auto order = session.take_order();
    REQUIRE(order);
    CHECK(std::get<order::JoinWifi>(*order).name == "Church");
    CHECK(std::get<order::JoinWifi>(*order).password.size() == 63);
    CHECK(at<Organizing>(session).page == OnPage::Wifi);
    CHECK(at<Organizing>(session).password.empty());
}

TEST_CASE("back leads to the page before, to the welcome, and out of order to out of order") {
    const auto event = pack();
    auto session = let_in(event);
    session.happen(PageOpened{OnPage::Wifi, {}}, noon);
    session.happen(PageOpened{OnPage::Password, "Church"}, noon);
    session.happen(Back{}, noon);
    CHECK(at<Organizing>(session).page == OnPage::Wifi);
    session.happen(Back{}, noon);
    CHECK(at<Organizing>(session).page == OnPage::Standing);
    session.happen(Back{}, noon);
    CHECK(is_at<Welcome>(session));

    session.out_of_order("the disk is full");
    session.happen(CornerHeld{}, noon);
    guess(session, "271828", "271828", noon);
    REQUIRE(is_in(session));
    session.happen(Ordered{order::StartPractice{}}, noon);
    CHECK_MESSAGE(!session.take_order(), "there is nothing to practise on");
    session.happen(Back{}, noon);
    REQUIRE(is_at<OutOfOrder>(session));
    CHECK(at<OutOfOrder>(session).reason == "the disk is full");
}

TEST_CASE("a wipe takes two whole holds, and a finger that leaves early begins that one anew") {
    const auto event = pack();
    auto session = let_in(event);
    session.facts(all_delivered());
    session.happen(PageOpened{OnPage::Wipe, {}}, noon);
    auto now = noon;
    session.happen(WipePressed{}, now);
    session.happen(WipeLifted{}, now += wipe_hold - 1ms);
    CHECK(at<Organizing>(session).holds == 0);
    session.happen(WipePressed{}, now);
    session.tick(now += wipe_hold);
    CHECK(at<Organizing>(session).holds == 1);
    session.happen(WipePressed{}, now);  // It never left the glass.
    session.tick(now += wipe_hold);
    CHECK(at<Organizing>(session).holds == 1);
    CHECK_FALSE(session.take_order());
    session.happen(WipeLifted{}, now);
    hold_once(session, now);
    const auto order = session.take_order();
    REQUIRE(order);
    CHECK(std::holds_alternative<order::Wipe>(*order));
    session.happen(Leave{}, now);
    CHECK_MESSAGE(is_at<Organizing>(session), "until it is done nobody leaves");
    session.happen(Wiped{true}, now);
    CHECK(at<Organizing>(session).wiped);
    CHECK_FALSE(session.next_wake());
    session.happen(Back{}, now);
    session.happen(Leave{}, now);
    session.tick(now += organizing_timeout);
    CHECK(is_at<Organizing>(session));
    session.happen(Ordered{order::SendNow{}}, now);
    CHECK_FALSE(session.take_order());
    session.happen(Ordered{order::SwitchOff{}}, now);
    CHECK(session.take_order());
}

TEST_CASE("a wipe is refused while anything is undelivered or nothing is known, unless that is to be lost") {
    const auto event = pack();
    for (const bool known : {true, false}) {
        CAPTURE(known);
        auto session = let_in(event);
        if (known) session.facts(some_waiting());
        CHECK(session.wipe_would_lose());
        session.happen(PageOpened{OnPage::Wipe, {}}, noon);
        auto now = noon;
        hold_once(session, now);
        hold_once(session, now);
        CHECK_FALSE(session.take_order());
        session.happen(LoseUndelivered{true}, now);
        hold_once(session, now);
        session.happen(LoseUndelivered{false}, now);
        hold_once(session, now);
        CHECK_FALSE(session.take_order());
        session.happen(LoseUndelivered{true}, now);
        hold_once(session, now);
        hold_once(session, now);
        CHECK(session.take_order());
    }
}

TEST_CASE("an entry that comes to wait during the second hold stops the wipe") {
    const auto event = pack();
    auto session = let_in(event);
    session.facts(all_delivered());
    session.happen(PageOpened{OnPage::Wipe, {}}, noon);
    auto now = noon;
    hold_once(session, now);
    session.happen(WipePressed{}, now);
    session.facts(some_waiting());
    session.tick(now += wipe_hold);
    CHECK_FALSE(session.take_order());
    CHECK(at<Organizing>(session).holds == 0);
}

TEST_CASE("a failed order stands before the facts' own trouble, until the next order") {
    const auto event = pack();
    auto session = let_in(event);
    session.facts(all_delivered());
    session.order_failed("switch off: no");
    CHECK(session.facts().trouble == "switch off: no");
    CHECK_FALSE(session.wipe_would_lose());
    Facts unsure = all_delivered();
    unsure.trouble = "read the ledger: no";
    session.facts(unsure);
    CHECK(session.facts().trouble == "switch off: no; read the ledger: no");
    CHECK(session.wipe_would_lose());
    session.happen(Ordered{order::SendNow{}}, noon);
    CHECK(session.facts().trouble == "read the ledger: no");
}
