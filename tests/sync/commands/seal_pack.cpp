#include "sync/packs/event_seal.hpp"
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;

TEST_CASE("a pack is sealed at the desk, and check says by whom, by nobody, or that it was changed since") {
    const Laptop laptop;
    const auto check = [&] {
        return finish({HINENI_BIN "/hineni-sync", "check", "--event", laptop.pack().string()}).out;
    };
    CHECK(check().find("sealed by nobody") != std::string::npos);
    const auto said = finish(
        {HINENI_BIN "/hineni-desk", "seal-pack", "--key", laptop.key().string(), "--event", laptop.pack().string()});
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    const auto words = said.out.substr(0, said.out.find('\n'));
    CHECK(words.size() == 4 * 5 + 3);
    CHECK(check().find("sealed by " + words) != std::string::npos);
    spill(laptop.pack() / "event.toml", slurped(laptop.pack() / "event.toml") + "\n");
    CHECK(check().find("event.seal does not fit") != std::string::npos);
}

TEST_CASE("a broken pack is not sealed") {
    const Laptop laptop;
    spill(laptop.pack() / "event.toml", "hineni = 1\n");
    const auto said = finish(
        {HINENI_BIN "/hineni-desk", "seal-pack", "--key", laptop.key().string(), "--event", laptop.pack().string()});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("hint: ") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(laptop.pack() / "event.seal"));
}

TEST_CASE("the desk makes the line of a PIN, which a pack may carry") {
    const Laptop laptop;
    spill(laptop.file("pin"), "481516\n");
    const auto said = finish({HINENI_BIN "/hineni-desk", "pin", "--pin-file", laptop.file("pin")});
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out.starts_with("[organizer]\npin = \"$argon2id$"));
    CHECK(said.out.find("481516") == std::string::npos);
    spill(laptop.pack() / "event.toml", slurped(laptop.pack() / "event.toml") + said.out);
    const auto check = finish({HINENI_BIN "/hineni-sync", "check", "--event", laptop.pack().string()});
    CHECK_MESSAGE(check.exit_code == 0, check.out);
    for (const char* wrong : {"12345", "1234567890123", "48151a", ""}) {
        spill(laptop.file("pin"), wrong);
        CHECK(finish({HINENI_BIN "/hineni-desk", "pin", "--pin-file", laptop.file("pin")}).exit_code == 1);
    }
}
