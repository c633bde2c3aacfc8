#include "sync/desk/receipts.hpp"

#include <map>
#include <optional>
#include <utility>

#include "sync/seal/vouch.hpp"

namespace hineni {

namespace {

// Nothing, or why this envelope gets no receipt.
std::optional<std::string> against(const Sighting& envelope, const DeviceName& device, const OfEntry& entry,
                                   const std::vector<ChainName>& chains) {
    bool said = false;
    for (const auto& listing : entry.listings) {
        if (chains[listing.chain].device != device) continue;
        if (listing.mark == envelope.mark) return std::nullopt;
        said = true;
    }
    if (said) return "it is not what its tablet stated";
    if (entry.sightings.size() > 1) return "it is here with two contents, and no tablet states which is right";
    return std::nullopt;
}

}  // namespace

Result<DueReceipts> receipts_due(Findings& findings) {
    std::map<std::pair<EventTag, DeviceName>, std::vector<Listed>> due;
    DueReceipts out;
    const auto seen = findings.see([&](const OfEntry& entry) {
        const auto withhold = [&](const std::string& why) {
            out.withheld.push_back("entry " + hex(entry.id.bytes) + ": " + why);
        };
        for (const auto& each : entry.sightings) {
            if (!each.opened) {
                withhold("it does not open with this key");
                continue;
            }
            const auto& device = findings.makers[each.device];
            if (const auto why = against(each, device, entry, findings.chains)) {
                withhold(*why);
                continue;
            }
            auto& entries = due[{entry.event, device}];
            // Two contents that a device states both: the list has room for one.
            if (entries.empty() || entries.back().id != entry.id) entries.push_back({entry.id, each.mark});
        }
    });
    if (!seen) return tl::unexpected(seen.error());
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
