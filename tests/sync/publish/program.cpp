// The program itself, against the pretended Action Network behind TLS.
#include <sys/stat.h>

#include <csignal>

#include <fstream>
#include <iterator>

#include "sync/bundle/bundle.hpp"
#include "sync/seal/key_file.hpp"
#include "tests/support/action_network_server.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"
#include "tests/support/sample_entry.hpp"
#include "tests/sync/publish/samples.hpp"

using namespace hineni;

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// An organizer's laptop: a pack, a key, a bundle of entries, and the API key in a file.
struct Laptop {
    FreshFolder folder;
    SecretKey key = new_secret_key();
    DeviceKey tablet = *device_key(folder / "tablet");
    std::vector<Bytes> envelopes;
    std::string api_key = ActionNetwork().key;

    Laptop() {
        fs::create_directory(folder / "event");
        fs::create_directory(folder / "bundles");
        REQUIRE(write_key_file(folder / "organizer.key", key, nullptr));
        std::ofstream(folder / "event" / "event.toml")
            << "hineni = 1\n[event]\nid = \"vigil-2026-12-10\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" "
               "}\n"
               "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n[keys]\nrecipients = [\""
            << to_text(public_half(key))
            << "\"]\n[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\naction_network = { form = "
               "\""
            << form_uuid << "\", tags = [\"Vigil 2026\"] }\n"
            << "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n"
               "[[form.field]]\nid = \"email\"\nkind = \"email\"\nlabel = { en = \"Email\" }\n"
               "[[form.consent]]\nid = \"newsletter\"\nto = \"us\"\nchannel = \"email\"\ntext = { en = \"News.\" }\n";
    }

    EntryId add(const std::string& name, const std::string& email, bool yes = false) {
        Entry entry = sample_entry(name);
        entry.language = "en";
        entry.answers.back().value = secret(email);
        entry.consents = {{"newsletter", "us", Channel::Email, digest(as_bytes("News.")), yes}};
        const std::vector<PublicKey> to{public_half(key)};
        envelopes.push_back(seal(entry, to, tablet)->bytes);
        const auto bundle = make_bundle(event_tag("vigil-2026-12-10"), envelopes);
        for (const auto& before : fs::directory_iterator(folder / "bundles")) fs::remove(before);
        std::ofstream(folder / "bundles" / bundle.name, std::ios::binary)
            .write(reinterpret_cast<const char*>(bundle.bytes.data()),
                   static_cast<std::streamsize>(bundle.bytes.size()));
        return entry.id;
    }

    [[nodiscard]] std::vector<std::string> command(const std::string& api, std::vector<std::string> more = {}) const {
        std::ofstream(folder / "api.key") << api_key << "\n";
        std::vector<std::string> words{HINENI_BIN "/hineni-desk",
                                       "publish",
                                       "--key",
                                       (folder / "organizer.key").string(),
                                       "--from",
                                       (folder / "bundles").string(),
                                       "--event",
                                       (folder / "event").string(),
                                       "--api",
                                       api,
                                       "--refused",
                                       (folder / "refused.csv").string(),
                                       "--api-key-file",
                                       (folder / "api.key").string()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    [[nodiscard]] Finished publish(const ActionNetworkServer& server, std::vector<std::string> more = {}) const {
        return finish(command(server.api(), std::move(more)), {"SSL_CERT_FILE=" + server.authorities().string()});
    }
    // Everything that was written anywhere, but for the file that the key came from.
    [[nodiscard]] std::string all_files() const {
        std::string all;
        for (const auto& each : fs::recursive_directory_iterator(folder.path())) {
            if (each.is_regular_file() && each.path().filename() != "api.key") all += text_of(each.path());
        }
        return all;
    }
};

}  // namespace

TEST_CASE("publish hands people on over TLS and a second run sends nothing") {
    ActionNetworkServer server(sample_server());
    Laptop laptop;
    laptop.add("Ada Sample", "ada@example.org", true);
    laptop.add("Ben Sample", "ben@example.org");
    const auto said = laptop.publish(server);
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out.empty());
    CHECK(said.err.find("2 published, 0 were there already, 0 held for you, 0 refused\n") != std::string::npos);
    server.with([](ActionNetwork& rules) {
        REQUIRE(rules.records().size() == 2);
        CHECK(rules.find("ada@example.org")->email_status == "subscribed");
        CHECK(rules.find("ben@example.org")->email_status == "unsubscribed");
        CHECK(rules.find("ada@example.org")->family == "Sample");
        CHECK(rules.records()[0].source == "vigil-2026-12-10");
    });
    const auto again = laptop.publish(server);
    CHECK(again.exit_code == 0);
    CHECK(again.err.find("0 published, 2 were there already, 0 held for you, 0 refused\n") != std::string::npos);
    server.with([](ActionNetwork& rules) { CHECK(rules.posts() == 4); });
    struct stat about {};
    REQUIRE(::stat((laptop.folder / "organizer.key.published.db").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0600);
    const auto ledger = text_of(laptop.folder / "organizer.key.published.db");
    for (const char* word : {"Ada", "Sample", "example.org"}) CHECK(ledger.find(word) == std::string::npos);
}

TEST_CASE("two people with one address are held and stand in the file with formulas made harmless") {
    ActionNetworkServer server(sample_server());
    Laptop laptop;
    laptop.add("=HYPERLINK(1)", "family@example.org", true);
    laptop.add("Ben Sample", "Family@example.org");
    laptop.add("Cleo Sample", "cleo@example.org");
    const auto said = laptop.publish(server);
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("1 published, 0 were there already, 2 held for you (see ") != std::string::npos);
    CHECK(said.err.find("2 people wait for a human") != std::string::npos);
    const auto csv = text_of(laptop.folder / "refused.csv");
    CHECK(csv.starts_with("outcome,reason,what_to_do,event,form,name,email,"));
    CHECK(csv.find(",'=HYPERLINK(1),family@example.org,") != std::string::npos);
    CHECK(csv.find(",Ben Sample,Family@example.org,") != std::string::npos);
    CHECK(csv.find("Cleo") == std::string::npos);
    struct stat about {};
    REQUIRE(::stat((laptop.folder / "refused.csv").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0600);
    server.with([](ActionNetwork& rules) { CHECK(rules.find("family@example.org") == nullptr); });
}

TEST_CASE("the key is in no message and in no file whatever the server echoes") {
    ActionNetwork rules = sample_server();
    int turn = 0;
    rules.weather = [&turn](const MockQuestion& question) -> std::optional<MockAnswer> {
        if (question.method != "POST") return std::nullopt;
        const int status = turn == 0 ? 400 : turn == 1 ? 403 : turn == 2 ? 404 : 422;
        return MockAnswer{status, "{\"error\":\"API Key invalid or not present " + question.key + "\"}", ""};
    };
    ActionNetworkServer server(std::move(rules));
    Laptop laptop;
    laptop.add("Ada Sample", "ada@example.org", true);
    for (turn = 0; turn < 4; ++turn) {
        CAPTURE(turn);
        // A ledger of its own for each: one that was stopped waits until fresh writes show.
        const auto said = laptop.publish(server, {"--ledger", (laptop.folder / std::to_string(turn)).string()});
        CHECK(said.exit_code == 1);
        CHECK((said.out + said.err).find(laptop.api_key) == std::string::npos);
        CHECK(laptop.all_files().find(laptop.api_key) == std::string::npos);
        if (turn == 0) CHECK(text_of(laptop.folder / "refused.csv").find("(the key)") != std::string::npos);
    }
    const auto dry = laptop.publish(server, {"--dry-run"});
    CHECK(dry.exit_code == 0);
    CHECK((dry.out + dry.err).find(laptop.api_key) == std::string::npos);
    CHECK(dry.out.find("\"address\": \"ada@example.org\"") != std::string::npos);
}

TEST_CASE("a wrong key is found before anything is sent") {
    ActionNetworkServer server(sample_server());
    Laptop laptop;
    laptop.add("Ada Sample", "ada@example.org", true);
    laptop.api_key = "ffffffffffffffffffffffffffffffff";
    const auto said = laptop.publish(server);
    CHECK(said.exit_code == 1);
    CHECK_MESSAGE(
        said.err.find("hineni-desk: publish: Action Network does not take this API key\n") != std::string::npos,
        said.err);
    CHECK(said.err.find(laptop.api_key) == std::string::npos);
    server.with([](ActionNetwork& rules) {
        CHECK(rules.calls() == 1);
        CHECK(rules.posts() == 0);
    });
}

TEST_CASE("publish is used wrongly without a pack and reaches nobody over plain http") {
    const Laptop laptop;
    CHECK(finish({HINENI_BIN "/hineni-desk", "publish", "--key", "k", "--from", "."}).exit_code == 2);
    const auto said = finish(laptop.command("http://localhost:1/api/v2/"));
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("--api: it is no plain https: address") != std::string::npos);
}

TEST_CASE("killed with SIGKILL three times the program leaves each person there once" * doctest::test_suite("long")) {
    ActionNetwork rules = sample_server();
    rules.hidden_for = std::chrono::seconds(0);
    rules.forgets_who_signed = true;
    Child* running = nullptr;
    std::size_t kills = 0;
    // From within the server, so that the moment is certain: before it takes the question or after.
    rules.weather = [&](const MockQuestion& question) -> std::optional<MockAnswer> {
        if (question.method != "POST" || running == nullptr || kills == 3) return std::nullopt;
        ++kills;
        running->signal(SIGKILL);
        running = nullptr;
        return kills == 2 ? std::optional(MockAnswer{500, "{}", ""}) : std::nullopt;
    };
    ActionNetworkServer server(std::move(rules));
    Laptop laptop;
    laptop.add("Ada Sample", "ada@example.org", true);
    int last = -1;
    for (int run = 0; run < 4; ++run) {
        Child child(laptop.command(server.api()), {"SSL_CERT_FILE=" + server.authorities().string()});
        server.with([&](ActionNetwork&) { running = &child; });
        last = child.wait().exit_code;
        server.with([&](ActionNetwork&) { running = nullptr; });
    }
    CHECK(last == 0);
    CHECK(kills == 3);
    server.with([](ActionNetwork& after) {
        CHECK(after.people().size() == 1);
        CHECK(after.records().size() == 1);
        CHECK(after.sent_again() == 0);
        CHECK(after.find("ada@example.org")->email_status == "subscribed");
    });
}
