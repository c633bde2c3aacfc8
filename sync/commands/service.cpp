#include "sync/commands/service.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "hineni/log.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/commands/inbox.hpp"
#include "sync/commands/organizers.hpp"

namespace hineni {

Result<Service> Service::start(Post post) {
    Service service(std::move(post));
    auto ledger = Ledger::open(service.post_.state);
    if (!ledger) return tl::unexpected(ledger.error());
    service.ledger_.emplace(std::move(*ledger));
    auto device = device_key(service.post_.state);
    if (!device) return tl::unexpected(device.error());
    service.device_ = std::move(*device);
    // A wrong address is said at once, whatever the clock says.
    if (service.post_.way) {
        if (const auto possible = service.post_.way(Dates::Judged); !possible) {
            return tl::unexpected(possible.error());
        }
    }
    return service;
}

// A device without a clock chip may learn the time while it runs; then dates of certificates can be judged again.
Result<void> Service::open_way(const Now& now) {
    const auto dates = dates_by(now);
    if (drop_ && dates == dates_) return {};
    uploader_.reset();
    auto drop = post_.way(dates);
    if (!drop) return tl::unexpected(drop.error());
    if (!drop_) log("delivering to " + (*drop)->place());
    drop_ = std::move(*drop);
    dates_ = dates;
    return {};
}

// Receipts that somebody brought on a stick, of this event and of those before.
Result<void> Service::take_in() {
    return Inbox(post_.state).empty([&](BytesView file) -> Result<void> {
        const auto receipt = read_own_receipt(file, *device_, post_.organizers);
        const auto taken = uploader_->receive(file, receipt ? receipt->event : event_tag(post_.pack.id));
        if (!taken) return tl::unexpected(taken.error());
        tell(*taken);
        return {};
    });
}

// False: there is no queue yet. A queue that was taken away and made anew is opened anew, and with it the device's key:
// after a wipe both are others.
Result<bool> Service::open_queue(const Now& now) {
    struct stat found {};
    struct stat wiped {};
    if (::stat((post_.state / "queue.db").c_str(), &found) != 0) {
        uploader_.reset();
        wiped_queue_.reset();
        return false;
    }
    if (wiped_queue_ && now.monotonic < wiped_until_ && ::fstat(*wiped_queue_, &wiped) == 0 &&
        wiped.st_ino == found.st_ino) {
        return false;
    }
    wiped_queue_.reset();
    if (uploader_ && found.st_ino == queue_file_) return true;
    uploader_.reset();
    auto device = device_key(post_.state);
    if (!device) return tl::unexpected(device.error());
    device_ = std::move(*device);
    auto queue = QueueReader::open(post_.state);
    if (!queue) return tl::unexpected(queue.error());
    const Uploader::Party party{*device_, post_.pack.recipients, post_.largest_bundle, post_.organizers};
    auto uploader = Uploader::start(std::move(*queue), *ledger_, *drop_, system_dice(), party);
    if (!uploader) return tl::unexpected(uploader.error());
    uploader_.emplace(std::move(*uploader));
    queue_file_ = found.st_ino;
    return true;
}

Result<Stepped> Service::work(const Now& now, bool look) {
    if (!ledger_) {  // A wipe that failed halfway.
        auto ledger = Ledger::open(post_.state);
        if (!ledger) return tl::unexpected(ledger.error());
        ledger_.emplace(std::move(*ledger));
    }
    if (!post_.way) return Stepped{};
    if (auto opened = open_way(now); !opened) return tl::unexpected(opened.error());
    if (look || !uploader_) {
        const auto there = open_queue(now);
        if (!there) return tl::unexpected(there.error());
        if (!*there) return Stepped{};
        if (sending_) uploader_->hurry();
        if (auto looked = uploader_->look_again(); !looked) return tl::unexpected(looked.error());
        if (auto taken = take_in(); !taken) return tl::unexpected(taken.error());
    }
    return uploader_->step(now);
}

void Service::tell_once(const std::string& line) {
    if (line == told_) return;
    log(line);
    told_ = line;
}

void Service::tell(const Stepped& stepped) {
    if (stepped.found_bad > 0) log(entries(stepped.found_bad) + " set aside: damaged on this device");
    if (stepped.received > 0) log(entries(stepped.received) + " received by a desk");
    for (const auto& note : stepped.notes) log(note);
    switch (stepped.did) {
        case Stepped::Did::Nothing: break;
        case Stepped::Did::Delivered:
            log(entries(stepped.entries) + " delivered, " + std::to_string(uploader_->waiting()) + " waiting");
            told_.clear();
            break;
        case Stepped::Did::SetAside:
            log("1 entry set aside: " + stepped.hindrance.why + "; hint: " + stepped.hindrance.hint);
            break;
        case Stepped::Did::Split: log(entries(stepped.entries) + " refused together, trying in halves"); break;
        case Stepped::Did::Failed:
            tell_once("deliver: " + stepped.hindrance.why + "; " + std::to_string(uploader_->waiting()) +
                      " waiting; hint: " + stepped.hindrance.hint);
            break;
    }
}

Monotonic Service::turn(const Now& now, bool look) {
    const auto stepped = work(now, look);
    if (!stepped) {
        tell_once(stepped.error().what + "; hint: " + stepped.error().hint);
        end_sending(Outcome::Stage::Failed, stepped.error());
        return after_trouble;
    }
    tell(*stepped);
    report(*stepped);
    if (sending_) return Monotonic(0);
    if (!stepped->again) return between_looks;
    return std::min(between_looks, *stepped->again - now.monotonic);
}

}  // namespace hineni
