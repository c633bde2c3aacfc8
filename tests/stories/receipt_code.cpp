// The receipt code from the glass to the desk: what somebody takes home leads to their entry and to no other.
#include "hineni/receipt_code.hpp"

#include <doctest/doctest.h>

#include <map>

#include "hineni/queue.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/seal/open.hpp"
#include "tests/stories/vigil.hpp"

using namespace hineni;

namespace {

// A sign-up that takes a picture of the code.
std::string keeps_the_code(const std::string& name) {
    return "tap \"Join us\"\ntap \"Your name\"\ntype \"" + name +
           "\"\nnext\nnext\nnext\nsee \"Thank you\"\ntap \"Change your mind later?\"\n"
           "see \"the organizers can take your name off every list\"\npicture \"" +
           name + "\"\nnext\nsee \"Join us\"\nnot see \"Keep this code\"\n";
}

// The first line of what a phone reads.
std::string code_in(const std::filesystem::path& picture) {
    const auto read = finish({"zbarimg", "--quiet", "--raw", picture.string()});
    CHECK(read.out.find("Vigil of Light, 2026-12-10\n") != std::string::npos);
    return read.out.substr(0, read.out.find('\n'));
}

// Code to name, from the queue with the organizer's key. Every envelope is as long as every other.
std::map<std::string, std::string> opened_here(const Vigil& vigil) {
    const auto key = read_key_file(vigil.key(), []() -> Result<Secret> { return fail("it has no passphrase"); });
    REQUIRE(key);
    auto queue = QueueReader::open(vigil.state());
    REQUIRE(queue);
    std::map<std::string, std::string> names;
    const auto ids = queue->ids();
    REQUIRE(ids);
    for (const auto& id : *ids) {
        auto bytes = queue->bytes(id);
        REQUIRE((bytes && *bytes));
        const auto envelope = read_envelope(**std::move(bytes));
        REQUIRE(envelope);
        CHECK(envelope->bytes.size() == envelope_sizes.front());
        const auto entry = open(*envelope, *key);
        REQUIRE(entry);
        const auto json = nlohmann::json::parse(entry->content.text());
        names[json["receipt"].get<std::string>()] = json["answers"]["name"].get<std::string>();
    }
    return names;
}

}  // namespace

TEST_CASE("the code that a phone reads from the glass is the one inside that entry") {
    const Vigil vigil;
    const auto pictures = vigil.folder() / "pictures";
    auto command = vigil.rehearsal(keeps_the_code("Ada") + signs_up("Noor") + keeps_the_code("Grace"));
    command.insert(command.end(), {"--pictures", pictures.string()});
    const auto played = finish(command);
    REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);

    const auto names = opened_here(vigil);
    CHECK(names.size() == 3);
    for (const std::string name : {"Ada", "Grace"}) {
        CAPTURE(name);
        const auto shown = code_in(pictures / (name + ".png"));
        const auto code = receipt_code_in(shown);
        REQUIRE(code);
        CHECK(in_groups(*code) == shown);
        REQUIRE(names.contains(*code));
        CHECK(names.at(*code) == name);
        CHECK((played.out + played.err).find(shown) == std::string::npos);
    }
}
