// A field: a box with its label, what was typed so far, and under that a hint or, kindly, what to look at again. It
// keeps no state: caret and answer come from the session. A long answer slides so that the caret is visible.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hineni/form.hpp"
#include "kiosk/form/rules.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

struct FieldBox {
    const Field* field = nullptr;
    std::string_view answer;  // Lies in a Secret; never copied.
    Problem problem = Problem::None;
    bool focused = false;
    std::size_t caret = 0;  // Byte offset in the answer.
    bool hidden = false;    // Dots in place of characters.
    std::size_t id = 0;     // Tells the fields of a card apart.
    float size = 25;        // Of the answer, in units.
};

struct FieldTap {
    std::optional<std::size_t> caret;  // The box was tapped; the caret belongs here.
    bool eye = false;                  // "Hide what I type" was tapped.
};

// Typed into with the keyboard: name, email, phone, postal code, text.
[[nodiscard]] FieldTap text_field(Page& page, const FieldBox& box, Rect room);

// Answered by choosing: shows what was chosen. True where it was tapped.
[[nodiscard]] bool choice_field(Page& page, const FieldBox& box, Rect room);

// The words of an option; the pod's are the kiosk's own.
[[nodiscard]] std::string option_words(const Page& page, const Option& option);

// In kind words, in the page's language; empty for None.
[[nodiscard]] std::string problem_words(const Page& page, Problem problem);

}  // namespace hineni
