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
        if (session.aside() && below(4) == 0) return AsideClosed{};
        switch (below(24)) {
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
            case 14: return below(3) == 0 ? Happening{StoreFailed{}} : Happening{Stored{a_code()}};
            case 15: return HideTyping{yes()};
            case 16:
            case 17: return Next{};
            case 18: return below(3) == 0 ? Happening{ComfortChosen{a_comfort()}} : Happening{Touched{}};
            case 19: return below(4) == 0 ? Happening{AsideOpened{static_cast<Aside>(below(4))}} : Happening{Touched{}};
            case 20: return SignByTyping{yes()};
            case 21: return below(2) == 0 ? Happening{ShowDate{below(4)}} : Happening{ListTurned{below(8)}};
            default: return a_key(session);
        }
    }

  private:
    Ink::Point point() {
        return {static_cast<std::int16_t>(static_cast<int>(below(1300)) - 100),
                static_cast<std::int16_t>(static_cast<int>(below(600)) - 100)};
    }

    // Thanks with a code and without one.
    Secret a_code() {
        Secret code(14);
        if (yes()) REQUIRE(code.append("7KQM-2XRD-9FT3"));
        return code;
    }

    Comfort a_comfort() {
        return {.text = static_cast<TextSize>(below(4)),
                .scheme = static_cast<Scheme>(below(4)),
                .voice = {yes(), static_cast<int>(1 + below(5)), 3}};
    }

    static const keyboard::Up* keyboard_of(const Session& session) {
        if (const auto* filling = std::get_if<Filling>(&session.state())) return &filling->keyboard;
        if (session.aside() == Aside::ReceiptCode) {
            REQUIRE(is_at<Thanks>(session));
            REQUIRE_FALSE(at<Thanks>(session).receipt_code.empty());
        }
        if (const auto* signing = std::get_if<Signing>(&session.state())) return &signing->keyboard;
        return nullptr;
    }

    Happening a_key(const Session& session) {
        const auto* up = keyboard_of(session);
        if (up == nullptr || below(10) == 0) {
            const std::string wide = below(9) == 0 ? "\n" : utf8::encode(static_cast<char32_t>(0x20 + below(0x2000)));
            return KeyTapped{{keyboard::Does::Insert, wide, wide, 1, below(3) == 0 ? below(6) : 0}};
        }
        const auto keys = keyboard::rows(*up);
        if (keys.empty()) return Touched{};
        const auto& row = keys[below(keys.size())];
        return KeyTapped{row[below(row.size())]};
    }

    std::mt19937 random_;
};

// Ten digits of a phone number become its shape, so that walks meet one that grows.
PhoneRead plain_phone(const Secret& typed, const std::string&) {
    if (typed.size() < 4) return {PhoneIs::Impossible, {}};
    if (typed.size() > 9) return {};
    Secret shaped(40);
    REQUIRE(shaped.append("+1 "));
    REQUIRE(shaped.append(typed.text()));
    return {PhoneIs::Fine, std::move(shaped)};
}

void check_signing(const Signing& signing) {
    const auto text = signing.card.signature_typed.text();
    REQUIRE(utf8::valid(text));
    REQUIRE(utf8::count(text) <= longest_answer(FieldKind::Name));
    REQUIRE(signing.caret <= text.size());
    REQUIRE(utf8::valid(text.substr(0, signing.caret)));
}

void check_promises(const Session& session, const EventPack& event) {
    if (session.aside()) REQUIRE((!is_at<Saving>(session) && !session.countdown()));
    if (const auto* signing = std::get_if<Signing>(&session.state())) check_signing(*signing);
    if (const auto* thanks = std::get_if<Thanks>(&session.state())) {
        REQUIRE(thanks->shown < std::max<std::size_t>(thanks->occasions.size(), 1));
    }
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
        const auto& card_saved = saving->card;
        REQUIRE_FALSE(card_saved.answers[0].empty());
        for (const auto& shown_in : card_saved.consents_shown_in) REQUIRE_FALSE(shown_in.empty());
        const bool typed = !card_saved.signature_typed.empty();
        if (card_saved.form->drawn_signature) REQUIRE(typed != card_saved.ink.is_signed());
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
        Session session(event, noon, {}, plain_phone);
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
