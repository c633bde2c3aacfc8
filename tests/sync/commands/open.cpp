// What an organizer's laptop makes of the entries, with the real program: filters, people, cards, partners, decisions.
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;

namespace {

// Ada comes twice, Ben once, and Mei with another language and form.
struct Evening : Laptop {
    std::vector<EntryId> ids = collect({{"Ada Sample", "ada@example.org"},
                                        {"Ben Sample", "ben@example.org", "617 555 0100", "02139"},
                                        {"Ada Sample", "ada@example.org", "617 555 0199"},
                                        {"王美", "mei@example.org", "", "", {}, "zh", "pledge"}});
};

std::string shown(const EntryId& id) {
    return id_of(id).substr(0, 8);
}

}  // namespace

TEST_CASE("the people are one row each, and the last line says how they became so many") {
    Evening evening;
    const auto said = evening.open({"--people", evening.file("people.csv")});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.err == "3 people, 4 entries from 1 tablet, 1 merged\n");
    const auto table = slurped(evening.file("people.csv"));
    CHECK(times_in(table, "\r\n") == 4);
    CHECK(table.find("\r\n" + shown(evening.ids[0]) + "," + shown(evening.ids[0]) + " " + shown(evening.ids[2]) +
                     ",join,vigil-2026-12-10,en,2026-12-10T23:30:00Z,Ada Sample,ada@example.org,617 555 0199,") !=
          std::string::npos);
    CHECK((std::filesystem::status(evening.file("people.csv")).permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    const auto entries = evening.open({"--csv", "-"});
    CHECK(times_in(entries.out, "\r\n") == 5);  // One row an entry, as ever.
}

TEST_CASE("what was merged is undone by the line that the review has for it") {
    Evening evening;
    CHECK(evening.open({"--review", evening.file("review.txt")}).exit_code == 0);
    const auto review = slurped(evening.file("review.txt"));
    const auto line = "apart " + shown(evening.ids[0]) + " " + shown(evening.ids[2]);
    CHECK(review.find("\n#" + line + "\n") != std::string::npos);
    CHECK(review.find("name: Ada Sample  email: ada@example.org") != std::string::npos);
    CHECK(review.find("Ben") == std::string::npos);  // Nobody asks about him.

    // As it is written, it decides nothing.
    const auto as_it_is =
        evening.open({"--people", evening.file("people.csv"), "--decisions", evening.file("review.txt")});
    CHECK(as_it_is.err == "3 people, 4 entries from 1 tablet, 1 merged\n");
    spill(evening.file("decisions.txt"), line + "\n");
    const auto apart =
        evening.open({"--people", evening.file("people.csv"), "--decisions", evening.file("decisions.txt")});
    CHECK_MESSAGE(apart.exit_code == 0, apart.err);
    CHECK(apart.err.starts_with("4 people, 4 entries from 1 tablet\n"));
    spill(evening.file("decisions.txt"), "aside " + shown(evening.ids[1]) + "\n");
    const auto aside =
        evening.open({"--review", evening.file("review.txt"), "--decisions", evening.file("decisions.txt")});
    CHECK(aside.err == "2 people, 4 entries from 1 tablet, 1 merged, 1 set aside\n");
    CHECK(slurped(evening.file("review.txt")).find("# == set aside by your decisions\n") != std::string::npos);
}

TEST_CASE("people who share an e-mail count apart, and a human is told where to look") {
    Laptop laptop;
    const auto ids = laptop.collect({{"Ada Sample", "family@example.org"}, {"Ben Other", "family@example.org"}});
    const auto said = laptop.open({"--people", laptop.file("people.csv"), "--review", laptop.file("review.txt")});
    CHECK(said.exit_code == 0);
    CHECK(said.err.starts_with("2 people, 2 entries from 1 tablet\n"));
    CHECK(said.err.find("open --review FILE shows them") != std::string::npos);
    const auto table = slurped(laptop.file("people.csv"));
    CHECK(table.find("shares an e-mail with " + shown(ids[0]) + "\r\n") != std::string::npos);
    CHECK(table.find("shares an e-mail with " + shown(ids[1]) + "\r\n") != std::string::npos);
    const auto line = "together " + shown(ids[0]) + " " + shown(ids[1]);
    CHECK(slurped(laptop.file("review.txt")).find("\n#" + line + "\n") != std::string::npos);
    spill(laptop.file("decisions.txt"), line + "\n");
    const auto together =
        laptop.open({"--people", laptop.file("people.csv"), "--decisions", laptop.file("decisions.txt")});
    CHECK(together.err.starts_with("1 person, 2 entries from 1 tablet, 1 merged\n"));
}

TEST_CASE("only what was asked for is in the tables") {
    Evening evening;
    const auto rows = [&](std::vector<std::string> filter) {
        filter.insert(filter.begin(), {"--csv", "-"});
        const auto said = evening.open(filter);
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        return times_in(said.out, "\r\n") - 1;
    };
    CHECK(rows({"--form", "join"}) == 3);
    CHECK(rows({"--form", "join", "--form", "pledge"}) == 4);
    CHECK(rows({"--only-event", "vigil-2026-12-10"}) == 4);
    CHECK(rows({"--only-event", "another"}) == 0);
    CHECK(rows({"--language", "zh"}) == 1);
    CHECK(rows({"--since", "2026-12-10"}) == 4);
    CHECK(rows({"--since", "2026-12-10T23:29"}) == 2);  // Here the laptop counts in UTC.
    CHECK(rows({"--since", "2026-12-10T18:29-05:00"}) == 2);
    CHECK(rows({"--since", "2026-12-10 23:45:02Z"}) == 1);
    CHECK(rows({"--since", "2026-12-11"}) == 0);
}

TEST_CASE("a time that is none is wrong usage and is told what would be right") {
    const Laptop laptop;
    for (const std::string wrong : {"yesterday", "2026-13-01", "2026-02-30", "2026-12-10T25:00", "2026-12-10T18:00-0",
                                    "2026-12-10T18:00-05:00x", "10.12.2026", "0000-01-01"}) {
        const auto said = laptop.open({"--csv", "-", "--since", wrong});
        CHECK_MESSAGE(said.exit_code == 2, wrong);
        CHECK(said.err.find("2026-12-10T18:00-05:00") != std::string::npos);
    }
    CHECK(laptop.open({"--csv", "-", "--decisions", laptop.file("nowhere")}).exit_code == 1);
}

TEST_CASE("cards are of the people with a name or a contact") {
    Laptop laptop;
    const auto ids = laptop.collect(
        {{"Ada Sample", "ada@example.org", "", "02139"}, {"", "", "", "02139"}, {"Ada Sample", "ada@example.org"}});
    const auto said = laptop.open({"--vcard", "-", "--event", laptop.pack()});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(times_in(said.out, "BEGIN:VCARD\r\n") == 1);
    CHECK(said.out.find("ADR:;;;;;02139;\r\n") != std::string::npos);  // From the first time.
    auto uid = id_of(ids[0]);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) uid.insert(at, 1, '-');
    CHECK(said.out.find("UID:urn:uuid:" + uid + "\r\n") != std::string::npos);
}

TEST_CASE("a partner gets those who said yes to it, by the channel of their yes, and nothing else") {
    Laptop laptop;
    laptop.collect({{"Ada Sample", "ada@example.org", "617 555 0101", "02139", {"sanctuary-mail", "newsletter"}},
                    {"Ben Sample", "ben@example.org", "617 555 0102", "02138", {"sanctuary-call"}, "es"},
                    {"Cleo Sample", "cleo@example.org", "617 555 0103", "02137", {"synagogue-share", "newsletter"}},
                    {"Dan Sample", "dan@example.org", "617 555 0104", "02136", {}}});
    const auto list = [&](const std::string& partner) {
        const auto said = laptop.open({"--event", laptop.pack(), "--for", partner, "--partner-csv", "-"});
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        return said.out;
    };
    CHECK(list("sanctuary") ==
          "\xEF\xBB\xBFname,email,phone,postal_code,language,agreed_at,channels,words\r\n"
          "Ada Sample,ada@example.org,,,en,2026-12-10T23:00:00Z,email,Sanctuary may write to me.\r\n"
          "Ben Sample,,617 555 0102,,es,2026-12-10T23:15:00Z,call,Sanctuary may call me.\r\n");
    CHECK(list("synagogue") ==
          "\xEF\xBB\xBFname,email,phone,postal_code,language,agreed_at,channels,words\r\n"
          "Cleo Sample,cleo@example.org,617 555 0103,02137,en,2026-12-10T23:30:00Z,share,The synagogue may have my "
          "details.\r\n");
}

TEST_CASE("who took a yes back is on no partner's list") {
    Laptop laptop;
    laptop.collect({{"Ada Sample", "ada@example.org", "", "", {"sanctuary-mail"}}, {"Ada Sample", "ada@example.org"}});
    const auto said = laptop.open({"--event", laptop.pack(), "--for", "sanctuary", "--partner-csv", "-"});
    CHECK(said.exit_code == 0);
    CHECK(said.out.find("Ada") == std::string::npos);
}

TEST_CASE("a partner nobody knows, a list without a partner, and words that no pack has") {
    Laptop laptop;
    const auto ids = laptop.collect({{"Ada Sample", "ada@example.org", "", "", {"sanctuary-mail"}}});
    const auto wrong = laptop.open({"--event", laptop.pack(), "--for", "sanctury", "--partner-csv", "-"});
    CHECK(wrong.exit_code == 1);
    CHECK(wrong.out.empty());
    CHECK(wrong.err.find("no partner \"sanctury\" in these packs\nhint: they name sanctuary, synagogue\n") !=
          std::string::npos);
    CHECK(laptop.open({"--event", laptop.pack(), "--for", "us", "--partner-csv", "-"}).exit_code == 1);
    CHECK(laptop.open({"--event", laptop.pack(), "--partner-csv", "-"}).exit_code == 2);
    CHECK(laptop.open({"--event", laptop.pack(), "--for", "sanctuary", "--csv", "-"}).exit_code == 2);
    CHECK(laptop.open({"--for", "sanctuary", "--partner-csv", "-"}).exit_code == 2);

    auto changed = slurped(laptop.pack() / "event.toml");
    const std::string words = "Sanctuary may write to me.";
    changed.replace(changed.find(words), words.size(), "Anybody may write to me.");
    spill(laptop.pack() / "event.toml", changed);
    const auto unknown = laptop.open({"--event", laptop.pack(), "--for", "sanctuary", "--partner-csv", "-"});
    CHECK(unknown.exit_code == 1);
    CHECK(unknown.out.find("Ada") == std::string::npos);
    CHECK(unknown.err.find("entry " + id_of(ids[0]) +
                           ": the words of its yes to sanctuary are in none of these packs") != std::string::npos);
}
