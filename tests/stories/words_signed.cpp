// Promise 4, to its end: which words somebody signed can be shown years later, byte for byte, by the hash in the table.
#include <doctest/doctest.h>

#include "tests/stories/vigil.hpp"

using namespace hineni;

TEST_CASE("a pledge signed in Spanish after the language was changed leads back to the exact Spanish words") {
    const Vigil vigil;
    vigil.play(
        "tap \"Sign the pledge\"\nnext\ntap \"Choose your language\"\nlanguage \"Español\"\nnext\nnext\nnext\n"
        "type \"María Núñez\"\nnext\nnext\nnext\n"
        "draw 0.10,0.50 0.30,0.20 0.60,0.70 0.80,0.30\nnext\nsee \"Gracias\"\nnext\n");
    REQUIRE(finish(vigil.sync("send")).exit_code == 0);
    auto command = vigil.desk_open(vigil.drop().string(), "-");
    command.insert(command.end(), {"--event", vigil.event().string()});
    const auto opened = finish(command);
    REQUIRE_MESSAGE(opened.exit_code == 0, opened.err);
    const auto entries = nlohmann::json::parse(opened.out);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0]["text_language"] == "es");
    CHECK(entries[0]["text_file"] == "pledge.es.md");

    const auto words = read_whole(vigil.event() / "pledge.es.md");
    const std::string hash = entries[0]["text_hash"];
    const auto text = finish({program("hineni-desk"), "text", "--event", vigil.event().string(), hash});
    CHECK_MESSAGE(text.exit_code == 0, text.err);
    CHECK(text.out == words);
}
