// What a WebDAV drop answers: status, headers and body, to what they mean. The network is pretended
// (pretended_curl.hpp), the rest is what ships: questions, Talk, meanings, the looks that follow. The first byte says
// what is asked.
//
// Held against it: nothing counts as delivered but what the table in sync/send/README.md says, as this file reads the
// very same answers for itself; and no word of an error can drive a terminal.
#include <algorithm>
#include <array>

#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"
#include "tests/fuzz/support/pretended_curl.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

constexpr std::string_view parcel_bytes = "BUNDLE";
constexpr std::array<std::string_view, 3> names{"9df90d2e6b58b489-52c5e1659c2baed7e52a797a5aade7f0.hineni",
                                                "9df90d2e6b58b489-00000000000000000000000000000001.hineni",
                                                "9df90d2e6b58b489-00000000000000000000000000000002.hineni"};

const Exchange* last(std::string_view method, std::string_view name) {
    const Exchange* found = nullptr;
    for (const auto& each : exchanges()) {
        if (each.method == method && each.url.ends_with(name)) found = &each;
    }
    return found != nullptr && found->whole ? found : nullptr;
}

bool may_count(std::string_view name) {
    const auto* put = last("PUT", name);
    if (put == nullptr) return false;
    if (put->status == 201) return true;
    if (put->status == 200) {
        const auto* again = last("GET", name);
        return again != nullptr && again->status == 200 && again->body == parcel_bytes;
    }
    const auto* look = put->status == 204 ? last("HEAD", name) : nullptr;
    if (look == nullptr) return false;
    const bool closed = look->status == 401 || look->status == 403 || look->status == 405;
    return closed || (look->status == 200 && look->length == parcel_bytes.size());
}

void judge(std::string_view name, const Answered& answer) {
    if (answer.reply == Reply::Accepted) {
        promise(may_count(name), "an answer that is not in the table counts as delivered");
        return;
    }
    promise(!may_count(name), "an answer that means delivered does not count");
    promise(!answer.why.empty(), "what is not delivered has no reason");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    promise(std::ranges::none_of(answer.why, control), "a control character came into the words of an error");
    promise(!answer.not_before || (answer.not_before->count() >= 0 && answer.not_before->count() <= 3600),
            "a drop keeps us away for more than an hour");
    if (answer.reply == Reply::Unreachable) return;
    const auto* put = last("PUT", name);
    const bool about_the_bundle =
        put != nullptr && (put->status == 400 || put->status == 413 || put->status == 415 || put->status == 422);
    promise(about_the_bundle, "a bundle is set aside for something that is not about it");
}

void put(Transport& drop, std::size_t many) {
    std::vector<Parcel> parcels;
    for (std::size_t i = 0; i < many; ++i) parcels.push_back({names[i], as_bytes(parcel_bytes)});
    const auto all = many == 1 ? std::vector{drop.put(names[0], as_bytes(parcel_bytes))} : drop.put_all(parcels);
    promise(all.size() == many, "not every parcel has its answer");
    for (std::size_t i = 0; i < many; ++i) judge(names[i], all[i]);
}

}  // namespace

void answers(BytesView input) {
    const auto drop = transport_to("https://drop.example.org/token/");
    if (!drop || input.empty()) return;
    const auto what = input.front();
    pretend_answers(as_text(input.subspan(1)));
    if (what == 'l') {
        const auto listed = (*drop)->list();
        if (listed) promise(std::ranges::all_of(*listed, is_bundle_name), "a listing gave what is no bundle's name");
    } else if (what == 'f') {
        const auto found = (*drop)->find(names[0], 64);
        const auto* got = last("GET", names[0]);
        if (!found) return;
        promise(got != nullptr, "a file was fetched in an answer that was not whole");
        promise(!*found || (got->status == 200 && as_text(**found) == got->body && (*found)->size() <= 64),
                "what was fetched is not what came");
        promise(*found || got->status == 404 || got->status == 410,
                "a file is said not to be there, and nobody said so");
    } else {
        put(**drop, what == 'p' ? 1 : 3);
    }
}

}  // namespace hineni::fuzz
