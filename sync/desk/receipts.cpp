#include "sync/desk/receipts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>

#include "sync/seal/vouch.hpp"

namespace hineni {

namespace {

// What a device has stated of an entry.
struct Stated {
    DeviceName device{};
    EventTag event{};
    Listed listed;
    friend auto operator<=>(const Stated&, const Stated&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

std::vector<Stated> all_stated(const Facts& facts) {
    std::vector<Stated> all;
    all.reserve(facts.listings.size());
    for (const auto& listing : facts.listings) {
        const auto& chain = facts.chains[listing.chain];
        all.push_back({chain.device, chain.event, listing.listed});
    }
    std::ranges::sort(all);
    return all;
}

// Nothing, or why this envelope gets no receipt. `copies`: all envelopes of the entry.
std::optional<std::string> against(const Sighting& envelope, const DeviceName& device, std::span<const Sighting> copies,
                                   const std::vector<Stated>& stated) {
    const auto key = [](const Stated& each) { return std::tie(each.device, each.event, each.listed.id); };
    const auto said = those_with(stated, std::tie(device, envelope.event, envelope.envelope.id), key);
    const auto meant = [&](const Sighting& one) {
        return std::ranges::any_of(said, [&](const Stated& each) { return each.listed.mark == one.envelope.mark; });
    };
    if (!said.empty() && !meant(envelope)) return "it is not what its tablet stated";
    if (said.empty() && copies.size() > 1) return "it is here with two contents, and no tablet states which is right";
    return std::nullopt;
}

}  // namespace

DueReceipts receipts_due(const Facts& facts) {
    const auto stated = all_stated(facts);
    std::map<std::pair<EventTag, DeviceName>, std::vector<Listed>> due;
    DueReceipts out;
    const std::span<const Sighting> all(facts.sightings);
    for (std::size_t first = 0; first < all.size();) {
        std::size_t end = first + 1;
        while (end < all.size() && all[end].event == all[first].event &&
               all[end].envelope.id == all[first].envelope.id) {
            ++end;
        }
        for (const auto& each : all.subspan(first, end - first)) {
            if (!each.opened) {
                out.withheld.push_back("entry " + hex(each.envelope.id.bytes) + ": it does not open with this key");
                continue;
            }
            const auto& device = facts.makers[each.device];
            const auto why = against(each, device, all.subspan(first, end - first), stated);
            if (why) {
                out.withheld.push_back("entry " + hex(each.envelope.id.bytes) + ": " + *why);
            } else {
                auto& entries = due[{each.event, device}];
                // Two contents that a device states both: the list has room for one.
                if (entries.empty() || entries.back().id != each.envelope.id) entries.push_back(each.envelope);
            }
        }
        first = end;
    }
    for (auto& [of, entries] : due) {
        out.entries += entries.size();
        out.receipts.push_back({of.first, of.second, std::move(entries)});
    }
    return out;
}

Receipt added_up(const Receipt& before, const Receipt& now) {
    std::map<EntryId, EnvelopeMark> all;
    for (const auto& each : now.entries) all.emplace(each.id, each.mark);
    for (const auto& each : before.entries) all.emplace(each.id, each.mark);
    Receipt out{now.event, now.device, {}};
    out.entries.reserve(all.size());
    for (const auto& [id, mark] : all) out.entries.push_back({id, mark});
    return out;
}

Result<Receipt> own_receipt(BytesView file, const Receipt& meant, const SecretKey& key) {
    auto found = take_apart_receipt(file);
    if (!found) return tl::unexpected(found.error());
    const bool same = found->receipt.device == meant.device && found->receipt.event == meant.event;
    if (!same) return fail("read receipt: it is of another device or event");
    const auto voucher = vouch_to(meant.device, key, receipt_about, found->words);
    if (!voucher) return tl::unexpected(voucher.error());
    if (*voucher != found->voucher) return fail("read receipt: this key does not vouch for it");
    return std::move(found->receipt);
}

Result<Bytes> receipt_file(const Receipt& receipt, const SecretKey& key) {
    const auto words = receipt_words(receipt);
    const auto voucher = vouch_to(receipt.device, key, receipt_about, words);
    if (!voucher) return tl::unexpected(voucher.error());
    return receipt_file(words, *voucher);
}

}  // namespace hineni
