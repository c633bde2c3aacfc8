// What goes next. What becomes of it: uploader_outcome.cpp; what is done when nothing waits: uploader_idle.cpp.
#include "sync/send/uploader.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "hineni/practice.hpp"

namespace hineni {

namespace {

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

}  // namespace

Uploader::Uploader(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice, const Party& party)
    : queue_(std::move(queue)),
      ledger_(&ledger),
      drop_(&drop),
      dice_(std::move(dice)),
      device_(&party.device),
      organizers_(party.organizers),
      organizers_of_(party.earlier),
      largest_bundle_(party.largest_bundle),
      chains_(party.device, dice_),
      pace_(party.largest_bundle),
      most_entries_(no_limit) {}

Result<Uploader> Uploader::start(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice, const Party& party) {
    Uploader uploader(std::move(queue), ledger, drop, std::move(dice), party);
    if (auto started = uploader.start_over(); !started) return tl::unexpected(started.error());
    return uploader;
}

Result<void> Uploader::start_over() {
    auto settled = ledger_->settled();
    if (!settled) return tl::unexpected(settled.error());
    settled_ = std::set<EntryId>(settled->begin(), settled->end());
    planned_.clear();
    prepared_.clear();
    news_ = {};
    on_disk_ = false;
    if (auto read = chains_.read(*ledger_); !read) return read;
    auto boots = ledger_->boots();
    if (!boots) return tl::unexpected(boots.error());
    boots_ = SeenBoots(std::move(*boots));
    const auto plans = ledger_->plans();
    if (!plans) return tl::unexpected(plans.error());
    for (const auto& plan : *plans) {
        if (auto taken = take_up(plan); !taken) return taken;
    }
    if (auto looked = look_again(); !looked) return looked;
    ready_ = true;
    return {};
}

// Where the queue no longer has the same entries, the bundle cannot be made again; those that are left wait as others
// do.
Result<void> Uploader::take_up(const Plan& plan) {
    std::vector<EntryId> ids;
    for (const auto& entry : plan.entries) ids.push_back(entry.id);
    std::vector<Bytes> envelopes;
    EventTag event{};
    auto read = queue_.read(ids, [&](const EntryId&, BytesView bytes) {
        auto envelope = read_envelope(Bytes(bytes.begin(), bytes.end()));
        if (!envelope) return false;
        event = envelope->event;
        envelopes.push_back(std::move(envelope->bytes));
        return true;
    });
    if (!read) return read;
    if (!envelopes.empty()) {
        auto bundle = make_bundle(event, envelopes, plan.statement);
        if (bundle.name == plan.bundle) {
            planned_.push_back({plan, std::move(bundle)});
            return {};
        }
    }
    for (const auto& entry : plan.entries) chains_.told_in_vain(entry, plan.chain);
    news_.let_go.push_back(plan);
    return {};
}

Result<void> Uploader::look_again() {
    auto ids = queue_.ids();
    if (!ids) return tl::unexpected(ids.error());
    const auto tally = queue_.tally();  // After the ids: never less than there are.
    if (!tally) return tl::unexpected(tally.error());
    tally_ = *tally;
    std::vector<EntryId> taken;
    for (const auto* some : {&planned_, &prepared_}) {
        for (const auto& each : *some) {
            for (const auto& entry : each.plan.entries) taken.push_back(entry.id);
        }
    }
    std::sort(taken.begin(), taken.end());
    const auto done = [&](const EntryId& id) {
        return settled_.count(id) != 0 || std::binary_search(taken.begin(), taken.end(), id);
    };
    ids->erase(std::remove_if(ids->begin(), ids->end(), done), ids->end());
    waiting_.assign(ids->rbegin(), ids->rend());
    return {};
}

std::size_t Uploader::waiting() const {
    auto count = waiting_.size();
    for (const auto* some : {&planned_, &prepared_}) {
        for (const auto& each : *some) count += each.plan.entries.size();
    }
    return count;
}

// Makes one bundle more: of envelopes of one event from waiting_, as many as fit, and what is to be said of them.
Result<void> Uploader::prepare() {
    const auto most = pace_.bundle_size();
    const auto fit = std::max<std::size_t>(1, most / (envelope_sizes[0] + around_part));
    const auto count = std::min({waiting_.size(), most_entries_, fit});
    const std::vector<EntryId> next(waiting_.rbegin(), waiting_.rbegin() + static_cast<std::ptrdiff_t>(count));
    Plan plan;
    std::vector<Bytes> envelopes;
    std::vector<EntryId> left;
    EventTag event{};
    const auto said_with = world();
    std::size_t size = around_bundle + room_for_statement(said_with.boots, 0);
    auto read = queue_.read(next, [&](const EntryId& id, BytesView bytes) {
        const auto mark = mark_of(bytes);
        auto envelope = read_envelope(Bytes(bytes.begin(), bytes.end()));
        const bool practised = envelope && is_of_practice(envelope->event);
        const bool bad = !envelope || envelope->id != id || practised;
        if (bad) {
            const char* why = practised ? "it is of a practice" : "read envelope: it carries the id of another one";
            news_.set_aside.push_back({{id, mark}, 0, envelope ? why : envelope.error().what});
            settle(id);
            ++found_bad_;
            return true;
        }
        const auto filled = size + sizeof(Listed) + around_part + bytes.size();
        if (!plan.entries.empty() && (filled > most || envelope->event != event)) {
            left.push_back(id);
            return true;
        }
        event = envelope->event;
        size = filled;
        plan.entries.push_back({id, mark});
        envelopes.push_back(std::move(envelope->bytes));
        return true;
    });
    if (!read) return read;
    waiting_.resize(waiting_.size() - count);
    waiting_.insert(waiting_.end(), left.rbegin(), left.rend());
    if (plan.entries.empty()) return {};
    auto said = chains_.tell(event, plan.entries, said_with);
    plan.chain = said.chain;
    plan.statement = std::move(said.statement);
    auto bundle = make_bundle(event, envelopes, plan.statement);
    plan.bundle = bundle.name;
    prepared_.push_back({std::move(plan), std::move(bundle)});
    return {};
}

// As many as one commit takes.
Result<void> Uploader::fill_up() {
    while (!waiting_.empty() && planned_.size() + prepared_.size() < pace_.ahead()) {
        if (auto prepared = prepare(); !prepared) return prepared;
    }
    return {};
}

// In one commit: what became of the bundles before, which ones are sent next, and what is said with them.
Result<void> Uploader::write_down() {
    news_.hindrance = told_;
    news_.chains = chains_.take_changed();
    if (const auto* boot = boots_.present()) news_.boot = *boot;
    for (const auto& each : prepared_) news_.planned.push_back(each.plan);
    if (auto recorded = ledger_->record(news_); !recorded) return recorded;
    news_ = {};
    on_disk_ = true;
    if (const auto* boot = boots_.present()) written_at_ = boot->lasted;
    std::move(prepared_.begin(), prepared_.end(), std::back_inserter(planned_));
    prepared_.clear();
    return {};
}

// While the drop has the first of planned_: makes another bundle, and where it was the last one, writes down those that
// follow.
Result<void> Uploader::while_busy() {
    if (!pace_.known()) return {};
    if (!waiting_.empty() && planned_.size() + prepared_.size() <= pace_.ahead()) {
        if (auto prepared = prepare(); !prepared) return prepared;
    }
    if (planned_.size() > 1 || prepared_.empty()) return {};
    return write_down();
}

Result<Stepped> Uploader::step(const Now& now) {
    auto stepped = do_step(now);
    // Also while much waits, so that a long evening's entries are let go of in time.
    if (stepped && stepped->did == Stepped::Did::Delivered) {
        if (auto asked = ask_now_and_then(now, *stepped); !asked) stepped = tl::unexpected(asked.error());
    }
    if (stepped) {
        stepped->found_bad = std::exchange(found_bad_, 0);
    } else {
        ready_ = false;
        sent_.reset();
    }
    return stepped;
}

Result<Stepped> Uploader::do_step(const Now& now) {
    if (!ready_) {
        if (auto started = start_over(); !started) return tl::unexpected(started.error());
    }
    boots_.notice(now.moment);
    if (sent_) pace_.arrived(sent_->bundles, now.monotonic - sent_->at);
    sent_.reset();
    if (planned_.empty()) {
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
    }
    // Also where nothing is new: a program that was killed may have left a commit that is not on the disk yet, and
    // nothing may be said on the strength of it.
    const bool must_write = !prepared_.empty() || !news_.set_aside.empty() || !news_.let_go.empty();
    if (planned_.empty() ? must_write : !on_disk_) {
        if (auto written = write_down(); !written) return tl::unexpected(written.error());
    }
    if (planned_.empty()) return idle(now);
    if (now.monotonic < not_before_) {
        Stepped out;
        out.again = not_before_;
        return out;
    }
    const bool together = pace_.together() && planned_.size() > 1 && !one_by_one_;
    return together ? send_together(now) : send_one(now);
}

Result<Stepped> Uploader::send_one(const Now& now) {
    Result<void> prepared;
    const auto& next = planned_.front().bundle;
    const auto answer = drop_->put_and(next.name, next.bytes, [&] { prepared = while_busy(); });
    // The outcome is lost with it, as in a crash; the bundle is still planned.
    if (!prepared) return tl::unexpected(prepared.error());
    note_time(now, answer);
    switch (answer.reply) {
        case Reply::Accepted: return accepted(now);
        case Reply::Refused: return refused(now, answer);
        case Reply::Unreachable: break;
    }
    return unreachable(now, answer);
}

}  // namespace hineni
