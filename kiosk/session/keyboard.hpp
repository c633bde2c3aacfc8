// The on-screen keyboard as values: which keys there are for a kind of field and a language, and what each one does.
// Drawing it is widgets/keyboard; finding the taps for a character is what a rehearsal does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hineni/form.hpp"

namespace hineni::keyboard {

enum class Layer { Letters, Shifted, Accents, ShiftedAccents, Symbols };

// Which keyboard is up. `letters` is the language whose script it has, independent of the language of the wording:
// anybody's name can be typed on any card. A new language or field sets it anew. Digit pads are the Symbols layer.
struct Up {
    FieldKind kind = FieldKind::Name;
    Language letters = "en";
    Layer layer = Layer::Letters;
    Language home = "en";  // What the field began with: where the round of NextLetters starts and ends.
    std::size_t page = 0;  // Of the offers.
    friend bool operator==(const Up&, const Up&) = default;
};

enum class Does { Insert, Erase, Shift, Accents, Symbols, Letters, NextLetters, More };

struct Key {
    Does does = Does::Insert;
    std::string label;       // On the key; for Insert usually the same as `inserts`. Empty for Erase, Shift and the
                             // space: their words are the wording's.
    std::string inserts;     // Insert: a character, or more (".org", "@gmail.com").
    float width = 1;         // In units of one plain key, of which 12 make a row.
    std::size_t takes = 0;   // Insert: as many bytes go away for what it inserts, whole or not at all,
    std::size_t leaves = 0;  // and these between them and the caret stay, and the caret behind them.
    friend bool operator==(const Key&, const Key&) = default;
};
using Row = std::vector<Key>;

// Rows from top to bottom: at most 5, each 12 units wide; 4 where there are offers, which take the room of the fifth.
// None for kinds that are picked. A key keeps its place and width on every layer of a script.
[[nodiscard]] std::vector<Row> rows(const Up& up);

// What is up when a field gets the focus. A name starts each word in capitals, anything else in small letters.
[[nodiscard]] Up for_field(FieldKind kind, const Language& language, std::string_view text_before_caret = {});

// What is up after a key, with the text as the key left it: shift and accents fall back after one letter; NextLetters
// goes round the scripts (the field's own, Latin, then each other); More turns the page of the offers.
[[nodiscard]] Up after(const Up& up, const Key& key, std::string_view text_before_caret);

// One-tap endings for an e-mail with its caret at the end: at most 5 keys labelled "@gmail.com" that insert what is
// still missing of it ("@gmail.com" after "ada", "ail.com" after "ada@gm"). None before a name part and after a whole
// domain.
[[nodiscard]] std::vector<Key> mail_domains(std::string_view typed, const Language& language);

// Quick keys for what is being typed, shown in the row above the keyboard: whole mail domains, a mail domain that was
// probably meant, the characters that a word in pinyin stands for. Empty: nothing to offer.
[[nodiscard]] std::vector<Key> offers(const Up& up, std::string_view before_caret, std::string_view after_caret,
                                      const Language& language);

// A key as it works here: a tone or a point that joins the letter before the caret becomes that letter (with `takes`),
// and inserts nothing where there is none to join; every other key as it is.
[[nodiscard]] Key resolved(const Key& key, std::string_view before_caret);

// The keys to tap for one character, first to last, from what is up now (a vowel, then its tone); nothing where no
// keyboard has it.
[[nodiscard]] std::optional<std::vector<Key>> taps_for(char32_t character, const Up& up,
                                                       std::string_view text_before_caret);

}  // namespace hineni::keyboard
