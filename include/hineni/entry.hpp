// Entry: a finished form, as the attendee left it, in guarded memory. It exists for the moment between *Done* and
// the envelope on the device, and again on the organizer's laptop.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/clock.hpp"
#include "hineni/form.hpp"
#include "hineni/secret.hpp"

namespace hineni {

// 128 random bits, made once, on the device, when the attendee taps Done. It is the key under which the entry is known
// everywhere, so that what arrives twice counts once.
struct EntryId {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(const EntryId&, const EntryId&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

// Implemented in sync/seal, from the system's random source.
[[nodiscard]] EntryId new_entry_id();

// The answer to one field: the text as typed. Choice: the option's id. Choices: ids in the pack's order with one space
// between. YesNo: "yes" or "no". Chapter: the chapter's id, or "pod". Empty: not answered.
struct Answer {
    std::string field;  // The field's id.
    Secret value;
};

// What was put to the attendee, in which exact words, and what they chose. An unanswered question is a no.
struct ConsentGiven {
    std::string consent;  // The consent's id.
    std::string to;       // "us", or a partner's id.
    Channel channel = Channel::Email;
    Digest words{};  // Of the text that was on the glass, UTF-8, in whichever of the pack's languages.
    bool yes = false;
};

struct Entry {
    EntryId id;
    std::string event;  // The pack's event.id.
    Digest pack{};      // The pack's digest.
    std::string form;
    Language language;  // The one on the screen at Done.
    Moment collected;
    int took_s = 0;  // From the first touch to Done, whole seconds.

    std::vector<Answer> answers;  // One for each field of the form, in its order.
    std::vector<ConsentGiven> consents;

    // Pledge.
    std::optional<Digest> text;       // Of the exact text that was shown.
    std::optional<bool> public_name;  // May we show the name? Nothing where it was not asked.
    Secret signature;                 // An SVG path ("M10 20L30 40…") in a box of 1000 x 400; empty: none.
    Secret signature_typed;           // A typed name in its place; empty: none.

    // Rsvp: ids of the chosen occasions, in the pack's order.
    std::vector<std::string> occasions;

    std::string receipt_code;  // As new_receipt_code() makes it (receipt_code.hpp); empty: none.
};

}  // namespace hineni
