// The desk with the real program: proves, opens, withdraws and gives receipts, from folders and from a real server.
#include <filesystem>
#include <fstream>
#include <string>

#include "hineni/practice.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/commands/progress.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/send/folder_drop.hpp"
#include "tests/support/web_drop.hpp"
#include "tests/sync/commands/device.hpp"
#include "tests/sync/desk/device.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, BytesView bytes) {
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

Bytes read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Two organizers, a tablet, a drop, and the pack of the event.
struct Table {
    FreshFolder folder;
    SecretKey ada = new_secret_key();
    SecretKey ben = new_secret_key();
    std::vector<PublicKey> organizers{public_half(ada), public_half(ben)};
    Tablet tablet{organizers};
    std::vector<Bytes> envelopes = tablet.sealed(std::size_t{3});
    Bundle first = tablet.send({envelopes[0], envelopes[1]});
    Bundle second = tablet.send({envelopes[2]});
    Bundle third = tablet.send(tablet.sealed(std::size_t{1}));

    Table() {
        fs::create_directory(drop());
        fs::create_directory(pack());
        REQUIRE(write_key_file(folder / "ada.key", ada, nullptr));
        REQUIRE(write_key_file(folder / "ben.key", ben, nullptr));
        for (const auto* bundle : {&first, &second, &third}) put(*bundle);
        std::ofstream(pack() / "event.toml")
            << "hineni = 1\n[event]\nid = \"vigil-2026-12-10\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" "
               "}\n"
               "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n[keys]\nrecipients = [\""
            << to_text(organizers[0]) << "\", \"" << to_text(organizers[1])
            << "\"]\n[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\n"
               "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n";
    }
    void put(const Bundle& bundle) const { write(drop() / bundle.name, bundle.bytes); }

    [[nodiscard]] fs::path drop() const { return folder / "drop"; }
    [[nodiscard]] fs::path pack() const { return folder / "pack"; }
    [[nodiscard]] Finished desk(std::vector<std::string> words,
                                const std::vector<std::string>& environment = {}) const {
        words.insert(words.begin(), HINENI_BIN "/hineni-desk");
        return finish(words, environment);
    }
    [[nodiscard]] Finished prove(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"prove", "--from", drop().string()});
        return desk(more);
    }
    [[nodiscard]] Finished open(const std::string& who, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"open", "--key", folder / (who + ".key"), "--csv", "-", "--from", drop().string()});
        return desk(more);
    }
    [[nodiscard]] Finished receipts(std::vector<std::string> more) const {
        more.insert(more.begin(), {"receipts", "--key", folder / "ada.key"});
        return desk(more);
    }
    [[nodiscard]] fs::path receipt_in(const fs::path& place) const {
        return place / receipt_name(vigil_tag, tablet.key.public_half, organizers[0]);
    }
};

}  // namespace

TEST_CASE("prove says that all is here, without a key and with one") {
    const Table table;
    const auto said = table.prove();
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out == "1 tablet, 4 entries, 0 missing, 0 altered, 0 sent twice and counted once\n");
    CHECK(said.err.empty());
    CHECK(table.prove({"--key", table.folder / "ben.key"}).out == said.out);
    const auto json = nlohmann::json::parse(table.prove({"--json"}).out);
    CHECK(json["entries"] == 4);
    CHECK(json["holds"] == true);
}

TEST_CASE("prove says how many entries of a practice it left out, each once, and all is here without them") {
    const Table table;
    auto practised = sample_entry("Nobody");
    practised.event = practice_event;
    const auto nobody = table.tablet.sealed(practised);
    table.put(unstated({nobody}));
    CHECK(table.prove().out ==
          "1 tablet, 4 entries, 0 missing, 0 altered, 0 sent twice and counted once\n"
          "  1 entry of a practice left out: nobody is behind it\n");
    practised.id = new_entry_id();
    table.put(unstated({nobody, table.tablet.sealed(practised)}));
    const auto said = table.prove({"--key", table.folder / "ada.key"});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out.find("  2 entries of a practice left out: nobody is behind them\n") != std::string::npos);
    const auto json = nlohmann::json::parse(table.prove({"--json"}).out);
    CHECK(json["of_practice"] == 2);
    CHECK(json["entries"] == 4);
    CHECK(json["holds"] == true);
}

TEST_CASE("prove ends with 1 and a hint where a bundle is missing, altered, or a place does not answer") {
    const Table table;
    fs::rename(table.drop() / table.second.name, table.folder / "away");
    const auto missing = table.prove();
    CHECK(missing.exit_code == 1);
    CHECK(missing.out.find("missing: statement 1 of tablet " + table.tablet.name() + " (1 entry)\n") !=
          std::string::npos);
    CHECK(missing.err.find("hineni-desk: prove: ") != std::string::npos);
    CHECK(missing.err.find("\nhint: ") != std::string::npos);
    auto damaged = table.second;
    damaged.bytes[1000] ^= 1U;
    table.put(damaged);
    CHECK(table.prove().out.find("checksum does not match") != std::string::npos);
    table.put(table.second);
    CHECK(table.prove().exit_code == 0);
    CHECK(table.prove({(table.folder / "nowhere").string()}).exit_code == 1);
    CHECK(table.desk({"prove", "--from", (table.folder / "nowhere").string()}).exit_code == 1);
    CHECK(table.desk({"prove"}).exit_code == 2);
}

TEST_CASE("a withdrawn entry is gone from the tables of both organizers, and a stranger cannot withdraw") {
    const Table table;
    const auto id = hex(read_envelope(table.envelopes[0])->id.bytes);
    const auto withdraw = [&](const std::string& who, const std::string& what) {
        return table.desk({"withdraw", "--key", table.folder / (who + ".key"), "--event", table.pack().string(),
                           "--entry", what, "--to", table.drop().string()});
    };
    CHECK(table.open("ben").out.find(id) != std::string::npos);
    const auto done = withdraw("ada", id);
    CHECK_MESSAGE(done.exit_code == 0, done.err);
    const auto bens = table.open("ben", {"--event", table.pack().string()});
    CHECK_MESSAGE(bens.exit_code == 0, bens.err);
    CHECK(bens.out.find(id) == std::string::npos);
    CHECK(bens.err.find("3 entries from 1 tablet, 1 was withdrawn\n") != std::string::npos);
    CHECK(table.open("ada").out.find(id) == std::string::npos);
    // Ben without the pack cannot know that Ada is an organizer.
    const auto alone = table.open("ben");
    CHECK(alone.exit_code == 1);
    CHECK(alone.out.find(id) != std::string::npos);
    CHECK(alone.err.find("has no effect") != std::string::npos);

    REQUIRE(write_key_file(table.folder / "eve.key", new_secret_key(), nullptr));
    CHECK(withdraw("eve", id).err.find("not one of the event's organizers") != std::string::npos);
    CHECK(withdraw("ada", "../" + id).err.find("is not the id of an entry") != std::string::npos);
    CHECK(table.prove().exit_code == 0);
}

TEST_CASE("receipts are what the tablet believes, add up, and are the same when given again") {
    const Table table;
    fs::rename(table.drop() / table.second.name, table.folder / "away");
    const auto give = [&] { return table.receipts({"--from", table.drop().string(), "--to", table.drop().string()}); };
    const auto believed = [&] {
        return read_receipt(read(table.receipt_in(table.drop())), vigil_tag, table.tablet.key, table.organizers);
    };
    const auto said = give();
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.err.find("1 receipt for 3 entries in ") != std::string::npos);
    REQUIRE(believed());
    CHECK(believed()->entries.size() == 3);
    // Only the second bundle is at hand now; the receipt keeps what it had.
    fs::remove(table.drop() / table.first.name);
    table.put(table.second);
    CHECK(give().exit_code == 0);
    CHECK(believed()->entries.size() == 4);
    const auto before = read(table.receipt_in(table.drop()));
    CHECK(give().exit_code == 0);
    CHECK(read(table.receipt_in(table.drop())) == before);
    // Somebody else's file under that name is not added to.
    write(table.receipt_in(table.drop()), as_bytes("noise"));
    CHECK(give().exit_code == 0);
    CHECK(believed()->entries.size() == 2);
    CHECK(table.prove().err.find(".receipt") == std::string::npos);
}

TEST_CASE("an entry that is not what its tablet stated gets no receipt and is named") {
    const Table table;
    const auto entry = sample_entry();
    auto tablet = Tablet(table.organizers);
    const auto statement = tablet.state({tablet.sealed(entry)});
    const auto other = make_bundle(vigil_tag, std::vector<Bytes>{tablet.sealed(entry)}, statement);
    fs::create_directory(table.folder / "stick");
    write(table.folder / "stick/" / other.name, other.bytes);
    const auto said = table.receipts({"--from", table.folder / "stick", "--to", table.drop().string()});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find(hex(entry.id.bytes) + ": it is not what its tablet stated") != std::string::npos);
    CHECK_FALSE(fs::exists(table.drop() / receipt_name(vigil_tag, tablet.key.public_half, table.organizers[0])));
}

TEST_CASE("what lies in a drop alone gets a receipt only once it was put into a folder of this computer") {
    const Table table;
    WebDrop server;
    const std::vector trust{"SSL_CERT_FILE=" + server.authorities().string()};
    for (const auto* bundle : {&table.first, &table.second, &table.third}) {
        write(server.files() / bundle->name, bundle->bytes);
    }
    const auto key = (table.folder / "ada.key").string();
    const auto bare =
        table.desk({"receipts", "--key", key, "--from", server.address(), "--to", server.address()}, trust);
    CHECK(bare.exit_code == 1);
    CHECK(bare.err.find("hint: add --keep DIR") != std::string::npos);
    const auto keep = table.folder / "keep";
    fs::create_directory(keep);
    const auto said = table.desk(
        {"receipts", "--key", key, "--from", server.address(), "--to", server.address(), "--keep", keep.string()},
        trust);
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(read(keep / table.second.name) == table.second.bytes);
    const auto file = read(table.receipt_in(server.files()));
    CHECK(read_receipt(file, vigil_tag, table.tablet.key, table.organizers)->entries.size() == 4);
    CHECK(table.desk({"prove", "--from", server.address()}, trust).exit_code == 0);
}

TEST_CASE("a bar shows bundles and entries on a terminal, and nothing in a pipe") {
    const Table table;
    CHECK(progress_line("opening", 850, 1700, 48'720) ==
          "opening [############            ] 850 of 1700 bundles, 48720 entries");
    CHECK(table.open("ada").err.starts_with("3 people, 4 entries from 1 tablet, 1 merged\n"));
    const auto command = HINENI_BIN "/hineni-desk prove --from " + table.drop().string();
    const auto shown = finish({"script", "-qec", command, "/dev/null"});
    CHECK(shown.exit_code == 0);
    CHECK(shown.out.find("] 3 of 3 bundles, 4 entries") != std::string::npos);
    CHECK(shown.out.find("1 tablet, 4 entries, ") != std::string::npos);
}

TEST_CASE("open leaves nothing of an answer in the folder where it sets entries aside") {
    const Table table;
    const auto aside = table.folder / "aside";
    fs::create_directory(aside);
    const auto said =
        table.desk({"open", "--key", table.folder / "ada.key", "--json", "-", "--from", table.drop().string()},
                   {"TMPDIR=" + aside.string()});
    CHECK(said.exit_code == 0);
    CHECK(nlohmann::json::parse(said.out).size() == 4);
    CHECK(fs::is_empty(aside));
    const auto nowhere =
        table.desk({"open", "--key", table.folder / "ada.key", "--json", "-", "--from", table.drop().string()},
                   {"TMPDIR=/nowhere"});
    CHECK(nowhere.exit_code == 1);
    CHECK(nowhere.err.find("hint: make room there, or name another folder of this computer in TMPDIR") !=
          std::string::npos);
}
