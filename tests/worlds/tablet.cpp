#include "tests/worlds/tablet.hpp"

#include <algorithm>

#include "tests/worlds/people.hpp"

namespace hineni::worlds {

namespace {

// Calls of SQLite that a turn makes, about: where in it a mishap may strike.
constexpr std::size_t calls_in_a_turn = 60;

// "entry 3f2a"
std::string short_id(const EntryId& id) {
    return "entry " + hex(id.bytes).substr(0, 4);
}

}  // namespace

Tablet::Tablet(Setting& setting, std::size_t number, const DeviceKey& key, Drop& drop)
    : setting_(setting),
      called_("tablet " + std::to_string(number)),
      state_(setting.disk.folder() / ("tablet" + std::to_string(number))),
      key_(key),
      drop_(drop),
      line_(setting, drop, called_) {
    begin_boot();
}

Tablet::~Tablet() {
    sync_.reset();
    kiosk_.reset();
}

// Without the folder of this run, which is another one each time.
void Tablet::tell(std::string what) {
    const auto folder = setting_.disk.folder().string() + "/";
    if (const auto at = what.find(folder); at != std::string::npos) what.erase(at, folder.size());
    setting_.truth.tell(called_ + ": " + what);
}

void Tablet::begin_boot() {
    boot_ = {};
    boot_.boot = new_entry_id().bytes;
    setting_.pass(minute);
    booted_at_ = setting_.truth.now;
    knows_time_ = false;
    set_clock();
}

// A clock that is believed is right within what it says; another is not told of. Between the two it may jump at any
// time.
void Tablet::set_clock() {
    auto& luck = setting_.luck;
    knows_time_ = luck.one_in(3);
    if (!knows_time_) return;
    within_s_ = luck.one_in(2) ? 1 : static_cast<int>(luck.between(2, 600));
    const auto most = (within_s_ - 1) * second;
    clock_is_off_by_ = luck.between(-most, most);
}

Now Tablet::now() const {
    Now out;
    out.monotonic = Monotonic(setting_.truth.now - booted_at_);
    out.moment = boot_;
    out.moment.since_boot = out.monotonic;
    if (knows_time_) {
        out.moment.unix_s = (setting_.truth.now + clock_is_off_by_) / second;
        out.moment.within_s = within_s_;
    }
    return out;
}

// Does it, and whatever befalls the tablet in the middle of it.
template <class Act>
void Tablet::with_mishaps(Act act) {
    auto& luck = setting_.luck;
    setting_.acting = state_;
    setting_.mishap = {};
    if (!setting_.well && luck.percent(setting_.unlucky)) {
        using Weather = CrashDisk::Weather;
        constexpr std::array kinds{Mishap::Kind::Crash, Mishap::Kind::PowerCut, Mishap::Kind::Fault};
        constexpr std::array weathers{Weather::Broken, Weather::Full, Weather::Short};
        setting_.mishap = {kinds[luck.below(3)], luck.below(calls_in_a_turn), weathers[luck.below(3)]};
    }
    act();
    const auto mishap = std::exchange(setting_.mishap, {});
    if (!mishap.over()) return;
    if (mishap.kind() == Mishap::Kind::PowerCut) {
        cut_power();
    } else {
        end_programs();
    }
}

void Tablet::end_programs() {
    tell("its programs end without warning");
    setting_.disk.crash(state_);
    sync_.reset();
    kiosk_.reset();
}

void Tablet::cut_power() {
    tell("its power goes");
    setting_.disk.power_cut(state_, setting_.chance);
    sync_.reset();
    kiosk_.reset();
    begin_boot();
}

bool Tablet::start_kiosk() {
    if (kiosk_) return true;
    auto opened = Queue::open(state_);
    if (opened) {
        kiosk_.emplace(std::move(*opened));
    } else {
        tell(opened.error().what);
    }
    return kiosk_.has_value();
}

bool Tablet::start_sync() {
    if (sync_) return true;
    auto reader = QueueReader::open(state_);
    if (!reader) return false;  // Nobody has signed up yet.
    auto ledger = Ledger::open(state_);
    if (!ledger) {
        tell(ledger.error().what);
        return false;
    }
    auto sync = std::make_unique<Sync>(Sync{std::move(*ledger), std::nullopt});
    auto& luck = setting_.luck;
    auto uploader =
        Uploader::start(std::move(*reader), sync->ledger, line_, [&luck] { return static_cast<std::uint32_t>(luck()); },
                        {key_, setting_.organizers, setting_.largest_bundle});
    if (!uploader) {
        tell(uploader.error().what);
        return false;
    }
    sync->uploader.emplace(std::move(*uploader));
    sync_ = std::move(sync);
    return true;
}

// Says it to the attendee, or tries again; after some trouble the attendee takes the paper sheet.
void Tablet::sign_up() {
    if (!start_kiosk()) return;
    auto& truth = setting_.truth;
    const auto person = truth.people.size();
    truth.people.push_back({new_entry_id(), truth.now, false});
    auto entry = card_of(person, setting_.event, now().moment);
    entry.id = truth.people.back().entry;
    tell("person " + std::to_string(person) + " signs up, " + short_id(entry.id));
    auto sealed = seal(entry, setting_.organizers, key_).value();
    for (int attempt = 0; attempt < 3 && !setting_.mishap.over(); ++attempt) {
        if (attempt > 0 && setting_.control == Control::NewIdForEachAttempt) {
            entry.id = new_entry_id();
            sealed = seal(entry, setting_.organizers, key_).value();
        }
        const auto added = kiosk_->add(sealed);
        if (added && !setting_.mishap.over()) {
            truth.people.back().thanked = true;
            tell("thank you, person " + std::to_string(person));
            return;
        }
        if (!added) tell(added.error().what);
    }
}

void Tablet::carry(std::size_t steps) {
    if (!start_sync()) return;
    auto& uploader = *sync_->uploader;
    if (const auto looked = uploader.look_again(); !looked) tell(looked.error().what);
    for (std::size_t i = 0; i < steps && !setting_.mishap.over(); ++i) {
        const auto stepped = uploader.step(now());
        if (!stepped) {
            tell(stepped.error().what);
            return;
        }
        if (setting_.well && stepped->did == Stepped::Did::Failed) uploader.hurry();
        if (stepped->did == Stepped::Did::Nothing) return;
    }
}

void Tablet::check_may_go(const EntryId& id) {
    auto& truth = setting_.truth;
    const auto& since = setting_.erase == Erase::Received ? truth.at_a_desk : truth.taken_by_drop;
    const auto found = since.find(id);
    if (found == since.end()) return truth.accuse(called_ + " erases " + short_id(id) + ", which nobody has");
    if (truth.now - found->second < setting_.erase_after_days * day) {
        truth.accuse(called_ + " erases " + short_id(id) + " after " +
                     std::to_string((truth.now - found->second) / hour) + " hours");
    }
}

void Tablet::let_go() {
    if (!start_kiosk()) return;
    const auto rule = setting_.control == Control::EraseOnDelivered ? Erase::Delivered : setting_.erase;
    const auto may = may_be_erased(state_, event_tag(setting_.event), rule, setting_.erase_after_days, now().moment);
    if (!may) return tell(may.error().what);
    if (may->empty()) return;
    for (const auto& id : *may) {
        check_may_go(id);
        tell("erases " + short_id(id));
    }
    if (const auto erased = kiosk_->erase(*may); !erased) tell(erased.error().what);
}

void Tablet::live() {
    with_mishaps([this] {
        auto& luck = setting_.luck;
        switch (luck.below(16)) {
            case 0:
            case 1:
            case 2:
            case 3: return sign_up();
            case 4:
            case 5: return let_go();
            case 6: return set_clock();
            case 7: {
                sync_.reset();  // An update, or somebody who stops the service.
                return;
            }
            default: return carry(1 + luck.below(4));
        }
    });
    if (setting_.luck.percent(setting_.unlucky) && setting_.luck.one_in(4)) cut_power();
}

void Tablet::settle_down() {
    with_mishaps([this] {
        carry(1000);
        let_go();
    });
}

void Tablet::try_again() {
    if (!start_sync()) return;
    if (const auto again = sync_->ledger.reconsider(); !again) tell(again.error().what);
    sync_.reset();
}

bool Tablet::drained() {
    auto reader = QueueReader::open(state_);
    return !reader || reader->ids()->empty();
}

Result<std::vector<Bundle>> Tablet::export_all() {
    auto reader = QueueReader::open(state_);
    if (!reader) return std::vector<Bundle>{};
    const auto ids = reader->ids();
    if (!ids) return tl::unexpected(ids.error());
    std::vector<Bundle> bundles;
    auto read = reader->read(*ids, [&](const EntryId&, BytesView bytes) {
        bundles.push_back(make_bundle(event_tag(setting_.event), std::array{Part{envelope_part, bytes}}));
        return true;
    });
    if (!read) return tl::unexpected(read.error());
    return bundles;
}

}  // namespace hineni::worlds
