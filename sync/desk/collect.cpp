#include "sync/desk/collect.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "hineni/practice.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/desk/workers.hpp"
#include "sync/seal/layout.hpp"
#include "sync/seal/vouch.hpp"

namespace hineni {

namespace {

constexpr std::size_t largest_content = envelope_sizes.back();

EnvelopeMark front_of(const Digest& digest) {
    EnvelopeMark front{};
    std::copy_n(digest.begin(), front.size(), front.begin());
    return front;
}

int digit(char c) {
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

// An entry names its boot in full. A foreign device may have written anything.
BootTag tag_of(const std::string& boot) {
    std::array<std::uint8_t, 16> bytes{};
    if (boot.size() != 2 * bytes.size()) return {};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(digit(boot[2 * i]) * 16 + digit(boot[2 * i + 1]));
    }
    return boot_tag(bytes);
}

bool asks_for(const std::vector<std::string>& wanted, const std::string& one) {
    return wanted.empty() || std::ranges::find(wanted, one) != wanted.end();
}

}  // namespace

Collection::Collection(const SecretKey& key, std::vector<Organizer> organizers, Wanted wanted)
    : key_(key),
      organizers_(std::move(organizers)),
      wanted_(std::move(wanted)),
      openers_([&key] { return std::make_unique<Opener>(key); }),
      spooled_(spool_.open()) {}

void Collection::say(std::string problem) {
    const std::lock_guard lock(mutex_);
    problems_.insert(std::move(problem));
}

std::size_t Collection::add(const std::string& called, BytesView bundle) {
    return openers_.with_one([&](Opener& opener) { return add_with(opener, called, bundle); });
}

std::size_t Collection::add_with(Opener& opener, const std::string& called, BytesView bundle) {
    std::size_t envelopes = 0;
    const auto read = read_parts(bundle, [&](const Part& part) {
        if (part.kind == envelope_part) {
            ++envelopes;
            take_envelope(called, part.bytes, opener);
        } else if (part.kind == statement_part) {
            const auto statement = read_statement(part.bytes);
            if (!statement) return say(called + ": " + statement.error().what);
            const std::lock_guard lock(mutex_);
            times_.add(*statement);
        } else if (part.kind == withdrawal_part_kind) {
            const std::lock_guard lock(mutex_);
            withdrawals_.insert(Bytes(part.bytes.begin(), part.bytes.end()));
        }
    });
    if (!read) say(called + ": " + read.error().what);
    return envelopes;
}

void Collection::take_envelope(const std::string& called, BytesView envelope, Opener& opener) {
    // Seen from the outside, and so it is with anything that claims to be of a practice.
    if (const auto outside = layout::read_outside(envelope); outside && is_of_practice(outside->event)) {
        const std::lock_guard lock(mutex_);
        ++practised_;
        return;
    }
    const auto opened = opener.open(envelope);
    if (!opened) return say(called + ": " + opened.error().what);
    const auto entry = desk_entry(*opened);
    if (!entry) return say(called + ": " + entry.error().what);
    const bool wanted = asks_for(wanted_.forms, entry->form) && asks_for(wanted_.events, entry->event) &&
                        asks_for(wanted_.languages, entry->language);
    if (wanted) keep(*entry, *opened);
}

void Collection::keep(const DeskEntry& entry, const Opener::View& opened) {
    const auto place = spooled_ ? spool_.add(opened.content) : tl::unexpected(spooled_.error());
    Columns columns;
    columns.add(entry);
    const auto boot = tag_of(entry.boot);
    const std::lock_guard lock(mutex_);
    if (!place) {
        spooled_ = tl::unexpected(place.error());
        return;
    }
    const Kept kept{entry.id,
                    front_of(entry.signed_as),
                    *place,
                    entry.since_boot_ms,
                    entry.unix_s.value_or(Kept::unknown),
                    entry.within_s,
                    kept_.number_of(entry.device, opened.event, boot, entry.form, std::move(columns))};
    if (auto added = kept_.add(kept); !added) spooled_ = std::move(added);
}

bool Collection::counts(const UncheckedWithdrawal& withdrawal) const {
    const auto says = [&](const PublicKey& organizer) {
        return std::ranges::any_of(withdrawal.vouchers, [&](const Voucher& voucher) {
            return vouched_for(key_, organizer, withdrawal_about, withdrawal.words, voucher);
        });
    };
    return says(public_half(key_)) || std::ranges::any_of(organizers_, [&](const Organizer& each) {
               return each.event == withdrawal.withdrawal.event && says(each.key);
           });
}

// Of which entries a withdrawal that counts says that they are.
Collection::Gone Collection::read_withdrawals() {
    Gone gone;
    for (const auto& part : withdrawals_) {
        const auto read = take_apart_withdrawal(part);
        const auto called = "withdrawal " + hex(BytesView(digest(part)).first(8));
        if (!read) {
            problems_.insert(called + ": " + read.error().what);
        } else if (!counts(*read)) {
            problems_.insert(called + " of " + std::to_string(read->withdrawal.entries.size()) +
                             " entries has no effect: nobody whose word we can check says it (name the event with "
                             "--event)");
        } else {
            for (const auto& id : read->withdrawal.entries) {
                withdrawn_ids_.push_back(id);
                gone.emplace(read->withdrawal.event, id);
            }
        }
    }
    return gone;
}

void Collection::state_time(Kept& kept) {
    const auto& making = kept_.making(kept);
    const auto claimed = kept.unix_s == Kept::unknown ? std::nullopt : std::optional(kept.unix_s);
    const auto stated = times_.of({making.device, making.boot, Monotonic(kept.since_boot_ms), claimed, kept.within_s});
    if (stated.contradicted) ++contradicted_;
    kept.unix_s = stated.unix_s.value_or(Kept::unknown);
    kept.within_s = stated.within_s;
}

Result<void> Collection::settle() {
    if (!spooled_) return spooled_;
    const auto gone = read_withdrawals();
    KeptEntries::Settling settling;
    settling.stays = [&](Kept& kept) {
        if (gone.contains({kept_.making(kept).event, kept.id})) {
            ++withdrawn_;
            return false;
        }
        state_time(kept);
        return !wanted_.since || kept.unix_s == Kept::unknown || kept.unix_s + kept.within_s >= *wanted_.since;
    };
    settling.repeated = [&] { ++repeats_; };
    settling.differs = [&](const EntryId& id) {
        problems_.insert("entry " + hex(id.bytes) + " came with two different contents; one is kept");
    };
    return kept_.settle(settling);
}

std::size_t Collection::devices() const {
    std::set<DeviceName> devices;
    for (const auto* making : kept_.makings()) devices.insert(making->device);
    return devices.size();
}

Columns Collection::columns() const {
    Columns columns;
    std::set<const Columns*> seen;
    for (const auto* making : kept_.makings()) {
        if (seen.insert(making->columns).second) columns.add(*making->columns);
    }
    return columns;
}

Result<DeskEntry> Collection::entry_at(const Kept& kept, Secret& content) const {
    if (auto read = spool_.read(kept.place, content); !read) return tl::unexpected(read.error());
    const auto& making = kept_.making(kept);
    auto entry = desk_entry(Opener::View{kept.id, making.event, making.device, content.text()});
    if (!entry) return entry;
    entry->unix_s = kept.unix_s == Kept::unknown ? std::nullopt : std::optional(kept.unix_s);
    entry->within_s = kept.within_s;
    return entry;
}

Result<void> Collection::write_part(std::size_t first, std::size_t count, const Render& render, const Prepare& prepare,
                                    const Write& write) const {
    constexpr std::size_t by = 64;  // For one guarded block.
    const auto some = kept_.some(first, count);
    if (!some) return tl::unexpected(some.error());
    std::vector<Result<std::string>> rows(count);
    in_parallel((count + by - 1) / by, [&](std::size_t part) {
        Secret content(largest_content);
        for (auto i = part * by; i < std::min(count, (part + 1) * by); ++i) {
            auto entry = entry_at((*some)[i], content);
            if (entry && prepare) prepare(*entry);
            rows[i] = entry ? Result<std::string>(render(*entry)) : tl::unexpected(entry.error());
        }
    });
    for (const auto& row : rows) {
        if (!row) return tl::unexpected(row.error());
        if (auto written = write(*row); !written) return written;
    }
    return {};
}

EntryRows Collection::rows(Prepare prepare) const {
    return [this, prepare = std::move(prepare)](const Render& render, const Write& write) -> Result<void> {
        constexpr std::size_t at_once = 2048;
        for (std::size_t first = 0; first < kept_.size(); first += at_once) {
            const auto count = std::min(at_once, kept_.size() - first);
            if (auto written = write_part(first, count, render, prepare, write); !written) return written;
        }
        return {};
    };
}

Result<DeskEntry> Collection::entry(std::size_t place) const {
    const auto kept = kept_.some(place, 1);
    if (!kept) return tl::unexpected(kept.error());
    Secret content(largest_content);
    return entry_at(kept->front(), content);
}

Result<void> Collection::see_all(const See& see) const {
    return see_in_parts(
        kept_.size(), [&](std::size_t first, std::size_t count) { return kept_.some(first, count); }, see);
}

Result<void> Collection::see_those(const std::vector<std::size_t>& places, const See& see) const {
    const auto portion = [&](std::size_t first, std::size_t count) -> Result<std::vector<Kept>> {
        std::vector<Kept> some;
        for (std::size_t i = first; i < first + count; ++i) {
            const auto one = kept_.some(places[i], 1);
            if (!one) return tl::unexpected(one.error());
            some.push_back(one->front());
        }
        return some;
    };
    return see_in_parts(places.size(), portion, see);
}

Result<void> Collection::see_in_parts(std::size_t count, const Portion& portion, const See& see) const {
    constexpr std::size_t by = 64;  // For one guarded block.
    std::mutex mutex;
    Result<void> all;
    const auto failed = [&](const Error& error) {
        const std::lock_guard lock(mutex);
        all = tl::unexpected(error);
    };
    in_parallel((count + by - 1) / by, [&](std::size_t number) {
        const auto first = number * by;
        const auto some = portion(first, std::min(by, count - first));
        if (!some) return failed(some.error());
        Secret content(largest_content);
        for (std::size_t i = 0; i < some->size(); ++i) {
            auto entry = entry_at((*some)[i], content);
            if (!entry) return failed(entry.error());
            see(first + i, std::move(*entry));
        }
    });
    return all;
}

Result<std::vector<DeskEntry>> Collection::entries(const Prepare& prepare) const {
    std::vector<DeskEntry> all;
    const auto kept = kept_.some(0, kept_.size());
    if (!kept) return tl::unexpected(kept.error());
    Secret content(largest_content);
    for (const auto& each : *kept) {
        auto entry = entry_at(each, content);
        if (!entry) return tl::unexpected(entry.error());
        if (prepare) prepare(*entry);
        all.push_back(std::move(*entry));
    }
    return all;
}

}  // namespace hineni
