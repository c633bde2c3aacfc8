#include "sync/commands/export.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "hineni/log.hpp"
#include "hineni/queue.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/send/chains.hpp"
#include "sync/send/seen_boots.hpp"

namespace hineni {

namespace {

struct Export {
    std::string to, state, event;
    bool json = false;
};

struct Exported {
    std::size_t entries = 0;
    std::size_t bundles = 0;
    std::size_t statements = 0;
    std::size_t damaged = 0;
};

// Fills one bundle after the other, of one event each, and puts them into the folder.
class Packing {
  public:
    explicit Packing(Transport& folder) : folder_(folder) {}

    Result<void> add(Bytes bytes) {
        const auto size = bytes.size();
        EventTag event{};
        if (auto envelope = read_envelope(bytes)) {
            event = envelope->event;
            listed_[event].push_back({envelope->id, mark_of(bytes)});
        } else {
            ++exported_.damaged;  // It goes along all the same: somebody may still make something of it.
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

    Result<Exported> finish() {
        for (auto& [event, open] : open_) {
            if (open.envelopes.empty()) continue;
            if (auto put = close(event, open); !put) return tl::unexpected(put.error());
        }
        return exported_;
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
        if (answer.reply != Reply::Accepted) return fail("export: " + answer.why, answer.hint);
        ++exported_.statements;
        return {};
    }

    Result<void> close(const EventTag& event, Open& open) {
        const auto bundle = make_bundle(event, open.envelopes);
        const auto answer = folder_.put(bundle.name, bundle.bytes);
        if (answer.reply != Reply::Accepted) return fail("export: " + answer.why, answer.hint);
        exported_.entries += open.envelopes.size();
        ++exported_.bundles;
        open = {};
        return {};
    }

    Transport& folder_;
    std::map<EventTag, Open> open_;
    std::map<EventTag, std::vector<Listed>> listed_;
    Exported exported_;
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

Result<Exported> export_all(const Export& options) {
    // A folder for the purpose on a stick that is there; the stick itself is never made up.
    const std::filesystem::path to(options.to);
    std::error_code none;
    std::filesystem::create_directory(to, none);
    auto folder = transport_to(std::filesystem::absolute(to).string());
    if (!folder) return tl::unexpected(folder.error());
    Packing packing(**folder);
    const std::filesystem::path state(options.state);
    if (!std::filesystem::exists(state / "queue.db")) return packing.finish();
    // Before the queue: what is told of after this is in the queue as well.
    const auto told = read_told(state);
    if (!told) return tl::unexpected(told.error());
    auto queue = QueueReader::open(state);
    if (!queue) return tl::unexpected(queue.error());
    if (auto packed = pack_all(*queue, packing); !packed) return tl::unexpected(packed.error());
    const auto tally = queue->tally();
    if (!tally) return tl::unexpected(tally.error());
    // A card that can only be read gives its entries all the same.
    const auto device = device_key(state);
    if (!device) {
        log(device.error().what + "; the copy goes without the device's word that it is complete");
    } else if (auto stated = packing.state(*told, *tally, *device); !stated) {
        return tl::unexpected(stated.error());
    }
    return packing.finish();
}

Result<Done> export_to(const Export& options) {
    const auto exported = export_all(options);
    if (!exported) return tl::unexpected(exported.error());
    if (options.json) {
        const nlohmann::json out{{"entries", exported->entries},
                                 {"bundles", exported->bundles},
                                 {"statements", exported->statements},
                                 {"damaged", exported->damaged}};
        std::printf("%s\n", out.dump(2).c_str());
    } else {
        std::printf("%s copied to %s; the stick may be taken out\n", entries(exported->entries).c_str(),
                    options.to.c_str());
    }
    if (exported->damaged > 0) {
        log(entries(exported->damaged) + " among them damaged; the desk will say which");
    }
    return Done::Well;
}

}  // namespace

void add_export(Program& program) {
    auto options = std::make_shared<Export>();
    auto command = program.command("export", "Copy all entries to a stick", [options] { return export_to(*options); });
    command.needs("--to", options->to, "Folder on the stick", "DIR");
    command.needs("--state", options->state, "Folder of the queue", "DIR");
    command.takes("--event", options->event, "Not needed here", "DIR");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni
