// Whom a transport believes: pins, certificates and their dates. The server writes down every byte it gets.
#include <doctest/doctest.h>

#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/sync/send/recorder.hpp"

using namespace hineni;

namespace {

constexpr const char* foreign_pin = "sha256//d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=";
constexpr long day_s = 24 * 3600;
constexpr Validity expired{-2 * day_s, -day_s};
constexpr Validity not_yet{day_s, 2 * day_s};

std::string created(const std::string&) {
    return http("201 Created", {"Date: Thu, 10 Dec 2026 22:00:00 GMT"});
}

// Puts one bundle and waits until the server has seen the end of it.
Answered put(Recorder& server, Terms terms, const std::string& host = "localhost") {
    auto address = server.address();
    address.replace(address.find("localhost"), 9, host);
    Answered answer;
    {
        const auto drop = transport_to(address, std::move(terms));
        REQUIRE(drop);
        const auto bundle = make_bundle(event_tag("vigil"), std::vector<Bytes>{noise_envelope().bytes});
        answer = (*drop)->put(bundle.name, bundle.bytes);
    }
    server.finish();
    return answer;
}

}  // namespace

TEST_CASE("with a pin neither authorities nor names nor dates matter") {
    for (const auto validity : {Validity{}, expired, not_yet}) {
        for (const auto dates : {Dates::Judged, Dates::CannotBeJudged}) {
            for (const char* host : {"localhost", "127.0.0.1"}) {
                Recorder server(created, validity);
                Terms terms;
                terms.pins = {foreign_pin, server.pin()};
                terms.dates = dates;
                const auto answer = put(server, terms, host);
                CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
                CHECK(server.requests().size() == 1);
            }
        }
    }
}

TEST_CASE("not one byte of a question leaves for a server whose key is not pinned") {
    for (const auto dates : {Dates::Judged, Dates::CannotBeJudged}) {
        Recorder server(created);
        Terms terms;
        terms.authorities = server.authorities();  // Its certificate fits, and does not help it.
        terms.pins = {foreign_pin};
        terms.dates = dates;
        const auto answer = put(server, terms);
        CHECK(answer.reply == Reply::Unreachable);
        CHECK(answer.why.find("key") != std::string::npos);
        CHECK_FALSE(answer.time.has_value());
        CHECK(server.connections() == 1);
        CHECK(server.bytes() == "");
    }
}

TEST_CASE("not one byte of a question leaves for a server whose certificate does not fit") {
    const Recorder other(created);
    for (const auto dates : {Dates::Judged, Dates::CannotBeJudged}) {
        Recorder foreign(created);
        Terms somebody_else;
        somebody_else.authorities = other.authorities();
        somebody_else.dates = dates;
        CHECK(put(foreign, somebody_else).reply == Reply::Unreachable);
        CHECK(foreign.connections() == 1);
        CHECK(foreign.bytes() == "");

        Recorder named(created);
        Terms another_name;
        another_name.authorities = named.authorities();
        another_name.dates = dates;
        CHECK(put(named, another_name, "127.0.0.1").reply == Reply::Unreachable);
        CHECK(named.connections() == 1);
        CHECK(named.bytes() == "");
    }
}

TEST_CASE("where dates cannot be judged, chain and name decide") {
    for (const auto validity : {expired, not_yet}) {
        Recorder server(created, validity);
        Terms terms;
        terms.authorities = server.authorities();
        terms.dates = Dates::CannotBeJudged;
        const auto answer = put(server, terms);
        CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    }
}

TEST_CASE("a certificate that the clock is early for is a hindrance that names clock and pins") {
    Recorder server(created, not_yet);
    const auto answer = put(server, {server.authorities(), {}});
    CHECK(answer.reply == Reply::Unreachable);
    CHECK(answer.why.find("not valid yet") != std::string::npos);
    CHECK(answer.hint.find("clock") != std::string::npos);
    CHECK(answer.hint.find("deliver.pins") != std::string::npos);
    CHECK(server.bytes() == "");
}

TEST_CASE("a certificate that has expired is a hindrance that names clock and pins") {
    Recorder server(created, expired);
    const auto answer = put(server, {server.authorities(), {}});
    CHECK(answer.reply == Reply::Unreachable);
    CHECK(answer.why.find("expired") != std::string::npos);
    CHECK(answer.hint.find("clock") != std::string::npos);
    CHECK(answer.hint.find("deliver.pins") != std::string::npos);
    CHECK(server.bytes() == "");
}

TEST_CASE("a drop tells the time, and how far that may be off") {
    constexpr std::int64_t told = 1796940000;  // Thu, 10 Dec 2026 22:00:00 GMT
    Recorder server(created);
    const auto answer = put(server, {server.authorities(), {}});
    REQUIRE(answer.time.has_value());
    CHECK(answer.time->unix_s == told);
    CHECK(answer.time->within_s >= 61);  // A second begun, and a minute.
}

TEST_CASE("a drop that tells no time or nonsense tells none") {
    for (const char* date : {"X-Other: 1", "Date: ", "Date: soon", "Date: Thu, 99 Foo 2026"}) {
        CAPTURE(date);
        Recorder server([&](const std::string&) { return http("201 Created", {date}); });
        CHECK_FALSE(put(server, {server.authorities(), {}}).time.has_value());
    }
}

TEST_CASE("a refusal tells the time too") {
    Recorder server([](const std::string&) {
        return http("503 Busy", {"Date: Thu, 10 Dec 2026 22:00:00 GMT", "Retry-After: 7"});
    });
    const auto answer = put(server, {server.authorities(), {}});
    CHECK(answer.reply == Reply::Unreachable);
    CHECK(answer.time.has_value());
}
