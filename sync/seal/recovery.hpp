// Recovery: an organizer's secret key as words that a person can write down and type in again. README.md has the
// arithmetic: one wrong word anywhere is found, named and its right one told; two are found. Nothing on the device
// includes this.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

// In their order.
[[nodiscard]] std::vector<std::string> recovery_words(const SecretKey& key);

// Small and capital letters, numbers in front of words, commas, hyphens and line breaks are all fine. Fails with which
// word is wrong and, where one is, what it should be; or how many words there are instead of how many.
[[nodiscard]] Result<SecretKey> key_from_words(std::string_view typed);

// As key_from_words() counts them, right or wrong.
[[nodiscard]] std::size_t count_recovery_words(std::string_view typed);

// The key, with what is wrong put right as the failure says, where it says it. Whoever holds the sheet decides.
[[nodiscard]] std::optional<SecretKey> key_from_mended_words(std::string_view typed);

}  // namespace hineni
