#include "sync/send/uploader.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "sync/send/backoff.hpp"

namespace hineni {

namespace {

constexpr std::size_t around_all = 8 + 32;  // Bytes of a bundle before and after its parts (bundle.hpp).
constexpr std::size_t around_each = 8;      // Before each part.
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

}  // namespace

Uploader::Uploader(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice)
    : queue_(std::move(queue)),
      ledger_(&ledger),
      drop_(&drop),
      dice_(std::move(dice)),
      most_entries_(no_limit) {}

Result<Uploader> Uploader::start(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice) {
    Uploader uploader(std::move(queue), ledger, drop, std::move(dice));
    if (auto started = uploader.start_over(); !started) return tl::unexpected(started.error());
    return uploader;
}

Result<void> Uploader::start_over() {
    auto settled = ledger_->settled();
    if (!settled) return tl::unexpected(settled.error());
    settled_ = std::set<EntryId>(settled->begin(), settled->end());
    sending_.reset();
    const auto plan = ledger_->plan();
    if (!plan) return tl::unexpected(plan.error());
    if (*plan) {
        if (auto taken = take_up(**plan); !taken) return taken;
    }
    if (auto looked = look_again(); !looked) return looked;
    ready_ = true;
    return {};
}

// Where the queue no longer has the same entries, the bundle cannot be made again; those that are left wait as others
// do.
Result<void> Uploader::take_up(const Plan& plan) {
    std::vector<Bytes> envelopes;
    EventTag event{};
    for (const auto& id : plan.ids) {
        auto bytes = queue_.bytes(id);
        if (!bytes) return tl::unexpected(bytes.error());
        if (!*bytes) return {};
        auto envelope = read_envelope(std::move(**bytes));
        if (!envelope) return {};
        event = envelope->event;
        envelopes.push_back(std::move(envelope->bytes));
    }
    auto bundle = make_bundle(event, envelopes);
    if (bundle.name == plan.bundle) sending_ = Sending{plan, std::move(bundle)};
    return {};
}

Result<void> Uploader::look_again() {
    auto ids = queue_.ids();
    if (!ids) return tl::unexpected(ids.error());
    const auto done = [this](const EntryId& id) {
        if (settled_.count(id) != 0) return true;
        return sending_ && std::binary_search(sending_->plan.ids.begin(), sending_->plan.ids.end(), id);
    };
    ids->erase(std::remove_if(ids->begin(), ids->end(), done), ids->end());
    waiting_.assign(ids->rbegin(), ids->rend());
    return {};
}

// Takes envelopes of one event from waiting_, as many as fit into a bundle.
Result<Uploader::Gathered> Uploader::gather() {
    Gathered out;
    Plan plan;
    std::vector<Bytes> envelopes;
    std::vector<EntryId> of_other_events;
    EventTag event{};
    std::size_t size = around_all;
    while (!waiting_.empty() && plan.ids.size() < most_entries_) {
        const auto id = waiting_.back();
        auto bytes = queue_.bytes(id);
        if (!bytes) return tl::unexpected(bytes.error());
        if (*bytes) {
            auto envelope = read_envelope(std::move(**bytes));
            if (!envelope) {
                out.bad.push_back({id, envelope.error().what});
            } else if (envelope->id != id) {
                out.bad.push_back({id, "read envelope: it carries the id of another one"});
            } else if (!plan.ids.empty() && envelope->event != event) {
                of_other_events.push_back(id);
            } else if (size + around_each + envelope->bytes.size() > largest_bundle) {
                break;
            } else {
                event = envelope->event;
                size += around_each + envelope->bytes.size();
                plan.ids.push_back(id);
                envelopes.push_back(std::move(envelope->bytes));
            }
        }
        waiting_.pop_back();
    }
    waiting_.insert(waiting_.end(), of_other_events.rbegin(), of_other_events.rend());
    if (!plan.ids.empty()) {
        auto bundle = make_bundle(event, envelopes);
        plan.bundle = bundle.name;
        out.next = Sending{std::move(plan), std::move(bundle)};
    }
    return out;
}

// Writes down what became of the bundle before together with the next one, in one commit, and takes that up. Gives the
// number of damaged envelopes that were set aside on the way.
Result<std::size_t> Uploader::turn(Change change) {
    auto gathered = gather();
    if (!gathered) return tl::unexpected(gathered.error());
    const auto bad = gathered->bad.size();
    std::move(gathered->bad.begin(), gathered->bad.end(), std::back_inserter(change.set_aside));
    if (gathered->next) change.plan = gathered->next->plan;
    change.hindrance = told_;
    const bool news = sending_ || change.plan || !change.set_aside.empty();
    if (news) {
        if (auto recorded = ledger_->record(change); !recorded) return tl::unexpected(recorded.error());
    }
    settled_.insert(change.delivered.begin(), change.delivered.end());
    for (const auto& each : change.set_aside) settled_.insert(each.id);
    sending_ = std::move(gathered->next);
    return bad;
}

Result<Stepped> Uploader::step(const Now& now) {
    auto stepped = do_step(now);
    if (!stepped) ready_ = false;
    return stepped;
}

Result<Stepped> Uploader::do_step(const Now& now) {
    if (!ready_) {
        if (auto started = start_over(); !started) return tl::unexpected(started.error());
    }
    Stepped out;
    if (!sending_) {
        const auto bad = turn({});
        if (!bad) return tl::unexpected(bad.error());
        out.found_bad = *bad;
    }
    if (!sending_) return out;
    if (now.monotonic < not_before_) {
        out.again = not_before_;
        return out;
    }
    const auto answer = drop_->put(sending_->bundle.name, sending_->bundle.bytes);
    const auto found_bad = out.found_bad;
    auto stepped = answer.reply == Reply::Accepted  ? accepted(now)
                   : answer.reply == Reply::Refused ? refused(now, answer)
                                                    : unreachable(now, answer);
    if (stepped) stepped->found_bad += found_bad;
    return stepped;
}

Result<Stepped> Uploader::accepted(const Now& now) {
    Stepped out;
    out.did = Stepped::Did::Delivered;
    out.entries = sending_->plan.ids.size();
    failures_ = 0;
    told_.reset();
    most_entries_ = most_entries_ > no_limit / 2 ? no_limit : most_entries_ * 2;
    Change change;
    change.delivered = sending_->plan.ids;
    change.when = now.moment;
    const auto bad = turn(std::move(change));
    if (!bad) return tl::unexpected(bad.error());
    out.found_bad = *bad;
    if (sending_) out.again = now.monotonic;
    return out;
}

Result<Stepped> Uploader::refused(const Now& now, const Answered& answer) {
    Stepped out;
    out.entries = sending_->plan.ids.size();
    out.hindrance = {answer.why, answer.hint};
    failures_ = 0;
    told_.reset();
    Change change;
    if (out.entries == 1) {
        out.did = Stepped::Did::SetAside;
        change.set_aside.push_back({sending_->plan.ids.front(), answer.why});
    } else {
        out.did = Stepped::Did::Split;
        most_entries_ = out.entries / 2;
        waiting_.insert(waiting_.end(), sending_->plan.ids.rbegin(), sending_->plan.ids.rend());
    }
    const auto bad = turn(std::move(change));
    if (!bad) return tl::unexpected(bad.error());
    out.found_bad = *bad;
    if (sending_) out.again = now.monotonic;
    return out;
}

Result<Stepped> Uploader::unreachable(const Now& now, const Answered& answer) {
    Stepped out;
    out.did = Stepped::Did::Failed;
    out.entries = sending_->plan.ids.size();
    out.hindrance = {answer.why, answer.hint};
    ++failures_;
    auto wait = wait_after(failures_, dice_());
    if (answer.not_before) wait = std::max<Monotonic>(wait, *answer.not_before);
    not_before_ = now.monotonic + wait;
    out.again = not_before_;
    if (told_ == out.hindrance) return out;
    told_ = out.hindrance;
    Change change;
    change.plan = sending_->plan;
    change.hindrance = told_;
    if (auto recorded = ledger_->record(change); !recorded) return tl::unexpected(recorded.error());
    return out;
}

}  // namespace hineni
