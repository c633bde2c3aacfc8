// A Session is the kiosk's side of one attendee's turn after another: from the first touch to "thank you", or to
// walking away. It is pure state. It draws nothing, stores nothing and reads no clock; main tells it what happened and
// when, and carries out what it asks for (a Saving state asks for the entry to be sealed and queued).
//
// It decides: which screen is next, which answers are good enough, when somebody has walked away.
// It leaves to others: how anything looks (screens), what sentences say (form/wording), how entries are kept (seal,
// queue).
#pragma once

#include <optional>
#include <string>

#include "hineni/clock.hpp"
#include "hineni/entry.hpp"
#include "hineni/event_pack.hpp"
#include "kiosk/form/phone.hpp"
#include "kiosk/session/comfort.hpp"
#include "kiosk/session/facts.hpp"
#include "kiosk/session/happening.hpp"
#include "kiosk/session/state.hpp"

namespace hineni {

using namespace std::chrono_literals;

// Without a touch for idle_timeout: "are you still there?" for countdown_length, then everything is wiped. Twice as
// long in Trouble: the attendee may be looking for the organizer. Never while Saving.
inline constexpr Monotonic idle_timeout = 45s;
inline constexpr Monotonic countdown_length = 15s;
// However often the glass is touched meanwhile.
inline constexpr Monotonic thanks_timeout = 20s;
// With dates on the glass: long enough to get a phone out.
inline constexpr Monotonic thanks_with_dates_timeout = 60s;
// From the first look at the receipt code: long enough to write it down, twice as long for who hears it. Once, so that
// nobody's code stays.
inline constexpr Monotonic thanks_with_code_timeout = 60s;

// "Step 2 of 3". Each page is a step.
struct Step {
    int number = 1;
    int of = 1;
};

class Session {
  public:
    // `pack` outlives the Session and has at least one language. `usual`: how the glass is for who changes nothing.
    // `phones`: who reads phone numbers when their field is left; without one, the plain rule decides.
    explicit Session(const EventPack& pack, Monotonic now, const Comfort& usual = {}, PhoneReader phones = {});

    void happen(const Happening& happening, Monotonic now);
    // Nothing happened but time.
    void tick(Monotonic now);

    // When tick() would change something; nothing while only a touch can. main sleeps until then.
    [[nodiscard]] std::optional<Monotonic> next_wake() const;

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const Language& language() const { return language_; }
    [[nodiscard]] const Comfort& comfort() const { return comfort_; }
    [[nodiscard]] std::optional<Aside> aside() const { return aside_; }
    // Whole seconds left before the wipe, while "are you still there?" is up.
    [[nodiscard]] std::optional<int> countdown() const { return countdown_; }
    // The organizer wanted every entry in two places, and the second is gone: for the welcome screen.
    [[nodiscard]] bool second_copy_missing() const { return second_copy_missing_; }
    // What is known of the device; and whether this is practice: nobody's name is kept.
    [[nodiscard]] const Facts& facts() const { return facts_; }
    [[nodiscard]] bool practising() const { return practising_; }
    // When the next PIN will be looked at, and in how many whole seconds; nothing: now.
    [[nodiscard]] std::optional<Monotonic> pin_waits_until() const { return pin_waits_until_; }
    [[nodiscard]] std::optional<int> pin_waits_for() const { return pin_waits_for_; }
    // A wipe now would take entries that nobody else is known to have, or nothing is known of them: it is refused
    // until the organizer says that they are to be lost.
    [[nodiscard]] bool wipe_would_lose() const;
    // Nothing on the screens that are not a step of a card.
    [[nodiscard]] std::optional<Step> step() const;

    // For main.
    void second_copy_missing(bool missing) { second_copy_missing_ = missing; }
    void facts(Facts facts);
    // An order could not be carried out: stands before the facts' own trouble until the next order, or until the
    // organizer's screen is left.
    void order_failed(std::string why);
    // At the welcome or on the organizer's screen: everything that follows is practice, or no longer is.
    void practising(bool practice) { practising_ = practice; }
    void usual(const Comfort& comfort);
    [[nodiscard]] const Comfort& usual() const { return usual_; }
    // The organizer's next order, once. Only from behind the PIN.
    [[nodiscard]] std::optional<Order> take_order();
    // Out of order (a card that was open is wiped), and back at the welcome.
    void out_of_order(std::string reason);
    void back_in_order(Monotonic now);

  private:
    void attendee_did(const Happening& happening, Monotonic now);
    void start(std::size_t form, Monotonic now);
    void choose_language(const Language& language);
    void choose_comfort(const Comfort& comfort);
    void go_on();
    void go_back();
    void leave();
    void leave_field(std::size_t field);
    void show_field(std::size_t field);
    void open_aside(Aside aside, Monotonic now);
    void stored(const Secret& receipt_code, Monotonic now);
    void not_stored(Monotonic now);
    void welcome_again();
    void as_usual();

    // organizing.cpp
    [[nodiscard]] bool happened_to_organizer(const Happening& happening, Monotonic now);
    void organizer_did(const Happening& happening, Monotonic now);
    void organizer_goes_on();
    void organizer_goes_back();
    void organizer_leaves();
    void hold_corner(bool has_pin);
    void pin_goes_on(Organizing& organizing);
    void pin_looked(Organizing& organizing, bool right, Monotonic now);
    void open_page(Organizing& organizing, Organizing::Page page, const std::string& wifi);
    void give(Organizing& organizing, const Order& order);
    void pass_organizing_time(Organizing& organizing, Monotonic now);
    void pass_pin_wait(Monotonic now);
    void pass_hold(Organizing& organizing, Monotonic now);
    [[nodiscard]] std::optional<Monotonic> organizing_wake(const Organizing& organizing) const;

    const EventPack* pack_;
    PhoneReader phones_;
    State state_;
    Language language_;
    Comfort usual_;
    Comfort comfort_;
    std::optional<Aside> aside_;
    Monotonic last_touch_;
    Monotonic thanked_{0};
    std::optional<int> countdown_;
    bool second_copy_missing_ = false;
    Facts facts_;
    std::string found_trouble_;     // The facts' own.
    bool facts_are_whole_ = false;  // They were handed in, and nothing of them could not be found out.
    std::string order_trouble_;
    bool practising_ = false;
    std::optional<Order> order_;
    int wrong_pins_ = 0;  // In a row; outlives the organizer's screen.
    std::optional<Monotonic> pin_waits_until_;
    std::optional<int> pin_waits_for_;
};

// The entry that a finished card makes. Pure but for what is handed in; `language` is the one on the glass at Done.
// Digests are of the words in the language in which they were shown. Who has a receipt code for it adds that.
[[nodiscard]] Entry entry_from(const Card& card, const EventPack& pack, const Language& language, const EntryId& id,
                               const Now& now);

}  // namespace hineni
