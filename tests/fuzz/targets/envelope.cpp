// An envelope from anywhere: the outside, and then the organizer's key tried on it.
//
// Held against it: the outside takes nothing but one of the four lengths and hands on the very bytes; nothing opens but
// the three envelopes that were sealed (tests/vectors).
#include <algorithm>
#include <array>

#include "hineni/envelope.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void envelope(BytesView input) {
    static const std::array<Bytes, 3> sealed{known_file("card.envelope"), known_file("pledge.envelope"),
                                             known_file("typed.envelope")};
    static Opener opener(sample().organizer);
    const auto read = read_envelope({input.begin(), input.end()});
    const auto opened = opener.open(input);
    promise(!opened || read, "an envelope opens that does not look like one");
    if (!read) return;
    promise(std::ranges::find(envelope_sizes, input.size()) != envelope_sizes.end(), "an envelope of another length");
    promise(std::ranges::equal(read->bytes, input), "an envelope is handed on with other bytes");
    promise(std::ranges::equal(read->id.bytes, input.subspan(16, 16)), "an envelope has another id than it says");
    promise(opened.has_value() == (std::ranges::find(sealed, read->bytes) != sealed.end()),
            "an envelope opens that nobody sealed, or one that was sealed does not");
    promise(opener.open(*read).has_value() == opened.has_value(), "one envelope opens in one of two ways");
}

}  // namespace hineni::fuzz
