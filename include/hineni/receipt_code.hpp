// ReceiptCode: what an attendee may take home from "thank you": with it the organizers find this entry and take it off
// every list. It says nothing by itself: it is random, and only the sealed entry has it too, so that a slip of paper
// and a seized device together still tell nobody who was here.
//
// Twelve symbols of Crockford's base 32 (0-9 and A-Z without I, L, O and U): eleven random ones, 55 bits, and one that
// finds any single wrong symbol and any two neighbours that changed places. Shown in three groups: "7KQM-2XRD-9FTH".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hineni {

inline constexpr std::size_t receipt_code_symbols = 12;

// Without hyphens; from the system's random source. All implemented in sync/seal.
[[nodiscard]] std::string new_receipt_code();

// As somebody reads it from a slip or a phone: hyphens, spaces and small letters are fine, O is 0, I and L are 1.
// Nothing where it is no code or a symbol is wrong.
[[nodiscard]] std::optional<std::string> receipt_code_in(std::string_view typed);

// "7KQM-2XRD-9FTH"
[[nodiscard]] std::string in_groups(std::string_view code);

}  // namespace hineni
