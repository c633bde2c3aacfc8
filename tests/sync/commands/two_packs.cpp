// A device that gets its next event while entries of the one before still wait: where they go, who opens them, and
// whose receipts count.
#include <csignal>

#include "sync/seal/key_file.hpp"
#include "tests/support/sample_entry.hpp"
#include "tests/sync/commands/device.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

struct Organizers {
    SecretKey key = new_secret_key();
    std::string event;
    std::string called;
};

// Ada's vigil, and then Ben's march, on one device.
struct TwoEvenings {
    TwoEvenings() {
        REQUIRE(start_sealing());
        for (const auto* each : {&ada, &ben}) {
            REQUIRE(write_key_file(key_of(*each), each->key, nullptr));
            fs::create_directory(drop_of(*each));
        }
        begin(ada);
        Child service(device.command("run"));  // As it runs all evening, here without a network at the end.
        REQUIRE(service.says("delivering"));
        service.signal(SIGKILL);
        service.wait();
        for (const char* name : {"Miriam", "Noor"}) add(ada, name);
        begin(ben);
        add(ben, "Ruth");
    }

    void begin(const Organizers& whose) {
        device.event_id = whose.event;
        device.recipient = to_text(public_half(whose.key));
        device.deliver_to("file:" + drop_of(whose).string());
    }
    void add(const Organizers& whose, std::string_view name) {
        auto queue = Queue::open(device.state()).value();
        auto entry = sample_entry(name);
        entry.event = whose.event;
        const std::vector recipients{public_half(whose.key)};
        REQUIRE(queue.add(seal(entry, recipients, device_key(device.state()).value()).value()));
    }
    [[nodiscard]] Finished desk(std::vector<std::string> words) const {
        words.insert(words.begin(), HINENI_BIN "/hineni-desk");
        return finish(words);
    }
    [[nodiscard]] Finished opened(const Organizers& by, const fs::path& from) const {
        return desk({"open", "--key", key_of(by), "--csv", "-", "--only-event", by.event, "--from", from.string()});
    }
    [[nodiscard]] Finished gives_receipts(const Organizers& by, const fs::path& from, const fs::path& to) const {
        return desk({"receipts", "--key", key_of(by), "--from", from.string(), "--to", to.string()});
    }
    [[nodiscard]] fs::path drop_of(const Organizers& whose) const { return folder / whose.called; }
    [[nodiscard]] std::string key_of(const Organizers& whose) const {
        return (folder / (whose.called + ".key")).string();
    }

    FreshFolder folder;
    Organizers ada{.event = "vigil-2026-12-10", .called = "ada"};
    Organizers ben{.event = "march-2027-01-18", .called = "ben"};
    Device device;
};

bool has(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "what waits when the next pack comes goes to its drop, opens there for those who asked it, and for nobody else") {
    const TwoEvenings table;
    const auto sent = table.device.sync("send");
    CHECK_MESSAGE(sent.exit_code == 0, sent.err);
    CHECK(table.device.status()["delivered"] == 3);
    CHECK(fs::is_empty(table.drop_of(table.ada)));
    const auto adas = table.opened(table.ada, table.drop_of(table.ben));
    CHECK(has(adas.err, "2 entries from 1 tablet"));
    CHECK(has(adas.out, "Miriam"));
    CHECK(has(adas.out, "Noor"));
    CHECK_FALSE(has(adas.out, "Ruth"));
    const auto bens = table.opened(table.ben, table.drop_of(table.ben));
    CHECK(has(bens.out, "Ruth"));
    CHECK_FALSE(has(bens.out, "Miriam"));
    const auto proved = table.desk({"prove", "--from", table.drop_of(table.ben).string()});
    CHECK_MESSAGE(proved.exit_code == 0, proved.out);
    CHECK(has(proved.out, "3 entries, 0 missing, 0 altered"));
}

TEST_CASE("a stick that is copied after the next pack came has the entries of both") {
    const TwoEvenings table;
    const FreshFolder stick;
    REQUIRE(table.device.sync("export", {"--to", stick.path().string()}).exit_code == 0);
    CHECK(has(table.opened(table.ada, stick.path()).out, "Miriam"));
    CHECK(has(table.opened(table.ben, stick.path()).out, "Ruth"));
}

TEST_CASE("of entries of the event before its own organizers' receipt counts, and not that of the new ones") {
    const TwoEvenings table;
    const auto drop = table.drop_of(table.ben);
    REQUIRE(table.device.sync("send").exit_code == 0);
    (void)table.gives_receipts(table.ben, drop, drop);
    REQUIRE(table.device.sync("send").exit_code == 0);
    CHECK(table.device.status()["received"] == 1);
    SUBCASE("through the drop") {
        (void)table.gives_receipts(table.ada, drop, drop);
        REQUIRE(table.device.sync("send").exit_code == 0);
        CHECK(table.device.status()["received"] == 3);
    }
    SUBCASE("on a stick") {
        const FreshFolder stick;
        (void)table.gives_receipts(table.ada, drop, stick.path());
        CHECK(table.device.sync("receipts", {"--from", stick.path().string()}).exit_code == 0);
        CHECK(table.device.status()["received"] == 3);
    }
}
