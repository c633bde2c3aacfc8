// One device: its state on disk, its clock, and how it is taken away and put back. And what a drop should hold in the
// end.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <set>

#include "sync/send/uploader.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fake_drop.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni {

using namespace std::chrono_literals;

inline constexpr std::uint32_t highest = 0xFFFFFFFFU;

class Device {
  public:
    std::set<EntryId> add(std::size_t count, std::string_view event = "vigil") {
        auto queue = Queue::open(state_.path());
        REQUIRE(queue);
        std::set<EntryId> ids;
        for (std::size_t i = 0; i < count; ++i) {
            const auto envelope = noise_envelope(event, envelope_sizes[i % 3]);
            REQUIRE(queue->add(envelope));
            ids.insert(envelope.id);
        }
        return ids;
    }

    // Anything in the file, as a disk gone bad or a stranger leaves it.
    void damage(const EntryId& id) {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open((state_ / "queue.db").c_str(), &database) == SQLITE_OK);
        const auto sql = "UPDATE envelope SET bytes = zeroblob(4096) WHERE id = x'" + hex(id.bytes) + "'";
        REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }

    // The program starts, works until nothing is left to do now, and ends.
    Stepped work(Transport& drop) {
        auto ledger = Ledger::open(state_.path());
        REQUIRE_MESSAGE(ledger, ledger.error().what);
        auto queue = QueueReader::open(state_.path());
        REQUIRE(queue);
        auto uploader = Uploader::start(std::move(*queue), *ledger, drop, dice(), party());
        REQUIRE(uploader);
        for (;;) {
            const auto stepped = uploader->step(now);
            REQUIRE_MESSAGE(stepped, stepped.error().what);
            const bool at_once = stepped->again && *stepped->again <= now.monotonic;
            if (!at_once) return *stepped;
            now.monotonic += pace;
        }
    }

    // Its own key.
    [[nodiscard]] Uploader::Party party() {
        if (!key_) key_ = device_key(state_.path()).value();
        return {*key_, organizers};
    }
    // Waits are as long as they may be, and no two numbers are the same.
    [[nodiscard]] Uploader::Dice dice() {
        return [this] { return highest - rolls_++; };
    }
    Standing standing() { return read_standing(state_.path()).value(); }
    std::filesystem::path state() { return state_.path(); }

    // Files of the state folder are gone.
    void lose(const std::string& name) {
        for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(state_ / (name + end));
        if (name == "device.key") key_.reset();
    }
    [[nodiscard]] const DeviceKey& key() { return party().device; }

    Now now{1h, {}};
    std::vector<PublicKey> organizers;
    Monotonic pace{0};  // From one step to the next.

  private:
    FreshFolder state_;
    std::optional<DeviceKey> key_;
    std::uint32_t rolls_ = 0;
};

inline bool each_once(const FakeDrop& drop, const std::set<EntryId>& ids) {
    const auto found = drop.entries();
    if (found.size() != ids.size()) return false;
    for (const auto& [id, count] : found) {
        if (count != 1 || ids.count(id) == 0) return false;
    }
    return true;
}

}  // namespace hineni
