// Somebody asks to be taken off every list: by their receipt code, their address or their number, with the real
// program.
#include <algorithm>

#include "hineni/receipt_code.hpp"
#include "tests/support/at_terminal.hpp"
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

// Ada came twice, with her address and with her number, and took a code home.
struct AskedToLeave : Laptop {
    std::vector<EntryId> ids = collect({{"Ada Sample", "ada@example.org"},
                                        {"Ben Sample", "ben@example.org", "617 555 0142"},
                                        {"Ada Sample", "", "(617) 555-0187"}});
    std::string code = new_receipt_code();
    Entry coded = entry_of({"Chen Sample", "chen@example.org"});

    AskedToLeave() {
        coded.receipt_code = code;
        const auto line = slurped(key().string() + ".pub");
        Tablet tablet({*public_key_from_text(line.substr(0, line.size() - 1))});
        put(tablet.send({tablet.sealed(coded)}));
    }
    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> more) const {
        more.insert(more.begin(), {HINENI_BIN "/hineni-desk", "withdraw", "--key", key(), "--event", pack(), "--from",
                                   drop(), "--to", drop()});
        return more;
    }
    [[nodiscard]] Finished withdraw(std::vector<std::string> more) const {
        more.emplace_back("--yes");
        auto words = command(more);
        words.insert(words.begin(), {"setsid", "-w"});
        return finish(words);
    }
    // Which of them the table still has.
    [[nodiscard]] std::string left() const {
        const auto table = open({"--csv", "-"}).out;
        std::string names;
        const std::vector<std::pair<EntryId, char>> all{{ids[0], 'A'}, {ids[1], 'B'}, {ids[2], 'a'}, {coded.id, 'C'}};
        for (const auto& [id, name] : all) names += table.find(id_of(id)) == std::string::npos ? '-' : name;
        return names;
    }
};

}  // namespace

TEST_CASE("a receipt code takes its entry out, however it is typed") {
    const AskedToLeave evening;
    REQUIRE(evening.left() == "ABaC");
    auto typed = in_groups(evening.code);
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto said = evening.withdraw({"--code", typed});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.err.find("This means 1 entry: 1 of join\n  " + id_of(evening.coded.id) + "  join\n") !=
          std::string::npos);
    CHECK(said.err.find("removed there (publish names") != std::string::npos);
    CHECK(said.err.find("Chen") == std::string::npos);
    CHECK(evening.left() == "ABa-");
    const auto again = evening.withdraw({"--code", typed});
    CHECK(again.exit_code == 1);
    CHECK(again.err.find("no entry has the code " + in_groups(evening.code)) != std::string::npos);
    CHECK(again.err.find("what is withdrawn already is not found again") != std::string::npos);
}

TEST_CASE("a code that was misread withdraws nothing and says what is wrong") {
    const AskedToLeave evening;
    auto wrong = evening.code;
    wrong[3] = wrong[3] == '7' ? '8' : '7';
    CHECK(evening.withdraw({"--code", wrong}).err.find("a symbol is wrong, or two have changed places") !=
          std::string::npos);
    CHECK(evening.withdraw({"--code", evening.code.substr(1)}).err.find("it has 11 letters and digits") !=
          std::string::npos);
    CHECK(evening.withdraw({"--code", "U" + evening.code.substr(1)}).err.find("has a U in it") != std::string::npos);
    CHECK(evening.left() == "ABaC");
}

TEST_CASE("an address or a number takes out every entry that has it, however it is written") {
    const AskedToLeave evening;
    const auto address = evening.withdraw({"--contact", " Ada@Example.ORG"});
    CHECK_MESSAGE(address.exit_code == 0, address.err);
    CHECK(address.err.find("ada") == std::string::npos);
    CHECK(evening.left() == "-BaC");
    const auto number = evening.withdraw({"--contact", "+1 617.555.0187"});
    CHECK_MESSAGE(number.exit_code == 0, number.err);
    CHECK(evening.left() == "-B-C");
}

TEST_CASE("what fits no entry is named without being repeated, and the rest is done") {
    const AskedToLeave evening;
    const auto said = evening.withdraw({"--contact", "nobody@example.org", "ben@example.org"});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("no entry has the 1. named e-mail address") != std::string::npos);
    CHECK(said.err.find("nobody@") == std::string::npos);
    CHECK(evening.left() == "A-aC");
    const auto none = evening.withdraw({"--contact", "nobody@example.org"});
    CHECK(none.exit_code == 1);
    CHECK(none.err.find("no such entry here; nothing was withdrawn\nhint: name every place") != std::string::npos);
    CHECK(evening.withdraw({"--contact", "Ada"}).err.find("neither an e-mail address nor a phone number") !=
          std::string::npos);
}

TEST_CASE("nothing is withdrawn before somebody has said yes") {
    const AskedToLeave evening;
    auto alone = evening.command({"--code", evening.code});
    alone.insert(alone.begin(), {"setsid", "-w"});
    const auto nobody = finish(alone);
    CHECK(nobody.exit_code == 1);
    CHECK(nobody.err.find("hint: look at the ids above, then add --yes") != std::string::npos);
    const auto asked = evening.command({"--code", evening.code});
    const auto no = at_terminal(asked, {{"Type yes", "no"}});
    CHECK(no.exit_code == 1);
    CHECK(no.shown.find("nothing was withdrawn") != std::string::npos);
    CHECK(evening.left() == "ABaC");
    const auto yes = at_terminal(asked, {{"Type yes", "yes"}});
    CHECK_MESSAGE(yes.exit_code == 0, yes.shown);
    CHECK(evening.left() == "ABa-");
}

TEST_CASE("what was withdrawn stays out of tables and people, whichever copies come later and in any order") {
    AskedToLeave evening;
    REQUIRE(evening.withdraw({"--contact", "ada@example.org"}).exit_code == 0);
    // The tablet exports all it has on two sticks, and nobody knows of the withdrawal there.
    std::vector<fs::path> places{evening.drop()};
    for (const std::string stick : {"first", "second"}) {
        places.push_back(evening.folder / stick);
        fs::create_directory(places.back());
        const auto name = evening.last.name;
        spill(places.back() / name, as_text(evening.last.bytes));
    }
    std::ranges::sort(places);
    do {
        std::vector<std::string> words{"--people", evening.file("people.csv"), "--csv", "-", "--event", evening.pack()};
        for (const auto& place : places) words.insert(words.end(), {"--from", place});
        const auto said = evening.open(words);
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        CHECK(times_in(said.out, "\r\n") == 4);
        CHECK(said.out.find(id_of(evening.ids[0])) == std::string::npos);
        CHECK(slurped(evening.file("people.csv")).find("ada@example.org") == std::string::npos);
    } while (std::ranges::next_permutation(places).found);
    // Even alone with a later copy, the word of it is enough.
    CHECK(evening.open({"--csv", "-", "--from", places[1]}).out.find(id_of(evening.ids[0])) == std::string::npos);
}

TEST_CASE("a withdrawn signature is in no book, whichever copies come later") {
    const AskedToLeave evening;
    const auto line = slurped(evening.key().string() + ".pub");
    Tablet tablet({*public_key_from_text(line.substr(0, line.size() - 1))});
    const auto stays = sample_pledge();
    auto goes = sample_pledge();
    goes.answers[0].value = secret("Zelda Sample");
    goes.answers[1].value = secret("zelda@example.org");
    const auto bundle = tablet.send({tablet.sealed(stays), tablet.sealed(goes)});
    spill(evening.pack() / "pledge.en.md", "# The pledge\n");
    spill(evening.pack() / "event.toml",
          slurped(evening.pack() / "event.toml") +
              "[[form]]\nid = \"pledge\"\nkind = \"pledge\"\ntitle = { en = \"Pledge\" }\n"
              "text = { en = \"pledge.en.md\" }\nask_public = true\n"
              "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n"
              "[[form.field]]\nid = \"email\"\nkind = \"email\"\nlabel = { en = \"Email\" }\n");
    const auto names = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{
            HINENI_BIN "/hineni-desk", "book",    "--key",        evening.key(), "--pdf",
            evening.file("book.pdf"),  "--event", evening.pack(), "--from",      evening.drop()};
        words.insert(words.end(), more.begin(), more.end());
        const auto said = finish(words);
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        return finish({"pdftotext", evening.file("book.pdf"), "-"}).out;
    };
    evening.put(bundle);
    const auto before = names({});
    CHECK(before.find("Ada Sample") != std::string::npos);
    CHECK(before.find("Zelda Sample") != std::string::npos);
    REQUIRE(evening.withdraw({"--contact", "zelda@example.org"}).exit_code == 0);
    fs::create_directory(evening.folder / "stick");
    spill(evening.folder / "stick/" / bundle.name, as_text(bundle.bytes));
    const auto after = names({"--from", evening.folder / "stick"});
    CHECK(after.find("Ada Sample") != std::string::npos);
    CHECK(after.find("Zelda") == std::string::npos);
}

TEST_CASE("withdraw without a place to look in is wrong usage, and an id needs none") {
    const AskedToLeave evening;
    const std::vector<std::string> start{HINENI_BIN "/hineni-desk",
                                         "withdraw",
                                         "--key",
                                         evening.key(),
                                         "--event",
                                         evening.pack(),
                                         "--to",
                                         evening.drop()};
    auto words = start;
    words.insert(words.end(), {"--code", evening.code});
    CHECK(finish(words).exit_code == 2);
    CHECK(finish(start).exit_code == 2);
    words = start;
    words.insert(words.end(), {"--entry", id_of(evening.ids[1])});
    CHECK(finish(words).exit_code == 0);
    CHECK(evening.left() == "A-aC");
}
