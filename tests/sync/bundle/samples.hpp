// What the tests of this folder are made of: an organizer, a device, and lists as they put them together.
#pragma once

#include <algorithm>
#include <functional>

#include "sync/bundle/receipt.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni {

inline std::vector<Listed> listed(std::size_t many) {
    std::vector<Listed> out(many);
    for (auto& each : out) each = {new_entry_id(), new_entry_id().bytes};
    std::ranges::sort(out, {}, &Listed::id);
    return out;
}

struct Table {
    FreshFolder folder;
    DeviceKey device = *device_key(folder.path());
    SecretKey organizer = new_secret_key();
    std::vector<PublicKey> organizers{public_half(organizer)};
    EventTag event = event_tag("vigil");

    [[nodiscard]] Statement statement() const {
        Statement out;
        out.kind = Statement::Kind::Whole;
        out.event = event;
        out.device = device.public_half;
        out.chain = new_entry_id().bytes;
        out.number = 7;
        out.before = digest(as_bytes("the one before"));
        out.told = 400;
        out.tally = 412;
        out.boots.push_back({boot_tag({1}), Monotonic(90'061'001), {}});
        out.boots.push_back({boot_tag({2}), Monotonic(5'000), {{Monotonic(4'000), 1'796'943'600, 3}}});
        out.boots.push_back({boot_tag({3}), Monotonic(1), {{Monotonic(0), -1, 0}, {Monotonic(1), 1, 2}}});
        out.entries = listed(5);
        return out;
    }
    [[nodiscard]] Bytes vouched(const Receipt& receipt) const {
        const auto words = receipt_words(receipt);
        return receipt_file(words, *vouch_to(receipt.device, organizer, receipt_about, words));
    }
    [[nodiscard]] Receipt receipt() const { return {event, device.public_half, listed(5)}; }
    [[nodiscard]] Result<Receipt> read(BytesView file) const { return read_receipt(file, event, device, organizers); }
};

// Each of them differs from `good` in one byte.
inline void with_each_byte_altered(const Bytes& good, const std::function<void(const Bytes&)>& look) {
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto wrong = good;
        wrong[at] ^= static_cast<std::uint8_t>(1U << at % 8);
        look(wrong);
    }
}

inline void with_each_shorter(const Bytes& good, const std::function<void(BytesView)>& look) {
    for (std::size_t size = 0; size < good.size(); ++size) look(BytesView(good).first(size));
}

inline void put_number(Bytes& bytes, std::size_t at, std::uint64_t number, unsigned size) {
    for (unsigned i = 0; i < size; ++i) bytes[at + i] = static_cast<std::uint8_t>(number >> 8U * i);
}

}  // namespace hineni
