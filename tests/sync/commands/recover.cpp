// A key is lost and comes back from its sheet of paper, with the real program.
#include <algorithm>
#include <map>
#include <regex>

#include "sync/seal/recovery.hpp"
#include "tests/support/at_terminal.hpp"
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

struct LostKey {
    FreshFolder folder;
    SecretKey key = new_secret_key();
    std::vector<std::string> words = recovery_words(key);
    std::string out = (folder / "back.key").string();

    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> more) const {
        more.insert(more.begin(), {HINENI_BIN "/hineni-desk", "recover", "--no-passphrase", "--out", out});
        return more;
    }
    [[nodiscard]] Finished recover(const std::string& text, std::vector<std::string> more = {}) const {
        spill(folder / "words", text);
        more.insert(more.end(), {"--words", folder / "words"});
        return finish(command(more));
    }
    [[nodiscard]] std::string in_rows() const {
        std::string text;
        for (const auto& word : words) text += word + "\n";
        return text;
    }
    [[nodiscard]] bool is_back() const {
        const auto back = read_key_file(out, []() -> Result<Secret> { return fail("asked"); });
        return back && back->bytes == key.bytes;
    }
};

// As somebody reads them off the page.
std::string words_on(const fs::path& pdf) {
    const auto text = finish({"pdftotext", "-layout", pdf.string(), "-"}).out;
    const std::regex numbered("\\b([0-9]{1,2}) +([a-z]{5})\\b");
    std::map<int, std::string> words;
    for (std::sregex_iterator at(text.begin(), text.end(), numbered), end; at != end; ++at) {
        words[std::stoi((*at)[1])] = (*at)[2];
    }
    std::string out;
    for (const auto& [number, word] : words) out += std::to_string(number) + " " + word + "\n";
    return out;
}

}  // namespace

TEST_CASE("a key that is lost comes back from its sheet and opens what was sealed before") {
    const FreshFolder folder;
    const auto desk = [&](std::vector<std::string> more) {
        more.insert(more.begin(), HINENI_BIN "/hineni-desk");
        return finish(more);
    };
    REQUIRE(desk({"keygen", "--no-passphrase", "--out", folder / "ada.key"}).exit_code == 0);
    const auto line = slurped(folder / "ada.key.pub");
    Tablet tablet({*public_key_from_text(line.substr(0, line.size() - 1))});
    const auto bundle = tablet.send(tablet.sealed(std::size_t{1}));
    spill(folder / bundle.name, as_text(bundle.bytes));
    const auto words = words_on(folder / "ada.key.recovery.pdf");
    fs::remove(folder / "ada.key");
    fs::remove(folder / "ada.key.recovery.pdf");

    auto typo = words;
    const auto third = typo.find("\n3 ") + 3;
    const auto right = typo.substr(third, 5);
    typo[third + 4] = typo[third + 4] == 'b' ? 'd' : 'b';
    spill(folder / "words", typo);
    const std::vector<std::string> recover{"recover", "--no-passphrase", "--out",    folder / "back.key",
                                           "--words", folder / "words",  "--public", folder / "ada.key.pub"};
    const auto refused = desk(recover);
    CHECK(refused.exit_code == 1);
    CHECK(refused.err.find("word 3 should be \"" + right + "\"\nhint: ") != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "back.key"));

    spill(folder / "words", words);
    const auto back = desk(recover);
    CHECK_MESSAGE(back.exit_code == 0, back.err);
    CHECK(back.out == line);
    CHECK(back.err.find("This is the key of ") != std::string::npos);
    const auto opened = desk({"open", "--key", folder / "back.key", "--csv", "-", "--from", folder.path().string()});
    CHECK(opened.out.find(",N0,") != std::string::npos);
}

TEST_CASE("words of another key are refused where the key is known") {
    const LostKey sheet;
    const auto other = to_text(public_half(new_secret_key()));
    const auto refused = sheet.recover(sheet.in_rows(), {"--public", other});
    CHECK(refused.exit_code == 1);
    CHECK(refused.err.find("these are the words of another key, " + to_text(public_half(sheet.key))) !=
          std::string::npos);
    CHECK_FALSE(fs::exists(sheet.out));
    CHECK(sheet.recover(sheet.in_rows(), {"--public", other.substr(1)}).exit_code == 1);
    CHECK(sheet.recover(sheet.in_rows(), {"--public", to_text(public_half(sheet.key))}).exit_code == 0);
    CHECK(sheet.is_back());
}

TEST_CASE("recover replaces no key") {
    const LostKey sheet;
    CHECK(sheet.recover(sheet.in_rows()).exit_code == 0);
    const auto before = slurped(sheet.out);
    const auto again = sheet.recover(sheet.in_rows());
    CHECK(again.exit_code == 1);
    CHECK(again.err.find("there is such a file already") != std::string::npos);
    CHECK(slurped(sheet.out) == before);
}

TEST_CASE("somebody types the words line by line and agrees to what is told") {
    const LostKey sheet;
    std::string first;
    std::string second;
    for (std::size_t i = 0; i < 19; ++i) (i < 7 ? first : second) += (i == 11 ? "xyzzy" : sheet.words[i]) + " ";
    const auto said = at_terminal(sheet.command({}), {{"from word 1: ", first},
                                                      {"from word 8: ", second},
                                                      {"word 12 should be \"" + sheet.words[11] + "\"", "yes"}});
    CHECK_MESSAGE(said.exit_code == 0, said.shown);
    CHECK(said.shown.find("from word 1: " + first) != std::string::npos);  // Shown as it is typed.
    CHECK(said.shown.find(to_text(public_half(sheet.key))) != std::string::npos);
    CHECK(sheet.is_back());
}

TEST_CASE("whoever does not agree types the words again, or stops with an empty line") {
    const LostKey sheet;
    std::string wrong;
    std::string right;
    for (std::size_t i = 0; i < 19; ++i) {
        wrong += (i == 11 ? "xyzzy" : sheet.words[i]) + " ";
        right += sheet.words[i] + " ";
    }
    const auto stopped =
        at_terminal(sheet.command({}), {{"from word 1: ", wrong}, {"say so? ", "no"}, {"again, or an empty line", ""}});
    CHECK(stopped.exit_code == 1);
    CHECK_FALSE(fs::exists(sheet.out));
    const auto again =
        at_terminal(sheet.command({}), {{"from word 1: ", wrong}, {"say so? ", "no"}, {"from word 1: ", right}});
    CHECK_MESSAGE(again.exit_code == 0, again.shown);
    CHECK(sheet.is_back());
}

TEST_CASE("without a terminal recover says which option would do, and knows a PDF when it sees one") {
    const LostKey sheet;
    auto command = sheet.command({});
    command.insert(command.begin(), {"setsid", "-w"});
    const auto nobody = finish(command);
    CHECK(nobody.exit_code == 1);
    CHECK(nobody.err.find("hint: give --words FILE") != std::string::npos);
    CHECK(sheet.recover("%PDF-1.5\n").err.find("this is the sheet as a PDF") != std::string::npos);
    CHECK(sheet.recover(std::string(20'000, 'x')).exit_code == 1);
    CHECK_FALSE(fs::exists(sheet.out));
}
