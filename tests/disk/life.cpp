#include "tests/disk/life.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <iterator>

#include "hineni/seal.hpp"

namespace hineni {

namespace {

sqlite3* newest_connection = nullptr;
const char* spoiling = nullptr;

int connected(sqlite3* database, char**, const void*) {
    newest_connection = database;
    return SQLITE_OK;
}

bool changes(CrashDisk::Call call) {
    using Call = CrashDisk::Call;
    return call == Call::Write || call == Call::Truncate || call == Call::Sync || call == Call::Delete ||
           call == Call::Open;
}

// Which one of `ids`; there is at least one.
EntryId any_of(const std::set<EntryId>& ids, Chance& chance) {
    return *std::next(ids.begin(), static_cast<std::ptrdiff_t>(chance() % ids.size()));
}

}  // namespace

Spoiled::Spoiled(const char* pragma) {
    spoiling = pragma;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(connected));
}

Spoiled::~Spoiled() {
    spoiling = nullptr;
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(connected));
}

void Spoiled::spoil() {
    if (spoiling != nullptr) sqlite3_exec(newest_connection, spoiling, nullptr, nullptr, nullptr);
}

Life::Life(CrashDisk& disk, Chance& chance) : disk_(disk), chance_(chance) {}

void Life::begin(const Instant& instant) {
    queue_.reset();
    disk_.put(instant.disk);
    // What an erase() did that a power cut ended is settled, and nobody was told.
    auto promised = std::make_shared<Promised>(*instant.promised);
    promised->erasing.clear();
    promised_ = promised;
    instants_.clear();
    idle_.clear();
}

std::optional<std::string> Life::live(const std::vector<Deed>& deeds, std::uint64_t one_in) {
    disk_.watch([this, one_in](CrashDisk::Call call, std::string_view) {
        if (changes(call) && chance_() % one_in == 0) instants_.push_back(now());
        return CrashDisk::Weather::Fair;
    });
    auto trouble = open();
    for (const auto deed : deeds) {
        if (trouble) break;
        trouble = act(deed);
        rest();
    }
    queue_.reset();
    rest();
    disk_.watch({});
    return trouble;
}

Instant Life::now() const {
    return {disk_.image(), promised_};
}

void Life::rest() {
    idle_.push_back(instants_.size());
    instants_.push_back(now());
}

std::optional<std::string> Life::open() {
    queue_.reset();
    auto opened = Queue::open(state());
    if (!opened) return opened.error().what;
    queue_ = std::move(*opened);
    Spoiled::spoil();
    return std::nullopt;
}

std::optional<std::string> Life::act(Deed deed) {
    switch (deed) {
        case Deed::Add: return add(fresh_envelope());
        case Deed::AddAgain: {
            if (promised_->thanked.empty()) return add(fresh_envelope());
            const auto id = any_of(promised_->thanked, chance_);
            return add({id, {}, *promised_->tried.at(id)});
        }
        case Deed::Erase: return erase();
        case Deed::Tally: {
            const auto tally = queue_->tally();
            if (!tally) return tally.error().what;
            return std::nullopt;
        }
        case Deed::Reopen: return open();
    }
    return std::nullopt;
}

std::optional<std::string> Life::add(const Envelope& envelope) {
    auto before = std::make_shared<Promised>(*promised_);
    before->tried.emplace(envelope.id, std::make_shared<const Bytes>(envelope.bytes));
    promised_ = before;
    if (auto added = queue_->add(envelope); !added) return added.error().what;
    auto after = std::make_shared<Promised>(*promised_);
    if (after->thanked.insert(envelope.id).second) ++after->thanks;
    promised_ = after;
    return std::nullopt;
}

// One to three at once, now and then one that is not there, and seldom nothing at all.
std::optional<std::string> Life::erase() {
    auto before = std::make_shared<Promised>(*promised_);
    std::vector<EntryId> ids;
    for (auto count = chance_() % 16 == 0 ? 0 : 1 + chance_() % 3; count > 0 && !before->thanked.empty(); --count) {
        ids.push_back(any_of(before->thanked, chance_));
        before->thanked.erase(ids.back());
        before->erasing.insert(ids.back());
    }
    if (chance_() % 8 == 0 && !promised_->erased.empty()) ids.push_back(*promised_->erased.begin());
    promised_ = before;
    if (auto erased = queue_->erase(ids); !erased) return erased.error().what;
    auto after = std::make_shared<Promised>(*promised_);
    for (const auto& id : ids) {
        after->erasing.erase(id);
        after->erased.insert(id);
    }
    promised_ = after;
    return std::nullopt;
}

Envelope Life::fresh_envelope() {
    const auto fill = [this](auto& bytes) {
        std::ranges::generate(bytes, [this] { return static_cast<std::uint8_t>(chance_()); });
    };
    const bool card = chance_() % 4 != 0;
    Envelope envelope{{}, {}, Bytes(envelope_sizes.at(card ? 0 : chance_() % envelope_sizes.size()))};
    fill(envelope.id.bytes);
    fill(envelope.bytes);
    return envelope;
}

std::vector<Deed> some_deeds(std::size_t count, Chance& chance) {
    static constexpr std::array<Deed, 12> likely{Deed::Add,   Deed::Add,   Deed::Add,   Deed::Add,
                                                 Deed::Add,   Deed::Add,   Deed::Add,   Deed::AddAgain,
                                                 Deed::Erase, Deed::Erase, Deed::Tally, Deed::Reopen};
    std::vector<Deed> deeds(count);
    std::ranges::generate(deeds, [&] { return likely.at(chance() % likely.size()); });
    return deeds;
}

}  // namespace hineni
