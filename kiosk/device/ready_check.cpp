#include "kiosk/device/ready_check.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "hineni/entry.hpp"

namespace hineni {

namespace {

using Checked = Facts::Checked;
using Verdict = Facts::Verdict;
using std::chrono::microseconds;
using std::chrono::milliseconds;

// Sync looks for errands every few seconds, and a drop that does not answer takes it a minute.
constexpr auto sync_answers_within = std::chrono::minutes(2);

// The pack's keys are keys, and the device's own can sign: a card with nothing on it is sealed and thrown away.
bool seals(const EventPack& pack, const DeviceKey& device) {
    Entry nobody;
    nobody.event = pack.id;
    nobody.form = pack.forms.empty() ? "" : pack.forms.front().id;
    return seal(nobody, pack.recipients, device).has_value();
}

}  // namespace

Verdict verdict_on_write(microseconds middle) {
    if (middle < milliseconds(50)) return Verdict::Good;
    return middle < milliseconds(250) ? Verdict::Poor : Verdict::Bad;
}

// A Raspberry Pi slows down at 80 °C.
Verdict verdict_on_heat(int degrees) {
    if (degrees < 70) return Verdict::Good;
    return degrees < 80 ? Verdict::Poor : Verdict::Bad;
}

ReadyCheck::ReadyCheck(const EventPack& pack, std::filesystem::path state) : pack_(pack), state_(std::move(state)) {}

void ReadyCheck::begin(Monotonic now, bool asked_sync) {
    begun_ = true;
    asked_sync_ = asked_sync;
    begun_at_ = now;
    step_ = 0;
    disk_.reset();
    keys_.reset();
    read_pack_.reset();
    speed_.reset();
    auto speed = DiskSpeed::begin(state_);
    if (speed) {
        speed_.emplace(*std::move(speed));
    } else {
        disk_ = Facts::Ready{Checked::DiskSpeed, Verdict::Bad, ""};
    }
}

Facts::Ready ReadyCheck::disk() {
    Facts::Ready ready{Checked::DiskSpeed, Verdict::Running, ""};
    if (!speed_) return ready;
    const auto middle = speed_->look();
    if (!middle) {
        ready.verdict = Verdict::Bad;
    } else if (*middle) {
        ready.verdict = verdict_on_write(**middle);
        const auto tenths = (middle->value().count() + 50) / 100;
        ready.figure = tenths < 100 ? std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms"
                                    : std::to_string((tenths + 5) / 10) + " ms";
    }
    return ready;
}

Facts::Ready ReadyCheck::keys() {
    const auto device = device_key(state_);
    const bool good = device && !pack_.recipients.empty() && seals(pack_, *device);
    return {Checked::Keys, good ? Verdict::Good : Verdict::Bad, std::to_string(pack_.recipients.size())};
}

Facts::Ready ReadyCheck::pack(const Facts& facts) {
    Facts::Ready ready{Checked::Pack, Verdict::Good, pack_.id};
    const auto again = read_event_pack(pack_.folder);
    // Another one may lie there by now: it is read at the next start.
    if (!again) ready.verdict = Verdict::Bad;
    if (const auto& current = facts.shelf.current; current && ready.verdict == Verdict::Good) {
        const bool known = current->sealer == Sealer::Trusted || current->sealer == Sealer::First;
        ready.verdict = known ? Verdict::Good : Verdict::Poor;
        if (!current->sealer_words.empty()) ready.figure = current->sealer_words;
    }
    return ready;
}

Facts::Ready ReadyCheck::drop(const Facts& facts, Monotonic now) const {
    Facts::Ready ready{Checked::Drop, Verdict::Running, ""};
    const auto& answer = facts.errands[static_cast<std::size_t>(ErrandKind::SendNow)];
    const bool late = now - begun_at_ >= sync_answers_within;
    if (!asked_sync_ || !answer || (answer->stage == Outcome::Stage::Working && late)) {
        ready.verdict = Verdict::Bad;  // Sync does not run here.
    } else if (answer->stage != Outcome::Stage::Working) {
        // Without a network everything waits here, safe.
        ready.verdict = answer->stage == Outcome::Stage::Done ? Verdict::Good : Verdict::Poor;
    }
    return ready;
}

std::vector<Facts::Ready> ReadyCheck::look(const Facts& facts, Monotonic now) {
    if (!begun_) return {};
    if (!disk_ || disk_->verdict == Verdict::Running) disk_ = disk();
    // One of the longer ones a look: tens of milliseconds on a small machine.
    ++step_;
    if (step_ >= 2 && !keys_) {
        keys_ = keys();
    } else if (step_ >= 3 && !read_pack_) {
        read_pack_ = pack(facts);
    }
    std::vector<Facts::Ready> all{{Checked::Screen, Verdict::ForYou, ""},
                                  {Checked::Touch, Verdict::ForYou, ""},
                                  {Checked::Sound, Verdict::ForYou, ""},
                                  *disk_,
                                  {Checked::Clock, facts.clock ? Verdict::Good : Verdict::Poor, ""},
                                  keys_.value_or(Facts::Ready{Checked::Keys, Verdict::Running, ""}),
                                  read_pack_.value_or(Facts::Ready{Checked::Pack, Verdict::Running, ""})};
    if (facts.has_drop) all.push_back(drop(facts, now));
    if (facts.mirror != Facts::Mirror::NotWanted) {
        const bool there = facts.mirror == Facts::Mirror::There;
        all.push_back({Checked::Mirror, there ? Verdict::Good : Verdict::Bad, ""});
    }
    if (facts.temperature) {
        const auto figure = std::to_string(*facts.temperature) + " °C";
        all.push_back({Checked::Temperature, verdict_on_heat(*facts.temperature), figure});
    }
    return all;
}

}  // namespace hineni
