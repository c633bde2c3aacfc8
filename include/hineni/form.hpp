// What is asked: a Form has Fields and Consents, and by its kind a text to sign or occasions to choose from.
// Plain values, read from the event pack and never changed afterwards.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hineni/bytes.hpp"

namespace hineni {

using Language = std::string;  // As the pack writes it: BCP 47, two or three letters ("en", "es", "yi").

// Words in several languages. The first one is the pack's first language and stands in for a missing one.
struct Text {
    std::vector<std::pair<Language, std::string>> by_language;

    [[nodiscard]] const std::string& in(const Language& language) const {
        static const std::string nothing;
        for (const auto& [code, words] : by_language) {
            if (code == language) return words;
        }
        return by_language.empty() ? nothing : by_language.front().second;
    }
    [[nodiscard]] bool empty() const { return by_language.empty(); }
};

// A wall-clock time as an organizer wrote it, with its offset from UTC in minutes.
struct LocalTime {
    int year = 0, month = 0, day = 0;  // month 1 to 12, day 1 to 31
    int hour = 0, minute = 0;
    int utc_offset_minutes = 0;
    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

// Chapter is a choice among the pack's chapters, and of starting one.
enum class FieldKind { Name, Email, Phone, PostalCode, Text, Choice, Choices, YesNo, Chapter };

// The last option of every Chapter field: no group is near, and they want to start one. Its label is empty: the words
// are the kiosk's own.
inline constexpr std::string_view pod_option = "pod";

struct Option {
    std::string id;
    Text label;
};

struct Field {
    std::string id;
    FieldKind kind = FieldKind::Text;
    Text label;
    Text hint;  // A quiet line under the label; may be empty.
    bool required = false;
    std::size_t max_length = 0;   // In characters; the kind's own limit where the pack names none (longest_answer()).
    std::vector<Option> options;  // Choice and Choices; Chapter: one for each chapter of the pack, then pod_option.
};

// The most characters that an answer of this kind may have. 254: RFC 5321 4.5.3.1.3 (path, less the brackets).
// 24: fifteen digits (E.164) with room for spacing.
[[nodiscard]] constexpr std::size_t longest_answer(FieldKind kind) {
    switch (kind) {
        case FieldKind::Name: return 200;
        case FieldKind::Email: return 254;
        case FieldKind::Phone: return 24;
        case FieldKind::PostalCode: return 12;
        case FieldKind::Text: return 200;
        case FieldKind::Choice:
        case FieldKind::Choices: return 400;
        case FieldKind::YesNo: return 3;
        case FieldKind::Chapter: return 40;
    }
    return 0;
}

// A way to reach somebody.
[[nodiscard]] constexpr bool is_contact(FieldKind kind) {
    return kind == FieldKind::Email || kind == FieldKind::Phone;
}

enum class Channel { Email, Sms, Call, Share };

// One question of consent: who may do what. Nothing is ever pre-ticked.
struct Consent {
    std::string id;
    std::string to;  // "us", or a partner's id
    Channel channel = Channel::Email;
    Text text;  // The exact words; an entry carries the digest of those that were shown.
};

struct Occasion {
    std::string id;
    Text name;
    Text place;
    LocalTime starts;
    std::optional<LocalTime> ends;
    std::string action_network_event;  // UUID; empty where there is none.
};

enum class FormKind { Signup, Pledge, Rsvp };

struct Form {
    std::string id;
    FormKind kind = FormKind::Signup;
    Text title;   // On the welcome screen's button and at the head of the card.
    Text thanks;  // One more sentence on "thank you"; may be empty.
    std::vector<Field> fields;
    std::vector<Consent> consents;
    bool needs_contact = false;  // An e-mail or a phone number: either is enough, and none is asked for by itself.

    // Pledge only.
    Text text;  // The whole of each file that the pack names: headings, paragraphs, lists, bold.
    bool drawn_signature = false;
    bool ask_public = false;

    // Rsvp only.
    std::vector<Occasion> occasions;

    // Where publishing leads; UUIDs of forms, petitions.
    std::map<std::string, std::string> action_network;
    std::vector<std::string> tags;
};

}  // namespace hineni
