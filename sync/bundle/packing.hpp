// How the formats of this folder are put into bytes and taken from them: numbers little-endian, lists in order.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hineni/envelope.hpp"

namespace hineni::packing {

inline void append(Bytes& out, BytesView more) {
    out.insert(out.end(), more.begin(), more.end());
}

inline void append(Bytes& out, std::string_view words) {
    out.insert(out.end(), words.begin(), words.end());
}

// The lowest `bytes` bytes of it.
inline void append_number(Bytes& out, std::uint64_t number, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(number >> 8U * i));
}

// Takes a format apart from front to back. Where it ends too early everything reads as zeros from there on and whole()
// is false, so that a reader asks once.
class Reader {
  public:
    explicit Reader(BytesView bytes) : rest_(bytes) {}

    [[nodiscard]] bool whole() const { return whole_; }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }

    template <std::size_t size>
    [[nodiscard]] std::array<std::uint8_t, size> array() {
        std::array<std::uint8_t, size> out{};
        std::ranges::copy(take(size), out.begin());
        return out;
    }
    [[nodiscard]] std::uint64_t number(unsigned bytes) {
        std::uint64_t out = 0;
        unsigned shift = 0;
        for (const auto byte : take(bytes)) {
            out |= static_cast<std::uint64_t>(byte) << shift;
            shift += 8;
        }
        return out;
    }
    // How many of something, each of `size` bytes, follow. Nobody makes room for more than there are.
    [[nodiscard]] std::size_t count(unsigned bytes, std::size_t size) {
        const auto many = static_cast<std::size_t>(number(bytes));
        if (many <= rest_.size() / size) return many;
        cut_off();
        return 0;
    }
    // Four bytes of count, then each id and mark.
    [[nodiscard]] std::vector<Listed> listed() {
        std::vector<Listed> out(count(4, sizeof(EntryId) + sizeof(EnvelopeMark)));
        for (auto& each : out) each = {{array<sizeof(EntryId)>()}, array<sizeof(EnvelopeMark)>()};
        return out;
    }

  private:
    BytesView take(std::size_t size) {
        if (size > rest_.size()) {
            cut_off();
            return {};
        }
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    void cut_off() {
        whole_ = false;
        rest_ = {};
    }

    BytesView rest_;
    bool whole_ = true;
};

[[nodiscard]] inline bool starts_with(BytesView bytes, std::string_view words) {
    return bytes.size() >= words.size() && std::equal(words.begin(), words.end(), bytes.begin());
}

inline void append_listed(Bytes& out, std::span<const Listed> entries) {
    append_number(out, entries.size(), 4);
    for (const auto& each : entries) {
        append(out, each.id.bytes);
        append(out, each.mark);
    }
}

// By id, each once: the one form that a list has.
[[nodiscard]] inline bool in_order(std::span<const Listed> entries) {
    const auto wrong = [](const Listed& a, const Listed& b) { return !(a.id < b.id); };
    return std::ranges::adjacent_find(entries, wrong) == entries.end();
}
[[nodiscard]] inline bool in_order(std::span<const EntryId> entries) {
    const auto wrong = [](const EntryId& a, const EntryId& b) { return !(a < b); };
    return std::ranges::adjacent_find(entries, wrong) == entries.end();
}

// "<event tag, 16 hex>-<32 hex><end>": what all names on a drop look like.
[[nodiscard]] inline bool is_name(std::string_view name, std::string_view end) {
    constexpr std::size_t tag_digits = 16;
    constexpr std::size_t digits = tag_digits + 1 + 32;
    if (name.size() != digits + end.size() || !name.ends_with(end)) return false;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = name[i];
        const bool lower_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (i == tag_digits ? c != '-' : !lower_hex) return false;
    }
    return true;
}

}  // namespace hineni::packing
