// The organizer's screen in parts: a frame that its pages share, and one function for each page (Organizing::Page).
// Plain words and large ones: it is read in a car park at dusk. It knows counts and conditions, never a name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

[[nodiscard]] Did pin(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did standing(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did stick(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did pack(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did comfort(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did wifi(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did password(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did ready(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did practice(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did switch_off(Page& page, const Organizing& state, const Scene& scene);
[[nodiscard]] Did wipe(Page& page, const Organizing& state, const Scene& scene);

// A page: its title at the top, Back to the standing at the start of the foot, the main button at its end.
struct Frame {
    Rect room;          // Between them.
    Did did;            // Back.
    bool main = false;  // The main button was tapped.
};
// Without a main label there is none.
[[nodiscard]] Frame frame(Page& page, std::string_view title, std::string_view main = {}, bool on = true);

// What stands before a line: a shape, so that nobody has to tell colours apart.
enum class Sign { None, Good, Attention, Bad, Running, Question };
void sign(Page& page, Sign which, Rect room);

// A line on the glass, or a few: what it is about, then what is to be said.
struct Line {
    std::string label;  // Short; empty: the words have the whole width.
    std::string words;
    std::string more;  // Quieter, below; may be empty.
    Sign sign = Sign::None;
};
inline constexpr float usual_size = 24;  // Of the words, in units.
inline constexpr float large_size = 31;  // Where there is room.
[[nodiscard]] float height_of(Page& page, const Line& line, float width, float size = usual_size);
void draw(Page& page, const Line& line, Rect room, float size = usual_size);
// All of them as large as they fit, from the top down; returns where they end.
float tell(Page& page, const std::vector<Line>& all, Rect room);

// Lines from the top down, as many as fit; where there are more, a bar with the ways to the next ones. `from`: a line
// that is to be on the glass.
[[nodiscard]] Did lines(Page& page, const std::vector<Line>& all, Rect room, std::size_t from);

// How far a hold has come, 0 to 1.
[[nodiscard]] float held_share(const Organizing& state);
// How far something has come, as a bar.
void bar(Page& page, float share, Rect room);

// "12.3 GB".
[[nodiscard]] std::string bytes_in_words(const Page& page, std::uint64_t bytes);
// A name or a figure within a sentence: where words run to the left, it keeps its own order (U+2068 and U+2069).
[[nodiscard]] std::string isolated(const Page& page, std::string_view words);
// A line that stands out, as large as it can be: "Safe to pull out".
[[nodiscard]] Manner loud(const Page& page, float size);

// What became of an errand, if it was asked; nothing otherwise.
[[nodiscard]] const Outcome* outcome(const Scene& scene, ErrandKind kind);
[[nodiscard]] bool works(const Outcome* outcome);

// Everything that needs somebody, the gravest first, each with what to do.
[[nodiscard]] std::vector<Line> troubles(const Page& page, const Scene& scene);
// How things are, one line each.
[[nodiscard]] std::vector<Line> conditions(const Page& page, const Scene& scene);
// "120 of 400".
[[nodiscard]] std::string progress(const Page& page, const Outcome& outcome);
// Four words, or that nobody did.
[[nodiscard]] std::string sealed_by(const Page& page, const ShelvedPack& pack);

}  // namespace hineni::screens::organizer
