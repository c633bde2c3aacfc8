#include "sync/send/webdav_drop.hpp"

#include <algorithm>
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

std::string_view text_of(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Result<Heard> WebDavDrop::put_once(std::string_view name, BytesView bytes, const std::function<void()>* meanwhile) {
    Question question;
    question.method = "PUT";
    question.url = address_.folder + std::string(name);
    // Nextcloud asks for the second one before it takes files without a login.
    question.headers = {"Content-Type: application/octet-stream", "X-Requested-With: XMLHttpRequest"};
    question.body = bytes;
    question.meanwhile = meanwhile;
    return https_.ask(question);
}

// 200 and 204 say too little.
Answered WebDavDrop::looked_at(const Heard& heard, std::string_view name, BytesView bytes) {
    Question question;
    question.url = address_.folder + std::string(name);
    if (heard.status == 200) {
        question.method = "GET";
        question.at_most = bytes.size();
        const auto there = https_.ask(question);
        const bool same = there && there->status == 200 &&
                          std::equal(there->body.begin(), there->body.end(), bytes.begin(), bytes.end());
        return same ? Answered{Reply::Accepted, {}, {}, {}} : meaning_of(heard);
    }
    question.method = "HEAD";
    const auto there = https_.ask(question);
    if (!there) return unreachable(there.error());
    // A drop that lets nobody look is believed.
    const bool closed = there->status == 401 || there->status == 403 || there->status == 405;
    const bool stored = there->status == 200 && there->length == bytes.size();
    return closed || stored ? Answered{Reply::Accepted, {}, {}, {}} : meaning_of(heard);
}

Answered WebDavDrop::put(std::string_view name, BytesView bytes) {
    return put_doing(name, bytes, nullptr);
}

Answered WebDavDrop::put_and(std::string_view name, BytesView bytes, const std::function<void()>& meanwhile) {
    return put_doing(name, bytes, &meanwhile);
}

Answered WebDavDrop::put_doing(std::string_view name, BytesView bytes, const std::function<void()>* meanwhile) {
    auto heard = put_once(name, bytes, meanwhile);
    // How servers say that the folder is missing: 409 by the standard (RFC 4918, 9.7.1), 404, and nginx 500.
    if (heard && (heard->status == 409 || heard->status == 404 || heard->status == 500)) {
        Question make;
        make.method = "MKCOL";
        make.url = address_.folder;
        const auto made = https_.ask(make);
        if (made && made->status == 201) heard = put_once(name, bytes);
    }
    if (!heard) return unreachable(heard.error());
    if (heard->status == 200 || heard->status == 204) return looked_at(*heard, name, bytes);
    return meaning_of(*heard);
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
    if (heard->status == 207) return bundle_names_in(text_of(heard->body));
    question.method = "GET";
    question.headers.clear();
    heard = https_.ask(question);
    if (!heard) return within(attempt, heard.error());
    if (heard->status == 200) {
        auto names = bundle_names_in(text_of(heard->body));
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
