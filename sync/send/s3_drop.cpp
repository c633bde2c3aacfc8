#include "sync/send/s3_drop.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

#include "sync/bundle/bundle.hpp"
#include "sync/send/listing.hpp"
#include "sync/send/meaning.hpp"
#include "sync/send/s3_meaning.hpp"
#include "sync/send/s3_signature.hpp"

namespace hineni {

namespace {

constexpr std::size_t largest_page = 2UL * 1024 * 1024;  // A thousand names and what a store says about each.
constexpr int most_pages = 1000;

Answered unreachable(const Error& error) {
    return {Reply::Unreachable, error.what, error.hint, {}};
}

// A proxy on the way may call it weak; it is the same.
std::string_view strong(std::string_view etag) {
    return etag.starts_with("W/") ? etag.substr(2) : etag;
}

}  // namespace

// One parcel on its way, and what was last heard of it.
struct S3Drop::Putting {
    Parcel parcel;
    Heard heard{};
    Answered answer{};
    bool too_skewed = false;

    void hear(Result<Heard> what) {
        heard = {};
        if (!what) {
            answer = unreachable(what.error());
            return;
        }
        answer = meaning_at_store(*what);
        too_skewed = code_in(*what) == "RequestTimeTooSkewed";
        what->body = {};
        heard = std::move(*what);
    }
    [[nodiscard]] bool taken() const { return heard.status == 200 && !heard.etag.empty(); }
};

S3Drop::S3Drop(StoreAddress address, Terms terms, std::function<std::int64_t()> now)
    : address_(std::move(address)), https_({}, std::move(terms)), now_(std::move(now)) {}

std::string S3Drop::url_of(std::string_view name) const {
    return address_.bucket_url + "/" + address_.prefix + percent_encoded(name, false);
}

Question S3Drop::question(std::string method, std::string url, BytesView body) const {
    Question question;
    question.method = std::move(method);
    question.url = std::move(url);
    question.body = body;
    const auto time = time_.empty() ? in_signature(now_()) : time_;
    const auto* const type = question.method == "PUT" ? "application/octet-stream" : "";
    question.headers = signed_headers({question.method, question.url, time, body, type}, address_.store);
    return question;
}

// True where the store has told a time to sign with.
bool S3Drop::learn_time(const Heard& heard) {
    if (heard.date.empty()) return false;
    auto time = in_signature(curl_getdate(heard.date.c_str(), nullptr));
    if (time.empty()) return false;
    time_ = std::move(time);
    return true;
}

Result<Heard> S3Drop::ask(std::string method, const std::string& url, std::size_t at_most) {
    auto asked = question(method, url);
    asked.at_most = at_most;
    auto heard = https_.ask(asked);
    if (!heard || code_in(*heard) != "RequestTimeTooSkewed" || !learn_time(*heard)) return heard;
    asked = question(std::move(method), url);
    asked.at_most = at_most;
    return https_.ask(asked);
}

void S3Drop::put_once(const std::vector<Putting*>& which, const std::function<void()>* meanwhile) {
    std::vector<Question> questions;
    for (const auto* each : which) {
        questions.push_back(question("PUT", url_of(each->parcel.name), each->parcel.bytes));
        questions.back().meanwhile = std::exchange(meanwhile, nullptr);
    }
    https_.ask_all(questions, [&](std::size_t at, Result<Heard> heard) { which[at]->hear(std::move(heard)); });
}

void S3Drop::look_at(std::vector<Putting>& all) {
    std::vector<Putting*> taken;
    std::vector<Question> questions;
    for (auto& each : all) {
        if (!each.taken()) continue;
        if (!time_.empty()) learn_time(each.heard);
        taken.push_back(&each);
        questions.push_back(question("HEAD", url_of(each.parcel.name)));
    }
    https_.ask_all(questions, [&](std::size_t at, const Result<Heard>& there) {
        auto& each = *taken[at];
        const auto time = each.answer.time;
        if (!there) {
            each.answer = unreachable(there.error());
            return;
        }
        const bool stored = there->status == 200 && strong(there->etag) == strong(each.heard.etag) &&
                            there->length == each.parcel.bytes.size();
        if (stored || there->status == 403) {
            each.answer = {Reply::Accepted, {}, {}, {}, time};
        } else {
            each.answer.why = "the store answered as if it had taken the bundle, but does not have it (" +
                              std::to_string(there->status) + ")";
            each.answer.hint = "check endpoint and drop in event.toml";
        }
    });
}

std::vector<Answered> S3Drop::put_doing(std::span<const Parcel> parcels, const std::function<void()>* meanwhile) {
    std::vector<Putting> all;
    std::vector<Putting*> which;
    all.reserve(parcels.size());
    for (const auto& parcel : parcels) which.push_back(&all.emplace_back(Putting{parcel}));
    put_once(which, meanwhile);
    which.clear();
    for (auto& each : all) {
        if (each.too_skewed && learn_time(each.heard)) which.push_back(&each);
    }
    put_once(which, nullptr);
    look_at(all);
    std::vector<Answered> answers;
    answers.reserve(all.size());
    for (auto& each : all) answers.push_back(std::move(each.answer));
    return answers;
}

Answered S3Drop::put(std::string_view name, BytesView bytes) {
    const Parcel parcel{name, bytes};
    return std::move(put_doing({&parcel, 1}, nullptr).front());
}

Answered S3Drop::put_and(std::string_view name, BytesView bytes, const std::function<void()>& meanwhile) {
    const Parcel parcel{name, bytes};
    return std::move(put_doing({&parcel, 1}, &meanwhile).front());
}

std::vector<Answered> S3Drop::put_all(std::span<const Parcel> parcels) {
    return put_doing(parcels, nullptr);
}

Result<std::vector<std::string>> S3Drop::list() {
    const std::string attempt = "list what " + place() + " holds";
    std::vector<std::string> names;
    std::string token;
    for (int page = 0; page < most_pages; ++page) {
        // In the order of the alphabet, as it is to be signed.
        auto url = address_.bucket_url + "?";
        if (!token.empty()) url += "continuation-token=" + percent_encoded(token, false) + "&";
        url += "delimiter=%2F&list-type=2";
        auto prefix = address_.prefix;
        for (auto at = prefix.find('/'); at != std::string::npos; at = prefix.find('/')) prefix.replace(at, 1, "%2F");
        if (!prefix.empty()) url += "&prefix=" + prefix;
        const auto heard = ask("GET", url, largest_page);
        if (!heard) return within(attempt, heard.error());
        if (heard->status != 200) {
            const auto meaning = meaning_at_store(*heard);
            return fail(attempt + ": " + meaning.why, meaning.hint);
        }
        const auto text = as_text(heard->body);
        if (text.find("<ListBucketResult") == std::string_view::npos) {
            return fail(attempt + ": it shows no listing", "check endpoint and drop in event.toml");
        }
        std::ranges::move(bundle_names_in(text), std::back_inserter(names));
        const auto next = between_tags(text, "NextContinuationToken");
        if (between_tags(text, "IsTruncated") != "true") {
            std::sort(names.begin(), names.end());
            names.erase(std::unique(names.begin(), names.end()), names.end());
            return names;
        }
        if (next.empty() || next == token) return fail(attempt + ": the listing does not go on");
        token = next;
    }
    return fail(attempt + ": the listing has no end");
}

Result<std::optional<Bytes>> S3Drop::find(std::string_view name, std::size_t at_most) {
    const std::string attempt = "fetch " + std::string(name) + " from " + place();
    if (!is_drop_name(name)) return fail(attempt + ": it is not the name of a bundle");
    auto heard = ask("GET", url_of(name), at_most);
    if (!heard) return within(attempt, heard.error());
    if (heard->status == 200 && !heard->etag.empty()) return std::optional(std::move(heard->body));
    if (heard->status == 404 && code_in(*heard) == "NoSuchKey") return std::nullopt;
    if (heard->status == 403 && code_in(*heard) == "AccessDenied") {
        return fail(attempt + ": it is not there, or the key may not read it",
                    "allow the key to get and list objects below the prefix of the drop");
    }
    const auto meaning = meaning_at_store(*heard);
    return fail(attempt + ": " + meaning.why, meaning.hint);
}

}  // namespace hineni
