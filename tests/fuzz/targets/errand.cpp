// An errand and its answer, as files in which services meet.
//
// Held against it: what is read is what one of ours would have written, byte for byte, and one line of it cannot become
// two.
#include <array>

#include "sync/errand/written.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void errand(BytesView input) {
    constexpr std::array kinds{ErrandKind::SendNow,     ErrandKind::CopyToStick,    ErrandKind::TakePack,
                               ErrandKind::LookForPack, ErrandKind::WipeDeliveries, ErrandKind::WipePacks};
    const auto text = as_text(input);
    int meant = 0;
    for (const auto kind : kinds) {
        const auto asked = read_errand(kind, text);
        if (asked) {
            promise(written(kind, *asked) == text, "an errand that was read is written differently");
            promise(asked->number != 0, "an errand without a number");
            promise(one_line(asked->what, longest_what), "an errand of several lines");
        }
        const auto answered = read_outcome(kind, text);
        if (answered) {
            promise(written(kind, *answered) == text, "an answer that was read is written differently");
            promise(one_line(answered->why, longest_reason) && one_line(answered->hint, longest_reason),
                    "an answer whose reason has several lines");
        }
        meant += (asked ? 1 : 0) + (answered ? 1 : 0);
    }
    promise(meant <= 1, "one file is two things");
    for (const auto most : {std::size_t{0}, std::size_t{5}, longest_what}) {
        promise(one_line(as_one_line(text, most), most), "what was made one line is none");
    }
}

}  // namespace hineni::fuzz
