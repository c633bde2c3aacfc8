// Envelopes that are right on the outside and hold noise: all that queue, courier and drop ever look at.
#pragma once

#include <algorithm>
#include <string_view>

#include "hineni/seal.hpp"

namespace hineni {

inline Envelope noise_envelope(std::string_view event = "vigil", std::size_t size = envelope_sizes[0]) {
    constexpr std::string_view start{"hinenv1\0", 8};
    Envelope envelope{new_entry_id(), event_tag(event), Bytes(size)};
    auto at = std::ranges::copy(start, envelope.bytes.begin()).out;
    at = std::ranges::copy(envelope.event, at).out;
    at = std::ranges::copy(envelope.id.bytes, at).out;
    while (envelope.bytes.end() - at >= 16) at = std::ranges::copy(new_entry_id().bytes, at).out;
    return envelope;
}

}  // namespace hineni
