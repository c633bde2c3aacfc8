#include "sync/commands/withdraw.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/commands/gather.hpp"
#include "sync/commands/sought.hpp"
#include "sync/commands/terminal.hpp"
#include "sync/seal/vouch.hpp"

namespace hineni {

namespace {

struct WithdrawOptions : KeyOptions, FromOptions {
    std::vector<std::string> entries;
    std::vector<std::string> codes;
    std::vector<std::string> contacts;
    std::vector<std::string> to;
    bool yes = false;
};

std::optional<EntryId> entry_id(std::string_view text) {
    EntryId id;
    if (text.size() != 2 * id.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = std::string_view("0123456789abcdef").find(text[i]);
        if (digit == std::string_view::npos) return std::nullopt;
        auto& byte = id.bytes[i / 2];
        byte = static_cast<std::uint8_t>(byte << 4U | digit);
    }
    return id;
}

// In order, each once.
Result<std::vector<EntryId>> entry_ids(const std::vector<std::string>& words) {
    std::vector<EntryId> ids;
    for (const auto& word : words) {
        const auto id = entry_id(word);
        if (!id) {
            return fail("\"" + word + "\" is not the id of an entry",
                        "take it from the column entry_id of the table: 32 characters 0-9 and a-f");
        }
        ids.push_back(*id);
    }
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

// One voucher to each organizer, so that each can check it.
Result<Bundle> bundle_of(const Withdrawal& withdrawal, const std::vector<PublicKey>& organizers, const SecretKey& key) {
    const auto words = withdrawal_words(withdrawal);
    std::vector<Voucher> vouchers;
    for (const auto& organizer : organizers) {
        const auto voucher = vouch_to(organizer, key, withdrawal_about, words);
        if (!voucher) return tl::unexpected(voucher.error());
        vouchers.push_back(*voucher);
    }
    const auto part = withdrawal_part(words, vouchers);
    const std::vector parts{Part{withdrawal_part_kind, part}};
    return make_bundle(withdrawal.event, parts);
}

// The place, for people.
Result<std::string> put(const Bundle& bundle, const std::string& address, const TermsFor& terms) {
    const auto drop = transport_to(address, terms(address));
    if (!drop) return tl::unexpected(drop.error());
    const auto answer = (*drop)->put(bundle.name, bundle.bytes);
    if (answer.reply == Reply::Accepted) return (*drop)->place();
    return fail((*drop)->place() + ": " + answer.why, answer.hint);
}

// What is withdrawn in each event, and what was asked for and cannot be.
struct Meant {
    std::vector<std::set<EntryId>> entries;  // In the order of the packs.
    std::vector<Match> found;
    std::vector<std::string> problems;
};

// Entries go to the pack of their event. Ids that were named go to all packs: where an event has no such entry they say
// nothing.
Meant meant_by(const std::vector<EventPack>& packs, const std::vector<EntryId>& named, const Matches& matches) {
    Meant meant{std::vector<std::set<EntryId>>(packs.size()), {}, matches.problems};
    for (auto& each : meant.entries) each.insert(named.begin(), named.end());
    for (const auto& match : matches.entries) {
        const auto pack = std::ranges::find(packs, match.event, &EventPack::id);
        if (pack == packs.end()) {
            meant.problems.push_back("entry " + hex(match.id.bytes) + " is of the event " + match.event +
                                     ": name its pack with --event too");
            continue;
        }
        meant.entries[static_cast<std::size_t>(pack - packs.begin())].insert(match.id);
        meant.found.push_back(match);
    }
    return meant;
}

// Ids name nobody.
void show(const Meant& meant) {
    std::map<std::string, std::size_t> forms;
    for (const auto& match : meant.found) ++forms[match.form];
    std::string line = "This means " + counted(meant.found.size(), "entry", "entries");
    std::string between = ": ";
    for (const auto& [form, count] : forms)
        line += std::exchange(between, ", ") + std::to_string(count) + " of " + form;
    if (!meant.found.empty()) say(line);
    for (const auto& match : meant.found) say("  " + hex(match.id.bytes) + "  " + match.form);
    for (const auto& problem : meant.problems) say("  " + problem);
}

Result<void> agreed(const WithdrawOptions& options) {
    if (options.yes) return {};
    const Terminal terminal(Typing::Shown);
    if (!terminal.ready()) {
        return fail("nobody is here to agree to it; nothing was withdrawn", "look at the ids above, then add --yes");
    }
    const auto* question = "Take them out of all tables, books and lists for good? Type yes, or anything else for no: ";
    if (terminal.agrees_to(question)) return {};
    return fail("you did not say yes; nothing was withdrawn");
}

Result<void> signs_for(const std::vector<EventPack>& packs, const SecretKey& key) {
    for (const auto& pack : packs) {
        if (std::ranges::find(pack.recipients, public_half(key)) != pack.recipients.end()) continue;
        return fail("this key is not one of the event's organizers",
                    "use a key whose public half is among keys.recipients of the event pack");
    }
    return {};
}

// With nothing to look for no bundle is opened.
Result<std::unique_ptr<Gathered>> begin(const WithdrawOptions& options, const Sought& sought) {
    GatherOptions gathering;
    gathering.key = options.key;
    gathering.passphrase_file = options.passphrase_file;
    gathering.from = options.from;
    gathering.packs = options.packs;
    if (!sought.empty()) return gather(gathering, "looking");
    auto all = std::make_unique<Gathered>();
    auto packs = read_packs(options.packs);
    if (!packs) return tl::unexpected(packs.error());
    auto key = key_for(options);
    if (!key) return tl::unexpected(key.error());
    all->packs = std::move(*packs);
    all->key = std::move(*key);
    all->terms = terms_for(all->packs);
    return all;
}

Result<void> put_everywhere(const WithdrawOptions& options, const Gathered& all, const Meant& meant) {
    for (std::size_t i = 0; i < all.packs.size(); ++i) {
        if (meant.entries[i].empty()) continue;
        const std::vector<EntryId> ids(meant.entries[i].begin(), meant.entries[i].end());
        const auto bundle = bundle_of({event_tag(all.packs[i].id), ids}, all.packs[i].recipients, all.key);
        if (!bundle) return tl::unexpected(bundle.error());
        for (const auto& address : options.to) {
            const auto place = put(*bundle, address, all.terms);
            if (!place) return tl::unexpected(place.error());
            say(counted(ids.size(), "entry", "entries") + " withdrawn in " + *place);
        }
    }
    say("Still to be done by hand: whoever was published to Action Network must be removed there (publish names\n"
        "them), and from tables, books and lists that were handed on. Tablets erase their copies by receipts.");
    return {};
}

Result<Done> withdraw_entries(const WithdrawOptions& options) {
    const auto ids = entry_ids(options.entries);
    if (!ids) return within("withdraw", ids.error());
    const auto sought = sought_by(options.codes, options.contacts);
    if (!sought) return within("withdraw", sought.error());
    const auto all = begin(options, *sought);
    if (!all) return within("withdraw", all.error());
    if (auto may = signs_for((*all)->packs, (*all)->key); !may) return within("withdraw", may.error());

    Matches matches;
    if (!sought->empty()) {
        for (const auto& problem : (*all)->problems) say("  " + problem);
        auto found = entries_sought(*sought, *(*all)->collection, (*all)->kinds);
        if (!found) return within("withdraw", found.error());
        matches = std::move(*found);
    }
    const auto meant = meant_by((*all)->packs, *ids, matches);
    show(meant);
    const auto hint =
        "name every place with --from, the drop and all sticks; what is withdrawn already is not found again";
    if (ids->empty() && meant.found.empty()) return fail("withdraw: no such entry here; nothing was withdrawn", hint);
    if (!meant.found.empty()) {
        if (auto yes = agreed(options); !yes) return within("withdraw", yes.error());
    }
    if (auto done = put_everywhere(options, **all, meant); !done) return within("withdraw", done.error());
    if (meant.problems.empty()) return Done::Well;
    return fail("withdraw: the rest of what was asked for was not found, named above", hint);
}

}  // namespace

void withdraw(Program& program) {
    const auto options = std::make_shared<WithdrawOptions>();
    auto command = program.command("withdraw", "Take entries out of all tables, books and lists of the event, for good",
                                   [options] { return withdraw_entries(*options); });
    command.needs("--key", options->key, "The secret key from keygen, of one of the event's organizers", "FILE");
    add_passphrase_option(command, *options);
    command.needs("--event", options->packs, "The event pack; any number", "DIR");
    command.takes("--code", options->codes, "Receipt codes, from a slip or a phone: 7KQM-2XRD-9FT3", "CODE");
    command.takes("--contact", options->contacts, "E-mail addresses or phone numbers: every entry that has one of them",
                  "ADDRESS|NUMBER");
    command.takes("--from", options->from, "Where to look for codes and contacts: folders, files or drops", "DIR|URL");
    command.takes("--entry", options->entries, "Ids of entries, as the table has them; nothing is looked for", "ID");
    command.needs("--to", options->to, "Folders, sticks or drops that the desks open from; any number", "DIR|URL");
    command.flag("--yes", options->yes, "Do not ask whether what was found is meant");
    command.only_with("--code", "--from");
    command.only_with("--contact", "--from");
    command.at_least_one_of({"--entry", "--code", "--contact"});
}

}  // namespace hineni
