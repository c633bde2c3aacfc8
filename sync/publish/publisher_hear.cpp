// What follows from an answer.
#include <algorithm>
#include <utility>

#include "sync/publish/publisher.hpp"

namespace hineni {

namespace {

constexpr Monotonic until_writes_show = std::chrono::seconds(15);
constexpr unsigned most_outages = 6;            // 1, 2, 4, 8, 16 and 32 s.
constexpr unsigned most_breakages = 3;          // 500 may be about this very person.
constexpr unsigned most_given_up_in_a_row = 3;  // Then it is the server or the network, and not these people.
constexpr int most_pages = 400;

constexpr const char* go_on = "run the same command again: it goes on where it stopped";

// The way there, in the words of the network; never the server's.
std::string why_of(const Result<CallAnswer>& answer) {
    if (!answer) return ": " + answer.error().what;
    return ": it says " + std::to_string(answer->status);
}

}  // namespace

// 1, 2, 4 s … and up to half of it more, so that two laptops do not come back together.
Monotonic Publisher::patience(unsigned failures, std::optional<std::chrono::seconds> asked) {
    const Monotonic least = std::chrono::seconds(1U << std::min(failures - 1, 6U));
    const Monotonic wait = asked ? std::max<Monotonic>(least, *asked) : least;
    return wait + Monotonic(static_cast<Monotonic::rep>(dice_() % static_cast<unsigned>(least.count() / 2)));
}

void Publisher::stop(std::string what, std::string hint) {
    stopped_ = Error{std::move(what), std::move(hint)};
}

Result<void> Publisher::hear(Monotonic now, const Result<CallAnswer>& answer) {
    if (!opened_) {
        hear_entry_point(now, answer);
        return {};
    }
    if (!answer) {
        hear_outage(now, std::nullopt, true);
        return {};
    }
    if (answer->status == 200 || answer->status == 201) return hear_well(now, *answer);
    hear_ill(now, *answer);
    return {};
}

void Publisher::hear_entry_point(Monotonic now, const Result<CallAnswer>& answer) {
    const auto status = answer ? answer->status : 0;
    const char* hint = "check that the key was copied whole, and that the group may still use the API";
    if (status == 200 && shows_tags(answer->body)) {
        opened_ = true;
    } else if ((status == 200 && is_json(answer->body)) || status == 401 || status == 403) {
        stop("Action Network does not take this API key", hint);
    } else if (status == 0 || status == 429 || status >= 500) {
        const auto waits = ++entry_failures_;
        if (waits > most_outages) return stop("Action Network cannot be reached" + why_of(answer), go_on);
        not_before_ = now + patience(waits, answer ? answer->wait : std::nullopt);
    } else {
        stop("this is not the API of Action Network (" + std::to_string(status) + ")", "check --api");
    }
}

// Statuses that are no answer to the question.
void Publisher::hear_ill(Monotonic now, const CallAnswer& answer) {
    const auto status = answer.status;
    if (status == 401 || status == 403) {
        stop("Action Network does not take this API key any more (" + std::to_string(status) + ")",
             "check in its settings whether it was revoked; then run the same command again");
    } else if (status == 404 && current_->stage == Stage::Act) {
        const auto& action = who().actions[current_->action];
        stop(std::string("Action Network has no ") + place_of(action.kind) + " " + action.uuid,
             "copy the id from the address in the sidebar of its manage page into event.toml");
    } else if (status == 404 && current_->stage == Stage::Records) {
        hear_breakage(now, "the list found this person and then did not");
    } else if (status == 404 || (status >= 300 && status < 400)) {
        stop("this is not the API of Action Network (" + std::to_string(status) + ")", "check --api");
    } else if (status == 429) {
        hear_outage(now, answer.wait, false);
    } else if (status == 500) {
        hear_breakage(now, "the server failed on it (500), three times");
    } else if (status > 500) {
        hear_outage(now, answer.wait, true);
    } else {
        const auto reason = reason_in(answer.body);
        settle(Settled::What::Refused,
               "Action Network says: " + (reason.empty() ? "no" : reason) + " (" + std::to_string(status) + ")");
    }
}

// A POST is asked again only after a look: somebody may have come, left or subscribed meanwhile.
void Publisher::hear_outage(Monotonic now, std::optional<std::chrono::seconds> asked, bool open_whether_taken) {
    const auto failures = ++current_->outages;
    if (failures > most_outages) {
        settle(Settled::What::Refused, "Action Network gave no answer");
        if (++given_up_in_a_row_ >= most_given_up_in_a_row) stop("Action Network cannot be reached", go_on);
        return;
    }
    not_before_ = now + patience(failures, asked);
    if (posting()) begin_anew(open_whether_taken ? std::max(not_before_, now + until_writes_show) : not_before_);
}

void Publisher::hear_breakage(Monotonic now, const std::string& reason) {
    const auto failures = ++current_->breakages;
    if (failures >= most_breakages) return settle(Settled::What::Refused, reason);
    not_before_ = now + patience(failures, std::nullopt);
    begin_anew(now + until_writes_show);
}

Result<void> Publisher::hear_well(Monotonic now, const CallAnswer& answer) {
    given_up_in_a_row_ = 0;
    if (posting()) return hear_posted(now, answer);
    if (current_->stage == Stage::Records) return hear_records(now, answer);
    hear_people(now, answer);
    return {};
}

void Publisher::hear_people(Monotonic now, const CallAnswer& answer) {
    auto& under = *current_;
    const auto people = people_on_page(answer.body);
    if (!people) return hear_breakage(now, "the list gave an answer that nobody can read");
    // Filters are the server's; whether it is them is looked at here.
    const bool by_phone = under.stage == Stage::Phone;
    const auto theirs = std::ranges::find_if(
        *people, [&](const OnList& each) { return by_phone ? each.phone == who().phone : each.email == who().email; });
    if (theirs != people->end()) (by_phone ? under.with_phone : under.found) = *theirs;
    under.stage = by_phone ? Stage::Person : under.stage == Stage::Email ? Stage::EmailAsTyped : Stage::Phone;
}

Result<void> Publisher::hear_records(Monotonic now, const CallAnswer& answer) {
    auto& under = *current_;
    const auto& action = who().actions[under.action];
    const auto records = records_on_page(answer.body, place_of(action.kind));
    if (!records) {
        hear_breakage(now, "the list gave an answer that nobody can read");
        return {};
    }
    const auto there = std::ranges::find(*records, action.uuid, &RecordThere::of);
    if (there != records->end()) {
        auto written = write(action.entries, key_of(action), PublishedStep::State::Confirmed, there->record);
        ++under.action;
        under.page = 1;
        return written;
    }
    under.looked = records->empty() || ++under.page > most_pages;
    return {};
}

// A native id is the proof that it is there; {} is a failure that says nothing.
Result<void> Publisher::hear_posted(Monotonic now, const CallAnswer& answer) {
    auto& under = *current_;
    const auto record = native_id(answer.body);
    if (record.empty()) {
        ++under.silences;
        begin_anew(now + until_writes_show);
        return {};
    }
    under.posted = true;
    if (under.stage == Stage::Person) {
        under.person = record;
        under.person_put = true;
        under.stage = Stage::Records;
        return write(who().who.entries, person_step, PublishedStep::State::Confirmed, record, under.remarks);
    }
    const auto& action = who().actions[under.action];
    auto written = write(action.entries, key_of(action), PublishedStep::State::Confirmed, record);
    ++under.action;
    under.looked = false;
    under.page = 1;
    under.stage = Stage::Records;
    return written;
}

}  // namespace hineni
