// An organizer makes a key, with the real program.
#include <sys/stat.h>

#include "sync/seal/organizer_signature.hpp"
#include "tests/support/at_terminal.hpp"
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

struct NewKey {
    FreshFolder folder;
    std::string out = (folder / "ada.key").string();

    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> more) const {
        more.insert(more.begin(), {HINENI_BIN "/hineni-desk", "keygen", "--out", out});
        return more;
    }
    [[nodiscard]] Finished keygen(const std::vector<std::string>& more) const { return finish(command(more)); }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
    }
    [[nodiscard]] SecretKey key(const std::string& passphrase = "") const {
        return read_key_file(out, [&]() -> Result<Secret> { return secret(passphrase); }).value();
    }
};

mode_t mode_of(const std::string& file) {
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

}  // namespace

TEST_CASE("keygen writes the key, its public half alone, its signing name and the sheet for this user alone") {
    const NewKey made;
    const auto said = made.keygen({"--no-passphrase"});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    const auto line = to_text(public_half(made.key())) + "\n";
    CHECK(said.out == line);
    CHECK(slurped(made.out + ".pub") == line);
    CHECK(slurped(made.out + ".signing") == to_text(signing_name(made.key())) + "\n");
    CHECK(slurped(made.out + ".recovery.pdf").starts_with("%PDF"));
    for (const auto* end : {"", ".recovery.pdf"}) CHECK(mode_of(made.out + end) == 0600);
    CHECK(made.files() == 4);
    for (const auto* words : {"put it where you would keep a passport, then delete the file", "second organizer",
                              "keys.recipients", "hineni-desk recover"}) {
        CHECK_MESSAGE(said.err.find(words) != std::string::npos, words);
    }
}

TEST_CASE("without a sheet keygen says that a copy is needed") {
    const NewKey made;
    const auto said = made.keygen({"--no-passphrase", "--no-sheet"});
    CHECK(said.exit_code == 0);
    CHECK(made.files() == 3);
    CHECK(said.err.find("Keep a copy of the key elsewhere") != std::string::npos);
    // A sheet can be had of it at any time.
    const auto later = finish({HINENI_BIN "/hineni-desk", "sheet", "--key", made.out, "--pdf", made.out + ".pdf"});
    CHECK_MESSAGE(later.exit_code == 0, later.err);
    CHECK(slurped(made.out + ".pdf").starts_with("%PDF"));
    CHECK(finish({HINENI_BIN "/hineni-desk", "sheet", "--key", made.out, "--pdf", made.out + ".pdf"}).exit_code == 1);
}

TEST_CASE("keygen replaces nothing and writes nothing where one of its files is there already") {
    for (const auto* end : {"", ".pub", ".signing", ".recovery.pdf"}) {
        const NewKey made;
        spill(made.out + end, "mine");
        const auto said = finish({"setsid", "-w", HINENI_BIN "/hineni-desk", "keygen", "--out", made.out});
        CHECK(said.exit_code == 1);
        CHECK(said.err.find("there is such a file already\nhint: ") != std::string::npos);
        CHECK(slurped(made.out + end) == "mine");
        CHECK(made.files() == 1);
    }
    const NewKey nowhere;
    const auto said = finish({HINENI_BIN "/hineni-desk", "keygen", "--no-passphrase", "--out", nowhere.out + "/a.key"});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("hint: make the folder first") != std::string::npos);
}

TEST_CASE("a passphrase is asked for twice and never shown") {
    const NewKey made;
    const auto said = at_terminal(made.command({"--no-sheet"}),
                                  {{"New passphrase: ", "four words or more"}, {"again: ", "four words or more"}});
    CHECK_MESSAGE(said.exit_code == 0, said.shown);
    CHECK(said.shown.find("four or more words that have nothing to do with each other") != std::string::npos);
    CHECK(said.shown.find("four words or more") == std::string::npos);
    CHECK(said.shown.find("careful") == std::string::npos);
    CHECK(public_half(made.key("four words or more")) ==
          public_key_from_text(slurped(made.out + ".pub").substr(0, 65)));
}

TEST_CASE("two passphrases that differ, an empty one and one without end make no key") {
    const NewKey made;
    const auto differ = at_terminal(made.command({}), {{"New passphrase: ", "one"}, {"again: ", "two"}});
    CHECK(differ.exit_code == 1);
    CHECK(differ.shown.find("the two passphrases differ") != std::string::npos);
    const auto empty = at_terminal(made.command({}), {{"New passphrase: ", ""}});
    CHECK(empty.exit_code == 1);
    CHECK(empty.shown.find("nothing was typed") != std::string::npos);
    const auto endless = at_terminal(made.command({}), {{"New passphrase: ", std::string(1500, 'x')}});
    CHECK(endless.exit_code == 1);
    CHECK(endless.shown.find("it is longer than 1024 characters") != std::string::npos);
    CHECK(made.files() == 0);
}

TEST_CASE("a short passphrase is warned about and not refused") {
    const NewKey made;
    spill(made.folder / "passphrase", "shöt\n");
    const auto said = made.keygen({"--no-sheet", "--passphrase-file", made.folder / "passphrase"});
    CHECK(said.exit_code == 0);
    CHECK(said.err.find("careful: this passphrase has 4 characters") != std::string::npos);
    CHECK(said.err.find("shöt") == std::string::npos);
}
