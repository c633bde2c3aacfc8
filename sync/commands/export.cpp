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

namespace hineni {

namespace {

struct Export {
    std::string to, state, event;
    bool json = false;
};

struct Exported {
    std::size_t entries = 0;
    std::size_t bundles = 0;
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
    Exported exported_;
};

Result<Exported> export_all(const Export& options) {
    // A folder for the purpose on a stick that is there; the stick itself is never made up.
    const std::filesystem::path to(options.to);
    std::error_code none;
    std::filesystem::create_directory(to, none);
    auto folder = transport_to(std::filesystem::absolute(to).string());
    if (!folder) return tl::unexpected(folder.error());
    Packing packing(**folder);
    if (std::filesystem::exists(std::filesystem::path(options.state) / "queue.db")) {
        auto queue = QueueReader::open(options.state);
        if (!queue) return tl::unexpected(queue.error());
        const auto ids = queue->ids();
        if (!ids) return tl::unexpected(ids.error());
        for (const auto& id : *ids) {
            auto bytes = queue->bytes(id);
            if (!bytes) return tl::unexpected(bytes.error());
            if (!*bytes) continue;
            if (auto added = packing.add(std::move(**bytes)); !added) return tl::unexpected(added.error());
        }
    }
    return packing.finish();
}

Result<Done> export_to(const Export& options) {
    const auto exported = export_all(options);
    if (!exported) return tl::unexpected(exported.error());
    if (options.json) {
        const nlohmann::json out{
            {"entries", exported->entries}, {"bundles", exported->bundles}, {"damaged", exported->damaged}};
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
