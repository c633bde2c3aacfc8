#include "sync/commands/withdraw.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/commands/desk.hpp"
#include "sync/seal/vouch.hpp"

namespace hineni {

namespace {

struct WithdrawOptions : KeyOptions {
    std::string pack;
    std::vector<std::string> entries;
    std::vector<std::string> to;
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

Result<Done> withdraw_entries(const WithdrawOptions& options) {
    const auto packs = read_packs({options.pack});
    if (!packs) return within("withdraw", packs.error());
    const auto& pack = packs->front();
    auto ids = entry_ids(options.entries);
    if (!ids) return within("withdraw", ids.error());
    const auto key = key_for(options);
    if (!key) return within("withdraw", key.error());
    if (std::ranges::find(pack.recipients, public_half(*key)) == pack.recipients.end()) {
        return fail("withdraw: this key is not one of the event's organizers",
                    "use a key whose public half is among keys.recipients of the event pack");
    }
    const auto count = ids->size();
    const auto bundle = bundle_of({event_tag(pack.id), std::move(*ids)}, pack.recipients, *key);
    if (!bundle) return within("withdraw", bundle.error());
    const auto terms = terms_for(*packs);
    for (const auto& address : options.to) {
        const auto place = put(*bundle, address, terms);
        if (!place) return within("withdraw", place.error());
        say(counted(count, "entry", "entries") + " withdrawn in " + *place);
    }
    return Done::Well;
}

}  // namespace

void withdraw(Program& program) {
    const auto options = std::make_shared<WithdrawOptions>();
    auto command = program.command("withdraw", "Take entries out of all tables of the event, for good",
                                   [options] { return withdraw_entries(*options); });
    command.needs("--key", options->key, "The secret key from keygen, of one of the event's organizers", "FILE");
    add_passphrase_option(command, *options);
    command.needs("--event", options->pack, "The event pack", "DIR");
    command.needs("--entry", options->entries, "Ids of entries, as the table has them; any number", "ID");
    command.needs("--to", options->to, "Folders, sticks or drops that the other desks open from; any number",
                  "DIR|URL");
}

}  // namespace hineni
