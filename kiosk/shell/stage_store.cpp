#include "kiosk/shell/stage_store.hpp"

#include <memory>
#include <optional>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "kiosk/shell/upkeep.hpp"

namespace hineni {

namespace {

struct Device {
    const EventPack& pack;
    std::filesystem::path state;
    Upkeep upkeep;
    std::optional<DeviceKey> key;
    std::optional<Queue> queue;
};

Result<void> open(Device& device) {
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

constexpr const char* never_opened = "the queue was never opened";

}  // namespace

Store store_on_device(const EventPack& pack, const std::filesystem::path& state, const std::filesystem::path& mirror) {
    const auto may_erase = [&pack, state](const Moment& now) {
        return may_be_erased(state, pack.erase, pack.erase_after_days, now);
    };
    const auto device = std::make_shared<Device>(Device{pack, state, Upkeep(state, mirror, may_erase), {}, {}});
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
