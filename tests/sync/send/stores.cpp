// Object stores: what is signed, what counts as stored, and what is said where it is not.
#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

#include "sync/send/store_address.hpp"
#include "tests/support/servers.hpp"
#include "tests/sync/send/drop_promises.hpp"
#include "tests/sync/send/recorder.hpp"
#include "tests/sync/send/sigv4.hpp"

using namespace hineni;

namespace {

constexpr const char* server_date = "Date: Thu, 10 Dec 2026 22:00:00 GMT";
constexpr const char* secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

std::unique_ptr<Transport> store_at(const std::string& endpoint, const std::string& pin,
                                    const std::string& address = "s3://vigil/2026/tablets") {
    Terms terms;
    terms.pins = {pin};
    terms.store = ObjectStore{endpoint, "eu-west-1", "AKIAIOSFODNN7EXAMPLE", secret};
    auto drop = transport_to(address, std::move(terms));
    REQUIRE_MESSAGE(drop, drop.error().what);
    return std::move(*drop);
}

std::unique_ptr<Transport> real_store(const StoreDrop& server, const std::string& secret_key = "S3RVER",
                                      const std::string& address = "s3://vigil/2026/tablets") {
    Terms terms;
    terms.pins = {server.pin()};
    terms.store = ObjectStore{server.address(""), "us-east-1", "S3RVER", secret_key};
    auto drop = transport_to(address, std::move(terms));
    REQUIRE_MESSAGE(drop, drop.error().what);
    return std::move(*drop);
}

bool no_store() {
    const auto why = StoreDrop::missing();
    if (!why.empty()) MESSAGE("skipped: " << why);
    return !why.empty();
}

std::string error(const std::string& code) {
    return "<?xml version=\"1.0\"?>\n<Error><Code>" + code + "</Code><Message>no</Message></Error>";
}

// Puts one bundle into a store that gives `answers`, one for each question and the last for all that follow.
struct Tried {
    Answered answer;
    std::vector<std::string> requests;
};
Tried put_where(const std::vector<std::string>& answers) {
    std::size_t asked = 0;
    Recorder server([&](const std::string&) { return answers[std::min(asked++, answers.size() - 1)]; });
    Tried tried;
    {
        const auto bundle = some_bundle();
        tried.answer = store_at("https://" + server.host(), server.pin())->put(bundle.name, bundle.bytes);
    }
    server.finish();
    tried.requests = server.requests();
    return tried;
}

std::string taken(const std::string& etag = "\"abc\"") {
    return http("200 OK", {server_date, "ETag: " + etag});
}

// As long as `some_bundle()`, for questions that get a head alone.
std::string shown(const std::string& etag = "\"abc\"", std::size_t length = some_bundle().bytes.size()) {
    return "HTTP/1.1 200 OK\r\nETag: " + etag + "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

}  // namespace

TEST_CASE("an object store keeps the promises of a drop") {
    if (no_store()) return;
    const StoreDrop server;
    const auto drop = real_store(server);
    keeps_its_promises(*drop, {[&](const std::string& name) { static_cast<void>(drop->put(name, Bytes(10)).reply); },
                               [&](const std::string& name) {
                                   std::filesystem::resize_file(server.object("2026/tablets/" + name), 100);
                               }});
    INFO("a store without a prefix is another drop");
    const auto other = real_store(server, "S3RVER", "s3://vigil");
    CHECK(other->list().value_or(std::vector<std::string>{"?"}).empty());
    takes_and_gives_back(*other);
    INFO("a bucket that is not there is told by its name");
    const auto nowhere = real_store(server, "S3RVER", "s3://other/2026");
    const auto bundle = some_bundle();
    const auto answer = nowhere->put(bundle.name, bundle.bytes);
    CHECK(answer.reply == Reply::Unreachable);
    CHECK(answer.why.find("no such bucket") != std::string::npos);
    CHECK_FALSE(nowhere->find(bundle.name, 1000).has_value());
    CHECK_FALSE(nowhere->list().has_value());
}

// The characters that versions of libcurl sign differently are in none of our questions, whatever lies in the bucket.
TEST_CASE("a listing of several pages is read to its end, past whatever else lies there") {
    std::vector<std::string> names{some_bundle(1).name, some_bundle(1).name, some_bundle(1).name};
    std::ranges::sort(names);
    const std::string folder = "2026/tablets/";
    struct Page {
        std::string holds, next;  // Keys; what the next page is asked to begin after.
    };
    const std::vector<Page> pages{{"<Contents><Key>" + folder + names[0] + "</Key></Contents>", names[0]},
                                  {"<Contents><Key>" + folder + names[1] + "</Key></Contents><Contents><Key>" + folder +
                                       "ga+b&amp;c</Key></Contents>",
                                   "ga-"},
                                  {"<Contents><Key>" + folder + "gé</Key></Contents>", "g~"},
                                  {"<Contents><Key>" + folder + "ha</Key></Contents><CommonPrefixes><Prefix>" + folder +
                                       "photos/</Prefix></CommonPrefixes>",
                                   "photos0"},
                                  {"<Contents><Key>" + folder + names[2] + "</Key></Contents>", ""}};
    std::size_t asked = 0;
    Recorder server([&](const std::string&) {
        const auto& page = pages[asked++];
        return http("200 OK", {},
                    "<ListBucketResult><IsTruncated>" + std::string(page.next.empty() ? "false" : "true") +
                        "</IsTruncated><NextContinuationToken>1+/=</NextContinuationToken>" + page.holds +
                        "</ListBucketResult>");
    });
    auto listed = store_at("https://" + server.host(), server.pin())->list();
    server.finish();
    REQUIRE_MESSAGE(listed, listed.error().what);
    CHECK(*listed == names);
    REQUIRE(server.requests().size() == pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto after = i == 0 ? "" : "&start-after=2026%2Ftablets%2F" + pages[i - 1].next;
        CHECK(server.requests()[i].starts_with("GET /vigil?delimiter=%2F&list-type=2&prefix=2026%2Ftablets%2F" + after +
                                               " HTTP"));
        CHECK(sigv4::said(server.requests()[i], "Signature") == sigv4::signature_of(server.requests()[i], secret));
    }
}

TEST_CASE("a listing that cannot be whole is none") {
    for (const auto& answer :
         {http("200 OK", {}, "<h1>Sign in</h1>"),
          http("200 OK", {}, "<ListBucketResult><IsTruncated>true</IsTruncated>"),
          http("200 OK", {},
               "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>2026/tablets/same</Key></Contents>"),
          http("403 Forbidden", {}, error("AccessDenied"))}) {
        CAPTURE(answer);
        Recorder server([&](const std::string&) { return answer; });
        CHECK_FALSE(store_at("https://" + server.host(), server.pin())->list().has_value());
    }
}

TEST_CASE("every question to a store is signed as Amazon's rules say") {
    const auto listing = http("200 OK", {}, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    Recorder server([&](const std::string& request) {
        if (request.starts_with("GET /vigil?")) return listing;
        return request.starts_with("HEAD") ? shown() : taken();
    });
    {
        const auto drop = store_at("https://" + server.host(), server.pin(), "s3://vigil/2026/two_tablets~.a-b");
        const auto bundle = some_bundle();
        CHECK(drop->put(bundle.name, bundle.bytes).reply == Reply::Accepted);
        CHECK(drop->list().has_value());
        CHECK(drop->find(bundle.name, 1000).has_value());
    }
    server.finish();
    REQUIRE(server.requests().size() == 4);
    for (const auto& request : server.requests()) {
        CAPTURE(request.substr(0, request.find("\r\n\r\n")));
        const auto body = request.substr(request.find("\r\n\r\n") + 4);
        CHECK(header_of(request, "x-amz-content-sha256") == sigv4::sha256_hex(body));
        CHECK(sigv4::said(request, "Credential").ends_with("/eu-west-1/s3/aws4_request"));
        CHECK(sigv4::said(request, "SignedHeaders").find("host;x-amz-content-sha256;x-amz-date") != std::string::npos);
        CHECK(sigv4::said(request, "Signature") == sigv4::signature_of(request, secret));
        CHECK(sigv4::said(request, "Signature") != sigv4::signature_of(request, "another secret"));
        CHECK(request.find(secret) == std::string::npos);
    }
    CHECK(server.requests()[0].starts_with("PUT /vigil/2026/two_tablets~.a-b/"));
}

TEST_CASE("what a store has counts only with an ETag that a look confirms") {
    CHECK(put_where({taken(), shown()}).answer.reply == Reply::Accepted);
    CHECK(put_where({taken("W/\"abc\""), shown()}).answer.reply == Reply::Accepted);
    INFO("a store that lets nobody look is believed");
    const auto closed = put_where({taken(), "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"});
    CHECK(closed.answer.reply == Reply::Accepted);
    CHECK(closed.answer.time.has_value());
    for (const auto& answers : std::vector<std::vector<std::string>>{
             {http("200 OK"), shown()},    // Empty, and no ETag.
             {http("200 OK"), shown("")},  // Nor does a look show any.
             {http("200 OK"), "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"},
             {http("200 OK", {}, "<h1>Free WiFi</h1>Sign in."), shown()},       // A login page.
             {http("201 Created"), shown()},                                    // A WebDAV server.
             {http("204 No Content", {"ETag: \"abc\""}), shown()},              // Not what a store says.
             {taken(), shown("\"other\"")},                                     // Somebody else's bundle.
             {taken(), shown("\"abc\"", 100)},                                  // Half of it.
             {taken(), shown("")},                                              // No ETag to compare.
             {taken(), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"},  // It forgot.
             {taken(), "HTTP/1.1 500 Trouble\r\nContent-Length: 0\r\n\r\n"},    // Nobody knows.
             {taken(), "HTTP/1.1 301 Elsewhere\r\nContent-Length: 0\r\n\r\n"}}) {
        CAPTURE(answers.front());
        CAPTURE(answers.back());
        const auto tried = put_where(answers);
        CHECK(tried.answer.reply == Reply::Unreachable);
        CHECK_FALSE(tried.answer.why.empty());
        CHECK_FALSE(tried.answer.hint.empty());
    }
}

TEST_CASE("errors of a store are said in words with a hint") {
    struct Case {
        const char* status;
        const char* code;
        const char* words;
    };
    for (const auto& [status, code, words] :
         {Case{"403 Forbidden", "SignatureDoesNotMatch", "secret key does not fit"},
          Case{"403 Forbidden", "InvalidAccessKeyId", "does not know the access key"},
          Case{"403 Forbidden", "AccessDenied", "may not write"},
          Case{"404 Not Found", "NoSuchBucket", "no such bucket"},
          Case{"400 Bad Request", "AuthorizationHeaderMalformed", "another region"},
          Case{"400 Bad Request", "SomethingNew", "SomethingNew"}, Case{"400 Bad Request", "<script>", "400"},
          Case{"301 Moved", "PermanentRedirect", "another endpoint"}, Case{"503 Slow Down", "SlowDown", "slow down"},
          Case{"500 Oh", "InternalError", "500"}, Case{"403 Forbidden", "RequestTimeTooSkewed", "clock is wrong"}}) {
        CAPTURE(code);
        const auto tried = put_where({http(status, {"Retry-After: 7"}, error(code))});
        CHECK(tried.answer.reply == Reply::Unreachable);
        CHECK(tried.answer.why.find(words) != std::string::npos);
        CHECK_FALSE(tried.answer.hint.empty());
        CHECK(tried.answer.not_before == std::chrono::seconds(7));
    }
    CHECK(put_where({http("400 Bad Request", {}, error("EntityTooLarge"))}).answer.reply == Reply::Refused);
    CHECK(put_where({http("413 Too Large")}).answer.reply == Reply::Refused);
}

TEST_CASE("where our clock is wrong, the store's time is signed") {
    const auto skewed = http("403 Forbidden", {server_date}, error("RequestTimeTooSkewed"));
    const auto tried = put_where({skewed, taken(), shown()});
    CHECK_MESSAGE(tried.answer.reply == Reply::Accepted, tried.answer.why);
    REQUIRE(tried.requests.size() == 3);
    CHECK(header_of(tried.requests[0], "x-amz-date") != "20261210T220000Z");
    for (std::size_t i = 1; i < 3; ++i) {
        CHECK(header_of(tried.requests[i], "x-amz-date") == "20261210T220000Z");
        CHECK(sigv4::said(tried.requests[i], "Credential").find("/20261210/") != std::string::npos);
        CHECK(sigv4::said(tried.requests[i], "Signature") == sigv4::signature_of(tried.requests[i], secret));
    }
    INFO("a store that is never content is asked twice, not for ever");
    CHECK(put_where({skewed}).requests.size() == 2);
}

TEST_CASE("a name that is not there is no failure, and a door that is closed is one") {
    const auto find_where = [](const std::string& answer) {
        Recorder server([&](const std::string&) { return answer; });
        return store_at("https://" + server.host(), server.pin())->find(some_bundle().name, 1000);
    };
    const auto missing = find_where(http("404 Not Found", {}, error("NoSuchKey")));
    REQUIRE(missing);
    CHECK_FALSE(missing->has_value());
    for (const auto& answer : {http("404 Not Found", {}, error("NoSuchBucket")), http("404 Not Found"),
                               http("403 Forbidden", {}, error("AccessDenied")), http("200 OK", {}, "Sign in.")}) {
        CAPTURE(answer);
        CHECK_FALSE(find_where(answer).has_value());
    }
}

TEST_CASE("a store's address is taken apart, and what it leaves open comes from the environment") {
    const ObjectStore whole{"https://s3.example.org:9000", "eu-west-1", "AKIA", "hunter2"};
    const auto address = store_address("s3://vigil/2026/a_b/", whole);
    REQUIRE(address);
    CHECK(address->bucket_url == "https://s3.example.org:9000/vigil");
    CHECK(address->prefix == "2026/a_b/");
    CHECK(address->place == "s3://vigil/2026/a_b on s3.example.org:9000");
    CHECK(store_address("s3://vigil", whole)->prefix == "");

    for (const auto* wrong :
         {"s3://", "s3:///x", "s3:vigil", "s3://Vigil", "s3://me:hunter2@vigil/x", "s3://vigil/a?b", "s3://vigil/a b",
          "s3://vigil/a+b", "s3://vigil/é", "s3://vigil/a/../b", "s3://vigil/."}) {
        CAPTURE(wrong);
        const auto none = store_address(wrong, whole);
        REQUIRE_FALSE(none);
        CHECK_FALSE(none.error().hint.empty());
        CHECK(none.error().what.find("hunter2") == std::string::npos);
    }
    CHECK_FALSE(store_address("s3://vigil", {"https://me:hunter2@s3.example.org", "r", "a", "b"}).has_value());
    CHECK_FALSE(store_address("s3://vigil", {"http://s3.example.org", "r", "a", "b"}).has_value());

    const ObjectStore open{{}, {}, {}, {}};
    CHECK(store_address("s3://vigil", open).error().hint.find("AWS_ENDPOINT_URL") != std::string::npos);
    ::setenv("AWS_ENDPOINT_URL", "https://s3.example.org", 1);
    CHECK(store_address("s3://vigil", open).error().hint.find("AWS_SECRET_ACCESS_KEY") != std::string::npos);
    ::setenv("AWS_ACCESS_KEY_ID", "AKIA", 1);
    ::setenv("AWS_SECRET_ACCESS_KEY", "hunter2", 1);
    CHECK(store_address("s3://vigil", open)->store.region == "us-east-1");
    ::setenv("AWS_REGION", "eu-west-1", 1);
    CHECK(store_address("s3://vigil", open)->store.region == "eu-west-1");
    CHECK(store_address("s3://vigil", whole)->store.endpoint == "https://s3.example.org:9000");
    for (const auto* name : {"AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"}) {
        ::unsetenv(name);
    }
}
