// Stage: one turn of the kiosk after another, the same in a window and in a rehearsal. It feeds a touch to the screen,
// tells the session what the attendee did, carries out what the session asks for, and paints. A key of a real keyboard
// acts on the focus, which the Stage moves and shows (stage_keys); the voice, where somebody wants it, is told what is
// new after every turn (stage_voice). An organizer who holds the corner is served through the Table (stage_organizer).
// It never waits and reads no clock.
//
// A card is stored in the turn after the one that painted "one moment", so that the attendee sees it; the thank-you is
// painted only after the store said that the envelope is on the disk. A PIN is looked at, and a wipe done, in the same
// way: after "one moment" was painted.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/envelope.hpp"
#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"
#include "kiosk/form/wording.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/shell/focus.hpp"
#include "kiosk/shell/key.hpp"
#include "kiosk/shell/painter.hpp"
#include "kiosk/shell/table.hpp"
#include "kiosk/voice/narrator.hpp"
#include "kiosk/voice/speaker.hpp"
#include "kiosk/widgets/touch.hpp"

namespace hineni {

// What keeps entries, handed in by main: a queue and keys, or in tests something that fails on purpose.
struct Store {
    // Makes it ready. Called at the start, and again when somebody touches a kiosk that is out of order.
    std::function<Result<void>()> open;
    std::function<Result<Envelope>(const Entry&)> seal;
    // Returns when the envelope is safe.
    std::function<Result<void>(const Envelope&)> add;
    std::function<Result<std::size_t>()> tally;
    // One short step of what is done while nobody is at the glass; true: there is more to do at once. Its failures are
    // its own. Empty: nothing is done.
    std::function<bool(const Moment&)> upkeep = {};
    // For the organizer; empty: no second copy was asked for.
    std::function<bool()> second_copy_missing = {};
    // Every envelope, the device's key and its PIN, so that no byte of them is left where they lay; asks the other
    // services for theirs. The store is closed then. Doing it again finishes what failed before. Empty: nothing to
    // wipe.
    std::function<Result<void>()> wipe = {};
};

// Makes the Store for practice, opened, and takes away all that is left of one. The Store was let go before end().
struct Practice {
    std::function<Result<Store>()> begin;
    std::function<Result<void>()> end;
};

class Stage {
  public:
    // Borrowed; all outlive the Stage.
    struct Parts {
        const EventPack& pack;
        const Wording& wording;
        const Comfort& usual;  // How the glass is for who changes nothing.
        Painter& painter;
        PhoneReader phones = {};             // Who reads phone numbers; empty: nobody.
        Speaker* speaker = nullptr;          // None: what would be said is known, and nothing is heard.
        const Table* table = nullptr;        // None: the corner is as dead as any other.
        const Practice* practice = nullptr;  // None: there is no practising.
        // Where packs come from a shelf: the digest of the one that `pack` was read from.
        std::optional<std::string> shelved = {};
    };
    // Width and height of the glass in pixels. Opens the store; out of order where that fails.
    Stage(const Parts& parts, Store store, int width, int height, Monotonic now);

    void resize(int width, int height);

    // Works off one edge of a touch, or none.
    void turn(std::optional<touch::Touch> touch, const Now& now);
    // Works off a key; what has to be held is held until key_up(), another key or a finger.
    void turn(const Key& key, const Now& now);
    void key_up(const Now& now);
    // What the voice began to say in the last turn, but for answers; empty: nothing new.
    [[nodiscard]] const std::string& said() const { return said_; }

    struct Painted {
        std::vector<PixelRect> changed;
        std::optional<EntryId> thanked;  // This frame is the first with the thank-you for that entry.
    };
    // `target` is as large as the glass and holds what the last call left there.
    [[nodiscard]] Painted paint(Pixels target);
    // The target was lost: the next paint is whole.
    void forget();

    // There is something to do at once: turn() again without waiting.
    [[nodiscard]] bool busy() const;
    // Otherwise when to turn next; nothing while only a touch can change anything.
    [[nodiscard]] std::optional<Monotonic> next_wake() const;

    // Another pack is on the shelf, and nobody is at the glass: the program is to end, to be started anew with it.
    [[nodiscard]] bool ends_for_new_pack() const;

    [[nodiscard]] const Session& session() const { return session_; }
    // What the last paint() put on the glass.
    [[nodiscard]] const touch::Ledger& ledger() const { return ledger_; }
    [[nodiscard]] const Wording& wording() const { return parts_.wording; }

  private:
    [[nodiscard]] static std::string in_words(const Error& error);
    // Where entries go now: the real ones, or those of practice.
    [[nodiscard]] Store& store() { return practice_ ? *practice_ : store_; }
    void open_store(Monotonic now);
    void store_card(const Now& now);
    [[nodiscard]] Result<void> keep(const Card& card, const Now& now);
    void count();
    void pass_time(const Now& now);
    void come_to_rest();
    [[nodiscard]] bool waits_for_somebody() const;
    void work_off(std::optional<touch::Touch> touch, const Now& now);
    [[nodiscard]] Did run_screen(std::optional<touch::Touch> touch);
    [[nodiscard]] Did draw_on(ImDrawList& list, Typesetter& typesetter, touch::Ledger& ledger, const Language& language,
                              int width, int height);
    // Tells two screens apart: state, page, language, comfort, aside, and whether "are you still there?" covers it.
    using Place = std::tuple<std::size_t, std::size_t, Language, Comfort, std::optional<Aside>, bool>;
    [[nodiscard]] Place place() const;

    // stage_keys.cpp
    void press(const Key& key, const Now& now);
    void move(const Key& key, const Now& now);
    void enter(const Now& now);
    void edit(const Key& key, const Now& now);
    void write(const Key& key, const Now& now);
    [[nodiscard]] bool move_caret(Key::Name name, const Typed& typed, const Now& now);
    void tap(std::uint32_t id, const Now& now);
    void let_go(const Now& now);

    // stage_focus.cpp
    void go_along(const Typed& typed);
    void focus_on(std::uint32_t id, const Now& now);
    [[nodiscard]] bool meets_new_screen();
    void keep_focus();
    [[nodiscard]] std::optional<std::uint32_t> first_focus() const;
    [[nodiscard]] std::optional<std::uint32_t> typed_target(std::size_t field) const;
    [[nodiscard]] bool in_field() const;
    [[nodiscard]] Across across() const;
    void draw_focus(ImDrawList& list, Typesetter& typesetter, int width, int height);

    // stage_upkeep.cpp
    [[nodiscard]] bool nobody_is_there() const;
    void keep_up(const Now& now);
    void look_at_mirror();

    // stage_organizer.cpp
    [[nodiscard]] bool corner_is_there() const;
    void watch_corner(const touch::Touch& touch, const Now& now);
    void open_corner(const Now& now);
    void pass_corner(const Now& now);
    [[nodiscard]] bool count_escape(const Key& key, const Now& now);
    [[nodiscard]] bool press_digit(const Key& key, const Now& now);
    [[nodiscard]] bool asks_for_a_moment() const;
    void serve_organizer(const Now& now);
    void look_at_pin(const Now& now);
    void carry_out(const Order& order, const Now& now);
    [[nodiscard]] Result<void> done(const Order& order, const Now& now);
    [[nodiscard]] Result<void> begin_practice();
    [[nodiscard]] Result<void> end_practice();
    void wipe(const Now& now);
    [[nodiscard]] Result<void> wipe_all(const Now& now);
    [[nodiscard]] bool looks() const;
    void look(const Now& now);

    // stage_voice.cpp
    [[nodiscard]] bool explores(const touch::Touch& touch, const Now& now);
    [[nodiscard]] Language tongue() const;
    [[nodiscard]] bool has_voice() const;
    void narrate();

    Parts parts_;
    Store store_;
    int width_, height_;
    Session session_;
    touch::Ledger ledger_;
    std::size_t counted_ = 0;
    bool saving_painted_ = false;
    std::optional<Envelope> sealed_;   // Of the card that is being saved: trying again adds the same envelope.
    Secret receipt_code_;              // Inside it, and for the thank-you.
    std::optional<EntryId> to_thank_;  // Stored, and its thank-you not painted yet.
    Monotonic upkeep_due_;

    std::optional<Store> practice_;         // While practising.
    std::optional<Monotonic> corner_held_;  // Since when a finger stays in the corner.
    int escapes_ = 0;                       // In a row.
    bool moment_painted_ = false;           // The organizer sees that something is being done.
    Monotonic look_due_;

    Focus focus_;
    std::optional<std::pair<float, float>> key_holds_;  // Where a key that is down stands for a finger.
    // Where the focus was looked after last: the screen, and the field that typing goes to with what was wrong with it.
    Standpoint stood_;
    std::pair<Standpoint, std::optional<std::uint32_t>> below_;  // The focus on the screen that is covered now.
    std::optional<std::pair<std::size_t, Problem>> typed_into_;
    bool exploring_ = false;  // The finger that is down only asks what lies below it.
    Narrator narrator_;
    bool speaks_ = false;
    std::string said_;
};

}  // namespace hineni
