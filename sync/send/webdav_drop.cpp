#include "sync/send/webdav_drop.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "sync/bundle/bundle.hpp"
#include "sync/send/listing.hpp"
#include "sync/send/meaning.hpp"

namespace hineni {

namespace {

constexpr std::size_t largest_listing = 16UL * 1024 * 1024;  // Some 30,000 bundles as WebDAV tells them.

Answered unreachable(const Error& error) {
    return {Reply::Unreachable, error.what, error.hint, {}};
}

}  // namespace

// One parcel on its way, and what was last heard of it.
struct WebDavDrop::Putting {
    Parcel parcel;
    Heard heard{};
    Answered answer{};

    void hear(Result<Heard> what) {
        if (!what) {
            heard = {};
            answer = unreachable(what.error());
            return;
        }
        what->body = {};  // What a server says beside its status is not for us, and many are under way.
        heard = std::move(*what);
        answer = meaning_of(heard);
    }
    [[nodiscard]] bool said(std::initializer_list<long> statuses) const {
        return std::find(statuses.begin(), statuses.end(), heard.status) != statuses.end();
    }
};

void WebDavDrop::put_once(std::vector<Putting*> which, const std::function<void()>* meanwhile) {
    std::vector<Question> questions;
    for (const auto* each : which) {
        Question question;
        question.method = "PUT";
        question.url = address_.folder + std::string(each->parcel.name);
        // Nextcloud asks for the second one before it takes files without a login.
        question.headers = {"Content-Type: application/octet-stream", "X-Requested-With: XMLHttpRequest"};
        question.body = each->parcel.bytes;
        question.meanwhile = std::exchange(meanwhile, nullptr);
        questions.push_back(std::move(question));
    }
    https_.ask_all(questions, [&](std::size_t at, Result<Heard> heard) { which[at]->hear(std::move(heard)); });
}

// How servers say that the folder is missing: 409 by the standard (RFC 4918, 9.7.1), 404, and nginx 500.
void WebDavDrop::make_folder_for(std::vector<Putting>& all) {
    std::vector<Putting*> homeless;
    for (auto& each : all) {
        if (each.said({409, 404, 500})) homeless.push_back(&each);
    }
    if (homeless.empty()) return;
    Question make;
    make.method = "MKCOL";
    make.url = address_.folder;
    const auto made = https_.ask(make);
    if (made && made->status == 201) put_once(std::move(homeless), nullptr);
}

// 200 and 204 say too little.
void WebDavDrop::look_at(std::vector<Putting>& all) {
    std::vector<Putting*> unclear;
    std::vector<Question> questions;
    for (auto& each : all) {
        if (!each.said({200, 204})) continue;
        Question question;
        question.url = address_.folder + std::string(each.parcel.name);
        question.method = each.heard.status == 200 ? "GET" : "HEAD";
        question.at_most = each.parcel.bytes.size();
        if (each.heard.status == 200) question.same_as = each.parcel.bytes;
        unclear.push_back(&each);
        questions.push_back(std::move(question));
    }
    https_.ask_all(questions, [&](std::size_t at, const Result<Heard>& there) {
        auto& each = *unclear[at];
        bool stored = there && there->status == 200 && there->same;
        if (each.heard.status == 204) {
            // A drop that lets nobody look is believed.
            const bool closed = there && (there->status == 401 || there->status == 403 || there->status == 405);
            stored = closed || (there && there->status == 200 && there->length == each.parcel.bytes.size());
        }
        const auto time = each.answer.time;
        if (stored) each.answer = {Reply::Accepted, {}, {}, {}, time};
        if (!there && each.heard.status == 204) each.answer = unreachable(there.error());
    });
}

std::vector<Answered> WebDavDrop::put_doing(std::span<const Parcel> parcels, const std::function<void()>* meanwhile) {
    std::vector<Putting> all;
    std::vector<Putting*> each_of_them;
    all.reserve(parcels.size());
    for (const auto& parcel : parcels) each_of_them.push_back(&all.emplace_back(Putting{parcel}));
    put_once(std::move(each_of_them), meanwhile);
    make_folder_for(all);
    look_at(all);
    std::vector<Answered> answers;
    answers.reserve(all.size());
    for (auto& each : all) answers.push_back(std::move(each.answer));
    return answers;
}

Answered WebDavDrop::put(std::string_view name, BytesView bytes) {
    const Parcel parcel{name, bytes};
    return std::move(put_doing({&parcel, 1}, nullptr).front());
}

Answered WebDavDrop::put_and(std::string_view name, BytesView bytes, const std::function<void()>& meanwhile) {
    const Parcel parcel{name, bytes};
    return std::move(put_doing({&parcel, 1}, &meanwhile).front());
}

std::vector<Answered> WebDavDrop::put_all(std::span<const Parcel> parcels) {
    return put_doing(parcels, nullptr);
}

Result<std::vector<std::string>> WebDavDrop::list() {
    const std::string attempt = "list what " + place() + " holds";
    const std::string hint = "copy its folder to this computer and use --from DIR";
    Question question;
    question.method = "PROPFIND";
    question.url = address_.folder;
    question.headers = {"Depth: 1"};
    question.at_most = largest_listing;
    auto heard = https_.ask(question);
    if (!heard) return within(attempt, heard.error());
    if (heard->status == 207) return bundle_names_in(as_text(heard->body));
    question.method = "GET";
    question.headers.clear();
    heard = https_.ask(question);
    if (!heard) return within(attempt, heard.error());
    if (heard->status == 200) {
        auto names = bundle_names_in(as_text(heard->body));
        if (!names.empty()) return names;
        return fail(attempt + ": it shows a page without bundles, and knows no PROPFIND", hint);
    }
    return fail(attempt + ": it does not let us (" + std::to_string(heard->status) + ")", hint);
}

Result<std::optional<Bytes>> WebDavDrop::find(std::string_view name, std::size_t at_most) {
    const std::string attempt = "fetch " + std::string(name) + " from " + place();
    if (!is_drop_name(name)) return fail(attempt + ": it is not the name of a bundle");
    Question question;
    question.method = "GET";
    question.url = address_.folder + std::string(name);
    question.at_most = at_most;
    auto heard = https_.ask(question);
    if (!heard) return within(attempt, heard.error());
    if (heard->status == 404 || heard->status == 410) return std::nullopt;
    if (heard->status != 200) return fail(attempt + ": the server says " + std::to_string(heard->status));
    return std::optional(std::move(heard->body));
}

}  // namespace hineni
