#include "sync/desk/collect.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "sync/bundle/bundle.hpp"

namespace hineni {

void Collection::add(const std::string& called, BytesView bundle) {
    const auto unbundled = read_bundle(bundle);
    if (!unbundled) {
        problems_.push_back(called + ": " + unbundled.error().what);
        return;
    }
    for (const auto& bad : unbundled->bad) problems_.push_back(called + ": " + bad.what);
    for (const auto& envelope : unbundled->envelopes) {
        const auto opened = open(envelope, key_);
        auto entry = opened ? desk_entry(*opened) : tl::unexpected(opened.error());
        if (entry) {
            add_entry(called, std::move(*entry));
        } else {
            problems_.push_back(called + ": " + entry.error().what);
        }
    }
}

void Collection::add_entry(const std::string& called, DeskEntry entry) {
    const auto id = entry.id;
    const auto [at, first] = entries_.try_emplace(id, std::move(entry));
    if (first) return;
    // try_emplace leaves `entry` as it was where the id is taken.
    if (at->second.signed_as == entry.signed_as) {
        ++repeats_;
        return;
    }
    problems_.push_back(called + ": entry " + hex(id.bytes) + " came a second time with another content; one is kept");
    if (entry.signed_as < at->second.signed_as) at->second = std::move(entry);
}

std::size_t Collection::devices() const {
    std::set<std::array<std::uint8_t, 32>> devices;
    for (const auto& [id, entry] : entries_) devices.insert(entry.device);
    return devices.size();
}

std::vector<DeskEntry> Collection::take_entries() {
    std::vector<DeskEntry> entries;
    entries.reserve(entries_.size());
    for (auto& [id, entry] : entries_) entries.push_back(std::move(entry));
    entries_.clear();
    std::ranges::sort(entries, [](const DeskEntry& a, const DeskEntry& b) {
        return std::tie(a.form, a.unix_s, a.id) < std::tie(b.form, b.unix_s, b.id);
    });
    return entries;
}

}  // namespace hineni
