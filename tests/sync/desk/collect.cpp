#include "sync/desk/collect.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "hineni/practice.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/desk/bundles.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/proof.hpp"
#include "sync/desk/table.hpp"
#include "sync/seal/key_file.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

using Places = std::vector<std::string>;

struct Desk {
    FreshFolder folder;
    DeviceKey tablet = *device_key(folder / "tablet");
    DeviceKey other_tablet = *device_key(folder / "other");
    SecretKey key = new_secret_key();
    std::vector<PublicKey> organizers{public_half(key)};

    [[nodiscard]] Bytes sealed(const Entry& entry, const DeviceKey& device) const {
        return seal(entry, organizers, device)->bytes;
    }
    [[nodiscard]] Bytes bundled(const std::vector<Bytes>& envelopes) const {
        return make_bundle(event_tag("vigil-2026-12-10"), envelopes).bytes;
    }
};

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, BytesView bytes) {
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::vector<DeskEntry> settled(Collection& collection) {
    REQUIRE(collection.settle());
    return collection.entries().value();
}

std::string name_of(const DeskEntry& entry) {
    return entry.answers.at(0).second;
}

}  // namespace

TEST_CASE("an entry that comes twice counts once, from whichever tablet and bundle") {
    const Desk desk;
    const auto ada = sample_entry("Ada");
    const auto ben = sample_entry("Ben");
    Collection collection(desk.key);
    collection.add("one", desk.bundled({desk.sealed(ada, desk.tablet), desk.sealed(ben, desk.other_tablet)}));
    collection.add("two", desk.bundled({desk.sealed(ada, desk.tablet)}));
    REQUIRE(collection.settle().has_value());
    CHECK(collection.size() == 2);
    CHECK(collection.devices() == 2);
    CHECK(collection.repeats() == 1);
    CHECK(collection.problems().empty());
}

TEST_CASE("two contents under one id are named, and which is kept does not depend on the order") {
    const Desk desk;
    const auto ada = sample_entry("Ada");
    auto changed = ada;
    changed.answers[0].value = secret("Eve");
    std::string kept;
    for (const bool turned : {false, true}) {
        Collection collection(desk.key);
        collection.add("one", desk.bundled({desk.sealed(turned ? changed : ada, desk.tablet)}));
        collection.add("two", desk.bundled({desk.sealed(turned ? ada : changed, desk.tablet)}));
        const auto entries = settled(collection);
        REQUIRE(collection.problems().size() == 1);
        CHECK(collection.problems()[0] ==
              "entry " + hex(ada.id.bytes) + " came with two different contents; one is kept");
        REQUIRE(entries.size() == 1);
        if (turned) CHECK(name_of(entries[0]) == kept);
        kept = name_of(entries[0]);
    }
}

TEST_CASE("entries of a practice are in no table and are counted, whatever bundle brings them") {
    const Desk desk;
    auto practised = sample_entry("Nobody");
    practised.event = practice_event;
    for (const bool to_us : {false, true}) {
        // Sealed to a key that nobody has, as the kiosk does it; and to ours, as only a stranger would.
        const std::vector<PublicKey> nobody{public_half(new_secret_key())};
        const auto envelope = seal(practised, to_us ? desk.organizers : nobody, desk.tablet)->bytes;
        Collection collection(desk.key);
        collection.add("one", desk.bundled({envelope, desk.sealed(sample_entry("Ada"), desk.tablet)}));
        const auto entries = settled(collection);
        REQUIRE(entries.size() == 1);
        CHECK(name_of(entries[0]) == "Ada");
        CHECK(collection.practised() == 1);
        CHECK(collection.problems().empty());
        CHECK(prove([&] {
                  Evidence evidence(&desk.key);
                  evidence.add("one", "one", desk.bundled({envelope}));
                  return evidence.take_findings();
              }())
                  .value()
                  .entries == 0);
    }
}

TEST_CASE("what does not open is named and the rest is opened") {
    const Desk desk;
    auto altered = desk.sealed(sample_entry(), desk.tablet);
    altered[2000] ^= 1U;
    const std::vector stranger{public_half(new_secret_key())};
    const auto foreign = seal(sample_entry(), stranger, desk.tablet)->bytes;
    auto cut = desk.bundled({desk.sealed(sample_entry(), desk.tablet)});
    cut.resize(cut.size() - 100);
    Collection collection(desk.key);
    collection.add("mixed", desk.bundled({altered, foreign, desk.sealed(sample_entry("Ada"), desk.tablet)}));
    collection.add("cut", cut);
    collection.add("empty", {});
    REQUIRE(collection.settle().has_value());
    CHECK(collection.size() == 1);
    const auto problems = collection.problems();  // In the order of their words.
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].starts_with("cut: "));
    CHECK(problems[1].starts_with("empty: "));
    const auto said = problems[2] + problems[3];
    CHECK(said.find("altered: it does not open whole") != std::string::npos);
    CHECK(said.find("not sealed to this key") != std::string::npos);
}

TEST_CASE("a part of a bundle that is no envelope is named and the rest is opened") {
    const Desk desk;
    auto newer = desk.sealed(sample_entry(), desk.tablet);
    newer[6] = '2';
    Collection collection(desk.key);
    collection.add("one", desk.bundled({Bytes(100, 1), desk.sealed(sample_entry("Ada"), desk.tablet), newer,
                                        Bytes{'h', 'i', 'n', 'e', 'n', 'v', '1', 0, 7}}));
    CHECK(collection.problems() == std::vector<std::string>{"one: read envelope: it does not start like one",
                                                            "one: read envelope: its format is newer than this program",
                                                            "one: read envelope: no envelope has 9 bytes"});
    CHECK(settled(collection).size() == 1);
}

TEST_CASE("entries come by form, then by time, then by id, whatever came first") {
    const Desk desk;
    std::vector<Bytes> envelopes;
    auto late = sample_entry("late");
    late.collected.unix_s = *late.collected.unix_s + 1;
    auto unknown = sample_entry("unknown");
    unknown.collected.unix_s.reset();
    auto pledge = sample_pledge();
    for (const auto* entry : {&pledge, &late, &unknown}) envelopes.push_back(desk.sealed(*entry, desk.tablet));
    envelopes.push_back(desk.sealed(sample_entry("early"), desk.tablet));
    for (int turn = 0; turn < 2; ++turn) {
        std::ranges::reverse(envelopes);
        Collection collection(desk.key);
        collection.add("one", desk.bundled(envelopes));
        std::string order;
        for (const auto& entry : settled(collection)) order += name_of(entry) + " ";
        CHECK(order == "unknown early late Ada Sample ");
    }
}

TEST_CASE("content that is not an entry is refused, whatever it is") {
    const auto content = [](std::string_view text) {
        const Opened opened{new_entry_id(), event_tag("vigil"), {}, secret(text)};
        const auto entry = desk_entry(opened);
        return entry ? "" : entry.error().what.substr(entry.error().what.rfind(": ") + 2);
    };
    const auto* not_an_entry = "its content is not an entry";
    for (const auto* text : {"", "null", "[]", "{", "\xFF", "{\"v\":1}", "{\"v\":1,\"event\":7}"}) {
        CHECK(content(text) == not_an_entry);
    }
    CHECK(content("{\"v\":2}") == "its content is newer than this program");
    const std::string whole =
        R"({"v":1,"event":"vigil","pack":"AA","form":"join","language":"en","collected":{"boot":"AA",)"
        R"("since_boot_ms":1,"unix_s":null,"within_s":0},"took_s":1,"answers":{"name":"x"},"consents":[],)"
        R"("text":null,"public":null,"signature":"","occasions":[]})";
    CHECK(content(whole).empty());
    auto other = whole;
    other.replace(other.find("vigil"), 5, "other");
    CHECK(content(other) == "it belongs to another event than it says");
    auto number = whole;
    number.replace(number.find("\"x\""), 3, "123");
    CHECK(content(number) == not_an_entry);
    auto huge = whole;
    huge.replace(huge.find("\"took_s\":1"), 10, "\"took_s\":99999999999999999999");
    CHECK(content(huge) == not_an_entry);
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK(content(whole.substr(0, size)) == not_an_entry);
}

TEST_CASE("a typed signature comes out as it was typed, and contents from before there was one are read") {
    const Desk desk;
    auto pledge = sample_pledge("");
    pledge.signature_typed = secret("María \"Any\" שרה");
    Collection collection(desk.key);
    collection.add("one", desk.bundled({desk.sealed(pledge, desk.tablet), desk.sealed(sample_entry(), desk.tablet)}));
    CHECK(collection.problems().empty());
    const auto entries = settled(collection);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].signature_typed.empty());
    CHECK(entries[1].signature_typed == "María \"Any\" שרה");
    CHECK(entries[1].signature.empty());
}

TEST_CASE("bundles are found in folders below folders, and what is none is named") {
    const Desk desk;
    const auto drop = desk.folder / "drop";
    std::filesystem::create_directories(drop / "stick" / "evening");
    const auto envelope = desk.sealed(sample_entry("Ada"), desk.tablet);
    const auto bundle = make_bundle(event_tag("vigil-2026-12-10"), std::vector<Bytes>{envelope});
    write(drop / "stick" / "evening" / bundle.name, bundle.bytes);
    write(drop / "shopping\nlist.txt", as_bytes("bread"));
    write(drop / ".DS_Store", as_bytes("x"));
    write(drop / "0123456789abcdef-0123456789abcdef0123456789abcdef.receipt", as_bytes("x"));
    const auto found = find_bundles(Places{drop.string(), (desk.folder / "nowhere").string()});
    CHECK(found.places == 1);
    REQUIRE(found.bundles.size() == 1);
    CHECK(fetch(found.bundles[0]).value() == bundle.bytes);
    REQUIRE(found.passed_over.size() == 1);
    CHECK(found.passed_over[0].ends_with("shopping?list.txt: not a bundle, passed over"));
    REQUIRE(found.problems.size() == 1);
    CHECK(found.problems[0].find("nowhere") != std::string::npos);
    CHECK(find_bundles(Places{"file:" + drop.string()}).bundles.size() == 1);
    CHECK(find_bundles(Places{(drop / "stick" / "evening" / bundle.name).string()}).bundles.size() == 1);
}

TEST_CASE("the known bundle becomes the known tables") {
    const auto vectors = std::filesystem::path(HINENI_SOURCE) / "tests" / "vectors";
    const auto key = read_key_file(vectors / "organizer.key", []() -> Result<Secret> { return fail("asked"); });
    REQUIRE(key);
    Collection collection(*key);
    for (const auto& found : find_bundles(Places{vectors.string()}).bundles)
        collection.add(found.name, fetch(found).value());
    CHECK(collection.problems().empty());
    const auto entries = settled(collection);
    std::string csv;
    std::string json;
    const auto into = [](std::string& out) {
        return [&out](std::string_view piece) -> Result<void> {
            out += piece;
            return {};
        };
    };
    REQUIRE(write_csv(entries, into(csv)));
    REQUIRE(write_json(entries, into(json)));
    CHECK(csv == read(vectors / "entries.csv"));
    CHECK(json == read(vectors / "entries.table.json"));
}

TEST_CASE("a table appears whole, for its owner alone, and replaces only files") {
    const FreshFolder folder;
    const auto place = folder / "out.csv";
    {
        auto output = Output::to(place.string());
        REQUIRE(output);
        REQUIRE(output->write(std::string(200'000, 'x')));
        CHECK_FALSE(std::filesystem::exists(place));
        REQUIRE(output->finish());
    }
    CHECK(std::filesystem::file_size(place) == 200'000);
    CHECK(std::filesystem::status(place).permissions() == std::filesystem::perms(0600));
    CHECK(Output::to(folder.path().string()).error().what.ends_with("this is not a file"));
    CHECK(Output::to("/dev/null").error().what.ends_with("this is not a file"));
    CHECK_FALSE(Output::to((folder / "missing" / "out.csv").string()));
}
