// Whose receipts count for which event. A device serves one event after the other, and entries of an earlier one may
// still be on their way when the next pack comes; its organizers may be others. So `state`/organizers, written by sync
// only, remembers them: lines of an event tag (16 hexadecimal digits), a space, and a public key, oldest first.
#pragma once

#include <filesystem>

#include "hineni/event_pack.hpp"
#include "hineni/seal.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/send/uploader.hpp"

namespace hineni {

// Of every event that this device has had, with `pack`'s among them, which is written down where it is new.
[[nodiscard]] Result<OrganizersOf> remember_organizers(const std::filesystem::path& state, const EventPack& pack);

// A receipt for this device, by an organizer of the event that it is about.
[[nodiscard]] Result<Receipt> read_own_receipt(BytesView file, const DeviceKey& me, const OrganizersOf& organizers);

}  // namespace hineni
