// Random walks: whatever fingers do, in whatever order, the promises that every state makes hold. The seed of a walk
// that breaks one is printed.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

class Fingers {
  public:
    explicit Fingers(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
    bool yes() { return below(2) == 0; }

    // Something that a screen could return, sensible more often than not.
    Happening anything(const Session& session) {
        switch (below(20)) {
            case 0: return Started{below(4)};
            case 1: return LanguageChosen{yes() ? "en" : "es"};
            case 2: return Scrolled{static_cast<float>(below(900))};
            case 3: return ReachedEnd{};
            case 4: return Focused{below(7), below(30)};
            case 5: return Picked{below(7), below(4)};
            case 6: return ChoseOccasion{below(3)};
            case 7: return Consented{below(5), yes()};
            case 8: return PublicName{yes()};
            case 9: return PenDown{point()};
            case 10: return PenMoved{point()};
            case 11: return below(3) == 0 ? Happening{PenUndo{}} : Happening{PenUp{}};
            case 12: return below(40) == 0 ? Happening{Leave{}} : Happening{Touched{}};
            case 13: return below(4) == 0 ? Happening{Back{}} : Happening{StillHere{}};
            case 14: return below(3) == 0 ? Happening{StoreFailed{}} : Happening{Stored{}};
            case 15: return HideTyping{yes()};
            case 16:
            case 17: return Next{};
            default: return a_key(session);
        }
    }

  private:
    Ink::Point point() {
        return {static_cast<std::int16_t>(static_cast<int>(below(1300)) - 100),
                static_cast<std::int16_t>(static_cast<int>(below(600)) - 100)};
    }

    Happening a_key(const Session& session) {
        const auto* filling = std::get_if<Filling>(&session.state());
        if (filling == nullptr || below(10) == 0) {
            const std::string wide = below(9) == 0 ? "\n" : utf8::encode(static_cast<char32_t>(0x20 + below(0x2000)));
            return KeyTapped{{keyboard::Does::Insert, wide, wide, 1}};
        }
        const auto keys = keyboard::rows(filling->keyboard);
        if (keys.empty()) return Touched{};
        const auto& row = keys[below(keys.size())];
        return KeyTapped{row[below(row.size())]};
    }

    std::mt19937 random_;
};

void check_promises(const Session& session, const EventPack& event) {
    const auto* card = card_in(session.state());
    if (is_at<Welcome>(session) || is_at<Thanks>(session)) REQUIRE(card == nullptr);
    if (card != nullptr) {
        REQUIRE(card->answers.size() == card->form->fields.size());
        for (std::size_t field = 0; field < card->answers.size(); ++field) {
            const auto text = card->answers[field].text();
            REQUIRE(utf8::valid(text));
            REQUIRE(utf8::count(text) <= longest_answer(card->form->fields[field]));
            REQUIRE(text.find('\n') == std::string_view::npos);
        }
    }
    if (const auto* filling = std::get_if<Filling>(&session.state())) {
        const auto [first, last] = filling->fields;
        REQUIRE(first < last);
        if (filling->focus) {
            REQUIRE((*filling->focus >= first && *filling->focus < last));
            const auto text = filling->card.answers[*filling->focus].text();
            REQUIRE(filling->caret <= text.size());
            REQUIRE(utf8::valid(text.substr(0, filling->caret)));
            REQUIRE(utf8::valid(text.substr(filling->caret)));
        }
    }
    if (const auto* saving = std::get_if<Saving>(&session.state())) {
        REQUIRE_FALSE(saving->card.answers[0].empty());
        if (saving->card.form->drawn_signature) REQUIRE(saving->card.ink.is_signed());
    }
    if (session.countdown()) REQUIRE(*session.countdown() > 0);
    REQUIRE(std::find(event.languages.begin(), event.languages.end(), session.language()) != event.languages.end());
    if (const auto step = session.step()) REQUIRE((step->number >= 1 && step->number <= step->of));
}

}  // namespace

TEST_CASE("2,000 random steps keep every promise, from each of 12 seeds") {
    auto event = pack();
    event.forms[0].fields[0].max_length = 9;
    std::size_t thanked = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Fingers fingers(seed);
        Session session(event, noon);
        auto now = noon;
        for (int step = 0; step < 2000; ++step) {
            CAPTURE(step);
            now += Monotonic(fingers.below(fingers.below(60) == 0 ? 70'000 : 900));
            if (fingers.below(8) == 0) {
                session.tick(now);
            } else {
                session.happen(fingers.anything(session), now);
            }
            if (const auto wake = session.next_wake(); wake && fingers.yes()) REQUIRE(*wake > now - 80s);
            thanked += is_at<Thanks>(session) ? 1 : 0;
            check_promises(session, event);
        }
    }
    CHECK(thanked > 100);  // The walks get somewhere.
}
