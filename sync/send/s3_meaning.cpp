#include "sync/send/s3_meaning.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/send/meaning.hpp"

namespace hineni {

namespace {

struct StoreMeaning {
    std::string_view code;
    Reply reply;
    const char* why;
    const char* hint;
};

constexpr auto check_keys = "check access_key and secret_key under [deliver.store] in event.toml";
constexpr auto by_itself = "it goes on by itself";

constexpr StoreMeaning store_meanings[] = {
    {"AccessDenied", Reply::Unreachable, "the key may not write there",
     "allow it to put objects below the prefix of the drop"},
    {"AllAccessDisabled", Reply::Unreachable, "the bucket is closed", "open it where it was closed"},
    {"AuthorizationHeaderMalformed", Reply::Unreachable, "the bucket is in another region",
     "write the region under [deliver.store] in event.toml"},
    {"EntityTooLarge", Reply::Refused, "the bundle is larger than the store allows", "allow objects of 256 KiB there"},
    {"ExpiredToken", Reply::Unreachable, "the key has expired", check_keys},
    {"InvalidAccessKeyId", Reply::Unreachable, "the store does not know the access key", check_keys},
    {"NoSuchBucket", Reply::Unreachable, "there is no such bucket",
     "make the bucket, or check s3://bucket and endpoint in event.toml"},
    {"PermanentRedirect", Reply::Unreachable, "the bucket is at another endpoint", "check endpoint in event.toml"},
    {"QuotaExceeded", Reply::Unreachable, "the store is full", "make room there"},
    {"RequestTimeTooSkewed", Reply::Unreachable, "the store says that this device's clock is wrong",
     "set the device's clock"},
    {"SignatureDoesNotMatch", Reply::Unreachable, "the secret key does not fit the access key", check_keys},
    {"SlowDown", Reply::Unreachable, "the store asks us to slow down", by_itself},
    {"TemporaryRedirect", Reply::Unreachable, "the bucket is at another endpoint", by_itself},
    {"XAmzContentSHA256Mismatch", Reply::Unreachable, "the bundle was changed on its way", by_itself},
};

}  // namespace

std::string between_tags(std::string_view text, std::string_view tag) {
    constexpr std::array<std::pair<std::string_view, char>, 5> names{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    const auto opens = "<" + std::string(tag) + ">";
    const auto begin = text.find(opens);
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin + opens.size());
    const auto end = text.find("</" + std::string(tag) + ">");
    if (end == std::string_view::npos) return {};
    text = text.substr(0, end);
    std::string out;
    while (!text.empty()) {
        const auto* const name =
            std::find_if(names.begin(), names.end(), [&](const auto& each) { return text.starts_with(each.first); });
        out += name == names.end() ? text.front() : name->second;
        text.remove_prefix(name == names.end() ? 1 : name->first.size());
    }
    return out;
}

std::string code_in(const Heard& heard) {
    constexpr std::size_t longest = 40;
    auto code = between_tags(as_text(heard.body), "Code");
    const bool fits = code.size() <= longest && std::all_of(code.begin(), code.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                      });
    return fits ? code : std::string();
}

Answered meaning_at_store(const Heard& heard) {
    const auto code = code_in(heard);
    for (const auto& each : store_meanings) {
        if (each.code != code) continue;
        return {each.reply, std::string(each.why) + " (" + code + ")", each.hint,
                wait_asked(heard.retry_after, heard.date), time_told(heard)};
    }
    auto answer = meaning_of(heard);
    // Stores say 400 of keys, regions and clocks as well, and only 200 of what they hold.
    const bool about_the_bundle = heard.status == 413;
    if (!about_the_bundle && answer.reply != Reply::Unreachable) {
        answer.reply = Reply::Unreachable;
        answer.why = "the store gave an answer that we do not know (" + std::to_string(heard.status) +
                     (code.empty() ? "" : " " + code) + ")";
        answer.hint = "check [deliver.store] in event.toml";
    }
    return answer;
}

}  // namespace hineni
