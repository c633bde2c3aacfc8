#include "sync/publish/publisher.hpp"

#include <algorithm>
#include <utility>

#include "sync/publish/names.hpp"

namespace hineni {

namespace {

// Fresh writes may be hidden from filters for some seconds.
constexpr Monotonic writes_hide = std::chrono::seconds(15);
constexpr unsigned most_silences = 2;  // Asked once more after the first.

constexpr const char* subscribed = "subscribed";

bool is_subscribed(const std::string& status) {
    return status == subscribed;
}

Subscription by(bool yes) {
    return yes ? Subscription::Subscribed : Subscription::Unsubscribed;
}

}  // namespace

Publisher::Publisher(std::span<const Publication> all, Published& ledger, Monotonic now, std::uint32_t dice)
    : all_(all), ledger_(ledger), started_(now), dice_(dice), settled_(all.size()), not_before_(now) {}

std::size_t Publisher::count(Settled::What what) const {
    return static_cast<std::size_t>(std::ranges::count(settled_, what, &Settled::what));
}

void Publisher::settle(Settled::What what, std::string reason) {
    auto& settled = settled_[current_->which];
    settled = {what, std::move(reason), who().remarks | current_->remarks};
    current_.reset();
}

Result<void> Publisher::write(std::span<const EntryId> entries, const std::string& what, PublishedStep::State state,
                              const std::string& record, unsigned remarks) {
    std::vector<PublishedStep> steps;
    for (const auto& entry : entries) steps.push_back({entry, what, state, record, remarks});
    return ledger_.record(steps);
}

// False where nothing is left to do for it.
bool Publisher::begin(std::size_t which, Monotonic now) {
    const auto& publication = all_[which];
    const std::span<const EntryId> entries = publication.who.entries;
    current_ = Under();
    current_->which = which;
    bool all_there = ledger_.confirmed(entries, person_step);
    for (const auto& action : publication.actions) {
        all_there = all_there && ledger_.confirmed(action.entries, key_of(action));
    }
    if (all_there) {
        for (const auto& entry : entries) current_->remarks |= ledger_.find(entry, person_step)->remarks;
        settle(Settled::What::There);
        return false;
    }
    if (!ledger_.touched(entries)) return true;
    current_->doubtful = true;
    const auto due = started_ + writes_hide;
    if (now >= due) return true;
    later_.emplace(due, std::move(*current_));
    current_.reset();
    return false;
}

// What is due, then those in their order.
bool Publisher::choose(Monotonic now) {
    if (current_) return true;
    if (!later_.empty() && later_.begin()->first <= now) {
        current_ = std::move(later_.begin()->second);
        later_.erase(later_.begin());
        return true;
    }
    while (next_ < all_.size()) {
        if (begin(next_++, now)) return true;
    }
    return false;
}

Result<Publisher::Next> Publisher::step(Monotonic now) {
    for (;;) {
        if (stopped_) return Over{stopped_};
        if (now < not_before_) return WaitUntil{not_before_};
        if (!choose(now)) {
            if (later_.empty()) return Over{};
            return WaitUntil{later_.begin()->first};
        }
        std::optional<Call> call;
        if (opened_) {
            auto advice = advance();
            if (!advice) return tl::unexpected(advice.error());
            call = std::move(*advice);
        } else {
            call = Call{"GET", "", ""};
        }
        if (!call) continue;
        not_before_ = now + between_calls;
        return std::move(*call);
    }
}

Publisher::Advice Publisher::advance() {
    if (auto call = look_up()) return call;
    if (!current_->decided) {
        decide();
        if (!current_) return std::nullopt;
    }
    if (current_->stage == Stage::Person) return put_person();
    return act();
}

std::optional<Call> Publisher::look_up() {
    auto& under = *current_;
    const auto get = [](std::string path) { return Call{"GET", std::move(path), ""}; };
    if (under.stage == Stage::Email) {
        if (!who().email.empty()) return get(lookup_path("email_address", who().email));
        under.stage = Stage::Phone;
    }
    if (under.stage == Stage::EmailAsTyped) {
        if (!under.found && who().email_as_typed != who().email) {
            return get(lookup_path("email_address", who().email_as_typed));
        }
        under.stage = Stage::Phone;
    }
    if (under.stage == Stage::Phone) {
        const bool listed = under.found && !under.found->phone.empty();
        if (!who().phone.empty() && !listed) return get(lookup_path("phone_number", who().phone));
        under.stage = Stage::Person;
    }
    return std::nullopt;
}

// Who they are on the list, and what may be said of them there. Statuses are for what the list does not have; nothing
// that it has is ever changed, so nobody who left is brought back and nobody leaves by an empty box.
void Publisher::decide() {
    auto& under = *current_;
    under.decided = true;
    const bool by_phone = who().email.empty();
    if (by_phone) under.found = std::exchange(under.with_phone, std::nullopt);
    under.known = under.found.has_value();
    under.sent.names = !under.known || under.found->name.empty();
    if (under.known && !names_agree(under.found->name, who().name)) {
        settle(Settled::What::Held, "the list has \"" + under.found->name + "\" under this " +
                                        (by_phone ? "phone number" : "e-mail address"));
        return;
    }
    if (under.known) under.person = under.found->id;
    if (!by_phone) {
        if (!under.known) under.sent.email_status = by(who().email_yes);
        const bool wants = under.known && who().email_yes && !is_subscribed(under.found->email_status);
        if (wants && !under.found->email.empty()) under.remarks |= email_not_subscribed;
        decide_phone(who());
        return;
    }
    if (!under.known) under.sent.phone_status = by(who().sms_yes);
    const bool wants = under.known && who().sms_yes && !is_subscribed(under.found->phone_status);
    if (wants) under.remarks |= phone_not_subscribed;
}

// Of somebody with an address: the number goes along where it is new, and where it takes nobody else's away.
void Publisher::decide_phone(const Publication& who) {
    auto& under = *current_;
    if (who.phone.empty()) return;
    if (under.found && !under.found->phone.empty()) {
        const bool same = under.found->phone == who.phone;
        if (!same) under.remarks |= other_phone_listed;
        if (same && who.sms_yes && !is_subscribed(under.found->phone_status)) under.remarks |= phone_not_subscribed;
        return;
    }
    if (!under.with_phone) {
        under.sent.phone = true;
        under.sent.phone_status = by(who.sms_yes);
        return;
    }
    // A record without an address is taken in by the one that brings its number: theirs, if the names agree.
    const bool theirs =
        !under.known && under.with_phone->email.empty() && names_agree(under.with_phone->name, who.name);
    if (!theirs) {
        under.remarks |= phone_of_another;
        return;
    }
    under.sent.phone = true;
    if (who.sms_yes && !is_subscribed(under.with_phone->phone_status)) under.remarks |= phone_not_subscribed;
}

Publisher::Advice Publisher::put_person() {
    auto& under = *current_;
    const auto& entries = who().who.entries;
    const bool to_put = !under.known || under.sent.phone || (who().alone && !ledger_.confirmed(entries, person_step));
    if (!to_put || under.person_put) {
        under.stage = Stage::Records;
        return std::nullopt;
    }
    if (under.silences >= most_silences) {
        settle(Settled::What::Refused, "the server took it without a word, twice, and it is not there");
        return std::nullopt;
    }
    if (auto written = write(entries, person_step, PublishedStep::State::Begun); !written) {
        return tl::unexpected(written.error());
    }
    return Call{"POST", "people", person_body(who(), under.sent)};
}

Publisher::Advice Publisher::act() {
    auto& under = *current_;
    const auto& actions = who().actions;
    while (under.action < actions.size() &&
           ledger_.confirmed(actions[under.action].entries, key_of(actions[under.action]))) {
        ++under.action;
    }
    if (under.action == actions.size()) {
        if (auto finished = finish(); !finished) return tl::unexpected(finished.error());
        return std::nullopt;
    }
    const auto& action = actions[under.action];
    if ((under.known || under.doubtful) && !under.looked && !under.person.empty()) {
        return Call{"GET", records_path(under.person, action.kind, under.page), ""};
    }
    under.stage = Stage::Act;
    if (under.silences >= most_silences) {
        settle(Settled::What::Refused, "the server took it without a word, twice, and it is not there");
        return std::nullopt;
    }
    if (auto begun = write(action.entries, key_of(action), PublishedStep::State::Begun); !begun) {
        return tl::unexpected(begun.error());
    }
    Sent sent;
    sent.names = under.sent.names;
    return Call{"POST", path_of(action), action_body(who(), sent, action)};
}

Result<void> Publisher::finish() {
    const auto& entries = who().who.entries;
    const auto& under = *current_;
    auto written = write(entries, person_step, PublishedStep::State::Confirmed, under.person, under.remarks);
    if (!written) return written;
    settle(under.posted ? Settled::What::Published : Settled::What::There);
    return {};
}

void Publisher::begin_anew(Monotonic due) {
    Under again;
    again.which = current_->which;
    again.doubtful = true;
    again.person_put = current_->person_put;
    if (again.person_put) again.person = current_->person;
    again.posted = current_->posted;
    again.outages = current_->outages;
    again.breakages = current_->breakages;
    again.silences = current_->silences;
    later_.emplace(due, std::move(again));
    current_.reset();
}

bool Publisher::posting() const {
    return current_ && (current_->stage == Stage::Person || current_->stage == Stage::Act);
}

std::vector<RemarkWords> in_words(unsigned remarks) {
    static constexpr std::pair<Remark, RemarkWords> all[] = {
        {email_not_subscribed,
         {"said yes to e-mails, and the list has them as somebody who gets none",
          "they may have left: subscribe them by hand only if they said yes after that"}},
        {phone_not_subscribed,
         {"said yes to texts, and the list has their number as one that gets none",
          "they may have left: subscribe the number by hand only if they said yes after that"}},
        {phone_of_another,
         {"their phone number is on the list under somebody else and was not sent",
          "add it by hand if it is theirs alone: the list takes it from the other one"}},
        {other_phone_listed,
         {"the list has another phone number for them, which was left as it is",
          "change it by hand if it is out of date"}},
        {phone_shared,
         {"their phone number was given by several people and was not sent",
          "add it by hand to one of them: the list keeps a number for one person only"}},
        {phone_unreadable, {"their phone number is no whole number and was not sent", "ask them, and add it by hand"}},
    };
    std::vector<RemarkWords> words;
    for (const auto& [remark, said] : all) {
        if ((remarks & remark) != 0) words.push_back(said);
    }
    return words;
}

}  // namespace hineni
