// The commands book and report as the real program.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "sync/seal/key_file.hpp"
#include "tests/sync/desk/device.hpp"
#include "tests/sync/print/pages.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

constexpr const char* pledge_words = "# The pledge\n\nI promise **plainly**.\n";

// A tablet, its organizer, a drop and the pack.
struct SignedVigil {
    FreshFolder folder;
    SecretKey ada = new_secret_key();
    Tablet tablet{{public_half(ada)}};

    SignedVigil() {
        fs::create_directory(folder / "drop");
        fs::create_directory(folder / "pack");
        REQUIRE(write_key_file(folder / "ada.key", ada, nullptr));
        std::ofstream(folder / "pack/pledge.md") << pledge_words;
        std::ofstream pack(folder / "pack/event.toml");
        pack << "hineni = 1\n[event]\nid = \"vigil-2026-12-10\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" "
                "}\nstarts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n[keys]\nrecipients = [\""
             << to_text(public_half(ada)) << "\"]\n";
        for (const char* id : {"pledge", "other"}) {
            pack << "[[form]]\nid = \"" << id
                 << "\"\nkind = \"pledge\"\ntitle = { en = \"Sign\" }\ntext = { en = \"pledge.md\" }\nsignature = "
                    "\"drawn\"\nask_public = true\n[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = "
                    "\"Name\" }\n[[form.field]]\nid = \"email\"\nkind = \"email\"\nlabel = { en = \"Email\" }\n";
        }
    }
    static Entry pledge(const std::string& name, bool shown) {
        auto entry = sample_pledge("M10 20L900 390");
        entry.text = digest(as_bytes(pledge_words));
        entry.public_name = shown;
        entry.answers[0].value = secret(name);
        entry.answers[1].value = secret(digest_of(name) + "@example.org");
        return entry;
    }
    static std::string digest_of(const std::string& name) { return hex(digest(as_bytes(name))).substr(0, 8); }
    void send(const std::vector<Entry>& entries) {
        std::vector<Bytes> envelopes;
        for (const auto& each : entries) envelopes.push_back(tablet.sealed(each));
        const auto bundle = tablet.send(envelopes);
        std::ofstream(folder / "drop/" / bundle.name, std::ios::binary) << as_text(bundle.bytes);
    }
    [[nodiscard]] Finished desk(const std::string& command, const std::vector<std::string>& more) const {
        std::vector<std::string> all{HINENI_BIN "/hineni-desk", command,   "--key",        folder / "ada.key", "--from",
                                     folder / "drop",           "--event", folder / "pack"};
        all.insert(all.end(), more.begin(), more.end());
        return finish(all);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace

TEST_CASE("the real program prints the book of an evening, for its owner's eyes, and says its hash") {
    SignedVigil evening;
    auto join = sample_entry("Eve Joined");
    evening.send({SignedVigil::pledge("Ada Sample", true), SignedVigil::pledge("Ben Hidden", false), join});
    const auto said = evening.desk("book", {"--pdf", evening.folder / "book.pdf", "--json"});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    const auto json = nlohmann::json::parse(said.out);
    CHECK(json["people"] == 2);
    CHECK(json["named"] == 1);
    struct stat status {};
    REQUIRE(stat((evening.folder / "book.pdf").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    const Pages pages(evening.read("book.pdf"));
    const auto text = pages.text();
    CHECK(has(text, "Ada Sample"));
    CHECK(has(text, "I promise plainly."));
    CHECK(has(text, json["hash"].get<std::string>()));
    for (const char* hidden : {"Hidden", "Joined", "example.org"}) CHECK_FALSE(has(text, hidden));
    CHECK(pages.says("pdfinfo", {pages.file()}).find("612 x 792") != std::string::npos);

    const auto out = evening.desk("book", {"--pdf", "-", "--paper", "a4", "--contacts"});
    CHECK(out.exit_code == 0);
    CHECK(has(Pages(out.out).text(), SignedVigil::digest_of("Ben Hidden") + "@example.org"));
    CHECK(evening.desk("book", {"--pdf", "-", "--paper", "a5"}).exit_code == 2);
    CHECK(evening.desk("book", {"--pdf", "-", "--json"}).exit_code == 1);
}

TEST_CASE("book says which pledges there are where there are several, and that there is none where nobody signed") {
    SignedVigil evening;
    evening.send({sample_entry("Eve Joined")});
    const auto none = evening.desk("book", {"--pdf", evening.folder / "book.pdf"});
    CHECK(none.exit_code == 1);
    CHECK(none.err.find("book: nobody has signed a pledge") != std::string::npos);
    CHECK_FALSE(fs::exists(evening.folder / "book.pdf"));
    auto other = SignedVigil::pledge("Ben Sample", true);
    other.form = "other";
    evening.send({SignedVigil::pledge("Ada Sample", true), other});
    const auto several = evening.desk("book", {"--pdf", evening.folder / "book.pdf"});
    CHECK(several.exit_code == 1);
    CHECK(several.err.find("several pledges were signed: other at vigil-2026-12-10, pledge at vigil-2026-12-10") !=
          std::string::npos);
    CHECK(several.err.find("hint: name one with --form ID") != std::string::npos);
    const auto one = evening.desk("book", {"--pdf", "-", "--form", "other"});
    CHECK_MESSAGE(one.exit_code == 0, one.err);
    CHECK(has(Pages(one.out).text(), "Ben Sample"));
}

TEST_CASE("a book with words that no pack has is printed, and the program says so and ends with 1") {
    SignedVigil evening;
    auto unknown = SignedVigil::pledge("Ada Sample", true);
    unknown.text = digest(as_bytes("Other words."));
    evening.send({unknown});
    const auto said = evening.desk("book", {"--pdf", evening.folder / "book.pdf"});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("1 person signed words that are in none of these packs") != std::string::npos);
    CHECK(has(Pages(evening.read("book.pdf")).text(), "in none of the event packs"));
}

TEST_CASE("the real program says an evening in figures, as a page, a picture and for programs") {
    SignedVigil evening;
    evening.send(
        {SignedVigil::pledge("Ada Sample", true), SignedVigil::pledge("Ben Hidden", false), sample_entry("Eve")});
    const auto said = evening.desk(
        "report", {"--pdf", evening.folder / "report.pdf", "--png", evening.folder / "report.png", "--json"});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    const auto json = nlohmann::json::parse(said.out);
    CHECK(json["people"] == 3);
    CHECK(json["tablets"] == 1);
    CHECK(json["median_took_s"] == nullptr);
    const auto text = Pages(evening.read("report.pdf")).text() + said.out;
    for (const char* name : {"Ada", "Sample", "Hidden", "Eve,", "example.org"}) CHECK_FALSE(has(text, name));
    const auto png = evening.read("report.png");
    REQUIRE(png.size() > 24);
    // Width and height, big-endian: letter at 150 dots to the inch.
    CHECK(hex(as_bytes(png.substr(16, 8))) == "000004fb00000672");
    CHECK(evening.desk("report", {}).exit_code == 2);
}
