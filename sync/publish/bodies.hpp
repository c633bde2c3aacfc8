// Bodies: what is sent, as JSON. Pure. A status of subscription stands in a body only where somebody asked for one
// here, so every place that could subscribe a person is a call in publisher.cpp.
#pragma once

#include <optional>
#include <string>

#include "sync/publish/publication.hpp"

namespace hineni {

enum class Subscription { Subscribed, Unsubscribed };

// What of a person goes into a body beside the answers.
struct Sent {
    bool names = false;
    bool phone = false;
    std::optional<Subscription> email_status;  // Nothing: a known address stays as it is.
    std::optional<Subscription> phone_status;
};

// POST /people
[[nodiscard]] std::string person_body(const Publication& who, const Sent& sent);
// POST to path_of() the action.
[[nodiscard]] std::string action_body(const Publication& who, const Sent& sent, const Action& action);

// "people?filter=email_address%20eq%20%27ada%40example.org%27": quotes doubled, all but letters, digits and -._~
// encoded.
[[nodiscard]] std::string lookup_path(const char* field, std::string_view value);
// "people/UUID/signatures?page=2&per_page=25"
[[nodiscard]] std::string records_path(const std::string& person, Action::Kind kind, int page);

// The same for reading, on several lines.
[[nodiscard]] std::string spread_out(const std::string& body);

}  // namespace hineni
