#include "sync/send/meaning.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

namespace hineni {

namespace {

constexpr std::chrono::seconds longest_asked = std::chrono::hours(1);

struct Meaning {
    long status;
    Reply reply;
    const char* why;
    const char* hint;
};

constexpr auto check_address = "check the drop's address in event.toml";
constexpr auto login_page = "this looks like a network with a login page; use another network or sign in to this one";

constexpr Meaning meanings[] = {
    {200, Reply::Unreachable, "the drop answered without storing anything", login_page},
    {204, Reply::Unreachable, "the drop answered as if it had stored the bundle, but does not have it", check_address},
    {400, Reply::Refused, "the drop does not understand this bundle", "take it with you: hineni-sync export --to DIR"},
    {401, Reply::Unreachable, "the drop asks for a password", "put user:password@ before the server's name"},
    {403, Reply::Unreachable, "the drop does not let us write",
     "check that the link is a file drop (upload allowed) and has not expired"},
    {404, Reply::Unreachable, "the drop's folder was not found",
     "check the drop's address in event.toml, and that the link has not expired"},
    {405, Reply::Unreachable, "the address does not take files", "it must be a WebDAV address; check it in event.toml"},
    {407, Reply::Unreachable, "the network wants a proxy", "use another network"},
    {409, Reply::Unreachable, "the drop's folder is missing and could not be made", "make the folder on the server"},
    {413, Reply::Refused, "the bundle is larger than the drop allows",
     "allow uploads of 256 KiB on the server (nginx: client_max_body_size 1m)"},
    {415, Reply::Refused, "the drop does not take this kind of file", "allow .hineni files on the server"},
    {422, Reply::Refused, "the drop will not store this bundle", "take it with you: hineni-sync export --to DIR"},
    {423, Reply::Unreachable, "the drop has the place locked", "it goes on by itself"},
    {429, Reply::Unreachable, "the drop asks us to slow down", "it goes on by itself"},
    {507, Reply::Unreachable, "the drop is full", "make room on the server"},
    {511, Reply::Unreachable, "the network wants somebody to sign in", login_page},
};

Meaning otherwise(long status) {
    if (status >= 300 && status < 400) {
        return {status, Reply::Unreachable, "the server sent us elsewhere, and we do not follow", login_page};
    }
    if (status >= 500) {
        return {status, Reply::Unreachable, "the server is in trouble", "it goes on by itself; tell whoever runs it"};
    }
    return {status, Reply::Unreachable, "the server gave an answer that a drop does not give", check_address};
}

}  // namespace

Answered meaning_of(const Heard& heard) {
    if (heard.status == 201) return {Reply::Accepted, {}, {}, {}, time_told(heard)};
    auto meaning = otherwise(heard.status);
    for (const auto& each : meanings) {
        if (each.status == heard.status) meaning = each;
    }
    return {meaning.reply, std::string(meaning.why) + " (" + std::to_string(heard.status) + ")", meaning.hint,
            wait_asked(heard.retry_after, heard.date), time_told(heard)};
}

std::optional<Answered::Time> time_told(const Heard& heard) {
    constexpr int servers_off_s = 60;
    const auto time = heard.date.empty() ? -1 : curl_getdate(heard.date.c_str(), nullptr);
    if (time < 0) return std::nullopt;
    return Answered::Time{time, static_cast<int>(heard.after.count()) + servers_off_s};
}

std::optional<std::chrono::seconds> wait_asked(std::string_view retry_after, std::string_view date) {
    if (retry_after.empty()) return std::nullopt;
    const bool digits =
        std::all_of(retry_after.begin(), retry_after.end(), [](char c) { return c >= '0' && c <= '9'; });
    std::int64_t wait = 0;
    if (digits) {
        const auto read = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), wait);
        if (read.ec != std::errc()) return longest_asked;  // More digits than a number has room for.
    } else {
        const auto until = curl_getdate(std::string(retry_after).c_str(), nullptr);
        const auto from = curl_getdate(std::string(date).c_str(), nullptr);
        if (until < 0 || from < 0) return std::nullopt;
        wait = static_cast<std::int64_t>(until) - static_cast<std::int64_t>(from);
        if (wait < 0) return std::nullopt;
    }
    return std::min(std::chrono::seconds(std::min<std::int64_t>(wait, longest_asked.count())), longest_asked);
}

}  // namespace hineni
