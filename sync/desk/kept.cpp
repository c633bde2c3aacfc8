#include "sync/desk/kept.hpp"

#include <algorithm>
#include <cstring>
#include <random>
#include <tuple>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t first_slots = 1024;

}  // namespace

KeptEntries::KeptEntries() : slots_(first_slots, nobody) {
    std::random_device random;
    for (auto& each : secret_) each = std::uint64_t{random()} << 32U | random() | 1U;
}

// Where it lies, or else where it belongs.
std::size_t KeptEntries::slot_of(const EntryId& id) const {
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), id.bytes.data(), sizeof halves);
    const auto mixed = (halves[0] ^ halves[1] * secret_[1]) * secret_[0];
    auto slot = static_cast<std::size_t>(mixed >> 32U) & (slots_.size() - 1);
    while (slots_[slot] != nobody && all_[slots_[slot]].id != id) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

Kept* KeptEntries::find(const EntryId& id) {
    const auto place = slots_[slot_of(id)];
    return place == nobody ? nullptr : &all_[place];
}

void KeptEntries::add(const Kept& kept) {
    if (all_.size() * 5 >= slots_.size() * 4) make_room();
    slots_[slot_of(kept.id)] = static_cast<std::uint32_t>(all_.size());
    all_.push_back(kept);
}

void KeptEntries::make_room() {
    const auto size = slots_.size() * 2;
    slots_ = {};  // Before there are more.
    slots_.resize(size, nobody);
    for (std::uint32_t place = 0; place < all_.size(); ++place) slots_[slot_of(all_[place].id)] = place;
}

std::uint32_t KeptEntries::number_of(const DeviceName& device, const EventTag& event, const BootTag& boot,
                                     const std::string& form, Columns&& columns) {
    const Making making{device, event, boot, &*forms_.insert(form).first, &*columns_.insert(std::move(columns)).first};
    const auto [at, first] = numbers_.try_emplace(making, static_cast<std::uint32_t>(makings_.size()));
    if (first) makings_.push_back(&at->first);
    return at->second;
}

void KeptEntries::put_in_order() {
    std::sort(all_.begin(), all_.end(), [this](const Kept& a, const Kept& b) {
        const auto* const one = making(a).form;
        const auto* const other = making(b).form;
        if (one != other) return *one < *other;
        return std::tie(a.unix_s, a.id) < std::tie(b.unix_s, b.id);
    });
}

}  // namespace hineni
