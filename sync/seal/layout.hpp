// Where things lie in an envelope of format version 1 (README.md), in bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "hineni/envelope.hpp"

namespace hineni::layout {

inline constexpr std::array<std::uint8_t, 8> format{'h', 'i', 'n', 'e', 'n', 'v', '1', 0};

// Outside, in the clear and protected against change.
inline constexpr std::size_t tag_at = 8;
inline constexpr std::size_t id_at = 16;
inline constexpr std::size_t slots_at = 32;
inline constexpr std::size_t slots = 4;
inline constexpr std::size_t slot_size = 80;
inline constexpr std::size_t nonce_at = slots_at + slots * slot_size;
inline constexpr std::size_t nonce_size = 24;
inline constexpr std::size_t sealed_at = nonce_at + nonce_size;
inline constexpr std::size_t mac_size = 16;

// Inside, once opened.
inline constexpr std::size_t device_at = 0;
inline constexpr std::size_t signature_at = 32;
inline constexpr std::size_t length_at = 96;
inline constexpr std::size_t content_at = 100;

inline constexpr std::size_t key_size = 32;

[[nodiscard]] constexpr std::size_t inside_size(std::size_t envelope) {
    return envelope - sealed_at - mac_size;
}
[[nodiscard]] constexpr std::size_t room(std::size_t envelope) {
    return inside_size(envelope) - content_at;
}

// What the device signs: these words, the event's tag, the entry's id, the content.
inline constexpr std::string_view signed_words = "hineni entry v1";
inline constexpr std::size_t signed_before_content = signed_words.size() + 8 + 16;

// What stands outside, without a copy of the rest. Fails as read_envelope() does.
struct Outside {
    EntryId id;
    EventTag event{};
};
[[nodiscard]] Result<Outside> read_outside(BytesView envelope);

static_assert(sealed_at == 376 && room(envelope_sizes[0]) == 3604);

}  // namespace hineni::layout
