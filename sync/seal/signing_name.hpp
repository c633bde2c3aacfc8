// SigningName: by what anybody, a device too, knows an organizer's signature (organizer_signature.hpp makes them).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

namespace hineni {

struct SigningName {  // Public half of the signing key.
    std::array<std::uint8_t, 32> bytes{};
    friend bool operator==(const SigningName&, const SigningName&) = default;
};
using OrganizerSignature = std::array<std::uint8_t, 64>;

// "hinsig1…", with a check as a public key has it.
[[nodiscard]] std::string to_text(const SigningName& name);
[[nodiscard]] Result<SigningName> signing_name_from_text(std::string_view text);

[[nodiscard]] bool signed_by_organizer(const SigningName& name, std::string_view about, BytesView words,
                                       const OrganizerSignature& signature);

// Four pronounceable words: the front of the digest of the public half, 64 bits.
[[nodiscard]] std::string fingerprint(const SigningName& name);

}  // namespace hineni
