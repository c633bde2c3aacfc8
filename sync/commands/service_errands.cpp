// What the kiosk asks of sync.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "hineni/log.hpp"
#include "sync/commands/copy.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/commands/service.hpp"
#include "sync/commands/stick.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

// So long a queue that the kiosk is to erase is left alone. Longer, and the kiosk has not erased it.
constexpr Monotonic wiping_takes = std::chrono::minutes(10);

bool on_one_file_system(const fs::path& a, const fs::path& b) {
    struct stat of_a {};
    struct stat of_b {};
    return ::stat(a.c_str(), &of_a) == 0 && ::stat(b.c_str(), &of_b) == 0 && of_a.st_dev == of_b.st_dev;
}

// The stick itself, and not the empty folder in which it would appear: entries would go to this device's own card.
Result<fs::path> stick_in_place(const std::string& named, const fs::path& sticks, const fs::path& state) {
    auto stick = stick_at(named, sticks);
    if (stick && on_one_file_system(*stick, state)) {
        return fail("there is no stick at " + named, "put the stick in and wait a moment");
    }
    return stick;
}

// A stick with file system of its own could send us elsewhere.
Result<fs::path> folder_on(const fs::path& stick) {
    auto folder = stick / "hineni";
    struct stat found {};
    if (::lstat(folder.c_str(), &found) == 0 && !S_ISDIR(found.st_mode)) {
        return fail("hineni on the stick is no folder", "take it away, or use another stick");
    }
    return folder;
}

std::size_t in_queue(const fs::path& state) {
    std::error_code none;
    if (!fs::exists(state / "queue.db", none)) return 0;
    auto queue = QueueReader::open(state);
    if (!queue) return 0;
    const auto ids = queue->ids();
    return ids ? ids->size() : 0;
}

}  // namespace

// Whoever left a file that is no errand waits for no answer.
std::optional<Errand> Service::asked_for(ErrandKind kind) {
    auto errand = errand_to_do(post_.state, kind);
    if (errand) return *errand;
    tell_once(errand.error().what);
    return std::nullopt;
}

void Service::reply(ErrandKind kind, const Outcome& outcome) {
    if (auto said = answer(post_.state, kind, outcome); !said) log(said.error().what);
}

void Service::do_errands(const Now& now) {
    const auto at_once = [&](ErrandKind kind, auto&& work) {
        const auto errand = asked_for(kind);
        if (!errand) return;
        Outcome outcome{errand->number, Outcome::Stage::Working, 0, 0, {}, {}};
        reply(kind, outcome);
        const Result<void> done = work(*errand, outcome);
        outcome.stage = done ? Outcome::Stage::Done : Outcome::Stage::Failed;
        if (!done) {
            outcome.why = done.error().what;
            outcome.hint = done.error().hint;
            log(outcome.why);
        }
        reply(kind, outcome);
    };
    at_once(ErrandKind::WipeDeliveries, [&](const Errand&, Outcome&) { return wipe(now); });
    at_once(ErrandKind::CopyToStick, [&](const Errand& errand, Outcome& out) { return copy_to_stick(errand, out); });
    if (const auto errand = asked_for(ErrandKind::SendNow)) begin_sending(*errand);
}

void Service::begin_sending(const Errand& errand) {
    if (sending_ && sending_->number == errand.number) return;
    sending_ = Outcome{errand.number, Outcome::Stage::Working, 0, 0, {}, {}};
    if (!post_.way) {
        return end_sending(Outcome::Stage::Failed,
                           {"the event names no place to send to", "copy the entries to a stick"});
    }
    reply(ErrandKind::SendNow, *sending_);
}

void Service::report(const Stepped& stepped) {
    if (!sending_) return;
    switch (stepped.did) {
        case Stepped::Did::Delivered:
            sending_->done += stepped.entries;
            sending_->of = sending_->done + uploader_->waiting();
            reply(ErrandKind::SendNow, *sending_);
            return hurry();  // Some of those sent together may have broken off.
        case Stepped::Did::SetAside:
        case Stepped::Did::Split: return;
        case Stepped::Did::Failed:
            sending_->of = sending_->done + uploader_->waiting();
            return end_sending(Outcome::Stage::Failed, {stepped.hindrance.why, stepped.hindrance.hint});
        case Stepped::Did::Nothing: return end_sending(Outcome::Stage::Done, {});
    }
}

void Service::end_sending(Outcome::Stage stage, const Error& why) {
    if (!sending_) return;
    sending_->stage = stage;
    sending_->why = why.what;
    sending_->hint = why.hint;
    reply(ErrandKind::SendNow, *sending_);
    sending_.reset();
}

Result<void> Service::copy_to_stick(const Errand& errand, Outcome& outcome) {
    const auto stick = stick_in_place(errand.what, post_.sticks, post_.state);
    if (!stick) return tl::unexpected(stick.error());
    const auto folder = folder_on(*stick);
    if (!folder) return tl::unexpected(folder.error());
    outcome.of = in_queue(post_.state);
    const auto copied = copy_all(post_.state, *folder, [&](std::size_t done) {
        outcome.done = done;
        reply(ErrandKind::CopyToStick, outcome);
    });
    if (copied && stick_in_place(errand.what, post_.sticks, post_.state)) {
        outcome.done = outcome.of = copied->entries;
        log(entries(copied->entries) + " copied to a stick");
        return {};
    }
    if (!stick_in_place(errand.what, post_.sticks, post_.state)) {
        return fail("the stick was taken out before everything was on it",
                    "put it in and copy again; what is on it already is whole");
    }
    return within("copy to the stick", copied.error());
}

Result<void> Service::erase_own_files() {
    for (const char* name : {"deliveries.db", "deliveries.db-wal", "deliveries.db-shm", "deliveries.db-journal",
                             "deliveries.db.lock", "organizers"}) {
        if (auto erased = erase_file(post_.state / name); !erased) return erased;
    }
    if (auto erased = erase_folder(post_.state / "receipts"); !erased) return erased;
    for (const char* name : {"send-now.answer", "copy-to-stick.answer"}) {
        if (auto erased = erase_file(post_.state / "errands" / name); !erased) return erased;
    }
    const int folder = ::open(post_.state.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    return synced ? Result<void>() : fail("erase the deliveries: the folder cannot be synced");
}

// The kiosk erases the queue afterwards. Were it looked at meanwhile, a new ledger would name its entries again.
Result<void> Service::wipe(const Now& now) {
    sending_.reset();
    uploader_.reset();
    ledger_.reset();
    told_.clear();
    if (auto erased = erase_own_files(); !erased) return erased;
    // O_PATH: to close another kind of descriptor would take SQLite's locks away.
    const int queue = ::open((post_.state / "queue.db").c_str(), O_PATH | O_CLOEXEC | O_NOFOLLOW);
    if (queue >= 0) {
        wiped_queue_ = std::shared_ptr<int>(new int(queue), [](const int* number) {
            ::close(*number);
            delete number;
        });
    }
    wiped_until_ = now.monotonic + wiping_takes;
    auto ledger = Ledger::open(post_.state);
    if (!ledger) return tl::unexpected(ledger.error());
    ledger_.emplace(std::move(*ledger));
    log("everything about deliveries was erased");
    return {};
}

}  // namespace hineni
