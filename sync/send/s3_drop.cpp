#include "sync/send/s3_drop.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "sync/bundle/bundle.hpp"
#include "sync/seal/sha256.hpp"
#include "sync/send/listing.hpp"
#include "sync/send/meaning.hpp"
#include "sync/send/s3_meaning.hpp"

namespace hineni {

namespace {

constexpr std::size_t largest_page = 2UL * 1024 * 1024;  // A thousand names and what a store says about each.
constexpr int most_pages = 1000;

Answered unreachable(const Error& error) {
    return {Reply::Unreachable, error.what, error.hint, {}};
}

// As signatures have it: "20260628T230510Z".
std::string in_signature(const std::string& date) {
    const auto time = date.empty() ? -1 : curl_getdate(date.c_str(), nullptr);
    std::tm parts{};
    if (time < 0 || ::gmtime_r(&time, &parts) == nullptr) return {};
    std::array<char, 17> text{};
    if (std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts) == 0) return {};
    return text.data();
}

// A page ends with a key or with a folder, whichever comes later; empty where it has neither.
std::string_view end_of(std::string_view page) {
    std::string_view last;
    for (const std::string_view before : {"<Key>", "<CommonPrefixes><Prefix>"}) {
        const auto at = page.rfind(before);
        if (at == std::string_view::npos) continue;
        const auto rest = page.substr(at + before.size());
        last = std::max(last, rest.substr(0, rest.find('<')));
    }
    return last;
}

// From where the next page is asked for, in characters that need no escapes but the slash: what stands in a query is
// signed differently by versions of libcurl as soon as it needs others. Of a foreign key the front counts, and the
// next character that needs none; what is passed over so has other characters, and is no bundle. A folder is passed
// over as a whole: after the slash comes the zero.
std::string start_after(std::string_view last) {
    constexpr std::string_view plain = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
    if (last.ends_with('/')) return std::string(last.substr(0, last.size() - 1)) + "0";
    const auto* foreign =
        std::ranges::find_if(last, [&](char c) { return c != '/' && plain.find(c) == std::string_view::npos; });
    std::string after(last.begin(), foreign);
    if (foreign == last.end()) return after;
    const auto byte = static_cast<unsigned char>(*foreign);
    const auto* next = std::ranges::find_if(plain, [&](char c) { return static_cast<unsigned char>(c) > byte; });
    return after + (next == plain.end() ? '~' : *next);
}

std::string with_slashes_escaped(std::string text) {
    for (auto at = text.find('/'); at != std::string::npos; at = text.find('/')) text.replace(at, 1, "%2F");
    return text;
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

S3Drop::S3Drop(StoreAddress address, Terms terms)
    : address_(std::move(address)),
      https_({address_.store.access_key, address_.store.secret_key, "aws:amz:" + address_.store.region + ":s3"},
             std::move(terms)) {}

std::string S3Drop::url_of(std::string_view name) const {
    return address_.bucket_url + "/" + address_.prefix + std::string(name);
}

Question S3Drop::question(std::string method, std::string url, BytesView body) const {
    Question question;
    question.method = std::move(method);
    question.url = std::move(url);
    question.body = body;
    // libcurl signs what stands here, and would sign an empty body otherwise.
    question.headers = {"x-amz-content-sha256: " + hex(sha256(body))};
    if (!time_.empty()) question.headers.push_back("x-amz-date: " + time_);
    return question;
}

// True where the store has told a time to sign with.
bool S3Drop::learn_time(const Heard& heard) {
    auto time = in_signature(heard.date);
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
        questions.back().headers.emplace_back("Content-Type: application/octet-stream");
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
    std::string after;
    for (int page = 0; page < most_pages; ++page) {
        // In the order of the alphabet, as it is signed.
        auto url = address_.bucket_url + "?delimiter=%2F&list-type=2";
        if (!address_.prefix.empty()) url += "&prefix=" + with_slashes_escaped(address_.prefix);
        if (!after.empty()) url += "&start-after=" + with_slashes_escaped(after);
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
        if (between_tags(text, "IsTruncated") != "true") {
            std::sort(names.begin(), names.end());
            names.erase(std::unique(names.begin(), names.end()), names.end());
            return names;
        }
        auto next = start_after(end_of(text));
        if (next <= after) return fail(attempt + ": the listing does not go on");
        after = std::move(next);
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
