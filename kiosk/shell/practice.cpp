#include "kiosk/shell/practice.hpp"

#include <algorithm>
#include <memory>

#include "hineni/log.hpp"
#include "hineni/practice.hpp"
#include "kiosk/shell/stage_store.hpp"
#include "kiosk/shell/wiped_files.hpp"

namespace hineni {

namespace {

// Random bytes, and no scalar that they came from: there is no secret half that somebody could have kept.
PublicKey key_of_nobody() {
    PublicKey key;
    const auto front = new_entry_id().bytes;
    const auto back = new_entry_id().bytes;
    std::copy(front.begin(), front.end(), key.bytes.begin());
    std::copy(back.begin(), back.end(), key.bytes.begin() + front.size());
    return key;
}

Result<Store> begin(const EventPack& pack, const std::filesystem::path& folder) {
    if (auto clean = wipe_folder(folder); !clean) return tl::unexpected(std::move(clean.error()));
    const auto practised = std::make_shared<EventPack>(pack);
    practised->id = practice_event;
    practised->recipients = {key_of_nobody()};
    practised->mirror.clear();
    Store store = store_on_device(*practised, folder);
    store.seal = [practised, seal = store.seal](const Entry& entry) {
        Entry unreal = entry;
        unreal.event = practice_event;
        return seal(unreal);
    };
    store.upkeep = {};
    store.second_copy_missing = {};
    store.wipe = {};
    if (auto opened = store.open(); !opened) return tl::unexpected(std::move(opened.error()));
    return store;
}

}  // namespace

Practice practice_on_device(const EventPack& pack, const std::filesystem::path& state) {
    const auto folder = state / "practice";
    if (const auto left = wipe_folder(folder); !left) log("take away the last practice: " + left.error().what);
    return {[&pack, folder] { return begin(pack, folder); }, [folder] { return wipe_folder(folder); }};
}

}  // namespace hineni
