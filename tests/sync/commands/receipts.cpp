#include <csignal>

#include "sync/bundle/receipt.hpp"
#include "sync/seal/open.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/sync/commands/device.hpp"

using namespace hineni;

namespace {

// An organizer's stick, with a receipt for everything that the drop holds.
class Stick {
  public:
    Stick() { REQUIRE(start_sealing()); }

    [[nodiscard]] std::string key() const { return to_text(public_half(organizer_)); }
    void write(const Device& device, const std::string& name, const SecretKey& by) {
        const auto me = device_key(device.state()).value().public_half;
        std::vector<Listed> entries;
        const auto drop = transport_to(device.drop().string()).value();
        const auto names = drop->list().value();
        for (const auto& bundle_name : names) {
            const auto bundle = read_bundle(drop->get(bundle_name, largest_bundle).value()).value();
            for (const auto& each : bundle.envelopes) entries.push_back({each.id, mark_of(each.bytes)});
        }
        std::sort(entries.begin(), entries.end());
        const auto words = receipt_words({event_tag("vigil"), me, entries});
        const auto file = receipt_file(words, vouch_to(me, by, receipt_about, words).value());
        std::ofstream(path() / name, std::ios::binary)
            .write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
    }
    [[nodiscard]] const SecretKey& organizer() const { return organizer_; }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path(); }

  private:
    FreshFolder folder_;
    SecretKey organizer_ = new_secret_key();
};

}  // namespace

TEST_CASE("receipts from a stick count, whatever their file is called") {
    Stick stick;
    Device device;
    device.recipient = stick.key();
    device.deliver_to("file:" + device.drop().string());
    device.add(3);
    REQUIRE(device.sync("send").exit_code == 0);
    stick.write(device, "from the desk (1).receipt", stick.organizer());
    std::ofstream(stick.path() / "holiday.jpg") << "not ours";
    const auto said = device.sync("receipts", {"--from", stick.path().string()});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out == "3 entries received now; 1 receipts for this device, 0 for others\n");
    CHECK(said.err.empty());
    CHECK(device.status()["received"] == 3);
    CHECK(device.status()["delivered"] == 3);
    const auto again = device.sync("receipts", {"--from", stick.path().string(), "--json"});
    CHECK(nlohmann::json::parse(again.out)["received"] == 0);
}

TEST_CASE("a receipt that is not an organizer's word to this device is named and counts for nothing") {
    Stick stick;
    Device device;
    device.recipient = stick.key();
    device.deliver_to("file:" + device.drop().string());
    device.add(2);
    REQUIRE(device.sync("send").exit_code == 0);
    stick.write(device, "a.receipt", new_secret_key());
    const auto said = device.sync("receipts", {"--from", stick.path().string()});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("a.receipt: read receipt: ") != std::string::npos);
    CHECK(said.err.find("counts for nothing") != std::string::npos);
    CHECK(said.err.find("hint: ") != std::string::npos);
    CHECK(device.status()["received"] == 0);
    const auto nowhere = device.sync("receipts", {"--from", (stick.path() / "gone").string()});
    CHECK(nowhere.exit_code == 1);
    CHECK(nowhere.err.find("hint: plug in") != std::string::npos);
}

TEST_CASE("while the service runs a stick's receipts are handed to it") {
    Stick stick;
    Device device;
    device.recipient = stick.key();
    device.deliver_to("file:" + device.drop().string());
    device.add(2);
    REQUIRE(device.sync("send").exit_code == 0);
    stick.write(device, "a.receipt", stick.organizer());
    Child service(device.command("run"));
    REQUIRE(service.says("delivering"));
    const auto said = device.sync("receipts", {"--from", stick.path().string()});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out.find("handed to the running service") != std::string::npos);
    device.add(1);  // The service looks when something comes; otherwise once a minute.
    REQUIRE(service.says("2 entries received by a desk"));
    CHECK(device.status()["received"] == 2);
    service.signal(SIGTERM);
    CHECK(service.wait().exit_code == 0);
}
