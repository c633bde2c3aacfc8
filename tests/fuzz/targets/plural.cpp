// The plural rule of a catalogue, an expression of C: the input stands behind "nplurals=4; plural=", or is all of it.
//
// Held against it: the form is one of those that there are, for any number whatever.
#include <limits>

#include "kiosk/form/plural.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void plural(BytesView input) {
    for (const auto& header : {text_of(input), "nplurals=4; plural=" + text_of(input) + ";"}) {
        const auto rule = PluralRule::read(header);
        if (!rule) continue;
        promise(rule->forms() >= 1 && rule->forms() <= 10, "a number of forms that no language has");
        for (std::size_t n = 0; n <= 1000; n += 7)
            promise(rule->form_for(n) < rule->forms(), "a form that is not there");
        for (unsigned bit = 10; bit < 64; ++bit) {
            promise(rule->form_for((std::size_t{1} << bit) - 1) < rule->forms(), "a form that is not there");
        }
        promise(rule->form_for(std::numeric_limits<std::size_t>::max()) < rule->forms(), "a form that is not there");
    }
}

}  // namespace hineni::fuzz
