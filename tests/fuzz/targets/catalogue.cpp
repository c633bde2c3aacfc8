// A compiled gettext catalogue (.mo).
//
// Held against it: nothing is found outside the file; every text is UTF-8; a plural is one of its forms, for any
// number.
#include "kiosk/form/catalogue.hpp"
#include "hineni/utf8.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void catalogue(BytesView input) {
    const auto read = Catalogue::read(as_text(input));
    if (!read) {
        promise(!read.error().what.empty(), "a catalogue is refused without a word");
        return;
    }
    promise(read->size() <= input.size() / 16 + 1, "more texts than there is file");
    for (const std::string_view english : {"", "n", "Next", "%d person", "a"}) {
        promise(utf8::valid(read->find(english)), "a text that is not UTF-8");
        promise(read->find(english).size() <= input.size(), "a text longer than the file");
        for (const std::size_t count :
             {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{11}, ~std::size_t{0}}) {
            promise(utf8::valid(read->find(english, count)), "a plural that is not UTF-8");
        }
    }
}

}  // namespace hineni::fuzz
