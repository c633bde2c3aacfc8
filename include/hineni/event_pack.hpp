// EventPack: the folder in which an organizer describes the event, read and checked as a whole.
// The format is version 1 of the event pack (README of kiosk/form). Both programs read the same folder with the same
// function, so what `hineni-sync check` accepts is what the kiosk shows.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hineni/form.hpp"
#include "hineni/queue.hpp"
#include "hineni/result.hpp"
#include "hineni/seal.hpp"

namespace hineni {

enum class PartnerKind { ImmigrantLed, Jewish, Interfaith };

struct Partner {
    std::string id;
    PartnerKind kind = PartnerKind::Interfaith;
    Text name;
};

struct Chapter {
    std::string id;
    Text name;
    std::vector<std::string> postal_codes;  // Prefixes; the longest that matches wins.
};

// An S3-compatible object store: deliver.store. The keys may be left to the environment (AWS_ACCESS_KEY_ID and
// AWS_SECRET_ACCESS_KEY); they ought to allow nothing but putting objects below the prefix.
struct ObjectStore {
    std::string endpoint;  // "https://s3.example.org": the bucket follows as the first part of the path.
    std::string region = "us-east-1";
    std::string access_key;
    std::string secret_key;
};

struct EventPack {
    std::filesystem::path folder;
    Digest digest{};  // Of event.toml and every file that it names; an entry carries it.

    std::string id;  // [a-z0-9-], 1 to 40
    Text name;
    Text place;
    Text headline;    // Large on the welcome screen; the event's name where the pack has none.
    Text invitation;  // The sentence below it; may be empty, then the wording has one.
    LocalTime starts;
    std::string region = "US";        // ISO 3166: how phone numbers are written here.
    std::vector<Language> languages;  // At least one; the first is the default.
    std::string online_form;          // For the QR code; empty where there is none.
    std::size_t signed_elsewhere = 0;

    std::vector<PublicKey> recipients;  // 1 to 4
    std::string pin;                    // Hash of the organizer's PIN (pin.hpp); empty: chosen at the device.

    std::string drop;  // https://…, s3://bucket/prefix or file:…; empty: entries leave on a stick only.
    // Of the drop's TLS key: "sha256//" and 44 characters of base64 (RFC 7469, 2.4). At least one must match; then
    // neither dates nor authorities of certificates matter. Empty: certificates are checked as usual.
    std::vector<std::string> pins;
    std::optional<ObjectStore> store;  // Where drop is s3://…
    std::string mirror;                // A second folder for every envelope, usually on a stick; empty: none.
    Erase erase = Erase::Received;
    int erase_after_days = 30;

    std::vector<Partner> partners;
    std::vector<Chapter> chapters;
    std::vector<Form> forms;  // At least one.

    [[nodiscard]] const Form* form(std::string_view form_id) const {
        for (const auto& each : forms) {
            if (each.id == form_id) return &each;
        }
        return nullptr;
    }
};

// One thing wrong with a pack, for the organizer who wrote it.
struct Complaint {
    std::string file;     // Relative to the folder.
    int line = 0;         // From 1; 0 where the file as a whole is meant.
    std::string wrong;    // "kind is \"sgnup\""
    std::string instead;  // "one of signup, pledge, rsvp"
};

// "event.toml:12: kind is "sgnup"; right would be: one of signup, pledge, rsvp"
[[nodiscard]] std::string in_words(const Complaint& complaint);

// All complaints in the order of the file, not only the first. Implemented in kiosk/form.
[[nodiscard]] tl::expected<EventPack, std::vector<Complaint>> read_event_pack(const std::filesystem::path& folder);

}  // namespace hineni
