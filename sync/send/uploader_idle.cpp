// What the uploader does when nothing waits: it lists at the drop all that it has told of, and asks for receipts.
#include <algorithm>
#include <utility>

#include "sync/send/receiving.hpp"
#include "sync/send/uploader.hpp"

namespace hineni {

namespace {

using namespace std::chrono_literals;

constexpr Monotonic between_lists = 15min;
constexpr Monotonic between_questions = 10min;
// So often at least is noted that the device runs.
constexpr Monotonic between_notes = 10min;

bool due(const std::optional<Monotonic>& last, Monotonic between, const Now& now) {
    return !last || now.monotonic >= *last + between;
}

}  // namespace

Result<Stepped> Uploader::idle(const Now& now) {
    Stepped out;
    if (now.monotonic < not_before_) {
        out.again = not_before_;
        return out;
    }
    if (due(listed_at_, between_lists, now)) {
        if (auto listed = list_all(now); !listed) return tl::unexpected(listed.error());
    }
    if (due(asked_at_, between_questions, now) && now.monotonic >= not_before_) {
        if (auto asked = ask_for_receipts(now, out); !asked) return tl::unexpected(asked.error());
    }
    const bool unwritten = !news_.received.empty() || chains_.changed();
    const bool long_ago = !written_at_ || now.moment.since_boot >= *written_at_ + between_notes;
    if (unwritten || long_ago) {
        if (auto written = write_down(); !written) return tl::unexpected(written.error());
    }
    const auto next = next_errand();
    if (!next) return tl::unexpected(next.error());
    out.again = *next;
    if (out.again && *out.again < not_before_) out.again = not_before_;
    return out;
}

// A list that the drop refuses, or that is too long for this line, is not offered again before more is told: sticks
// carry it as well.
Result<void> Uploader::list_all(const Now& now) {
    bool first = true;  // Only its answer can be held against `now`: time passes with each.
    for (const auto& chain : chains_.mine()) {
        if (chain.told <= chain.told_whole) continue;
        listed_at_ = now.monotonic;
        auto entries = ledger_->listed(chain.key);
        if (!entries) return tl::unexpected(entries.error());
        const auto bundle = make_bundle(chain.event, std::span<const Bytes>{},
                                        write_whole(chain, std::move(*entries), world(), *device_));
        if (bundle.bytes.size() <= largest_bundle_) {
            const auto answer = drop_->put(bundle.name, bundle.bytes);
            if (std::exchange(first, false)) note_time(now, answer);
            if (answer.reply == Reply::Unreachable) {
                leave_alone(now, answer);
                return {};
            }
            failures_ = 0;
        }
        chains_.told_whole(chain.key);
    }
    return {};
}

Result<void> Uploader::ask_now_and_then(const Now& now, Stepped& out) {
    if (!delivering_since_) delivering_since_ = now.monotonic;
    const auto since = std::max(*delivering_since_, asked_at_.value_or(*delivering_since_));
    if (waiting() == 0 || now.monotonic < since + between_questions) return {};
    return ask_for_receipts(now, out);
}

Result<void> Uploader::ask_for_receipts(const Now& now, Stepped& out) {
    for (const auto& chain : chains_.mine()) {
        const auto awaits = ledger_->awaits_receipt(chain.key);
        if (!awaits) return tl::unexpected(awaits.error());
        if (!*awaits) continue;
        asked_at_ = now.monotonic;
        for (const auto& organizer : organizers_of(chain.event)) {
            const auto name = receipt_name(chain.event, device_->public_half, organizer);
            const auto found = drop_->find(name, largest_receipt);
            if (!found) {
                // Some drops take everything and show nothing. Then receipts come on a stick.
                if (auto note = "ask for receipts: " + found.error().what; noted_.insert(note).second) {
                    out.notes.push_back(std::move(note));
                }
                return {};
            }
            if (!*found) continue;
            if (auto taken = take_receipt(**found, chain.event, out); !taken) return taken;
        }
    }
    return out.received > 0 ? look_again() : Result<void>{};
}

const std::vector<PublicKey>& Uploader::organizers_of(const EventTag& event) const {
    const auto found = organizers_of_.find(event);
    return found == organizers_of_.end() ? organizers_ : found->second;
}

Result<void> Uploader::take_receipt(BytesView file, const EventTag& event, Stepped& out) {
    std::string note;
    const auto receipt = read_receipt(file, event, *device_, organizers_of(event));
    if (receipt) {
        const auto received = what_was_received(*receipt, *ledger_, &queue_);
        if (!received) return tl::unexpected(received.error());
        for (const auto& entry : received->fresh) settle(entry.id);
        news_.received.insert(news_.received.end(), received->fresh.begin(), received->fresh.end());
        out.received += received->fresh.size();
        if (received->others_bytes > 0) {
            note = "a receipt lists other bytes than ours for " + std::to_string(received->others_bytes) +
                   " of our entries; they are not counted";
        }
    } else {
        note = receipt.error().what + "; it counts for nothing";
    }
    if (!note.empty() && noted_.insert(note).second) out.notes.push_back(std::move(note));
    return {};
}

Result<Stepped> Uploader::receive(BytesView file, const EventTag& event) {
    Stepped out;
    auto taken = take_receipt(file, event, out);
    if (taken && out.received > 0) taken = look_again();
    if (taken && out.received > 0) taken = write_down();
    if (!taken) {
        ready_ = false;
        return tl::unexpected(taken.error());
    }
    return out;
}

// When there is something to do although nothing waits.
Result<std::optional<Monotonic>> Uploader::next_errand() {
    std::optional<Monotonic> next;
    const auto at = [&](const std::optional<Monotonic>& last, Monotonic between) {
        const auto when = last ? *last + between : Monotonic(0);
        next = next ? std::min(*next, when) : when;
    };
    for (const auto& chain : chains_.mine()) {
        if (chain.told > chain.told_whole) at(listed_at_, between_lists);
        const auto awaits = organizers_.empty() ? Result<bool>(false) : ledger_->awaits_receipt(chain.key);
        if (!awaits) return tl::unexpected(awaits.error());
        if (*awaits) at(asked_at_, between_questions);
    }
    return next;
}

}  // namespace hineni
