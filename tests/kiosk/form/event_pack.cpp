#include "hineni/event_pack.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "tests/kiosk/form/packs.hpp"

using namespace hineni;
namespace fs = std::filesystem;

static std::string complaints_of(const fs::path& folder) {
    std::string out;
    if (const auto pack = read_event_pack(folder); !pack) {
        for (const auto& complaint : pack.error()) out += in_words(complaint) + "\n";
    }
    return out;
}

TEST_CASE("the sample vigil has nothing to complain about") {
    CHECK(complaints_of(sample_vigil()) == "");
}

TEST_CASE("what stands in a pack is what the programs get") {
    const auto pack = read_event_pack(sample_vigil());
    REQUIRE(pack);
    CHECK(pack->id == "vigil-2026-12-10");
    CHECK(pack->name.in("es") == "Vigilia de la luz");
    CHECK(pack->headline.in("en") == "Stand with us.\nLight a candle.");
    CHECK(pack->starts == LocalTime{2026, 12, 10, 17, 0, -300});
    CHECK(pack->languages == std::vector<Language>{"en", "es"});
    CHECK(pack->signed_elsewhere == 850);
    CHECK(pack->recipients.size() == 1);
    CHECK(pack->drop == "file:/var/lib/hineni/drop");
    CHECK(pack->erase == Erase::Received);
    CHECK(pack->partners.size() == 3);
    CHECK(pack->partners[1].kind == PartnerKind::Jewish);
    CHECK(pack->chapters.size() == 7);
    REQUIRE(pack->forms.size() == 3);

    const auto& join = *pack->form("join");
    CHECK(join.kind == FormKind::Signup);
    CHECK(join.fields[0].required);
    CHECK(join.fields[1].max_length == longest_answer(FieldKind::Email));
    CHECK(join.fields[5].options.size() == 6);
    CHECK(join.consents[2].to == "open-door");
    CHECK(join.consents[2].channel == Channel::Share);

    const auto& pledge = *pack->form("pledge");
    CHECK(pledge.drawn_signature);
    CHECK(pledge.ask_public);
    CHECK(pledge.text.in("es") == text_of(sample_vigil() / "pledge.es.md"));

    const auto& next = *pack->form("next");
    CHECK(next.occasions.size() == 4);
    CHECK(next.occasions[0].ends == LocalTime{2026, 12, 17, 21, 0, -300});
}

TEST_CASE("a pack without a region is of the United States, and a country's code is taken as it is") {
    const auto sample = read_event_pack(sample_vigil());
    REQUIRE(sample);
    CHECK(sample->region == "US");
    Copy copy;
    copy.change("languages = [", "region = \"MX\"\nlanguages = [");
    const auto pack = read_event_pack(copy.path);
    REQUIRE(pack);
    CHECK(pack->region == "MX");
}

TEST_CASE("a chapter field offers every chapter of the pack, and to start one") {
    Copy copy;
    copy.change("id = \"postal_code\"\n", "id = \"near\"\n");
    copy.change("kind = \"postal_code\"\n", "kind = \"chapter\"\n");
    const auto pack = read_event_pack(copy.path);
    REQUIRE(pack);
    const auto& options = pack->form("join")->fields[2].options;
    REQUIRE(options.size() == pack->chapters.size() + 1);
    CHECK(options.front().id == "boston");
    CHECK(options[4].label.in("en") == "Texas (Austin)");
    CHECK(options.back().id == pod_option);
    CHECK(options.back().label.empty());
}

// `complaint` holds all of them, a line each; `complaint-begins` the front of a single one that ends in the words of
// the TOML library, which differ from version to version.
static void check_complaints(const fs::path& folder) {
    if (fs::exists(folder / "complaint")) {
        CHECK(complaints_of(folder) == text_of(folder / "complaint"));
        return;
    }
    auto front = text_of(folder / "complaint-begins");
    front.pop_back();
    const auto said = complaints_of(folder);
    CHECK(said.substr(0, front.size()) == front);
    CHECK(std::count(said.begin(), said.end(), '\n') == 1);
}

TEST_CASE("each broken pack causes its complaints, all of them and only them") {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(fs::path(HINENI_SOURCE) / "tests/packs")) {
        if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    CHECK(folders.size() >= 20);
    for (const auto& folder : folders) {
        SUBCASE(folder.filename().c_str()) {
            check_complaints(folder);
        }
    }
}

TEST_CASE("texts without a length of their own share the room of a card") {
    Copy pack;
    pack.change("  max_length = 100", "# ");
    pack.change("  max_length = 60", "# ");
    pack.change("  max_length = 60", "# ");
    const auto read = read_event_pack(pack.path);
    REQUIRE(read);
    const auto& pledge = *read->form("pledge");
    CHECK(fullest_card(pledge) <= card_room());
    CHECK(pledge.fields[0].max_length == longest_answer(FieldKind::Name));
    CHECK(pledge.fields[1].max_length < longest_answer(FieldKind::Text));
    CHECK(pledge.fields[1].max_length >= 60);
    CHECK(pledge.fields[1].max_length == pledge.fields[3].max_length);
}

TEST_CASE("five mistakes in one pack are all told at once, in the order of the file") {
    Copy pack;
    pack.change("starts = 2026-12-10T17:00:00-05:00", "starts = \"tomorrow\"");
    pack.change("erase = \"received\"", "erase = \"never\"");
    pack.change("kind = \"jewish\"", "kind = \"jewsh\"");
    pack.change("kind = \"signup\"", "kind = \"sgnup\"");
    pack.change("to = \"neighbors\"", "to = \"neighbours\"");
    const auto read = read_event_pack(pack.path);
    REQUIRE_FALSE(read);
    const auto& complaints = read.error();
    REQUIRE(complaints.size() == 5);
    CHECK(complaints[0].wrong == "starts is a text in quotes");
    CHECK(complaints[1].wrong == "erase is \"never\"");
    CHECK(complaints[2].wrong == "kind is \"jewsh\"");
    CHECK(complaints[3].wrong == "kind is \"sgnup\"");
    CHECK(complaints[3].instead == "one of signup, pledge, rsvp");
    CHECK(complaints[4].wrong == "to is \"neighbours\", and there is no such partner");
    CHECK(std::is_sorted(complaints.begin(), complaints.end(),
                         [](const auto& a, const auto& b) { return a.line < b.line; }));
}

TEST_CASE("a complaint is one line with file, line, what is wrong and what would be right") {
    CHECK(in_words({"event.toml", 12, "kind is \"sgnup\"", "one of signup, pledge, rsvp"}) ==
          "event.toml:12: kind is \"sgnup\"; right would be: one of signup, pledge, rsvp");
    CHECK(in_words({"pledge.en.md", 0, "the file is empty", "words"}) ==
          "pledge.en.md: the file is empty; right would be: words");
}

TEST_CASE("the digest changes with every file of the pack, and with nothing else") {
    Copy pack;
    const auto digest_now = [&] {
        const auto read = read_event_pack(pack.path);
        REQUIRE(read);
        return read->digest;
    };
    std::set<Digest> seen{digest_now()};
    CHECK(digest_now() == read_event_pack(sample_vigil())->digest);
    pack.change("850", "851");
    CHECK(seen.insert(digest_now()).second);
    pack.change("Nobody", "No-one", "pledge.en.md");
    CHECK(seen.insert(digest_now()).second);
    pack.change("Nadie", "Ninguno", "pledge.es.md");
    CHECK(seen.insert(digest_now()).second);
    pack.change("sample", "SAMPLE", "README.md");
    CHECK_FALSE(seen.insert(digest_now()).second);
}

TEST_CASE("the digest is that of the sorted list of names, lengths and contents") {
    const auto pack = read_event_pack(sample_vigil());
    REQUIRE(pack);
    std::string all = "hineni pack 1\n";
    for (const std::string name : {"event.toml", "pledge.en.md", "pledge.es.md"}) {
        const auto bytes = text_of(sample_vigil() / name);
        for (int i = 0; i < 4; ++i) all.push_back(static_cast<char>(name.size() >> (8 * i) & 255U));
        all += name;
        for (int i = 0; i < 8; ++i) all.push_back(static_cast<char>(bytes.size() >> (8 * i) & 255U));
        all += bytes;
    }
    CHECK(pack->digest == digest(as_bytes(all)));
}

TEST_CASE("a text saved on Windows reads like any other") {
    Copy pack;
    write(pack.path / "pledge.en.md", "\xEF\xBB\xBFWe stand\r\ntogether.\r\n");
    const auto read = read_event_pack(pack.path);
    REQUIRE(read);
    CHECK(read->form("pledge")->text.in("en") == "We stand\ntogether.\n");
}

TEST_CASE("a link that leads out of the folder is not followed") {
    Copy pack;
    TemporaryFolder outside;
    write(outside.path / "secret.md", "not yours");
    fs::remove(pack.path / "pledge.en.md");
    fs::create_symlink(outside.path / "secret.md", pack.path / "pledge.en.md");
    CHECK(pack.complaints().find("pledge.en.md is a link that leads out of the folder") != std::string::npos);
}

TEST_CASE("a link inside the folder is a file like any other") {
    Copy pack;
    fs::rename(pack.path / "pledge.en.md", pack.path / "old.md");
    fs::create_symlink("old.md", pack.path / "pledge.en.md");
    CHECK(pack.complaints() == "");
}

TEST_CASE("files beyond their bounds are refused, not read") {
    Copy pack;
    SUBCASE("a text") {
        write(pack.path / "pledge.en.md", std::string(64U << 10U, 'a'));
        CHECK(pack.complaints() == "");
        write(pack.path / "pledge.en.md", std::string(64 * 1024 + 1, 'a'));
        CHECK(pack.complaints().find("at most 64 KiB") != std::string::npos);
    }
    SUBCASE("event.toml") {
        write(pack.path / "event.toml", text_of(pack.path / "event.toml") + "#" + std::string(256U << 10U, '-'));
        CHECK(pack.complaints().find("at most 256 KiB") != std::string::npos);
    }
    SUBCASE("a folder in place of a file") {
        fs::remove(pack.path / "pledge.en.md");
        fs::create_directory(pack.path / "pledge.en.md");
        CHECK(pack.complaints().find("pledge.en.md is not a file") != std::string::npos);
    }
}

TEST_CASE("a folder without a pack says so") {
    TemporaryFolder empty;
    CHECK(complaints_of(empty.path) == "event.toml: there is no such file in " + empty.path.string() +
                                           "; right would be: a folder with a file named event.toml\n");
    CHECK(complaints_of(empty.path / "nowhere").find("there is no folder") != std::string::npos);
}
