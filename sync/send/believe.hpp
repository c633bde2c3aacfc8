// Whom to believe: what makes a server the one that we mean, as settings of libcurl, and in words why it is not.
//
// A pin alone decides where there is one: the key that the server proves to hold is one of those, whatever its
// certificate says of names, dates and authorities. Otherwise authorities and the server's name do, and dates as long
// as they can be judged.
#pragma once

#include <curl/curl.h>

#include "sync/send/transport.hpp"

namespace hineni {

// `terms` outlives the questions that are asked with `curl`.
void believe_by(CURL* curl, const Terms& terms);

// Why there was no secure connection; nothing where `code` tells of something else.
[[nodiscard]] std::optional<Error> not_believed(CURL* curl, CURLcode code);

}  // namespace hineni
