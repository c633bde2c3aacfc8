// What becomes of a bundle.
#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "sync/send/backoff.hpp"
#include "sync/send/uploader.hpp"

namespace hineni {

void Uploader::note_time(const Now& now, const Answered& answer) {
    if (!answer.time) return;
    auto moment = now.moment;
    moment.unix_s = answer.time->unix_s;
    moment.within_s = answer.time->within_s;
    boots_.notice(moment);
}

void Uploader::deliver(std::size_t place, Stepped& out) {
    const auto at = planned_.begin() + static_cast<std::ptrdiff_t>(place);
    auto plan = std::move(at->plan);
    planned_.erase(at);
    out.did = Stepped::Did::Delivered;
    out.entries += plan.entries.size();
    for (const auto& entry : plan.entries) settle(entry.id);
    plan.statement.clear();
    news_.delivered.push_back(std::move(plan));
    constexpr auto no_limit = std::numeric_limits<std::size_t>::max();
    most_entries_ = most_entries_ > no_limit / 2 ? no_limit : most_entries_ * 2;
}

void Uploader::leave_alone(const Now& now, const Answered& answer) {
    ++failures_;
    auto wait = wait_after(failures_, dice_());
    if (answer.not_before) wait = std::max<Monotonic>(wait, *answer.not_before);
    not_before_ = now.monotonic + wait;
}

// On a slow line each outcome is written down at once: there a commit costs little, and sending again much.
Result<Stepped> Uploader::accepted(const Now& now) {
    Stepped out;
    deliver(0, out);
    sent_ = {1, now.monotonic};
    news_.when = now.moment;
    failures_ = 0;
    const bool was_hindered = std::exchange(told_, std::nullopt).has_value();
    const bool quick = pace_.known() && !pace_.together();
    if (planned_.empty() && pace_.known()) {
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
    }
    if (!quick || was_hindered || planned_.empty()) {
        if (auto written = write_down(); !written) return tl::unexpected(written.error());
    }
    if (planned_.empty()) one_by_one_ = false;
    out.again = now.monotonic;
    return out;
}

// All that are planned. What did not arrive stays planned; a refusal is looked into by itself, with the next steps.
Result<Stepped> Uploader::send_together(const Now& now) {
    std::vector<Parcel> parcels;
    for (const auto& each : planned_) parcels.push_back({each.bundle.name, each.bundle.bytes});
    const auto answers = drop_->put_all(parcels);
    assert(answers.size() == parcels.size());
    note_time(now, answers.front());  // The only one that was surely asked now.
    Stepped out;
    const Answered* broken = nullptr;
    for (auto place = answers.size(); place-- > 0;) {
        const auto& answer = answers[place];
        if (answer.reply == Reply::Accepted) deliver(place, out);
        if (answer.reply == Reply::Refused) one_by_one_ = true;
        if (answer.reply == Reply::Unreachable && (broken == nullptr || answer.not_before)) broken = &answer;
    }
    if (out.entries == 0 && broken == nullptr) return send_one(now);
    if (out.entries == 0) return unreachable(now, *broken);
    news_.when = now.moment;
    failures_ = 0;
    told_.reset();
    out.again = now.monotonic;
    if (broken != nullptr) {
        pace_.broke_off();
        leave_alone(now, *broken);
        out.again = not_before_;
    } else {
        sent_ = {answers.size(), now.monotonic};
    }
    if (planned_.empty()) {
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
    }
    if (auto written = write_down(); !written) return tl::unexpected(written.error());
    return out;
}

// The first of planned_ becomes two, of half as many entries each, with the same words about all of them.
void Uploader::split() {
    auto whole = std::move(planned_.front());
    planned_.pop_front();
    const auto unbundled = read_bundle(whole.bundle.bytes);
    assert(unbundled && unbundled->envelopes.size() == whole.plan.entries.size());
    const auto& envelopes = unbundled->envelopes;
    const auto half = envelopes.size() / 2;
    most_entries_ = half;
    for (const auto& [from, to] : {std::pair{half, envelopes.size()}, std::pair{std::size_t{0}, half}}) {
        Sending part;
        part.plan.chain = whole.plan.chain;
        part.plan.statement = whole.plan.statement;
        std::vector<Bytes> bytes;
        for (auto at = from; at < to; ++at) {
            part.plan.entries.push_back(whole.plan.entries[at]);
            bytes.push_back(envelopes[at].bytes);
        }
        part.bundle = make_bundle(envelopes.front().event, bytes, part.plan.statement);
        part.plan.bundle = part.bundle.name;
        news_.planned.push_back(part.plan);
        planned_.push_front(std::move(part));
    }
    news_.let_go.push_back(std::move(whole.plan));
}

Result<Stepped> Uploader::refused(const Now& now, const Answered& answer) {
    Stepped out;
    const auto& plan = planned_.front().plan;
    out.entries = plan.entries.size();
    out.hindrance = {answer.why, answer.hint};
    failures_ = 0;
    told_.reset();
    if (out.entries == 1) {
        out.did = Stepped::Did::SetAside;
        news_.set_aside.push_back({plan.entries.front(), plan.chain, answer.why});
        settle(plan.entries.front().id);
        news_.let_go.push_back(plan);
        planned_.pop_front();
    } else {
        out.did = Stepped::Did::Split;
        split();
    }
    if (planned_.empty()) {
        one_by_one_ = false;
        if (auto filled = fill_up(); !filled) return tl::unexpected(filled.error());
    }
    if (auto written = write_down(); !written) return tl::unexpected(written.error());
    out.again = now.monotonic;
    return out;
}

Result<Stepped> Uploader::unreachable(const Now& now, const Answered& answer) {
    Stepped out;
    out.did = Stepped::Did::Failed;
    out.entries = planned_.front().plan.entries.size();
    out.hindrance = {answer.why, answer.hint};
    pace_.broke_off();
    leave_alone(now, answer);
    out.again = not_before_;
    if (told_ == out.hindrance && news_.delivered.empty()) return out;
    told_ = out.hindrance;
    if (auto written = write_down(); !written) return tl::unexpected(written.error());
    return out;
}

}  // namespace hineni
