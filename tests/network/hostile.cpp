// Some fifty servers that are not what a drop should be, and the shipped program that is to deliver there: nothing
// counts as delivered, whoever cannot prove who they are get nothing, and it is over soon and costs little memory.
#include "tests/network/sendings.hpp"

using namespace hineni;

namespace {

constexpr long most_more_kib = 32L * 1024;
constexpr long longest_ms = 30'000;

bool untrusted(const std::string& name) {
    return name.starts_with("untrusted");
}

void begin_all(Sendings& sendings, const HostileServer& server) {
    for (const auto& name : server.names()) {
        Pretending pretending;
        pretending.quick = name.find("slow") != std::string::npos;
        sendings.begin(name, to_drop(server.address(name)), server.authorities(), pretending);
    }
}

void is_not_delivered(const Sending& sending) {
    CAPTURE(sending.name);
    CAPTURE(sending.finished.err);
    CHECK(sending.finished.exit_code == 1);
    CHECK(sending.finished.err.find("hint: ") != std::string::npos);
    CHECK(sending.standing.delivered == 0);
    CHECK(sending.standing.set_aside == 0);
    CHECK(sending.standing.waiting == 1);
    CHECK(sending.report.lasted_ms >= 0);
    CHECK(sending.report.lasted_ms <= longest_ms);
}

}  // namespace

TEST_CASE("nothing is delivered to hostile servers and nothing given to those who cannot prove who they are") {
    HostileServer server;
    Sendings sendings(1);
    sendings.begin("honest", to_drop(server.address("honest")), server.authorities());
    begin_all(sendings, server);
    const auto all = sendings.end();
    REQUIRE(server.names().size() >= 40);
    REQUIRE(all.size() == server.names().size() + 1);
    const auto& honest = all.front();
    REQUIRE_MESSAGE(honest.finished.exit_code == 0, honest.finished.err);
    REQUIRE(honest.standing.delivered == 1);
    REQUIRE(honest.report.peak_kib > 0);
    for (std::size_t i = 1; i < all.size(); ++i) {
        is_not_delivered(all[i]);
        CHECK_MESSAGE(all[i].report.peak_kib <= honest.report.peak_kib + most_more_kib, all[i].name);
    }
    auto records = server.end();
    CHECK(records["honest"].body > envelope_sizes[0]);
    CHECK(records["elsewhere"].connections == 0);  // Where redirects lead to.
    for (const auto& name : server.names()) {
        CAPTURE(name);
        CHECK(records[name].connections > 0);
        if (untrusted(name)) CHECK(records[name].bytes == 0);
    }
}

TEST_CASE("a sender that takes any 2xx for a delivery is caught") {
    HostileServer server;
    Sendings sendings(1);
    sendings.program = HINENI_BIN "/control-any-2xx";
    for (const auto* name : {"portal", "empty_200", "accepted_202", "not_stored_204", "other_bundle", "cut_in_headers",
                             "short_body", "zip_bomb", "untrusted_self"}) {
        sendings.begin(name, to_drop(server.address(name)), server.authorities());
    }
    int caught = 0;
    for (const auto& sending : sendings.end()) {
        if (sending.standing.delivered == 0) continue;
        ++caught;
        CHECK_FALSE(untrusted(sending.name));
    }
    CHECK(caught >= 5);
}

TEST_CASE("a server whose key is not the one that the pack names is not even asked") {
    HostileServer server;
    Sendings sendings(1);
    const std::string other = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const std::vector<std::string> names{"honest", "portal", "moved_302", "gone_at_once", "untrusted_expired"};
    for (const auto& name : names) sendings.begin(name, to_drop(server.address(name), other), server.authorities());
    for (const auto& sending : sendings.end()) {
        is_not_delivered(sending);
        const bool named = sending.finished.err.find("deliver.pins") != std::string::npos;
        CHECK_MESSAGE(named, sending.finished.err);
    }
    auto records = server.end();
    for (const auto& name : names) {
        CAPTURE(name);
        CHECK(records[name].connections > 0);
        CHECK(records[name].bytes == 0);
    }
}

TEST_CASE("nothing is delivered to hostile servers that pose as an object store") {
    HostileServer server;
    Sendings sendings(1);
    for (const auto& name : server.names()) {
        Pretending pretending;
        pretending.quick = name.find("slow") != std::string::npos;
        sendings.begin(name, to_store(server.endpoint(name)), server.authorities(), pretending);
    }
    for (const auto& sending : sendings.end()) is_not_delivered(sending);
    auto records = server.end();
    for (const auto& name : server.names()) {
        CAPTURE(name);
        CHECK(records[name].connections > 0);
        if (untrusted(name)) CHECK(records[name].bytes == 0);
    }
}
