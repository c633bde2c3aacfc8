// What an object store's answer means. Pure: statuses, headers and the store's own code in, words for the organizer
// out.
#pragma once

#include <string>
#include <string_view>

#include "sync/send/https.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

// Of an answer to a PUT that is no 200; and what a 200 means as long as nobody has looked.
//   EntityTooLarge, 413  Refused: about this very bundle
//   everything else      Unreachable: about keys, the bucket, the clock, the moment
[[nodiscard]] Answered meaning_at_store(const Heard& heard);

// "NoSuchBucket" of <Code>NoSuchBucket</Code>; empty where the answer has none that looks like one.
[[nodiscard]] std::string code_in(const Heard& heard);

// What stands between <tag> and </tag>, for the first time, with &amp; and its like resolved; empty where it is not
// there.
[[nodiscard]] std::string between_tags(std::string_view text, std::string_view tag);

}  // namespace hineni
