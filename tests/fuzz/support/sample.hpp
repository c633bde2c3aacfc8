// The sample organizer and device of tests/vectors, and a folder in memory: what targets make seals, signatures and
// vouchers with, so that the code behind them is reached.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "hineni/seal.hpp"
#include "sync/seal/open.hpp"

namespace hineni::fuzz {

struct Sample {
    SecretKey organizer;
    PublicKey organizers_public_half;
    DeviceKey device;
    EventTag event;  // Of the envelopes in tests/vectors.
};
[[nodiscard]] const Sample& sample();

// Of tests/vectors.
[[nodiscard]] Bytes known_file(const std::string& name);

// An envelope of the sample device, sealed to the sample organizer, around any bytes at all: what a device that is not
// ours, or a tool of somebody's, could make. Nothing where it does not fit into the largest class.
[[nodiscard]] Bytes envelope_around(std::string_view content, const EventTag& event);

// An empty folder that lies in memory where there is such a place; the same one each time.
[[nodiscard]] const std::filesystem::path& empty_folder();

[[nodiscard]] inline std::string text_of(BytesView bytes) {
    return std::string(as_text(bytes));
}

}  // namespace hineni::fuzz
