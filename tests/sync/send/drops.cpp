// What every drop promises, tried on a folder and on a real WebDAV server.
#include <doctest/doctest.h>

#include <fstream>
#include <memory>

#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;

namespace {

constexpr std::size_t plenty = 4 * 1024 * 1024;

Bundle some_bundle(std::size_t envelopes = 3) {
    std::vector<Bytes> all;
    for (std::size_t i = 0; i < envelopes; ++i) all.push_back(noise_envelope().bytes);
    return make_bundle(event_tag("vigil"), all);
}

void keeps_its_promises(Transport& drop, const std::filesystem::path& files) {
    const auto bundle = some_bundle();
    const auto full = some_bundle(60);

    INFO("it takes bundles");
    for (const auto& each : {bundle, full}) {
        const auto answer = drop.put(each.name, each.bytes);
        CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    }
    INFO("twice is once");
    CHECK(drop.put(bundle.name, bundle.bytes).reply == Reply::Accepted);

    INFO("it lists bundles and nothing else");
    std::ofstream(files / "notes.txt") << "not a bundle";
    std::ofstream(files / ("." + bundle.name + ".part")) << "half";
    const auto names = drop.list();
    REQUIRE_MESSAGE(names, names.error().what);
    CHECK(*names == std::vector{std::min(bundle.name, full.name), std::max(bundle.name, full.name)});

    INFO("it gives back what it was given");
    CHECK(drop.get(bundle.name, plenty).value_or(Bytes{}) == bundle.bytes);
    CHECK(drop.get(full.name, plenty).value_or(Bytes{}) == full.bytes);
    CHECK(drop.get(full.name, full.bytes.size()).has_value());

    INFO("it does not give more than asked for, nor what is no bundle, nor what is not there");
    CHECK_FALSE(drop.get(full.name, full.bytes.size() - 1).has_value());
    CHECK_FALSE(drop.get("notes.txt", plenty).has_value());
    CHECK_FALSE(drop.get("../" + bundle.name, plenty).has_value());
    CHECK_FALSE(drop.get(some_bundle(1).name, plenty).has_value());

    INFO("a damaged bundle under the same name is replaced");
    std::filesystem::resize_file(files / bundle.name, 100);
    CHECK(drop.put(bundle.name, bundle.bytes).reply == Reply::Accepted);
    CHECK(drop.get(bundle.name, plenty).value_or(Bytes{}) == bundle.bytes);
}

std::unique_ptr<Transport> over_web(const WebDrop& server, const std::string& path = "/drop/") {
    auto drop = transport_to(server.address(path), {server.authorities(), {}});
    REQUIRE(drop);
    return std::move(*drop);
}

}  // namespace

TEST_CASE("a folder keeps the promises of a drop") {
    const FreshFolder folder;
    for (const auto& address : {folder.path().string(), "file:" + folder.path().string(),
                                "file://" + folder.path().string(), "file://localhost" + folder.path().string()}) {
        CAPTURE(address);
        const auto drop = transport_to(address);
        REQUIRE(drop);
        CHECK((*drop)->place() == folder.path().string());
    }
    keeps_its_promises(**transport_to("file:" + folder.path().string()), folder.path());
}

TEST_CASE("a folder whose name has spaces and percents is found") {
    const FreshFolder folder;
    std::filesystem::create_directory(folder / "my 100% stick");
    const auto bundle = some_bundle();
    for (const auto* name : {"my%20100%25%20stick", "my 100% stick"}) {
        const auto drop = transport_to("file:" + folder.path().string() + "/" + name);
        REQUIRE(drop);
        CHECK((*drop)->put(bundle.name, bundle.bytes).reply == Reply::Accepted);
    }
}

TEST_CASE("a WebDAV server keeps the promises of a drop") {
    const WebDrop server;
    keeps_its_promises(*over_web(server), server.files());
}

TEST_CASE("a server that shows pages of links keeps the promises of a drop") {
    const WebDrop server;
    keeps_its_promises(*over_web(server, "/pages/"), server.files());
}

TEST_CASE("a stick that is not plugged in is unreachable and is not made up") {
    const FreshFolder folder;
    const auto drop = transport_to((folder / "stick").string());
    const auto bundle = some_bundle();
    const auto answer = (*drop)->put(bundle.name, bundle.bytes);
    CHECK(answer.reply == Reply::Unreachable);
    CHECK(answer.why.find("No such file") != std::string::npos);
    CHECK(answer.hint.find("plug in") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "stick"));
    CHECK_FALSE((*drop)->list().has_value());
}

TEST_CASE("a folder that cannot be written to is unreachable, and nothing in it looks like a bundle") {
    const FreshFolder folder;
    const auto bundle = some_bundle();
    std::filesystem::create_directory(folder / ("." + bundle.name + ".part"));
    const auto drop = transport_to(folder.path().string());
    const auto answer = (*drop)->put(bundle.name, bundle.bytes);
    CHECK(answer.reply == Reply::Unreachable);
    CHECK_FALSE(answer.why.empty());
    CHECK((*drop)->list().value() == std::vector<std::string>{});
}

TEST_CASE("an address that is none says what would be right") {
    for (const auto* address : {"", "http://localhost/drop/", "s3://bucket/prefix", "ftp://example.org/", "https://",
                                "file://elsewhere/folder", "https://example.org/drop?x=1"}) {
        CAPTURE(address);
        const auto drop = transport_to(address);
        REQUIRE_FALSE(drop);
        CHECK_FALSE(drop.error().hint.empty());
    }
}

TEST_CASE("a drop that lets nobody look takes the same bundle again") {
    const WebDrop server;
    const auto drop = over_web(server, "/closed/");
    const auto bundle = some_bundle();
    CHECK(drop->put(bundle.name, bundle.bytes).reply == Reply::Accepted);
    CHECK(drop->put(bundle.name, bundle.bytes).reply == Reply::Accepted);
    CHECK(server.count() == 1);
    const auto names = drop->list();
    REQUIRE_FALSE(names);
    CHECK(names.error().hint.find("--from DIR") != std::string::npos);
}

TEST_CASE("a folder missing on the server is made") {
    const WebDrop server;
    std::filesystem::remove(server.files());
    const auto bundle = some_bundle();
    const auto answer = over_web(server)->put(bundle.name, bundle.bytes);
    CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    CHECK(server.count() == 1);
}

TEST_CASE("a server that comes back is found again on the same transport") {
    WebDrop server;
    const auto drop = over_web(server);
    const auto bundle = some_bundle();
    CHECK(drop->put(bundle.name, bundle.bytes).reply == Reply::Accepted);
    server.unplug();
    const auto answer = drop->put(bundle.name, bundle.bytes);
    CHECK(answer.reply == Reply::Unreachable);
    CHECK_FALSE(answer.hint.empty());
    server.plug();
    CHECK(drop->put(bundle.name, bundle.bytes).reply == Reply::Accepted);
}
