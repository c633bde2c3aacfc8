// Servers that are not what they should be: nothing counts as delivered, and the words help.
#include <doctest/doctest.h>

#include <memory>

#include "sync/bundle/bundle.hpp"
#include "sync/send/drop_address.hpp"
#include "sync/send/listing.hpp"
#include "sync/send/meaning.hpp"
#include "sync/send/transport.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

Bundle small_bundle() {
    return make_bundle(event_tag("vigil"), std::vector<Bytes>{noise_envelope().bytes});
}

Answered put(const std::string& address, const std::filesystem::path& authorities) {
    const auto drop = transport_to(address, {authorities, {}});
    REQUIRE(drop);
    const auto bundle = small_bundle();
    return (*drop)->put(bundle.name, bundle.bytes);
}

}  // namespace

TEST_CASE("nothing that a wrong server says counts as delivered") {
    const WebDrop server;
    for (const int status : {200, 204, 301, 401, 403, 404, 405, 407, 409, 429, 500, 502, 503, 507, 511}) {
        CAPTURE(status);
        const auto answer = put(server.address("/answer/" + std::to_string(status) + "/"), server.authorities());
        CHECK(answer.reply == Reply::Unreachable);
        CHECK(answer.why.find(std::to_string(status)) != std::string::npos);
        CHECK_FALSE(answer.hint.empty());
    }
    CHECK(server.count() == 0);
}

TEST_CASE("what a server will never take is refused, in words") {
    const WebDrop server;
    for (const int status : {400, 413, 415, 422}) {
        CAPTURE(status);
        const auto answer = put(server.address("/answer/" + std::to_string(status) + "/"), server.authorities());
        CHECK(answer.reply == Reply::Refused);
        CHECK_FALSE(answer.hint.empty());
    }
}

TEST_CASE("a bundle too large for the server is refused, and a small one goes through") {
    const WebDrop server;
    const auto drop = transport_to(server.address("/small/"), {server.authorities(), {}});
    const auto large = make_bundle(event_tag("vigil"), std::vector<Bytes>(60, noise_envelope().bytes));
    CHECK((*drop)->put(large.name, large.bytes).reply == Reply::Refused);
    const auto small = small_bundle();
    CHECK((*drop)->put(small.name, small.bytes).reply == Reply::Accepted);
}

TEST_CASE("a server that is asked to be left alone says for how long") {
    const WebDrop server;
    CHECK(put(server.address("/answer/503/"), server.authorities()).not_before == 7s);
    CHECK_FALSE(put(server.address("/answer/500/"), server.authorities()).not_before.has_value());
}

TEST_CASE("an answer that is cut off, endless or no answer at all does not count") {
    struct Case {
        const char* title;
        std::string answer;
    };
    const auto endless = "HTTP/1.1 201 Created\r\nContent-Length: 200000\r\n\r\n" + std::string(200'000, 'x');
    for (const auto& [title, answer] :
         {Case{"cut off", "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\nhalf"}, Case{"endless", endless},
          Case{"cut off within its headers", "HTTP/1.1 201 Created\r\n"},
          Case{"cut off behind a line of blanks", "HTTP/1.1 201 Created\r\nServer: x\r\n \r\n"}, Case{"empty", ""},
          Case{"noise", "\x16\x03\x01 what?"}}) {
        CAPTURE(title);
        WebDrop server;
        server.raw(answer);
        const auto put_there = put(server.address("/raw/"), server.authorities());
        CHECK(put_there.reply == Reply::Unreachable);
        CHECK_FALSE(put_there.why.empty());
    }
}

TEST_CASE("a server that cannot prove who it is gets nothing") {
    const WebDrop server;
    SUBCASE("somebody else vouches for it") {
        const auto answer = put(server.address(), server.other_authorities());
        CHECK(answer.reply == Reply::Unreachable);
        CHECK(answer.why.find("certificate") != std::string::npos);
        CHECK(answer.hint.find("do not sign in") != std::string::npos);
    }
    SUBCASE("its certificate is for another name") {
        const auto answer = put(server.address_by_number(), server.authorities());
        CHECK(answer.reply == Reply::Unreachable);
        CHECK(answer.why.find("certificate") != std::string::npos);
    }
    SUBCASE("nobody vouches for it") {
        CHECK(put(server.address(), "").reply == Reply::Unreachable);
    }
    CHECK(server.count() == 0);
    CHECK(server.log().empty());
}

TEST_CASE("a transport that is told to stop gives up") {
    const WebDrop server;
    const auto drop = transport_to(server.address(), {server.authorities(), [] { return true; }});
    const auto bundle = small_bundle();
    CHECK((*drop)->put(bundle.name, bundle.bytes).reply == Reply::Unreachable);
}

TEST_CASE("passwords and tokens are never shown") {
    const WebDrop server;
    const std::string port = server.address("").substr(server.address("").rfind(':') + 1);
    const std::string address = "https://user:pass%40word@localhost:" + port + "/answer/403/TOKEN";
    const auto drop = transport_to(address, {server.authorities(), {}});
    REQUIRE(drop);
    CHECK((*drop)->place() == "https://localhost:" + port + "/…");
    const auto answer = (*drop)->put(small_bundle().name, small_bundle().bytes);
    const auto listed = (*drop)->list();
    const auto got = (*drop)->get(small_bundle().name, 100);
    for (const auto& words : {answer.why, answer.hint, listed.error().what, listed.error().hint, got.error().what}) {
        CHECK(words.find("TOKEN") == std::string::npos);
        CHECK(words.find("pass") == std::string::npos);
        CHECK(words.find("user") == std::string::npos);
    }
    for (const auto* wrong :
         {"https://user:secret@:70000/TOKEN", "https://host/TOKEN?a=secret", "gopher://user:secret@h"}) {
        const auto none = transport_to(wrong);
        REQUIRE_FALSE(none);
        CHECK(none.error().what.find("secret") == std::string::npos);
        CHECK(none.error().what.find("TOKEN") == std::string::npos);
    }
}

TEST_CASE("an address is taken apart as people write it") {
    const auto address = drop_address("https://me:a%3Ab@cloud.example.org/public.php/dav/files/TOKEN");
    REQUIRE(address);
    CHECK(address->folder == "https://cloud.example.org/public.php/dav/files/TOKEN/");
    CHECK(address->user == "me");
    CHECK(address->password == "a:b");
    CHECK(address->place() == "https://cloud.example.org/…");
}

TEST_CASE("a wish to be left alone is understood as seconds and as a date, and not for ever") {
    const std::string date = "Thu, 10 Dec 2026 22:00:00 GMT";
    CHECK(wait_asked("120", date) == 120s);
    CHECK(wait_asked("Thu, 10 Dec 2026 22:05:00 GMT", date) == 5min);
    CHECK(wait_asked("Fri, 11 Dec 2026 22:00:00 GMT", date) == 1h);
    CHECK(wait_asked("99999999999999999999999999", date) == 1h);
    CHECK(wait_asked("", date) == std::nullopt);
    CHECK(wait_asked("soon", date) == std::nullopt);
    CHECK(wait_asked("-5", date) == std::nullopt);
    CHECK(wait_asked("Thu, 10 Dec 2026 21:00:00 GMT", date) == std::nullopt);
    CHECK(wait_asked("Thu, 10 Dec 2026 22:05:00 GMT", "") == std::nullopt);
}

TEST_CASE("names of bundles are found in whatever a server says, whole or not at all") {
    const auto name = small_bundle().name;
    const auto other = small_bundle().name;
    const std::vector<std::string> one{name};
    CHECK(bundle_names_in("<D:href>/drop/" + name + "</D:href>") == one);
    CHECK(bundle_names_in("<a href=\"" + name + "\">" + name.substr(0, 47) + "..&gt;</a>") == one);
    CHECK(bundle_names_in("<lp:href xmlns='x'>\n" + name + "\n</lp:href>" + "<href>https://h/" + name + "</href>") ==
          one);
    CHECK(bundle_names_in(other + " " + name).size() == 2);
    for (const auto& text : {"." + name + ".part", name + ".part", name + "/", "x" + name, name.substr(1),
                             std::string(".hineni"), std::string(200, '.'), std::string()}) {
        CAPTURE(text);
        CHECK(bundle_names_in(text).empty());
    }
}
