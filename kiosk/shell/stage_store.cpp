#include "kiosk/shell/stage_store.hpp"

#include <memory>
#include <optional>

#include "hineni/errand.hpp"
#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "kiosk/shell/upkeep.hpp"
#include "kiosk/shell/wiped_files.hpp"

namespace hineni {

namespace {

struct Keeping {
    const EventPack& pack;
    std::filesystem::path state;
    Upkeep upkeep;
    std::optional<DeviceKey> key;
    std::optional<Queue> queue;
};

Result<void> open(Keeping& device) {
    std::error_code problem;
    std::filesystem::create_directories(device.state, problem);
    if (problem) {
        return fail("make the folder " + device.state.string() + ": " + problem.message(),
                    "--state names a folder that this user may write to");
    }
    if (auto started = start_sealing(); !started) return tl::unexpected(std::move(started.error()));
    auto key = device_key(device.state);
    if (!key) return tl::unexpected(std::move(key.error()));
    // The queue has one writer: one that was open is closed before it is opened again.
    device.queue.reset();
    auto queue = Queue::open(device.state);
    if (!queue) return tl::unexpected(std::move(queue.error()));
    device.key = *std::move(key);
    device.queue = *std::move(queue);
    return {};
}

// A wipe goes on for seconds with this, also on a slow card, and still covers the neighbourhood of the state folder.
constexpr std::uint64_t free_space_written_over = std::uint64_t{256} * 1024 * 1024;

// The queue knows how to leave none of an envelope in its files, whoever reads them meanwhile.
Result<void> erase_all(Keeping& device) {
    if (!device.queue) return {};
    auto reader = QueueReader::open(device.state);
    if (!reader) return tl::unexpected(std::move(reader.error()));
    const auto ids = reader->ids();
    if (!ids) return tl::unexpected(ids.error());
    return device.queue->erase(*ids);
}

Result<void> ask_others(const std::filesystem::path& state) {
    for (const auto kind : {ErrandKind::WipeDeliveries, ErrandKind::WipePacks}) {
        if (const auto asked = ask(state, kind); !asked) return tl::unexpected(asked.error());
    }
    return {};
}

// What fails keeps nothing else from being wiped. A reader that has the files open sees zeros in them; the -shm, which
// it has in its memory, is only taken away, for it holds no bytes of envelopes.
Result<void> wipe(Keeping& device) {
    Result<void> wiped;
    const auto and_then = [&wiped](Result<void> step) {
        if (!step && wiped) wiped = within("wipe", std::move(step.error()));
    };
    and_then(erase_all(device));
    device.queue.reset();
    device.key.reset();
    for (const char* name : {"queue.db-wal", "queue.db", "device.key", "pin"}) and_then(wipe_file(device.state / name));
    for (const char* name : {"queue.db-shm", "queue.db.lock"}) {
        std::error_code cause;
        std::filesystem::remove(device.state / name, cause);
        if (cause) and_then(fail("take away " + std::string(name) + ": " + cause.message()));
    }
    and_then(write_over_free_space(device.state, free_space_written_over));
    and_then(ask_others(device.state));
    return wiped;
}

constexpr const char* never_opened = "the queue was never opened";

}  // namespace

Store store_on_device(const EventPack& pack, const std::filesystem::path& state, const std::filesystem::path& mirror) {
    const auto may_erase = [&pack, state](const Moment& now) {
        return may_be_erased(state, event_tag(pack.id), pack.erase, pack.erase_after_days, now);
    };
    const auto device = std::make_shared<Keeping>(Keeping{pack, state, Upkeep(state, mirror, may_erase), {}, {}});
    Store store;
    store.open = [device] { return open(*device); };
    store.seal = [device](const Entry& entry) -> Result<Envelope> {
        if (!device->key) return fail(never_opened);
        return seal(entry, device->pack.recipients, *device->key);
    };
    store.add = [device](const Envelope& envelope) -> Result<void> {
        if (!device->queue) return fail(never_opened);
        auto added = device->queue->add(envelope);
        if (added) device->upkeep.copy(envelope);
        return added;
    };
    store.upkeep = [device](const Moment& now) { return device->queue && device->upkeep.step(*device->queue, now); };
    store.second_copy_missing = [device] { return device->upkeep.second_copy_missing(); };
    store.wipe = [device] { return wipe(*device); };
    store.tally = [device]() -> Result<std::size_t> {
        if (!device->queue) return fail(never_opened);
        return device->queue->tally();
    };
    return store;
}

Store closed_store(const Error& reason) {
    Store store;
    store.open = [reason]() -> Result<void> { return tl::unexpected(reason); };
    store.seal = [reason](const Entry&) -> Result<Envelope> { return tl::unexpected(reason); };
    store.add = [reason](const Envelope&) -> Result<void> { return tl::unexpected(reason); };
    store.tally = []() -> Result<std::size_t> { return 0; };
    return store;
}

}  // namespace hineni
