// What an object store answers: to a PUT and the look that follows, to a GET, and its listings, page by page. As in
// answers.cpp the network is pretended and the code is what ships.
//
// Held against it: nothing counts as delivered but a 200 with an ETag, of which a look shows the same ETag and length
// or which nobody may look at; a listing gives names of bundles alone, each once, and comes to an end.
#include <algorithm>

#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"
#include "tests/fuzz/support/pretended_curl.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

constexpr std::string_view object = "BUNDLE";
constexpr std::string_view object_name = "9df90d2e6b58b489-52c5e1659c2baed7e52a797a5aade7f0.hineni";

std::string_view without_weak(std::string_view etag) {
    return etag.starts_with("W/") ? etag.substr(2) : etag;
}

const Exchange* heard_last(std::string_view method) {
    const Exchange* found = nullptr;
    for (const auto& each : exchanges()) {
        if (each.method == method) found = &each;
    }
    return found != nullptr && found->whole ? found : nullptr;
}

void judge_put(const Answered& answer) {
    const auto* put = heard_last("PUT");
    const auto* look = heard_last("HEAD");
    const bool taken = put != nullptr && put->status == 200 && !put->etag.empty();
    const bool there =
        taken && look != nullptr &&
        (look->status == 403 ||
         (look->status == 200 && without_weak(look->etag) == without_weak(put->etag) && look->length == object.size()));
    promise((answer.reply == Reply::Accepted) == there, "a store's answer counts as what it is not");
    if (answer.reply == Reply::Accepted) return;
    promise(!answer.why.empty(), "what is not delivered has no reason");
    const bool too_large =
        put != nullptr && (put->status == 413 || put->body.find("EntityTooLarge") != std::string::npos);
    promise(answer.reply != Reply::Refused || too_large, "an object is set aside for something that is not about it");
}

void judge_listing(const Result<std::vector<std::string>>& names) {
    promise(exchanges().size() <= 2000, "a listing has no end");
    if (!names) return;
    promise(std::ranges::is_sorted(*names) && std::ranges::adjacent_find(*names) == names->end(),
            "a listing names a bundle twice");
    for (const auto& name : *names) {
        promise(is_bundle_name(name), "a listing gave what is no bundle's name");
        const auto tells = [&](const Exchange& each) { return each.body.find(name) != std::string::npos; };
        promise(std::ranges::any_of(exchanges(), tells), "a listing gave a name that nobody told");
    }
}

}  // namespace

void store(BytesView input) {
    Terms terms;
    terms.store = ObjectStore{"https://s3.example.org", "us-east-1", "key", "secret"};
    const auto drop = transport_to("s3://bucket/vigil", terms);
    if (!drop || input.empty()) return;
    pretend_answers(as_text(input.subspan(1)));
    if (input.front() == 'l') {
        judge_listing((*drop)->list());
    } else if (input.front() == 'f') {
        const auto found = (*drop)->find(object_name, 64);
        const auto* got = heard_last("GET");
        promise(!found || got != nullptr, "a file was fetched in an answer that was not whole");
        promise(!found || !*found || (as_text(**found) == got->body && got->status == 200),
                "what was fetched is not what came");
    } else {
        judge_put((*drop)->put(object_name, as_bytes(object)));
    }
}

}  // namespace hineni::fuzz
