#include "sync/seal/recovery_code.hpp"

#include <sodium.h>

#include <cassert>

#include "hineni/seal.hpp"

namespace hineni {

namespace {

constexpr std::string_view consonants = "bdfghjklmnprstvz";
constexpr std::string_view vowels = "aiou";

// Elements of GF(2)[x] / (x^16 + x^12 + x^3 + x + 1), of which x is a generator.
using Symbol = std::uint16_t;

constexpr Symbol next_power(Symbol a) {
    return static_cast<Symbol>((a << 1U) ^ ((a & 0x8000U) != 0 ? 0x100BU : 0U));
}

constexpr Symbol times(Symbol a, Symbol b) {
    Symbol product = 0;
    for (unsigned bit = 16; bit-- > 0;) {
        product = next_power(product);
        if ((b >> bit & 1U) != 0) product = static_cast<Symbol>(product ^ a);
    }
    return product;
}

constexpr Symbol x_to_the(std::size_t power) {
    Symbol out = 1;
    for (; power > 0; --power) out = next_power(out);
    return out;
}

// The polynomial of the symbols, the first of the highest power, at 1, x and x^2. All zero for a whole code.
struct Syndromes {
    std::array<Symbol, 3> at{};
    friend bool operator==(const Syndromes&, const Syndromes&) = default;
};

template <class Symbols>
constexpr Syndromes syndromes(const Symbols& symbols) {
    Syndromes out;
    for (std::size_t i = 0; i < out.at.size(); ++i) {
        const Symbol point = x_to_the(i);
        for (const auto symbol : symbols) out.at[i] = static_cast<Symbol>(times(out.at[i], point) ^ symbol);
    }
    return out;
}

// (z + 1)(z + x)(z + x^2) without its first coefficient, which is one.
constexpr std::array<Symbol, 3> generator{0x7, 0xE, 0x8};
static_assert(generator[0] == (1U ^ 2U ^ 4U) && generator[2] == x_to_the(3));
static_assert(generator[1] == (0x2U ^ 0x4U ^ times(2, 4)));
static_assert(times(0x8000, 2) == 0x100B && times(3, 7) == 9);

}  // namespace

RecoveryCode::RecoveryCode(BytesView key) {
    assert(key.size() == 2 * recovery_words_of_key);
    for (std::size_t i = 0; i < recovery_words_of_key; ++i) {
        set(i, static_cast<Symbol>(key[2 * i] << 8U | key[2 * i + 1]));
    }
    // What is left of the symbols, times z^3, divided by the generator.
    std::array<Symbol, 3> left{};
    for (std::size_t i = 0; i <= recovery_words_of_key; ++i) {
        const auto front = static_cast<Symbol>(left[0] ^ symbols_[i]);
        left = {static_cast<Symbol>(left[1] ^ times(front, generator[0])),
                static_cast<Symbol>(left[2] ^ times(front, generator[1])), times(front, generator[2])};
    }
    for (std::size_t i = 0; i < left.size(); ++i) set(recovery_words_of_key + i, left[i]);
    sodium_memzero(left.data(), sizeof left);
}

RecoveryCode::~RecoveryCode() {
    sodium_memzero(symbols_.data(), sizeof symbols_);
}

bool RecoveryCode::whole() const {
    return syndromes(symbols_) == Syndromes{};
}

// A wrong symbol adds its error to the first syndrome, and to the others the error times powers of its place.
std::optional<std::uint16_t> RecoveryCode::right_symbol(std::size_t at) const {
    const auto found = syndromes(symbols_).at;
    const auto place = x_to_the(symbols_.size() - 1 - at);
    const auto error = found[0];
    if (found[1] != times(error, place) || found[2] != times(found[1], place)) return std::nullopt;
    return static_cast<std::uint16_t>(symbols_[at] ^ error);
}

bool RecoveryCode::of_another_version() const {
    return !whole() && right_symbol(0).has_value();
}

std::optional<std::uint16_t> RecoveryCode::should_be(std::size_t place) const {
    return right_symbol(place + 1);
}

std::string pronounceable(std::uint16_t symbol) {
    std::string word;
    word += consonants[symbol >> 12U];
    word += vowels[symbol >> 10U & 3U];
    word += consonants[symbol >> 6U & 15U];
    word += vowels[symbol >> 4U & 3U];
    word += consonants[symbol & 15U];
    return word;
}

std::string said_aloud(BytesView bytes) {
    assert(bytes.size() % 2 == 0);
    std::string words;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        if (!words.empty()) words += '-';
        words += pronounceable(static_cast<Symbol>(bytes[i] << 8U | bytes[i + 1]));
    }
    return words;
}

std::optional<std::uint16_t> pronounced(std::string_view word) {
    if (word.size() != letters_of_recovery_word) return std::nullopt;
    unsigned symbol = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool vowel = i % 2 == 1;
        const char small = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
        const auto value = (vowel ? vowels : consonants).find(small);
        if (value == std::string_view::npos) return std::nullopt;
        symbol = symbol << (vowel ? 2U : 4U) | static_cast<unsigned>(value);
    }
    return static_cast<std::uint16_t>(symbol);
}

}  // namespace hineni
