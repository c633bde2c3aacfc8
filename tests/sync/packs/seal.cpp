#include <random>

#include "tests/sync/packs/stick.hpp"

namespace hineni {

namespace {

// One bit of one file of a sealed pack is another one: never does the seal count.
void alter_many(std::uint32_t seed, int times) {
    const auto ada = organizer_key();
    Stick stick;
    stick.sealed_with(ada);
    std::mt19937 dice(seed);
    const std::vector<std::filesystem::path> files{stick.pack() / "event.seal", stick.pack() / "event.toml",
                                                   stick.pack() / "texts" / "pledge.en.md"};
    std::vector<std::string> right;
    for (const auto& file : files) right.push_back(text_in(file));
    int counted = 0;
    for (int i = 0; i < times; ++i) {
        const auto which = dice() % files.size();
        auto altered = right[which];
        const auto at = dice() % altered.size();
        altered[at] = static_cast<char>(static_cast<unsigned char>(altered[at]) ^ (1U << (dice() % 8)));
        spill_text(files[which], altered);
        const auto pack = read_event_pack(stick.pack());
        if (pack && find_seal(*pack).by) {
            ++counted;
            MESSAGE(files[which].string() << " byte " << at << " seed " << seed << " round " << i);
        }
        spill_text(files[which], right[which]);
    }
    CHECK(counted == 0);
    const auto whole = read_event_pack(stick.pack());
    REQUIRE(whole);
    CHECK(find_seal(*whole).by == signing_name(ada));
}

}  // namespace

TEST_CASE("a seal with one bit changed anywhere never counts") {
    alter_many(1, 200);
}

TEST_CASE("ten thousand changed bits never count" * doctest::test_suite("long")) {
    alter_many(2, 10000);
}

TEST_CASE("a seal of another pack, another key or another event does not fit") {
    const auto ada = organizer_key();
    const auto eve = organizer_key();
    Stick stick;
    stick.sealed_with(ada);
    const auto pack = read_event_pack(stick.pack()).value();
    const auto seal = text_in(stick.pack() / "event.seal");
    CHECK(seal_of(pack, seal) == signing_name(ada));
    auto other = pack;
    other.id = "march";
    CHECK_FALSE(seal_of(other, seal));
    other = pack;
    other.digest[31] ^= 1U;
    CHECK_FALSE(seal_of(other, seal));
    const auto forged = written_seal(pack, signing_name(ada), sign_as_organizer(eve, seal_about, as_bytes(seal)));
    CHECK_FALSE(seal_of(pack, forged));
    const auto about_other = sign_as_organizer(ada, "hineni proof v1", as_bytes(sealed_words(pack)));
    CHECK_FALSE(seal_of(pack, written_seal(pack, signing_name(ada), about_other)));
    for (const auto& wrong : {seal + "\n", " " + seal, seal.substr(0, seal.size() - 1), std::string()}) {
        CHECK_FALSE(seal_of(pack, wrong));
    }
}

TEST_CASE("a fingerprint is four words, and another key's is another") {
    const auto ada = fingerprint(signing_name(organizer_key()));
    CHECK(ada.size() == 4 * 5 + 3);
    CHECK(ada != fingerprint(signing_name(organizer_key())));
}

}  // namespace hineni
