// The recovery sheet: an organizer's secret key on paper, as numbered words, one page. Whoever holds it can open every
// entry that was sealed to the key.
#pragma once

#include <span>
#include <string>

#include "hineni/result.hpp"

namespace hineni {

struct RecoverySheet {
    std::string public_key;              // hineni1…
    std::string made_on;                 // "2026-11-21"
    std::span<const std::string> words;  // seal/recovery.hpp; outlive the call.
};

// A PDF, A4 or letter by the machine's paper size is not asked for: it fits on both.
[[nodiscard]] Result<std::string> recovery_sheet_pdf(const RecoverySheet& sheet);

}  // namespace hineni
