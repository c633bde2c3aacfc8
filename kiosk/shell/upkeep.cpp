#include "kiosk/shell/upkeep.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "hineni/log.hpp"

namespace hineni {

namespace {

// Each with some pages that are emptied, written twice and synced: a few milliseconds of a disk, some tens of a card.
constexpr std::size_t erased_a_step = 20;
// With two or three waits for the stick.
constexpr std::size_t copied_a_step = 1;

}  // namespace

Upkeep::Upkeep(std::filesystem::path state, const std::filesystem::path& mirror, MayErase may_erase)
    : state_(std::move(state)), may_erase_(std::move(may_erase)) {
    if (!mirror.empty()) mirror_.emplace(mirror);
}

void Upkeep::note(std::string& last, const Error& error) {
    auto line = error.hint.empty() ? error.what : error.what + "; " + error.hint;
    if (line != last) log(line);
    last = std::move(line);
}

void Upkeep::lost(const Error& error) {
    missing_ = true;
    note(mirror_trouble_, error);
}

void Upkeep::copy(const Envelope& envelope) {
    if (!mirror_ || missing_) return;
    if (const auto added = mirror_->add(envelope); !added) lost(added.error());
}

void Upkeep::look(Queue& queue, const Moment& now) {
    to_erase_.clear();
    auto found = may_erase_(now);
    if (!found) return note(erase_trouble_, found.error());
    to_erase_ = *std::move(found);
    // What an erasing before could not finish.
    if (const auto finished = queue.erase({}); !finished) return note(erase_trouble_, finished.error());
    if (to_erase_.empty()) erase_trouble_.clear();
}

void Upkeep::erase_some(Queue& queue) {
    const auto some = std::min(erased_a_step, to_erase_.size());
    const std::span all(to_erase_);
    if (const auto erased = queue.erase(all.last(some)); !erased) {
        to_erase_.clear();  // In the next round.
        return note(erase_trouble_, erased.error());
    }
    to_erase_.resize(to_erase_.size() - some);
    erase_trouble_.clear();
}

// True: more is to be copied.
bool Upkeep::copy_some() {
    if (!reader_) {
        auto reader = QueueReader::open(state_);
        if (!reader) return lost(reader.error()), false;
        reader_ = *std::move(reader);
    }
    const auto copied = mirror_->catch_up(*reader_, copied_a_step);
    if (copied && !copied->whole) return true;
    reader_.reset();
    if (!copied) return lost(copied.error()), false;
    missing_ = false;
    mirror_trouble_.clear();
    return false;
}

bool Upkeep::step(Queue& queue, const Moment& now) {
    switch (next_) {
        case Next::Look:
            look(queue, now);
            next_ = Next::Erase;
            return true;
        case Next::Erase:
            if (!to_erase_.empty()) erase_some(queue);
            if (to_erase_.empty()) next_ = Next::Copy;
            return true;
        case Next::Copy: break;
    }
    if (mirror_ && copy_some()) return true;
    next_ = Next::Look;
    return false;
}

}  // namespace hineni
