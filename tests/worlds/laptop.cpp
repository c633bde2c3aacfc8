#include "tests/worlds/laptop.hpp"

#include <algorithm>

#include "sync/bundle/receipt.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/proof.hpp"
#include "sync/desk/receipts.hpp"
#include "sync/seal/vouch.hpp"

namespace hineni::worlds {

namespace {

std::vector<Organizer> organizers_of(const Setting& setting) {
    std::vector<Organizer> out;
    for (const auto& key : setting.organizers) out.push_back({event_tag(setting.event), key});
    return out;
}

}  // namespace

void Laptop::note_what_is_here(BytesView bundle) {
    const auto read = read_bundle(bundle);
    if (!read) return;
    for (const auto& each : read->envelopes) setting_.truth.at_a_desk.try_emplace(each.id, setting_.truth.now);
}

void Laptop::take(const std::map<std::string, Bytes>& files) {
    files_.insert(files.begin(), files.end());
}

void Laptop::take(const Bundle& bundle) {
    files_.emplace(bundle.name, bundle.bytes);
    note_what_is_here(bundle.bytes);
}

void Laptop::collect(std::vector<Drop>& drops) {
    setting_.truth.tell(called_ + " collects");
    for (auto& drop : drops) {
        Line line(setting_, drop, called_);
        const auto names = line.list();
        if (!names) continue;
        for (const auto& name : *names) {
            if (!is_bundle_name(name) || files_.contains(name)) continue;
            auto found = line.find(name, 4UL * 1024 * 1024);
            // Damaged on the way, or a login page: it is fetched again the next time.
            if (!found || !*found || !read_bundle(**found)) continue;
            note_what_is_here(**found);
            files_.emplace(name, std::move(**found));
        }
    }
}

// As the command does: added to what the drop shows of an earlier one of its own.
void Laptop::give_receipts(std::vector<Drop>& drops) {
    if (setting_.well && files_.size() == receipted_) return;  // They lie there already, whole.
    receipted_ = setting_.well ? files_.size() : 0;
    Evidence evidence(&key_);
    for (const auto& [name, bytes] : files_) evidence.add(name, name, bytes);
    const auto due = receipts_due(evidence.take_findings()).value();
    for (auto& drop : drops) {
        Line line(setting_, drop, called_);
        for (const auto& now : due.receipts) {
            const auto name = receipt_name(now.event, now.device, public_half(key_));
            const auto found = line.find(name, largest_receipt);
            if (!found) continue;
            auto receipt = now;
            if (*found) {
                if (const auto before = own_receipt(**found, now, key_)) receipt = added_up(*before, now);
            }
            const auto file = receipt_file(receipt, key_);
            if (file) static_cast<void>(line.put(name, *file));
        }
    }
}

void Laptop::withdraw_someone(std::vector<Drop>& drops) {
    auto& truth = setting_.truth;
    if (truth.people.empty()) return;
    const auto person = setting_.luck.below(truth.people.size());
    const auto& who = truth.people[person];
    if (!who.thanked) return;
    truth.tell(called_ + " withdraws person " + std::to_string(person));
    truth.withdrawn.insert(who.entry);
    const auto words = withdrawal_words({event_tag(setting_.event), {who.entry}});
    std::vector<Voucher> vouchers;
    for (const auto& each : setting_.organizers) vouchers.push_back(*vouch_to(each, key_, withdrawal_about, words));
    const auto part = withdrawal_part(words, vouchers);
    const auto bundle = make_bundle(event_tag(setting_.event), std::array{Part{withdrawal_part_kind, part}});
    take(bundle);
    for (auto& drop : drops) {
        Line line(setting_, drop, called_);
        static_cast<void>(line.put(bundle.name, bundle.bytes));
    }
}

std::set<EntryId> Laptop::told_of() const {
    std::set<EntryId> out;
    for (const auto& [name, bytes] : files_) {
        const auto bundle = read_bundle(bytes);
        for (const auto& each : bundle->statements) {
            const auto statement = read_statement(each);
            if (!statement) continue;
            for (const auto& entry : statement->entries) out.insert(entry.id);
        }
    }
    return out;
}

std::vector<DeskEntry> Laptop::list() const {
    Collection collection(key_, organizers_of(setting_));
    for (const auto& [name, bytes] : files_) collection.add(name, bytes);
    if (const auto settled = collection.settle(); !settled) {
        setting_.truth.accuse(called_ + ": " + settled.error().what);
        return {};
    }
    auto entries = collection.entries();
    if (!entries) setting_.truth.accuse(called_ + ": " + entries.error().what);
    return entries ? std::move(*entries) : std::vector<DeskEntry>{};
}

Laptop::Proven Laptop::prove() const {
    Evidence evidence;
    for (const auto& [name, bytes] : files_) evidence.add(name, name, bytes);
    const auto proof = hineni::prove(evidence.take_findings()).value();
    Proven out;
    for (const auto& each : proof.missing_entries) out.missing.push_back(each.id);
    std::ranges::sort(out.missing);
    out.missing_in_all = proof.missing;
    out.sound = proof.altered.empty() && proof.damaged.empty() && proof.contradictions.empty();
    out.words = in_words(proof);
    return out;
}

}  // namespace hineni::worlds
