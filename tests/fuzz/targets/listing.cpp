// What servers say about a folder, as one text: WebDAV's answer, a page of links, a store's XML.
//
// Held against it: each name stands in the text, is a bundle's, and comes once; what stands between tags stood there.
#include <algorithm>

#include "sync/bundle/bundle.hpp"
#include "sync/send/listing.hpp"
#include "sync/send/s3_meaning.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void listing(BytesView input) {
    const auto text = as_text(input);
    const auto names = bundle_names_in(text);
    promise(std::ranges::is_sorted(names) && std::ranges::adjacent_find(names) == names.end(),
            "a name comes twice or out of order");
    for (const auto& name : names) {
        promise(is_bundle_name(name) && is_drop_name(name), "a name that is no bundle's");
        promise(text.find(name) != std::string_view::npos, "a name that nobody told");
    }
    promise(names.size() <= text.size() / 56, "more names than there is text");
    const auto between = between_tags(text, "IsTruncated");
    promise(between.size() <= text.size(), "more between two tags than there is text");
    Heard heard;
    heard.status = 400;
    heard.body.assign(input.begin(), input.end());
    const auto code = code_in(heard);
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    promise(code.size() <= 40 && std::ranges::all_of(code, plain), "a store's code that could drive a terminal");
    const auto answer = meaning_at_store(heard);
    promise(answer.reply != Reply::Accepted, "an error of a store counts as delivered");
}

}  // namespace hineni::fuzz
