// Every kind of drop, tried on the real thing.
#include <doctest/doctest.h>

#include <fstream>
#include <memory>

#include "tests/support/servers.hpp"
#include "tests/support/web_drop.hpp"
#include "tests/sync/send/drop_promises.hpp"

using namespace hineni;

namespace {

Backstage folder_behind(const std::filesystem::path& files) {
    return {[files](const std::string& name) { std::ofstream(files / name) << "not a bundle"; },
            [files](const std::string& name) { std::filesystem::resize_file(files / name, 100); }};
}

std::unique_ptr<Transport> by_pin(const Server& server, const std::string& path) {
    Terms terms;
    terms.pins = {server.pin()};
    auto drop = transport_to(server.address(path), std::move(terms));
    REQUIRE(drop);
    return std::move(*drop);
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
    keeps_its_promises(**transport_to("file:" + folder.path().string()), folder_behind(folder.path()));
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
    keeps_its_promises(*over_web(server), folder_behind(server.files()));
}

TEST_CASE("a server that shows pages of links keeps the promises of a drop") {
    const WebDrop server;
    keeps_its_promises(*over_web(server, "/pages/"), folder_behind(server.files()));
}

TEST_CASE("Apache keeps the promises of a drop") {
    const ApacheDrop server;
    keeps_its_promises(*by_pin(server, "/drop/"), folder_behind(server.files()));
}

TEST_CASE("a laptop with rclone keeps the promises of a drop") {
    const RcloneDrop server;
    // It remembers for a while what lay in its folder: nobody goes behind its back.
    const auto drop = by_pin(server, "/");
    takes_and_gives_back(*drop);
    keeps_a_receipt(*drop);
    takes_many_at_a_time(*drop);
    std::ofstream(server.files() / "notes.txt") << "not a bundle";
    CHECK_FALSE(drop->get("notes.txt", 1024).has_value());
}

TEST_CASE("a folder missing on the server is made for many bundles at once") {
    const ApacheDrop apache;
    const RcloneDrop rclone;
    for (const Server* server : {static_cast<const Server*>(&apache), static_cast<const Server*>(&rclone)}) {
        const auto drop = by_pin(*server, server == &apache ? "/drop/vigil/" : "/vigil/");
        takes_many_at_a_time(*drop);
    }
}

TEST_CASE("a file drop of Nextcloud's kind takes bundles and shows nothing") {
    const ApacheDrop server;
    const auto drop = by_pin(server, "/filedrop/");
    const auto bundle = some_bundle();
    for (int i = 0; i < 2; ++i) {
        const auto answer = drop->put(bundle.name, bundle.bytes);
        CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    }
    std::ifstream stored(server.files() / bundle.name, std::ios::binary);
    const Bytes there{std::istreambuf_iterator<char>(stored), {}};
    CHECK(there == bundle.bytes);
    const auto names = drop->list();
    REQUIRE_FALSE(names);
    CHECK(names.error().hint.find("--from DIR") != std::string::npos);
    CHECK_FALSE(drop->find(bundle.name, largest_bundle).has_value());
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
    for (const auto* address : {"", "http://localhost/drop/", "s3://", "s3://bucket/prefix", "ftp://example.org/",
                                "https://", "file://elsewhere/folder", "https://example.org/drop?x=1"}) {
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
