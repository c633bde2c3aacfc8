#include "tests/disk/trial.hpp"

#include <algorithm>
#include <utility>

namespace hineni {

namespace {

class Morning {
  public:
    Morning(CrashDisk& disk, const Instant& start, Fault& fault, bool hints)
        : disk_(disk), fault_(fault), hints_(hints), promised_(*start.promised), old_(*promised_.thanked.begin()) {
        disk_.put(start.disk);
    }

    TrialResult run() {
        attempt([this] { return open(); });
        for (std::uint8_t number = 1; number <= 2; ++number) attempt([this, number] { return add(number); });
        attempt([this] { return add(1); });
        attempt([this] { return erase(old_); });
        attempt([this] { return count(); });
        attempt([this] { return open(); });
        attempt([this] { return add(3); });
        fault_.heal();
        recover();
        queue_.reset();
        if (const auto verdict = judge(disk_, cut(), promised_); !verdict.fine()) {
            result_.wrong.push_back("after a power cut: " + verdict.in_words());
        }
        return std::move(result_);
    }

  private:
    using Deed = std::function<Result<void>()>;

    // As the kiosk: what failed is tried again later, and a queue that did not open is opened first.
    void attempt(const Deed& deed) {
        if (!queue_) {
            auto opened = open();
            if (!opened) return failed(opened.error(), deed);
        }
        if (auto done = deed(); !done) failed(done.error(), deed);
    }

    void failed(const Error& error, const Deed& deed) {
        ++result_.failures;
        if (error.what.empty()) result_.wrong.emplace_back("a failure without words");
        if (hints_ && error.hint.empty()) result_.wrong.push_back("no hint: " + error.what);
        left_.push_back(deed);
    }

    // With the queue as it is, as somebody who touches "try again"; otherwise opened anew.
    void recover() {
        left_.emplace_back([this] { return add(4); });
        for (const auto& deed : std::exchange(left_, {})) {
            Result<void> again = queue_ ? deed() : fail("it is not open");
            if (again) continue;
            if (queue_) result_.reopened.push_back(again.error().what);
            if (auto opened = open(); !opened) {
                result_.wrong.push_back("the fault is gone and it does not open: " + opened.error().what);
                return;
            }
            if (auto done = deed(); !done) {
                result_.wrong.push_back("the fault is gone and it does not work: " + done.error().what);
            }
        }
    }

    Result<void> open() {
        queue_.reset();
        auto opened = Queue::open(disk_.folder() / "state");
        if (!opened) return tl::unexpected(opened.error());
        queue_ = std::move(*opened);
        return {};
    }

    Result<void> add(std::uint8_t number) {
        const Envelope envelope{EntryId{{number}}, {}, Bytes(envelope_sizes[0], number)};
        promised_.tried.emplace(envelope.id, std::make_shared<const Bytes>(envelope.bytes));
        auto added = queue_->add(envelope);
        if (added && promised_.thanked.insert(envelope.id).second) ++promised_.thanks;
        return added;
    }

    Result<void> erase(const EntryId& id) {
        promised_.thanked.erase(id);
        promised_.erasing.insert(id);
        auto erased = queue_->erase(std::span(&id, 1));
        if (erased) {
            promised_.erasing.erase(id);
            promised_.erased.insert(id);
        }
        return erased;
    }

    Result<void> count() {
        const auto tally = queue_->tally();
        if (!tally) return tl::unexpected(tally.error());
        return {};
    }

    DiskImage cut() {
        Chance chance(1);
        return after_power_cut(disk_.image(), {512, false, [] { return Fate::Dropped; }}, chance);
    }

    CrashDisk& disk_;
    Fault& fault_;
    bool hints_;
    Promised promised_;
    EntryId old_;
    std::optional<Queue> queue_;
    std::vector<Deed> left_;
    TrialResult result_;
};

}  // namespace

TrialResult try_morning(CrashDisk& disk, const Instant& start, Fault& fault, bool hints) {
    return Morning(disk, start, fault, hints).run();
}

}  // namespace hineni
