// OnList: what Action Network says of people and of what they have done. Its answers are foreign text: what cannot be
// read is nothing, and never a reason to change anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hineni {

struct OnList {
    std::string id;  // The bare UUID.
    std::string name;
    std::string email;         // In small letters; empty: none.
    std::string email_status;  // "subscribed", "unsubscribed", "bouncing", …
    std::string phone;         // Digits; empty: none.
    std::string phone_status;
};

// Of a page of people; nothing where it is none.
[[nodiscard]] std::optional<std::vector<OnList>> people_on_page(std::string_view answer);

// "action_network:<uuid>" among the identifiers; empty where there is none (an answer of {} has none).
[[nodiscard]] std::string native_id(std::string_view answer);
[[nodiscard]] bool is_json(std::string_view answer);

// A page of somebody's signatures, submissions or attendances: the records and what each is of.
struct RecordThere {
    std::string record;
    std::string of;  // UUID of the petition, form or event.
};
[[nodiscard]] std::optional<std::vector<RecordThere>> records_on_page(std::string_view answer, std::string_view kind);

// The entry point names tags only to who has a right key.
[[nodiscard]] bool shows_tags(std::string_view answer);

// The server's reason, on one line and not longer than a line; empty where it gives none.
[[nodiscard]] std::string reason_in(std::string_view answer);

}  // namespace hineni
