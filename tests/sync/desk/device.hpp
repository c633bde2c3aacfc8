// A tablet as desks know it: it seals entries and states them in a chain, as the uploader does.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/seal/open.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

namespace hineni {

inline const EventTag vigil_tag = event_tag("vigil-2026-12-10");

struct Tablet {
    FreshFolder folder;
    DeviceKey key = *device_key(folder.path());
    std::vector<PublicKey> organizers;
    Statement last;
    bool said = false;
    std::vector<Listed> all;  // That it has told of.
    std::uint64_t tally = 0;

    explicit Tablet(std::vector<PublicKey> to) : organizers(std::move(to)) {
        last.event = vigil_tag;
        last.chain.fill(7);
    }

    [[nodiscard]] Bytes sealed(const Entry& entry) const { return seal(entry, organizers, key)->bytes; }
    [[nodiscard]] std::vector<Bytes> sealed(std::size_t count) const {
        std::vector<Bytes> envelopes;
        for (std::size_t i = 0; i < count; ++i) envelopes.push_back(sealed(sample_entry("N" + std::to_string(i))));
        return envelopes;
    }

    // The next statement of its chain, about these; or with Kind::Whole about all.
    Bytes state(const std::vector<Bytes>& envelopes, Statement::Kind kind = Statement::Kind::Next) {
        auto statement = last;
        statement.kind = kind;
        statement.entries = all;
        if (kind == Statement::Kind::Next) {
            statement.entries.clear();
            statement.number = said ? last.number + 1 : 0;
            for (const auto& bytes : envelopes) {
                statement.entries.push_back({read_envelope(bytes)->id, mark_of(bytes)});
            }
            std::ranges::sort(statement.entries);
            all.insert(all.end(), statement.entries.begin(), statement.entries.end());
            std::ranges::sort(all);
        }
        statement.told = all.size();
        tally = std::max<std::uint64_t>(tally, all.size());
        statement.tally = tally;
        const auto bytes = write_statement(statement, key);
        if (kind == Statement::Kind::Next) {
            last = statement;
            last.before = statement_digest(bytes);
            said = true;
        }
        return bytes;
    }

    Bundle send(const std::vector<Bytes>& envelopes) {
        const auto statement = state(envelopes);
        return make_bundle(vigil_tag, envelopes, statement);
    }
    Bundle send_whole() { return make_bundle(vigil_tag, std::vector<Bytes>{}, state({}, Statement::Kind::Whole)); }

    [[nodiscard]] std::string name() const { return hex(digest(key.public_half)).substr(0, 16); }
};

inline Bundle unstated(const std::vector<Bytes>& envelopes) {
    return make_bundle(vigil_tag, envelopes);
}

inline Bundle withdrawal_by(const SecretKey& organizer, std::vector<EntryId> ids, const std::vector<PublicKey>& to) {
    std::ranges::sort(ids);
    const auto words = withdrawal_words({vigil_tag, std::move(ids)});
    std::vector<Voucher> vouchers;
    for (const auto& each : to) vouchers.push_back(*vouch_to(each, organizer, withdrawal_about, words));
    const auto part = withdrawal_part(words, vouchers);
    return make_bundle(vigil_tag, std::vector{Part{withdrawal_part_kind, part}});
}

}  // namespace hineni
