// Names: what somebody typed as their name, in the two fields that Action Network has for it, and whether two of them
// can be one person's. Pure.
#pragma once

#include <string>
#include <string_view>

namespace hineni {

struct NameParts {
    std::string given;
    std::string family;  // Empty: not known.
};

// Written one after the other with a space between, the parts are always the name as typed (blanks at the ends and
// double ones left out). A single word is a given name. Of several words in Latin letters the last one is the family's,
// with the small words before it ("Ana de la Cruz": "de la Cruz"). A name in any other script is not cut: which end the
// family's name stands at depends on the language, and nobody said which one that is.
[[nodiscard]] NameParts name_parts(std::string_view name);

// Every word of the shorter one is in the longer one, without regard to capitals, accents of Latin letters and hyphens;
// an initial stands for a word. "Maria Nunez" and "María José Núñez-García" agree; "Ada" and "Ada Sample" agree; a name
// that is empty agrees with all. "Ruth Cohen" and "David Cohen" do not.
[[nodiscard]] bool names_agree(std::string_view a, std::string_view b);

}  // namespace hineni
