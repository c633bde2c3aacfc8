// Card: what one attendee has put on one form so far. Everything typed lives in Secrets and goes with the Card.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/form.hpp"
#include "hineni/secret.hpp"
#include "kiosk/form/phone.hpp"
#include "kiosk/form/rules.hpp"

namespace hineni {

// The box in which a signature is drawn, whatever its size on the glass.
inline constexpr std::int16_t ink_width = 1000;
inline constexpr std::int16_t ink_height = 400;

// A drawn signature: strokes of points in a box of 1000 x 400, kept in guarded memory. No timing. Points outside the
// box are moved to its edge; points closer than 3 to the one before are left out.
class Ink {
  public:
    Ink();
    struct Point {
        std::int16_t x = 0, y = 0;
    };
    // False where the pad is full (2,500 points, so that a path fits into an envelope); what is there stays.
    // go_on() without a stroke that began is false too.
    bool begin(Point point) noexcept;
    bool go_on(Point point) noexcept;
    void undo() noexcept;  // Takes the last stroke back.
    void start_over() noexcept;

    [[nodiscard]] std::size_t strokes() const noexcept;
    // 0 <= index < strokes(). Points on their way to the glass, not to be kept.
    [[nodiscard]] std::vector<Point> stroke(std::size_t index) const;
    // One real stroke: the pen went at least a tenth of the box's width.
    [[nodiscard]] bool is_signed() const noexcept;
    // "M10 20L30 40M…"; empty where nothing was drawn.
    [[nodiscard]] Secret svg_path() const;

  private:
    // Pairs of int16 in the machine's order; x = -1 stands before each stroke.
    Secret points_;
};

// Typed with the keyboard; the other kinds are picked with a finger.
[[nodiscard]] constexpr bool is_typed(FieldKind kind) {
    return kind != FieldKind::Choice && kind != FieldKind::Choices && kind != FieldKind::YesNo &&
           kind != FieldKind::Chapter;
}

// The most characters that an answer to this field may have.
[[nodiscard]] constexpr std::size_t longest_answer(const Field& field) {
    return field.max_length > 0 ? field.max_length : longest_answer(field.kind);
}

struct Card {
    Card(const Form& asked, Monotonic first_touch);

    // Owned by the EventPack, which outlives every Card.
    const Form* form;
    Monotonic started;

    // One for each field, in the form's order, written as Answer::value in hineni/entry.hpp says.
    std::vector<Secret> answers;
    // One for each field. Marked when Next finds them, gone as soon as the answer is edited.
    std::vector<Problem> problems;
    // One for each field; of a phone number, what was found when its field was left. Unread as soon as it is edited.
    std::vector<PhoneIs> phones;

    // One for each consent; nothing is pre-ticked.
    std::vector<std::optional<bool>> consents;
    // One for each consent: in which language it stood on the glass when the attendee went on. Empty: not yet.
    std::vector<Language> consents_shown_in;
    // Pledge that asks whether the name may be shown.
    std::optional<bool> public_name;

    // Pledge: in which language the text stood on the glass when the attendee went on. Empty: not yet.
    Language text_read_in;
    // Pledge with a drawn signature.
    Ink ink;
    // In its place, for who cannot draw: the name, typed.
    Secret signature_typed;

    // Rsvp: one for each occasion.
    std::vector<bool> occasions;

    // "Hide what I type", on every page of this card.
    bool hidden = false;
};

// Whether an option is chosen in the answer to a Choice or Choices field. YesNo: 0 is yes, 1 is no.
[[nodiscard]] bool is_picked(const Field& field, std::string_view answer, std::size_t option);

}  // namespace hineni
