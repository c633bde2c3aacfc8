// The outside of an envelope: all that a drop, the queue and the courier ever look at.
#include "hineni/envelope.hpp"

#include <algorithm>
#include <string>

#include "sync/seal/layout.hpp"

namespace hineni {

Result<Envelope> read_envelope(Bytes bytes) {
    constexpr std::string_view family = "hinenv";
    const bool ours = bytes.size() >= layout::format.size() && std::equal(family.begin(), family.end(), bytes.begin());
    if (!ours) return fail("read envelope: it does not start like one");
    if (!std::equal(layout::format.begin(), layout::format.end(), bytes.begin())) {
        return fail("read envelope: its format is newer than this program", "update this program");
    }
    if (std::find(envelope_sizes.begin(), envelope_sizes.end(), bytes.size()) == envelope_sizes.end()) {
        return fail("read envelope: no envelope has " + std::to_string(bytes.size()) + " bytes",
                    "it was cut off or added to on its way; take it from another copy");
    }
    Envelope envelope;
    std::copy_n(bytes.begin() + layout::tag_at, envelope.event.size(), envelope.event.begin());
    std::copy_n(bytes.begin() + layout::id_at, envelope.id.bytes.size(), envelope.id.bytes.begin());
    envelope.bytes = std::move(bytes);
    return envelope;
}

}  // namespace hineni
