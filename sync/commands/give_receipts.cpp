#include "sync/commands/give_receipts.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "sync/commands/desk.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/receipts.hpp"

namespace hineni {

namespace {

struct ReceiptOptions : KeyOptions, FromOptions {
    std::vector<std::string> to;
    std::string keep;
};

// A receipt lets a tablet erase, so what it is for must lie on this computer's disk before: put there, or synced where
// it lies. One at a time: two with the same name would write into one passing file.
class Keeper {
  public:
    explicit Keeper(std::string folder) : folder_(std::move(folder)) {}

    Result<void> keep(const Found& bundle, BytesView bytes) {
        const std::lock_guard lock(mutex_);
        const auto drop = transport_to(folder_.empty() ? bundle.address : folder_);
        if (!drop) return tl::unexpected(drop.error());
        const auto answer = (*drop)->put(bundle.name, bytes);
        if (answer.reply == Reply::Accepted) return {};
        return fail(answer.why, "name a folder of this computer with --keep");
    }

  private:
    std::string folder_;
    std::mutex mutex_;
};

Findings findings_of(const FoundBundles& found, const TermsFor& terms, const SecretKey& key,
                     const std::string& folder) {
    Evidence evidence(&key);
    Keeper keeper(folder);
    see_all("opening", found.bundles, terms, [&](const Found& bundle, const Result<Bytes>& bytes) -> std::size_t {
        const auto kept = bytes ? keeper.keep(bundle, *bytes) : tl::unexpected(bytes.error());
        if (kept) return evidence.add(bundle.name, bundle.called, *bytes);
        evidence.add_unreadable(bundle.name, bundle.called + ": " + kept.error().what);
        return 0;
    });
    return evidence.take_findings();
}

Result<void> put_receipt(Transport& drop, const Receipt& due, const SecretKey& key) {
    const auto name = receipt_name(due.event, due.device, public_half(key));
    const auto there = drop.find(name, largest_receipt);
    auto all = due;
    // A drop that lets nobody look gets what is known here: receipts only ever add up on the tablet.
    if (there && *there) {
        if (const auto before = own_receipt(**there, due, key)) all = added_up(*before, due);
    }
    const auto file = receipt_file(all, key);
    if (!file) return tl::unexpected(file.error());
    if (file->size() > largest_receipt) return fail("a receipt has room for 130,000 entries, and this tablet has more");
    const auto answer = drop.put(name, *file);
    if (answer.reply == Reply::Accepted) return {};
    return fail(drop.place() + ": " + answer.why, answer.hint);
}

Result<void> put_all(const DueReceipts& due, const std::string& address, const TermsFor& terms, const SecretKey& key) {
    const auto drop = transport_to(address, terms(address));
    if (!drop) return tl::unexpected(drop.error());
    for (const auto& receipt : due.receipts) {
        if (auto done = put_receipt(**drop, receipt, key); !done) return done;
    }
    say(counted(due.receipts.size(), "receipt", "receipts") + " for " + counted(due.entries, "entry", "entries") +
        " in " + (*drop)->place());
    return {};
}

Result<void> can_be_kept(const ReceiptOptions& options) {
    const bool here = std::ranges::all_of(options.from, is_here);
    if (here || !options.keep.empty()) return {};
    return fail("what lies in a drop alone gets no receipt",
                "add --keep DIR, a folder of this computer: the bundles are put there first");
}

Result<Done> give_all(const ReceiptOptions& options) {
    if (auto can = can_be_kept(options); !can) return within("receipts", can.error());
    const auto packs = read_packs(options.packs);
    if (!packs) return within("receipts", packs.error());
    const auto key = key_for(options);
    if (!key) return within("receipts", key.error());
    const auto terms = terms_for(*packs);
    const auto found = find_all(options, terms);
    if (!found) return within("receipts", found.error());
    auto findings = findings_of(*found, terms, *key, options.keep);
    const auto due = receipts_due(findings);
    if (!due) return within("receipts", due.error());
    for (const auto& address : options.to) {
        if (auto done = put_all(*due, address, terms, *key); !done) return within("receipts", done.error());
    }
    auto problems = found->problems;
    problems.insert(problems.end(), findings.damaged.begin(), findings.damaged.end());
    problems.insert(problems.end(), due->withheld.begin(), due->withheld.end());
    for (const auto& problem : problems) say("  " + problem);
    if (problems.empty()) return Done::Well;
    return fail("receipts: " + counted(problems.size(), "thing gets", "things get") + " none, named above",
                "the tablets keep those entries; hineni-desk prove says more");
}

}  // namespace

void give_receipts(Program& program) {
    const auto options = std::make_shared<ReceiptOptions>();
    auto command = program.command("receipts", "Give each tablet the word that its entries are safe here",
                                   [options] { return give_all(*options); });
    command.needs("--key", options->key, "The secret key from keygen", "FILE");
    add_passphrase_option(command, *options);
    add_from_option(command, *options);
    command.needs("--to", options->to, "The drop, or sticks, from which the tablets fetch them; any number", "DIR|URL");
    command.takes("--keep", options->keep,
                  "Put all bundles into this folder first; needed where they come from a drop: only what lies on this "
                  "computer's disk gets a receipt",
                  "DIR");
    command.takes("--event", options->packs, "Event packs, for the key of a drop's server and an object store", "DIR");
}

}  // namespace hineni
