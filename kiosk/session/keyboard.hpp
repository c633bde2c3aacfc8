// The on-screen keyboard as values: which keys there are for a kind of field and a language, and what each one does.
// Drawing it is widgets/keyboard; finding the taps for a character is what a rehearsal does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hineni/form.hpp"

namespace hineni::keyboard {

enum class Layer { Letters, Shifted, Accents, ShiftedAccents, Symbols };

// Which keyboard is up. `letters` is the script, independent of the language of the wording: anybody's name can be
// typed on any card. A new language or field sets it anew.
struct Up {
    FieldKind kind = FieldKind::Name;
    Language letters = "en";
    Layer layer = Layer::Letters;
    friend bool operator==(const Up&, const Up&) = default;
};

enum class Does { Insert, Erase, Shift, Accents, Symbols, Letters, NextLetters };

struct Key {
    Does does = Does::Insert;
    std::string label;    // On the key; for Insert usually the same as `inserts`.
    std::string inserts;  // Insert: a character, or more (".org", "@gmail.com").
    float width = 1;      // In units of one plain key.
    friend bool operator==(const Key&, const Key&) = default;
};
using Row = std::vector<Key>;

// Rows from top to bottom. Every letter of the script, digits where the kind wants them, at most 5 rows of 12 units.
[[nodiscard]] std::vector<Row> rows(const Up& up);

// A name starts each word in capitals, anything else in small letters: what is up before the first key.
[[nodiscard]] Up for_field(FieldKind kind, const Language& language);

// What is up after a key: shift falls back after one letter; NextLetters goes round the scripts (Latin, then each
// other).
[[nodiscard]] Up after(const Up& up, const Key& key, std::string_view text_before_caret);

// One-tap endings for an e-mail that has a name part and no domain yet: "@gmail.com"… Empty otherwise.
[[nodiscard]] std::vector<std::string> mail_domains(std::string_view typed, const Language& language);

// The keys to tap for one character, first to last, from what is up now; nothing where no keyboard has it.
[[nodiscard]] std::optional<std::vector<Key>> taps_for(char32_t character, const Up& up,
                                                       std::string_view text_before_caret);

}  // namespace hineni::keyboard
