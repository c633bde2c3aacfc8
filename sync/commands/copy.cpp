#include "sync/commands/copy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <string>
#include <utility>

#include "hineni/log.hpp"
#include "hineni/practice.hpp"
#include "hineni/queue.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/send/chains.hpp"
#include "sync/send/seen_boots.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

namespace {

// Fills one bundle after the other, of one event each, and puts them into the folder.
class Packing {
  public:
    Packing(Transport& folder, const CopyProgress& progress) : folder_(folder), progress_(progress) {}

    Result<void> add(Bytes bytes) {
        const auto size = bytes.size();
        EventTag event{};
        if (auto envelope = read_envelope(bytes)) {
            event = envelope->event;
            if (is_of_practice(event)) return {};  // Nobody is behind it, and nobody could open it.
            listed_[event].push_back({envelope->id, mark_of(bytes)});
        } else {
            ++copied_.damaged;  // It goes along all the same: somebody may still make something of it.
        }
        auto& open = open_[event];
        const auto filled = open.size + 8 + size;
        if (!open.envelopes.empty() && 8 + 32 + filled > largest_bundle) {
            if (auto put = close(event, open); !put) return put;
        }
        open.size += 8 + size;
        open.envelopes.push_back(std::move(bytes));
        return {};
    }

    // Says of each event what this device has told of, and of what it has not told yet, so that whoever has the stick
    // can tell that nothing is missing.
    Result<void> state(const Told& told, std::uint64_t tally, const DeviceKey& device) {
        const Chains::World world{SeenBoots(told.boots).in_words(), tally};
        for (const auto& each : told.chains) {
            if (each.chain.device != device.public_half) continue;
            std::erase_if(listed_[each.chain.event], [&](const Listed& entry) {
                return std::binary_search(each.entries.begin(), each.entries.end(), entry);
            });
            if (auto put = put_statement(each.chain, each.entries, world, device); !put) return put;
        }
        for (auto& [event, entries] : listed_) {
            if (entries.empty()) continue;
            std::sort(entries.begin(), entries.end());
            const auto chain = chain_of_its_own(event, entries, device);
            if (auto put = put_statement(chain, entries, world, device); !put) return put;
        }
        return {};
    }

    Result<Copied> finish() {
        for (auto& [event, open] : open_) {
            if (open.envelopes.empty()) continue;
            if (auto put = close(event, open); !put) return tl::unexpected(put.error());
        }
        return copied_;
    }

  private:
    struct Open {
        std::vector<Bytes> envelopes;
        std::size_t size = 0;
    };

    // What the chains of the ledger have not told of is told in a chain of this stick alone. Its name is made from what
    // it tells, so that the same stick again holds the same file.
    static Chain chain_of_its_own(const EventTag& event, const std::vector<Listed>& entries, const DeviceKey& device) {
        Bytes told(device.public_half.begin(), device.public_half.end());
        for (const auto& entry : entries) {
            told.insert(told.end(), entry.id.bytes.begin(), entry.id.bytes.end());
            told.insert(told.end(), entry.mark.begin(), entry.mark.end());
        }
        Chain chain;
        chain.event = event;
        chain.device = device.public_half;
        const auto sum = digest(told);
        std::copy_n(sum.begin(), chain.id.size(), chain.id.begin());
        return chain;
    }

    Result<void> put_statement(const Chain& chain, const std::vector<Listed>& entries, const Chains::World& world,
                               const DeviceKey& device) {
        const auto bundle =
            make_bundle(chain.event, std::span<const Bytes>{}, write_whole(chain, entries, world, device));
        const auto answer = folder_.put(bundle.name, bundle.bytes);
        if (answer.reply != Reply::Accepted) return fail(answer.why, answer.hint);
        ++copied_.statements;
        return {};
    }

    Result<void> close(const EventTag& event, Open& open) {
        const auto bundle = make_bundle(event, open.envelopes);
        const auto answer = folder_.put(bundle.name, bundle.bytes);
        if (answer.reply != Reply::Accepted) return fail(answer.why, answer.hint);
        copied_.entries += open.envelopes.size();
        ++copied_.bundles;
        if (progress_) progress_(copied_.entries);
        open = {};
        return {};
    }

    Transport& folder_;
    const CopyProgress& progress_;
    std::map<EventTag, Open> open_;
    std::map<EventTag, std::vector<Listed>> listed_;
    Copied copied_;
};

Result<void> pack_all(QueueReader& queue, Packing& packing) {
    const auto ids = queue.ids();
    if (!ids) return tl::unexpected(ids.error());
    for (const auto& id : *ids) {
        auto bytes = queue.bytes(id);
        if (!bytes) return tl::unexpected(bytes.error());
        if (!*bytes) continue;
        if (auto added = packing.add(std::move(**bytes)); !added) return added;
    }
    return {};
}

// All that was written to the file system of the stick, its folders among it.
Result<void> sync_all(const std::filesystem::path& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int cause = file >= 0 && ::syncfs(file) == 0 ? 0 : errno;
    if (file >= 0) ::close(file);
    if (cause != 0) return fail("write to " + folder.string() + ": " + std::strerror(cause), "check the stick");
    return {};
}

Result<void> pack_and_state(const std::filesystem::path& state, Packing& packing) {
    // Before the queue: what is told of after this is in the queue as well.
    const auto told = read_told(state);
    if (!told) return tl::unexpected(told.error());
    auto queue = QueueReader::open(state);
    if (!queue) return tl::unexpected(queue.error());
    if (auto packed = pack_all(*queue, packing); !packed) return packed;
    const auto tally = queue->tally();
    if (!tally) return tl::unexpected(tally.error());
    // A card that can only be read gives its entries all the same.
    const auto device = device_key(state);
    if (device) return packing.state(*told, *tally, *device);
    log(device.error().what + "; the copy goes without the device's word that it is complete");
    return {};
}

}  // namespace

Result<Copied> copy_all(const std::filesystem::path& state, const std::filesystem::path& to,
                        const CopyProgress& progress) {
    // A folder for the purpose on a stick that is there; the stick itself is never made up.
    std::error_code none;
    std::filesystem::create_directory(to, none);
    auto folder = transport_to(std::filesystem::absolute(to).string());
    if (!folder) return tl::unexpected(folder.error());
    Packing packing(**folder, progress);
    const bool some = std::filesystem::exists(state / "queue.db");
    auto copied = some ? pack_and_state(state, packing) : Result<void>();
    if (!copied) return tl::unexpected(copied.error());
    auto all = packing.finish();
    if (!all) return all;
    if (auto synced = sync_all(to); !synced) return tl::unexpected(synced.error());
    return all;
}

}  // namespace hineni
