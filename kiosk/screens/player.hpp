// A Player brings a Session into a situation the way an attendee would: by what happens, one thing after another. For
// previews.
#pragma once

#include <optional>
#include <string_view>

#include "hineni/event_pack.hpp"
#include "kiosk/session/session.hpp"

namespace hineni::screens {

class Player {
  public:
    // `now`: when it begins; a preview is looked at at 0.
    Player(const EventPack& pack, const Language& language, Monotonic now = Monotonic{0});

    // Opens the first form that `wanted` says yes to; false where the pack has none.
    [[nodiscard]] bool open(bool (*wanted)(const Form&));

    void did(const Happening& happening);
    // Focuses a field and types into it, a character a key.
    void type(std::size_t field, std::string_view words);
    // An ordinary answer for every field of the page that has none yet; as long as they get where `long_words`.
    void fill_page(bool long_words);
    // Goes on until `State` is there; false where the card never comes there.
    template <class Wanted>
    [[nodiscard]] bool go_to() {
        for (int step = 0; step < 40; ++step) {
            if (std::holds_alternative<Wanted>(session_.state())) return true;
            if (!one_step_on()) return false;
        }
        return false;
    }
    // Lets time pass, for whoever holds a button or has to wait.
    void wait(Monotonic time);
    // What is known of the device.
    void knows(Facts facts) { session_.facts(std::move(facts)); }
    // Lets the attendee walk away until the countdown has begun.
    void walk_away();

    [[nodiscard]] const Session& session() const { return session_; }

  private:
    bool one_step_on();

    Session session_;
    Monotonic now_;
    const EventPack* pack_;
    Language language_;
};

}  // namespace hineni::screens
