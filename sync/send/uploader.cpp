#include "sync/send/uploader.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <limits>
#include <utility>

#include "sync/send/backoff.hpp"

namespace hineni {

namespace {

constexpr std::size_t around_all = 8 + 32;  // Bytes of a bundle before and after its parts (bundle.hpp).
constexpr std::size_t around_each = 8;      // Before each part.
constexpr std::size_t most_in_bundle = largest_bundle / (envelope_sizes[0] + around_each);
// Bundles that are written down in one commit: a commit waits for the disk, longer than sending a bundle takes on a
// quick line. They are in memory, so 16 cost 4 MiB.
constexpr std::size_t ahead = 16;
// Steps closer together than this follow each other on a quick line.
constexpr Monotonic quick_line{100};
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

}  // namespace

Uploader::Uploader(QueueReader queue, Ledger& ledger, Transport& drop, Dice dice, const Party& party)
    : queue_(std::move(queue)),
      ledger_(&ledger),
      drop_(&drop),
      dice_(std::move(dice)),
      device_(&party.device),
      organizers_(party.organizers),
      largest_bundle_(party.largest_bundle),
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
    std::vector<Bytes> envelopes;
    EventTag event{};
    auto read = queue_.read(plan.ids, [&](const EntryId&, BytesView bytes) {
        auto envelope = read_envelope(Bytes(bytes.begin(), bytes.end()));
        if (!envelope) return false;
        event = envelope->event;
        envelopes.push_back(std::move(envelope->bytes));
        return true;
    });
    if (!read || envelopes.empty()) return read;
    auto bundle = make_bundle(event, envelopes);
    if (bundle.name == plan.bundle) planned_.push_back({plan, std::move(bundle)});
    return {};
}

Result<void> Uploader::look_again() {
    auto ids = queue_.ids();
    if (!ids) return tl::unexpected(ids.error());
    std::vector<EntryId> taken;
    for (const auto* some : {&planned_, &prepared_}) {
        for (const auto& each : *some) taken.insert(taken.end(), each.plan.ids.begin(), each.plan.ids.end());
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
        for (const auto& each : *some) count += each.plan.ids.size();
    }
    return count;
}

// Makes one bundle more: of envelopes of one event from waiting_, as many as fit.
Result<void> Uploader::prepare() {
    const auto count = std::min({waiting_.size(), most_entries_, most_in_bundle});
    const std::vector<EntryId> next(waiting_.rbegin(), waiting_.rbegin() + static_cast<std::ptrdiff_t>(count));
    Plan plan;
    std::vector<Bytes> envelopes;
    std::vector<EntryId> left;
    EventTag event{};
    std::size_t size = around_all;
    auto read = queue_.read(next, [&](const EntryId& id, BytesView bytes) {
        auto envelope = read_envelope(Bytes(bytes.begin(), bytes.end()));
        const bool bad = !envelope || envelope->id != id;
        if (bad) {
            news_.set_aside.push_back(
                {id, envelope ? "read envelope: it carries the id of another one" : envelope.error().what});
            settle(id);
            ++found_bad_;
            return true;
        }
        const auto filled = size + around_each + bytes.size();
        if (filled > largest_bundle_ || (!plan.ids.empty() && envelope->event != event)) {
            left.push_back(id);
            return true;
        }
        event = envelope->event;
        size = filled;
        plan.ids.push_back(id);
        envelopes.push_back(std::move(envelope->bytes));
        return true;
    });
    if (!read) return read;
    waiting_.resize(waiting_.size() - count);
    waiting_.insert(waiting_.end(), left.rbegin(), left.rend());
    if (plan.ids.empty()) return {};
    auto bundle = make_bundle(event, envelopes);
    plan.bundle = bundle.name;
    prepared_.push_back({std::move(plan), std::move(bundle)});
    return {};
}

// As many as one commit takes.
Result<void> Uploader::fill_up() {
    while (!waiting_.empty() && planned_.size() + prepared_.size() < ahead) {
        if (auto prepared = prepare(); !prepared) return prepared;
    }
    return {};
}

// In one commit: what became of the bundles before, and which ones are sent next.
Result<void> Uploader::write_down() {
    news_.hindrance = told_;
    news_.plans.clear();
    for (const auto* some : {&planned_, &prepared_}) {
        for (const auto& each : *some) news_.plans.push_back(each.plan);
    }
    if (auto recorded = ledger_->record(news_); !recorded) return recorded;
    news_ = {};
    std::move(prepared_.begin(), prepared_.end(), std::back_inserter(planned_));
    prepared_.clear();
    return {};
}

// While the drop has the first of planned_: makes another bundle, and where it was the last one, writes down those that
// follow.
Result<void> Uploader::while_busy() {
    if (!waiting_.empty() && planned_.size() + prepared_.size() <= ahead) {
        if (auto prepared = prepare(); !prepared) return prepared;
    }
    if (planned_.size() > 1 || prepared_.empty()) return {};
    return write_down();
}

Result<Stepped> Uploader::step(const Now& now) {
    auto stepped = do_step(now);
    if (stepped) {
        stepped->found_bad = std::exchange(found_bad_, 0);
    } else {
        ready_ = false;
    }
    return stepped;
}

Result<Stepped> Uploader::do_step(const Now& now) {
    if (!ready_) {
        if (auto started = start_over(); !started) return tl::unexpected(started.error());
    }
    const bool quick = stepped_at_ && now.monotonic - *stepped_at_ < quick_line;
    stepped_at_ = now.monotonic;
    if (planned_.empty()) {
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
        if (!prepared_.empty() || !news_.set_aside.empty()) {
            if (auto written = write_down(); !written) return tl::unexpected(written.error());
        }
    }
    if (planned_.empty()) return Stepped{};
    if (now.monotonic < not_before_) {
        Stepped out;
        out.again = not_before_;
        return out;
    }
    Result<void> prepared;
    const auto& next = planned_.front().bundle;
    const auto answer = drop_->put_and(next.name, next.bytes, [&] { prepared = while_busy(); });
    // The outcome is lost with it, as in a crash; the bundle is still planned.
    if (!prepared) return tl::unexpected(prepared.error());
    switch (answer.reply) {
        case Reply::Accepted: return accepted(now, quick);
        case Reply::Refused: return refused(now, answer);
        case Reply::Unreachable: break;
    }
    return unreachable(now, answer);
}

// On a slow line each outcome is written down at once: there a commit costs little, and sending again much.
Result<Stepped> Uploader::accepted(const Now& now, bool quick) {
    Stepped out;
    out.did = Stepped::Did::Delivered;
    const auto ids = std::move(planned_.front().plan.ids);
    planned_.pop_front();
    out.entries = ids.size();
    news_.delivered.insert(news_.delivered.end(), ids.begin(), ids.end());
    news_.when = now.moment;
    for (const auto& id : ids) settle(id);
    const bool was_hindered = told_.has_value();
    failures_ = 0;
    told_.reset();
    most_entries_ = most_entries_ > no_limit / 2 ? no_limit : most_entries_ * 2;
    if (planned_.empty()) {
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
    }
    if (!quick || was_hindered || planned_.empty()) {
        if (auto written = write_down(); !written) return tl::unexpected(written.error());
    }
    if (!planned_.empty()) out.again = now.monotonic;
    return out;
}

// The first of planned_ becomes two, of half as many entries each.
void Uploader::split() {
    const auto whole = std::move(planned_.front());
    planned_.pop_front();
    const auto unbundled = read_bundle(whole.bundle.bytes);
    assert(unbundled && unbundled->envelopes.size() == whole.plan.ids.size());
    const auto& envelopes = unbundled->envelopes;
    const auto half = envelopes.size() / 2;
    most_entries_ = half;
    for (const auto& [from, to] : {std::pair{half, envelopes.size()}, std::pair{std::size_t{0}, half}}) {
        Sending part;
        std::vector<Bytes> bytes;
        for (auto at = from; at < to; ++at) {
            part.plan.ids.push_back(envelopes[at].id);
            bytes.push_back(envelopes[at].bytes);
        }
        part.bundle = make_bundle(envelopes.front().event, bytes);
        part.plan.bundle = part.bundle.name;
        planned_.push_front(std::move(part));
    }
}

Result<Stepped> Uploader::refused(const Now& now, const Answered& answer) {
    Stepped out;
    const auto& ids = planned_.front().plan.ids;
    out.entries = ids.size();
    out.hindrance = {answer.why, answer.hint};
    failures_ = 0;
    told_.reset();
    if (out.entries == 1) {
        out.did = Stepped::Did::SetAside;
        news_.set_aside.push_back({ids.front(), answer.why});
        settle(ids.front());
        planned_.pop_front();
    } else {
        out.did = Stepped::Did::Split;
        split();
    }
    if (planned_.empty()) {
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
    }
    if (auto written = write_down(); !written) return tl::unexpected(written.error());
    if (!planned_.empty()) out.again = now.monotonic;
    return out;
}

Result<Stepped> Uploader::unreachable(const Now& now, const Answered& answer) {
    Stepped out;
    out.did = Stepped::Did::Failed;
    out.entries = planned_.front().plan.ids.size();
    out.hindrance = {answer.why, answer.hint};
    ++failures_;
    auto wait = wait_after(failures_, dice_());
    if (answer.not_before) wait = std::max<Monotonic>(wait, *answer.not_before);
    not_before_ = now.monotonic + wait;
    out.again = not_before_;
    if (told_ == out.hindrance && news_.delivered.empty()) return out;
    told_ = out.hindrance;
    if (auto written = write_down(); !written) return tl::unexpected(written.error());
    return out;
}

}  // namespace hineni
