#include "sync/commands/receipts.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/log.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/commands/inbox.hpp"
#include "sync/commands/organizers.hpp"
#include "sync/send/receiving.hpp"
#include "sync/send/seen_boots.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

struct Receipts {
    std::string from, event, state;
    bool json = false;
};

struct FoundReceipts {
    std::vector<Bytes> ours;    // Files of one receipt each.
    std::size_t to_others = 0;  // Words to other devices.
    std::size_t not_valid = 0;
};

Result<Bytes> read_file(const fs::path& path) {
    std::error_code wrong;
    const auto size = fs::file_size(path, wrong);
    if (wrong) return fail("read " + path.filename().string() + ": " + wrong.message());
    if (size > largest_receipt) return fail("read " + path.filename().string() + ": it is larger than 4 MiB");
    std::ifstream file(path, std::ios::binary);
    Bytes bytes(size);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!file) return fail("read " + path.filename().string() + ": it cannot be read");
    return bytes;
}

void look_at(const fs::path& path, const DeviceKey& me, const OrganizersOf& organizers, FoundReceipts& found) {
    const auto bytes = read_file(path);
    const auto name = path.filename().string();
    const auto bad = [&](const std::string& why) {
        ++found.not_valid;
        log(name + ": " + why + "; it counts for nothing");
    };
    if (!bytes) return bad(bytes.error().what);
    const auto take = [&](Bytes file) {
        const auto receipt = read_own_receipt(file, me, organizers);
        if (receipt) return found.ours.push_back(std::move(file));
        const auto whose = take_apart_receipt(file);
        if (whose && whose->receipt.device != me.public_half) {
            ++found.to_others;
        } else {
            bad(receipt.error().what);
        }
    };
    if (path.extension() == ".receipt") return take(*bytes);
    std::vector<Bytes> files;
    const auto read = read_parts(*bytes, [&](const Part& part) {
        if (part.kind == receipt_part) files.push_back(make_bundle({}, std::span(&part, 1)).bytes);
    });
    if (!read) return;  // A bundle is the desk's business.
    for (auto& file : files) take(std::move(file));
}

Result<FoundReceipts> find_receipts(const Receipts& options, const DeviceKey& me, const OrganizersOf& organizers) {
    FoundReceipts found;
    std::error_code wrong;
    std::vector<fs::path> paths;
    fs::directory_iterator entries(options.from, wrong);
    while (!wrong && entries != fs::directory_iterator()) {
        const auto& path = entries->path();
        const bool hidden = path.filename().string().starts_with(".");
        if (!hidden && (path.extension() == ".receipt" || path.extension() == ".hineni")) paths.push_back(path);
        entries.increment(wrong);
    }
    if (wrong) {
        return fail("look into " + options.from + ": " + wrong.message(), "plug in the stick, or name another folder");
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) look_at(path, me, organizers, found);
    return found;
}

// Nothing where another program has the ledger: then what lies in the inbox is left to it.
Result<std::optional<std::size_t>> take_in_here(const Receipts& options, const DeviceKey& me,
                                                const OrganizersOf& organizers) {
    auto ledger = Ledger::open(options.state);
    if (!ledger) return std::nullopt;
    std::optional<QueueReader> queue;
    if (fs::exists(fs::path(options.state) / "queue.db")) {
        auto opened = QueueReader::open(options.state);
        if (!opened) return tl::unexpected(opened.error());
        queue.emplace(std::move(*opened));
    }
    auto boots = ledger->boots();
    if (!boots) return tl::unexpected(boots.error());
    SeenBoots seen(std::move(*boots));
    seen.notice(read_clocks().moment);
    std::size_t count = 0;
    auto taken = Inbox(options.state).empty([&](BytesView file) -> Result<void> {
        const auto receipt = read_own_receipt(file, me, organizers);
        if (!receipt) return {};
        auto received = what_was_received(*receipt, *ledger, queue ? &*queue : nullptr);
        if (!received) return tl::unexpected(received.error());
        count += received->fresh.size();
        if (received->others_bytes > 0) {
            log(entries(received->others_bytes) + " listed with other bytes than ours; not counted");
        }
        return ledger->receive(received->fresh, *seen.present());
    });
    if (!taken) return tl::unexpected(taken.error());
    return count;
}

Result<Done> receipts(const Receipts& options) {
    const auto pack = pack_at(options.event);
    if (!pack) return tl::unexpected(pack.error());
    const auto me = device_key(options.state);
    if (!me) return tl::unexpected(me.error());
    const auto organizers = remember_organizers(options.state, *pack);
    if (!organizers) return tl::unexpected(organizers.error());
    const auto found = find_receipts(options, *me, *organizers);
    if (!found) return tl::unexpected(found.error());
    const Inbox inbox(options.state);
    for (const auto& file : found->ours) {
        if (auto put = inbox.put(file); !put) return tl::unexpected(put.error());
    }
    const auto taken = take_in_here(options, *me, *organizers);
    if (!taken) return tl::unexpected(taken.error());
    if (options.json) {
        nlohmann::json out{{"receipts", found->ours.size()},
                           {"to_other_devices", found->to_others},
                           {"not_valid", found->not_valid},
                           {"handed_to_service", !taken->has_value()},
                           {"received", nullptr}};
        if (*taken) out["received"] = **taken;
        std::printf("%s\n", out.dump(2).c_str());
    } else if (*taken) {
        std::printf("%s received now; %zu receipts for this device, %zu for others\n", entries(**taken).c_str(),
                    found->ours.size(), found->to_others);
    } else {
        std::printf("%zu receipts handed to the running service; status says what came of them\n", found->ours.size());
    }
    return found->not_valid > 0 && found->ours.empty()
               ? Result<Done>(fail("take receipts from " + options.from + ": none of them is valid",
                                   "write them again with hineni-desk receipts --to DIR"))
               : Done::Well;
}

}  // namespace

void add_receipts(Program& program) {
    auto options = std::make_shared<Receipts>();
    auto command =
        program.command("receipts", "Take the desk's receipts from a stick", [options] { return receipts(*options); });
    command.needs("--from", options->from, "Folder with the receipts", "DIR");
    command.needs("--event", options->event, "Folder of the event pack", "DIR");
    command.needs("--state", options->state, "Folder of the queue", "DIR");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni
