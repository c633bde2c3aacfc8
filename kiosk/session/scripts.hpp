// Scripts: the letters that people write with, one table each. A new script is one more entry of `scripts`, and a
// language that is written with it one more word in `languages`.
#pragma once

#include <array>
#include <string_view>

namespace hineni::keyboard {

struct Script {
    std::string_view language;   // The first that is written with it: what Up::letters says after NextLetters.
    std::string_view languages;  // Others, between spaces. What stands in no table is written in the first script.
    std::string_view label;      // On the key that leads here.

    // Three rows of at most 10 letters; free places at the end of the third are for punctuation.
    std::array<std::string_view, 3> small;
    std::array<std::string_view, 3> capital;  // Empty: a script without capitals.
    std::array<std::string_view, 3> accents;  // Empty: a script without accents.
    std::array<std::string_view, 3> accents_capital;
    // On the keys where another script has Shift and Accents.
    std::string_view instead_of_shift, instead_of_accents;
    // Of free text, in the order of its use; what finds no place after the letters stands beside the space.
    std::string_view punctuation;
};

// Rows as on the keyboards people know: US (with the ñ of Spanish, for everybody), Israel (SI 1452).
inline constexpr std::array scripts{
    Script{
        .language = "en",
        .languages = " en es fr pt ht ",
        .label = "ABC",
        .small = {"qwertyuiop", "asdfghjklñ", "zxcvbnm"},
        .capital = {"QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM"},
        .accents = {"áàâäãåæçéè", "êëíìîïñóòô", "öõøœúùûüýß"},
        .accents_capital = {"ÁÀÂÄÃÅÆÇÉÈ", "ÊËÍÌÎÏÑÓÒÔ", "ÖÕØŒÚÙÛÜÝẞ"},
        .instead_of_shift = "",
        .instead_of_accents = "",
        .punctuation = ",.?!¿¡'-",
    },
    Script{
        .language = "he",
        .languages = " he yi ",
        .label = "אבג",
        .small = {"׳״קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ"},
        .capital = {},
        .accents = {},
        .accents_capital = {},
        .instead_of_shift = "־",
        .instead_of_accents = "–",
        .punctuation = ",.?!'-",
    },
};

}  // namespace hineni::keyboard
