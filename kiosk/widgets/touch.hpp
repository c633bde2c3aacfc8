// Touch: the one queue that fingers, mouse and rehearsals feed, and the Ledger in which each frame writes down what is
// on the glass. A widget asks the Ledger whether it was tapped; tests, rehearsals and `see` read from it which words
// stand where.
//
// A press starts and ends on the same target, with a slop for shaky fingers: also where it starts. One edge (down or
// up) a frame; after an up the finger has left. The only gesture is a vertical drag on an area that scrolls, and
// drawing on an area that takes ink.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hineni::touch {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] bool contains(float px, float py) const {
        return px >= x && px < x + width && py >= y && py < y + height;
    }
    [[nodiscard]] float right() const { return x + width; }
    [[nodiscard]] float bottom() const { return y + height; }
};

enum class Edge { Down, Move, Up };

struct Touch {
    Edge edge = Edge::Down;
    float x = 0, y = 0;  // Pixels.
};

// What a thing is, for who cannot see it and for the focus of a keyboard.
enum class Role { Button, Choice, Field, Key, Pad, Sheet };

// A thing that can be tapped, as the frame drew it.
struct Target {
    std::uint32_t id = 0;  // Stable from frame to frame: a hash of what it is, not of where it is.
    std::string label;     // The words on it. Never an answer: a text field's label is the field's, not its content.
    Rect box{};
    bool main = false;  // The screen's main button, what `next` of a rehearsal taps.
    bool on = true;     // False: shown, but not to be tapped now.
    Role role = Role::Button;
    bool chosen = false;  // Choice: this answer is chosen.
    bool held = false;    // Acts while a finger stays on it, not by a tap.
};

// Words on the glass and the room they were given; a test checks that `ink` lies inside `room` and no two overlap.
struct Words {
    std::string text;  // Empty for what an attendee typed: only its box is kept.
    Rect ink;
    Rect room;
    float size = 0;  // Of the type, in pixels; 0 where it was not told.
};

class Ledger {
  public:
    // Starts a frame: at most one edge (or the latest move) to be seen by the widgets that follow.
    // A finger that comes down beside everything, but within the slop of a target, came down on the nearest one: what
    // the frame before held decides.
    void begin(std::optional<Touch> touch);
    // How many pixels make 3 mm: 20 on the glasses that there are, more on one of more and finer pixels.
    void scale(float unit);

    // Written down by widgets while drawing. tapped(): true in the frame in which a press that began on this target
    // ends on it.
    bool tapped(Target target);
    [[nodiscard]] bool pressed(std::uint32_t id) const;  // The finger is down on it: show it.
    void wrote(Words words);

    // For scrolling and ink: the finger while it is down after starting inside `box`, in this frame.
    struct Drag {
        Edge edge;
        float x, y;
        float dx, dy;  // Since the frame before.
    };
    std::optional<Drag> drag(std::uint32_t id, Rect box);

    // How far below the place where it came down the finger left the glass, in the frame in which it did so, after
    // coming down inside `box`; 0 in every other frame. A long way is a swipe, whatever lay under the finger.
    [[nodiscard]] float swiped(Rect box) const;

    // Where the finger is, or was last; for placing a caret in the frame of a tap.
    [[nodiscard]] float x() const { return x_; }

    // What the last frame held.
    [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }
    [[nodiscard]] const std::vector<Words>& words() const { return words_; }
    // Whether a touch was seen by anybody in this frame.
    [[nodiscard]] bool touched() const { return touch_.has_value(); }

    void forget();  // The screen changed: what was pressed is pressed no more.

  private:
    bool hold(std::uint32_t id, const Rect& box);  // True while the press that began inside `box` lasts.
    [[nodiscard]] bool near(const Rect& box) const;
    void hold_nearest();

    std::optional<Touch> touch_;
    std::optional<std::uint32_t> held_;
    Rect held_box_;
    float x_ = 0, y_ = 0;  // Where the finger is, or was last.
    float last_x_ = 0, last_y_ = 0;
    float down_x_ = 0, down_y_ = 0;  // Where it came down …
    bool down_here_ = false;         // … on this screen.
    std::vector<Target> targets_;
    std::vector<Words> words_;
    std::vector<Rect> sheets_;  // What takes drags.
    float slop_ = 20;
};

[[nodiscard]] std::uint32_t id_of(std::string_view what, std::size_t index = 0);

}  // namespace hineni::touch
