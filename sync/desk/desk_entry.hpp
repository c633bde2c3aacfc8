// DeskEntry: an entry on the organizer's laptop, opened and checked. Here the answers are in ordinary memory: they are
// on their way into a spreadsheet, and a hundred thousand guarded blocks are more than a system gives one program.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/entry.hpp"
#include "hineni/result.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

struct DeskConsent {
    std::string id;
    std::string to;
    std::string channel;
    std::string words;  // Digest, hex.
    bool yes = false;
};

struct DeskEntry {
    EntryId id;
    Digest signed_as{};                     // Of device and content: tells whether two of the same id are the same.
    std::array<std::uint8_t, 32> device{};  // Public half of the device's key.
    std::string event;
    std::string pack;  // Digest, hex.
    std::string form;
    std::string language;
    std::string boot;  // Hex.
    std::int64_t since_boot_ms = 0;
    std::optional<std::int64_t> unix_s;
    int within_s = 0;
    int took_s = 0;
    std::vector<std::pair<std::string, std::string>> answers;  // Field id, as typed; in the form's order.
    std::vector<DeskConsent> consents;
    std::string text;           // Digest, hex; empty: none.
    std::string text_language;  // Where the pack is at hand (texts.hpp): in which language it was signed,
    std::string text_file;      // and from which of the pack's files.
    std::optional<bool> public_name;
    std::string signature;
    std::string signature_typed;  // In place of a drawn one; empty: none.
    std::vector<std::string> occasions;
    std::string receipt_code;  // hineni/receipt_code.hpp; empty: from a kiosk that gave none.
};

// Fails where the content is not an entry of version 1, or of another event than the envelope said outside.
[[nodiscard]] Result<DeskEntry> desk_entry(const Opener::View& opened);
[[nodiscard]] Result<DeskEntry> desk_entry(const Opened& opened);

// "9f86d081884c7d65": how a device is called for people, the front of the digest of its public key.
[[nodiscard]] std::string device_name(const DeviceName& device);

// "2026-12-10T22:00:00Z"
[[nodiscard]] std::string iso_8601(std::int64_t unix_s);

}  // namespace hineni
