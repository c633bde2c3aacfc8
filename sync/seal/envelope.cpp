// The outside of an envelope: all that a drop, the queue and the courier ever look at.
#include "hineni/envelope.hpp"

#include <algorithm>
#include <string>

#include "sync/seal/layout.hpp"

namespace hineni {

Result<layout::Outside> layout::read_outside(BytesView bytes) {
    constexpr std::string_view family = "hinenv";
    const bool ours = bytes.size() >= format.size() && std::equal(family.begin(), family.end(), bytes.begin());
    if (!ours) return fail("read envelope: it does not start like one");
    if (!std::equal(format.begin(), format.end(), bytes.begin())) {
        return fail("read envelope: its format is newer than this program", "update this program");
    }
    if (std::find(envelope_sizes.begin(), envelope_sizes.end(), bytes.size()) == envelope_sizes.end()) {
        return fail("read envelope: no envelope has " + std::to_string(bytes.size()) + " bytes",
                    "it was cut off or added to on its way; take it from another copy");
    }
    Outside outside;
    std::copy_n(bytes.begin() + tag_at, outside.event.size(), outside.event.begin());
    std::copy_n(bytes.begin() + id_at, outside.id.bytes.size(), outside.id.bytes.begin());
    return outside;
}

Result<Envelope> read_envelope(Bytes bytes) {
    const auto outside = layout::read_outside(bytes);
    if (!outside) return tl::unexpected(outside.error());
    return Envelope{outside->id, outside->event, std::move(bytes)};
}

}  // namespace hineni
