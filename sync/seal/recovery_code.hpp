// RecoveryCode: the arithmetic of recovery words. A Reed-Solomon code over GF(2^16): sixteen symbols of a key and three
// that check them, behind one that is never written, the version. README.md has the formulas. Pure; wiped when let go.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hineni/bytes.hpp"

namespace hineni {

inline constexpr std::size_t recovery_words_of_key = 16;
inline constexpr std::size_t letters_of_recovery_word = 5;
inline constexpr std::size_t recovery_words_in_all = recovery_words_of_key + 3;

class RecoveryCode {
  public:
    RecoveryCode() = default;
    // With its check symbols. `key`: 32 bytes.
    explicit RecoveryCode(BytesView key);
    RecoveryCode(const RecoveryCode&) = default;
    RecoveryCode& operator=(const RecoveryCode&) = default;
    ~RecoveryCode();

    // By its place: 0 is the first word.
    [[nodiscard]] std::uint16_t at(std::size_t place) const { return symbols_[place + 1]; }
    void set(std::size_t place, std::uint16_t symbol) { symbols_[place + 1] = symbol; }

    [[nodiscard]] bool whole() const;
    // Another version's words: all of them right, and the unwritten symbol another.
    [[nodiscard]] bool of_another_version() const;

    // What `place` would have to be for the others to be right; nothing where another one is wrong.
    [[nodiscard]] std::optional<std::uint16_t> should_be(std::size_t place) const;

  private:
    using Symbols = std::array<std::uint16_t, 1 + recovery_words_in_all>;
    [[nodiscard]] std::optional<std::uint16_t> right_symbol(std::size_t at) const;

    Symbols symbols_{0x6831};  // "h1"
};

// "lusab" for 0x7F00 (proquints, arXiv 0901.4016).
[[nodiscard]] std::string pronounceable(std::uint16_t symbol);
// Small letters or capitals.
[[nodiscard]] std::optional<std::uint16_t> pronounced(std::string_view word);

}  // namespace hineni
