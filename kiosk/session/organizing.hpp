// Organizing: the organizer's screen, reached by holding the corner, behind the PIN. No names, ever.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "hineni/clock.hpp"
#include "hineni/secret.hpp"
#include "kiosk/session/comfort.hpp"
#include "kiosk/session/keyboard.hpp"

namespace hineni {

// What an organizer wants done. The session lets an Order through only behind the PIN; the stage carries it out.
namespace order {
struct SendNow {};
struct CopyToStick {};
struct LookForPack {};  // On the stick.
struct TakePack {};     // The one that waits.
struct SetBrightness {
    int percent = 100;
};  // 5 to 100.
struct SetVolume {
    int percent = 50;
};  // 0 to 100; is heard at once.
struct SetScheme {
    Scheme scheme = Scheme::Day;
};  // The usual one of this kiosk from now on.
struct ScanWifi {};
struct JoinWifi {
    std::string name;
    Secret password;
};  // An open or a remembered one: no password.
struct ForgetWifi {
    std::string name;
};
struct CheckReady {};
struct PlaySound {};
struct StartPractice {};
struct EndPractice {};
struct SwitchOff {};
struct Wipe {};
}  // namespace order
using Order = std::variant<order::SendNow, order::CopyToStick, order::LookForPack, order::TakePack,
                           order::SetBrightness, order::SetVolume, order::SetScheme, order::ScanWifi, order::JoinWifi,
                           order::ForgetWifi, order::CheckReady, order::PlaySound, order::StartPractice,
                           order::EndPractice, order::SwitchOff, order::Wipe>;

// Waits grow with wrong PINs in a row: none for the first three, then 5 s, doubled each time up to a minute. Never
// more: a prankster must not lock the organizer out. A right one begins anew.
inline constexpr int free_guesses = 3;
inline constexpr Monotonic longest_pin_wait = std::chrono::minutes(1);
[[nodiscard]] Monotonic wait_after_wrong_pins(int in_a_row);

// From the last touch on: back to the welcome, the PIN is asked for again.
inline constexpr Monotonic organizing_timeout = std::chrono::minutes(2);
// How long the corner is held.
inline constexpr Monotonic corner_hold = std::chrono::seconds(3);
// The corner: a square at the lower left of the glass, whichever way its language is written. Its side in units of the
// Page: one and a half times the smallest target.
inline constexpr float corner_side = 132;
// How long each of the two holds of a wipe takes.
inline constexpr Monotonic wipe_hold = std::chrono::seconds(3);

struct Organizing {
    enum class Page {
        Pin,        // The keypad; also for choosing a first one, see `choosing`.
        Standing,   // Everything at a glance, and the ways on.
        Stick,      // Copy to a stick; packs on it.
        Pack,       // The pack in use, the one that waits, the complaint.
        Comfort,    // Day or night, brightness, volume.
        Wifi,       // The list.
        Password,   // Of one Wi-Fi, with the keyboard.
        Ready,      // The ready check, a page.
        Practice,   // What it is; start or end it.
        SwitchOff,  // Sure?
        Wipe,       // What it does; hold, and hold again.
    };
    Page page = Page::Pin;
    // Leaving leads back to out of order, for this reason; nothing: to the welcome.
    std::optional<std::string> out_of_order;

    // Pin.
    Secret digits{16};
    enum class Choosing { No, First, Again };  // There is no PIN yet: choose one, and once more.
    Choosing choosing = Choosing::No;
    Secret chosen{16};      // The first of the two.
    bool checking = false;  // The stage is asked to look at `digits`: answer with PinLooked.
    enum class PinTrouble { None, Wrong, TooShort, NotTheSame, NotSaved };
    PinTrouble trouble = PinTrouble::None;

    // Wifi, Password.
    std::size_t shown_from = 0;  // First of the list on the glass.
    std::string wifi;            // Whose password is typed.
    Secret password{64};
    bool password_shown = false;
    std::size_t caret = 0;  // In `password`, always between characters.
    keyboard::Up keyboard;

    // Wipe. Where entries were never delivered, the organizer first says that they are to be lost.
    bool lose_undelivered = false;  // Said in words, by a tap on them.
    int holds = 0;                  // 0, 1; with the second the order goes out: 2 until it is done.
    std::optional<Monotonic> holding_since;
    int held_tenths = 0;       // Of that hold, for a bar that fills.
    bool lift_first = false;   // The first hold is done, and the finger has not left yet.
    bool wipe_failed = false;  // Not all of it could be wiped: Facts::trouble says why. It may be held again.
    bool wiped = false;        // Done: nothing is left; only switching off and starting anew.
};

// The page that Back leads to; nothing: off the organizer's screen.
[[nodiscard]] std::optional<Organizing::Page> page_before(Organizing::Page page);

}  // namespace hineni
