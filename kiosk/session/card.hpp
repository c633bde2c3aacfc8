// Card: what one attendee has put on one form so far. Everything typed lives in Secrets and goes with the Card.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/form.hpp"
#include "hineni/secret.hpp"
#include "kiosk/form/rules.hpp"

namespace hineni {

// A drawn signature: strokes of points in a box of 1000 x 400, kept in guarded memory. No timing.
class Ink {
  public:
    Ink();
    struct Point {
        std::int16_t x = 0, y = 0;
    };
    // Both false where the pad is full; what is there stays.
    bool begin(Point point) noexcept;
    bool go_on(Point point) noexcept;
    void undo() noexcept;  // Takes the last stroke back.
    void start_over() noexcept;

    [[nodiscard]] std::size_t strokes() const noexcept;
    [[nodiscard]] std::vector<Point> stroke(std::size_t index) const;
    // One real stroke: the pen went at least a tenth of the box's width.
    [[nodiscard]] bool is_signed() const noexcept;
    // "M10 20L30 40M…"; empty where nothing was drawn.
    [[nodiscard]] Secret svg_path() const;

  private:
    Secret points_;  // Little-endian pairs of int16; x = -1 starts a stroke.
};

struct Card {
    Card(const Form& form, Monotonic started);

    const Form* form;  // Owned by the EventPack, which outlives every Card.
    Monotonic started;

    std::vector<Secret> answers;                // One for each field, in the form's order.
    std::vector<Problem> problems;              // Likewise.
    std::vector<std::optional<bool>> consents;  // One for each consent; nothing is pre-ticked.
    std::vector<bool> occasions;                // Rsvp: one for each occasion.
    std::optional<bool> public_name;            // Pledge that asks.
    Ink ink;                                    // Pledge with a drawn signature.
};

}  // namespace hineni
