#include "hineni/shelf.hpp"

#include "tests/sync/packs/stick.hpp"

namespace hineni {

TEST_CASE("a shelf that is not there is an empty one") {
    FreshFolder folder;
    const auto shelf = read_shelf(folder / "none");
    REQUIRE(shelf);
    CHECK_FALSE(shelf->current);
    CHECK_FALSE(shelf->waiting);
    CHECK(shelf->complaint.empty());
}

TEST_CASE("the first pack of all is taken unsealed from the card, and not from a stick") {
    FreshFolder shelf;
    Stick stick;
    CHECK(look(shelf.path(), stick.path()) == Became::Waiting);
    CHECK_FALSE(read_shelf(shelf.path())->current);
    CHECK(read_shelf(shelf.path())->waiting->sealer == Sealer::Nobody);
    CHECK(look(shelf.path(), stick.path(), From::Card) == Became::Taken);
    const auto after = read_shelf(shelf.path()).value();
    REQUIRE(after.current);
    CHECK(after.current->digest == stick.digest());
    CHECK(after.current->event_id == "vigil");
    CHECK(after.current->event_name == "Vigil of Light");
    CHECK(after.current->sealer_words.empty());
    CHECK_FALSE(after.waiting);
    CHECK(std::filesystem::read_symlink(shelf / "current") == "packs/" + stick.digest());
}

TEST_CASE("the first seal is trusted, and what it stands for later is taken at once") {
    FreshFolder shelf;
    const auto ada = organizer_key();
    Stick first;
    CHECK(look(shelf.path(), first.sealed_with(ada).path()) == Became::Taken);
    CHECK(read_shelf(shelf.path())->current->sealer == Sealer::Trusted);
    CHECK(read_shelf(shelf.path())->current->sealer_words == fingerprint(signing_name(ada)));
    Stick second("march");
    CHECK(look(shelf.path(), second.sealed_with(ada).path()) == Became::Taken);
    CHECK(read_shelf(shelf.path())->current->event_id == "march");
    CHECK_FALSE(std::filesystem::exists(shelf / "packs" / first.digest()));
}

TEST_CASE("a stranger's pack waits for the organizer's yes, and the stranger is trusted from then on") {
    const ShelfOfTwo shelf;
    const auto& at = shelf.folder.path();
    auto now = read_shelf(at).value();
    CHECK(now.current->event_id == "vigil");
    REQUIRE(now.waiting);
    CHECK(now.waiting->sealer == Sealer::Stranger);
    CHECK(now.waiting->sealer_words == fingerprint(signing_name(shelf.eve)));
    CHECK_FALSE(Shelving::open(at)->take_waiting(shelf.in_use.digest()));
    CHECK(Shelving::open(at)->take_waiting(shelf.waits.digest()));
    now = read_shelf(at).value();
    CHECK(now.current->event_id == "march");
    CHECK(now.current->sealer == Sealer::Trusted);
    CHECK_FALSE(now.waiting);
    Stick third("seder");
    CHECK(look(at, third.sealed_with(shelf.eve).path()) == Became::Taken);
}

TEST_CASE("a seal on a stick does not take the place of an unsealed pack in use by itself") {
    FreshFolder shelf;
    Stick card;
    Stick stick("march");
    REQUIRE(look(shelf.path(), card.path(), From::Card) == Became::Taken);
    CHECK(look(shelf.path(), stick.sealed_with(organizer_key()).path()) == Became::Waiting);
    CHECK(read_shelf(shelf.path())->current->event_id == "vigil");
    CHECK(read_shelf(shelf.path())->waiting->sealer == Sealer::Stranger);
}

TEST_CASE("the card's pack does not come back over a newer one at the next start") {
    FreshFolder shelf;
    const auto ada = organizer_key();
    Stick card;
    Stick stick("march");
    REQUIRE(look(shelf.path(), card.sealed_with(ada).path(), From::Card) == Became::Taken);
    REQUIRE(look(shelf.path(), stick.sealed_with(ada).path()) == Became::Taken);
    CHECK(look(shelf.path(), card.path(), From::Card) == Became::Known);
    CHECK(read_shelf(shelf.path())->current->event_id == "march");
    spill_text(card.pack() / "texts" / "pledge.en.md", "# Another pledge\n\nWe stay.\n");
    CHECK(look(shelf.path(), card.sealed_with(ada).path(), From::Card) == Became::Taken);
}

TEST_CASE("a bad pack leaves the one in use, and all that is wrong with it is on the shelf") {
    FreshFolder shelf;
    Stick good;
    REQUIRE(look(shelf.path(), good.path(), From::Card) == Became::Taken);
    Stick bad;
    spill_text(bad.pack() / "event.toml", "hineni = 1\n[event]\nid = \"No!\"\n");
    (void)refusal(shelf.path(), bad.path());
    auto now = read_shelf(shelf.path()).value();
    CHECK(now.current->digest == good.digest());
    CHECK(now.complaint.find("event.toml:3: ") != std::string::npos);
    CHECK(now.complaint.find("keys") != std::string::npos);
    CHECK(now.complaint.size() <= 2000);
    CHECK(look(shelf.path(), good.path()) == Became::Known);
    CHECK(read_shelf(shelf.path())->complaint.empty());
}

TEST_CASE("a pack of which a file is missing is named as such") {
    FreshFolder shelf;
    Stick stick;
    std::filesystem::remove(stick.pack() / "texts" / "pledge.en.md");
    CHECK(refusal(shelf.path(), stick.path()).find("there is no file texts/pledge.en.md") != std::string::npos);
}

TEST_CASE("event.toml may lie in the folder itself, and no pack at all is no complaint") {
    FreshFolder shelf;
    FreshFolder empty;
    Stick stick;
    CHECK(look(shelf.path(), empty.path()) == Became::Nothing);
    CHECK(look(shelf.path(), stick.pack(), From::Card) == Became::Taken);
    CHECK(read_shelf(shelf.path())->complaint.empty());
}

TEST_CASE("the same pack sealed afterwards is the pack in use, with its seal") {
    FreshFolder shelf;
    const auto ada = organizer_key();
    Stick card;
    REQUIRE(look(shelf.path(), card.path(), From::Card) == Became::Taken);
    CHECK(look(shelf.path(), card.sealed_with(ada).path(), From::Card) == Became::Known);
    const auto now = read_shelf(shelf.path()).value();
    CHECK(now.current->sealer == Sealer::Trusted);
    std::filesystem::remove(card.pack() / "event.seal");
    CHECK(look(shelf.path(), card.path()) == Became::Known);
    CHECK(read_shelf(shelf.path())->current->sealer == Sealer::Trusted);
}

TEST_CASE("a wipe leaves nothing on the shelf, and the next card is the first one again") {
    const ShelfOfTwo shelf;
    const auto& at = shelf.folder.path();
    REQUIRE(Shelving::open(at)->wipe());
    CHECK_FALSE(read_shelf(at)->current);
    CHECK_FALSE(read_shelf(at)->waiting);
    for (const auto& each : std::filesystem::recursive_directory_iterator(at)) {
        const auto name = each.path().filename();
        CHECK_MESSAGE((name == ".lock" || name == "packs"), name.string());
    }
    Stick card("seder");
    CHECK(look(at, card.path(), From::Card) == Became::Taken);
}

TEST_CASE("a pack on the shelf that was changed is not shown as one") {
    FreshFolder shelf;
    Stick stick;
    REQUIRE(look(shelf.path(), stick.path(), From::Card) == Became::Taken);
    spill_text(shelf / "packs" / stick.digest() / "texts" / "pledge.en.md", "other words");
    CHECK_FALSE(read_shelf(shelf.path()));
    CHECK(look(shelf.path(), stick.path()) != Became::Nothing);
    CHECK(read_shelf(shelf.path()));
}

}  // namespace hineni
