// Many bundles at the same time, over a line that a test looks into.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <map>
#include <mutex>

#include "tests/sync/send/drop_promises.hpp"
#include "tests/sync/send/recorder.hpp"

using namespace hineni;

namespace {

// Holds the first eight questions back until all of them are there.
struct Gate {
    std::mutex lock;
    std::condition_variable moved;
    std::size_t came = 0, under_way = 0, most = 0;

    std::string pass(const std::function<std::string()>& answer) {
        std::unique_lock own(lock);
        ++came;
        most = std::max(most, ++under_way);
        moved.notify_all();
        moved.wait_for(own, std::chrono::seconds(10), [&] { return came >= 8; });
        --under_way;
        return answer();
    }
};

std::vector<Answered> put_many(Recorder& server, std::span<const Bundle> bundles,
                               const std::function<bool()>& stop = {}) {
    std::vector<Parcel> parcels;
    for (const auto& each : bundles) parcels.push_back({each.name, each.bytes});
    Terms terms;
    terms.pins = {server.pin()};
    terms.stop = stop;
    const auto drop = transport_to(server.address(), std::move(terms));
    REQUIRE(drop);
    return (*drop)->put_all(parcels);
}

std::vector<Bundle> bundles(std::size_t count) {
    std::vector<Bundle> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) all.push_back(some_bundle(1));
    return all;
}

}  // namespace

TEST_CASE("eight bundles are under way at a time, over eight connections that are kept") {
    Gate gate;
    Recorder server([&](const std::string&) { return gate.pass([] { return http("201 Created"); }); });
    const auto answers = put_many(server, bundles(40));
    server.finish();
    CHECK(std::ranges::all_of(answers, [](const auto& each) { return each.reply == Reply::Accepted; }));
    CHECK(server.requests().size() == 40);
    CHECK(gate.most == 8);
    CHECK(server.connections() == 8);
}

TEST_CASE("each of many bundles gets its own answer") {
    const auto all = bundles(24);
    const auto place_of = [&](const std::string& request) {
        return std::ranges::find_if(all, [&](const auto& each) { return request.find(each.name) < 200; }) - all.begin();
    };
    Recorder server([&](const std::string& request) {
        if (request.starts_with("MKCOL")) return http("405 Not Allowed");
        switch (place_of(request) % 4) {
            case 0: return http("201 Created");
            case 1: return http("413 Too Large");
            case 2: return http("503 Busy", {"Retry-After: 9"});
            default: return http("404 Not Found");
        }
    });
    const auto answers = put_many(server, all);
    REQUIRE(answers.size() == all.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        CAPTURE(i);
        CHECK(answers[i].reply ==
              std::array{Reply::Accepted, Reply::Refused, Reply::Unreachable, Reply::Unreachable}[i % 4]);
        CHECK(answers[i].not_before.has_value() == (i % 4 == 2));
    }
}

TEST_CASE("of many bundles those without a clear answer are looked at") {
    const auto all = bundles(10);
    std::mutex lock;
    std::map<std::string, std::string> held;
    Recorder server([&](const std::string& request) {
        const std::lock_guard own(lock);
        const auto begin = request.find(' ') + 1;
        const auto path = request.substr(begin, request.find(' ', begin) - begin);
        if (request.starts_with("PUT")) {
            held[path] = request.substr(request.find("\r\n\r\n") + 4);
            return http(held.size() % 2 == 0 ? "200 OK" : "204 No Content");
        }
        if (request.starts_with("GET")) return http("200 OK", {}, held[path]);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(held[path].size()) + "\r\n\r\n";
    });
    for (const auto& answer : put_many(server, all)) CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    CHECK(held.size() == 10);
}

TEST_CASE("a login page in place of each of many bundles is found out") {
    Recorder server([](const std::string&) { return http("200 OK", {}, std::string(4000, 'x')); });
    for (const auto& answer : put_many(server, bundles(10))) CHECK(answer.reply == Reply::Unreachable);
}

TEST_CASE("a program that ends gives up all that is under way, and begins nothing") {
    Recorder server([](const std::string&) { return http("201 Created"); });
    const auto answers = put_many(server, bundles(30), [] { return true; });
    server.finish();
    CHECK(std::ranges::all_of(answers, [](const auto& each) { return each.reply == Reply::Unreachable; }));
    CHECK(server.requests().size() <= 8);
}

TEST_CASE("of many bundles each is told the time as far as it may be off since the first began") {
    Recorder server([](const std::string&) { return http("201 Created", {"Date: Thu, 10 Dec 2026 22:00:00 GMT"}); });
    for (const auto& answer : put_many(server, bundles(20))) {
        REQUIRE(answer.time.has_value());
        CHECK(answer.time->within_s >= 61);
        CHECK(answer.time->within_s <= 120);
    }
}
