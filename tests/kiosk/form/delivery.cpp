// What a pack says about the way out of the kiosk: [deliver].
#include <array>

#include "hineni/event_pack.hpp"
#include "tests/kiosk/form/packs.hpp"

using namespace hineni;

namespace {

constexpr const char* pin = "sha256//YhKJKSzoTt2b5FP18fvpHo7fJYqQCjAa3HWY3tvRMwE=";
constexpr const char* other_pin = "sha256//d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=";

Result<EventPack> with_delivery(const std::string& words) {
    Copy copy;
    copy.change("drop = \"file:/var/lib/hineni/drop\"", words);
    auto pack = read_event_pack(copy.path);
    if (!pack) return fail(in_words(pack.error().front()));
    return std::move(*pack);
}

}  // namespace

TEST_CASE("a pack without pins, store and mirror has none") {
    const auto pack = read_event_pack(sample_vigil());
    REQUIRE(pack);
    CHECK(pack->pins.empty());
    CHECK_FALSE(pack->store.has_value());
    CHECK(pack->mirror == "");
}

TEST_CASE("pins, a mirror and an object store are what the programs get") {
    const auto web = with_delivery("drop = \"https://cloud.example.org/drop/\"\npins = [\"" + std::string(pin) +
                                   "\", \"" + other_pin + "\"]\nmirror = \"/media/second stick\"");
    REQUIRE_MESSAGE(web, web.error().what);
    CHECK(web->pins == std::vector<std::string>{pin, other_pin});
    CHECK(web->mirror == "/media/second stick");

    const auto store = with_delivery(
        "drop = \"s3://vigil/2026\"\npins = [\"" + std::string(pin) +
        "\"]\nstore = { endpoint = \"https://s3.example.org:9000\", region = \"eu-west-1\", access_key = \"AKIA\", "
        "secret_key = \"wJalr/XUtn+FEMI\" }");
    REQUIRE_MESSAGE(store, store.error().what);
    REQUIRE(store->store.has_value());
    CHECK(store->store->endpoint == "https://s3.example.org:9000");
    CHECK(store->store->region == "eu-west-1");
    CHECK(store->store->access_key == "AKIA");
    CHECK(store->store->secret_key == "wJalr/XUtn+FEMI");
    CHECK(store->pins.size() == 1);
}

TEST_CASE("what a pack does not say about its object store is left to the environment") {
    const auto without = with_delivery("drop = \"s3://vigil/2026\"");
    REQUIRE(without);
    CHECK_FALSE(without->store.has_value());
    const auto some = with_delivery("drop = \"s3://vigil/2026\"\nstore = { endpoint = \"https://s3.example.org\" }");
    REQUIRE(some);
    CHECK(some->store->region == "");
    CHECK(some->store->access_key == "");
}

TEST_CASE("no complaint shows a password, a token or a key of a store") {
    for (const std::string& words :
         {std::string("drop = \"ftp://me:hunter2@cloud.example.org/hunter2\""),
          std::string("drop = \"https://me:hunt/er2@cloud example.org/hunter2\""),
          std::string("drop = \"http://hunter2@\""),
          std::string("drop = \"s3://vigil\"\nstore = { secret_key = \"hunter2\\u0007\", access_key = \"a\" }"),
          std::string("drop = \"s3://vigil\"\nstore = { secret_key = 20261210, access_key = \"hunter2\" }"),
          std::string("drop = \"s3://vigil\"\nstore = { secret_key = \"hunter2\" }"),
          std::string("drop = \"s3://vigil\"\nstore = { endpoint = \"https://me:hunter2@s3.example.org\" }"),
          "drop = \"s3://vigil\"\nstore = { access_key = \"a\", secret_key = \"hunter2" + std::string(200, 'x') +
              "\" }"}) {
        CAPTURE(words);
        const auto pack = with_delivery(words);
        REQUIRE_FALSE(pack);
        for (const char* secret : {"hunter2", "er2@", "20261210"}) {
            CHECK(pack.error().what.find(secret) == std::string::npos);
        }
    }
}

TEST_CASE("a mirror is a folder from the root on, and not the root") {
    for (const char* wrong : {"stick", "./stick", "/", "//", "/media/..", "file:/media/stick", "~/stick"}) {
        CAPTURE(wrong);
        CHECK_FALSE(with_delivery("mirror = \"" + std::string(wrong) + "\"").has_value());
    }
    CHECK(with_delivery("mirror = \"/media/stick/\"").has_value());
}

TEST_CASE("a pin is a whole SHA-256 in base64 and nothing like it") {
    const std::string drop = "drop = \"https://cloud.example.org/drop/\"\npins = [\"";
    CHECK(with_delivery(drop + pin + "\"]").has_value());
    const std::string good = pin;
    for (const auto& wrong : {good.substr(8), good.substr(0, good.size() - 1), good + "=", "sha256/" + good.substr(8),
                              good.substr(0, 50) + "F=", good + ";" + other_pin, std::string("/etc/hineni/key.pem"),
                              "SHA256//" + good.substr(8), good.substr(0, 20) + "-" + good.substr(21)}) {
        CAPTURE(wrong);
        CHECK_FALSE(with_delivery(drop + wrong + "\"]").has_value());
    }
    CHECK_FALSE(with_delivery(drop + "\"]").has_value());
}
