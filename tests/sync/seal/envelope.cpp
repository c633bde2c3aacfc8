#include "hineni/envelope.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "sync/seal/content.hpp"
#include "sync/seal/layout.hpp"
#include "sync/seal/open.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

struct Table {
    FreshFolder folder;
    DeviceKey device = *device_key(folder.path());
    std::vector<SecretKey> secrets;
    std::vector<PublicKey> organizers;

    explicit Table(std::size_t count = 1) {
        for (std::size_t i = 0; i < count; ++i) {
            secrets.push_back(new_secret_key());
            organizers.push_back(public_half(secrets.back()));
        }
    }
    [[nodiscard]] Envelope sealed(const Entry& entry) const {
        auto envelope = seal(entry, organizers, device);
        REQUIRE(envelope);
        return *envelope;
    }
};

std::string content_text(const Entry& entry) {
    Secret content(content_size(entry));
    write_content(entry, content);
    return std::string(content.text());
}

bool holds(const Bytes& bytes, std::string_view text) {
    return std::search(bytes.begin(), bytes.end(), text.begin(), text.end()) != bytes.end();
}

}  // namespace

TEST_CASE("each of four organizers opens what was sealed to all of them") {
    const Table table(4);
    const auto entry = sample_entry();
    const auto envelope = table.sealed(entry);
    for (const auto& secret : table.secrets) {
        const auto opened = open(envelope, secret);
        REQUIRE(opened);
        CHECK(opened->id == entry.id);
        CHECK(opened->event == event_tag("vigil-2026-12-10"));
        CHECK(opened->device == table.device.public_half);
        CHECK(opened->content.text() == content_text(entry));
    }
}

TEST_CASE("the content is the documented text, character by character") {
    auto entry = sample_entry("Ana \"Any\" \\ שרה 🕯");
    entry.pack.fill(0);
    entry.consents.resize(1);
    entry.consents[0].words.fill(0xFF);
    CHECK(content_text(entry) ==
          R"({"v":1,"event":"vigil-2026-12-10","pack":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","form":"join",)"
          R"("language":"es","collected":{"boot":"BwcHBwcHBwcHBwcHBwcHBw","since_boot_ms":90061001,)"
          R"("unix_s":1796943600,"within_s":60},"took_s":31,)"
          R"("answers":{"name":"Ana \"Any\" \\ שרה 🕯","email":"maria@example.org"},)"
          R"("consents":[{"id":"newsletter","to":"us","channel":"email",)"
          R"("words":"__________________________________________8","yes":true}],)"
          R"("text":null,"public":null,"signature":"","occasions":[]})");
}

TEST_CASE("a typed signature stands in the content in place of a drawn one") {
    auto entry = sample_pledge("");
    entry.signature_typed = secret("Ada \"S.\" שרה");
    CHECK(content_text(entry).ends_with(
        R"("public":true,"signature":"","signature_typed":"Ada \"S.\" שרה","occasions":[]})"));
    CHECK(content_text(sample_pledge()).find("signature_typed") == std::string::npos);
}

TEST_CASE("a stranger's key opens none") {
    const Table table(4);
    const auto envelope = table.sealed(sample_entry());
    for (int i = 0; i < 20; ++i) {
        const auto opened = open(envelope, new_secret_key());
        REQUIRE_FALSE(opened);
        CHECK(opened.error().what.ends_with("not sealed to this key"));
    }
}

TEST_CASE("of 10000 alterations of a single bit none opens") {
    const Table table;
    const auto envelope = table.sealed(sample_entry());
    REQUIRE(open(envelope, table.secrets[0]));
    std::set<std::size_t> altered;
    while (altered.size() < 10000)
        altered.insert(randombytes_uniform(static_cast<std::uint32_t>(envelope.bytes.size() * 8)));
    for (const auto bit : altered) {
        auto wrong = envelope;
        wrong.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        const auto opened = open(wrong, table.secrets[0]);
        CHECK_FALSE_MESSAGE(opened, "bit ", bit);
    }
}

TEST_CASE("opening says whether an envelope is altered, foreign, or of an unknown format") {
    const Table table;
    const auto envelope = table.sealed(sample_entry());
    const auto with = [&](std::size_t at) {
        auto wrong = envelope;
        wrong.bytes[at] ^= 1U;
        return open(wrong, table.secrets[0]).error().what;
    };
    CHECK(with(0).ends_with("read envelope: it does not start like one"));
    CHECK(with(6).ends_with("its format is newer than this program"));
    CHECK(with(layout::tag_at).ends_with("altered: it does not open whole"));
    CHECK(with(layout::id_at).ends_with("altered: it does not open whole"));
    CHECK(with(layout::nonce_at).ends_with("altered: it does not open whole"));
    CHECK(with(4095).ends_with("altered: it does not open whole"));
    auto cut = envelope;
    cut.bytes.resize(4000);
    CHECK(open(cut, table.secrets[0]).error().what.ends_with("no envelope has 4000 bytes"));
    cut.bytes.clear();
    CHECK(open(cut, table.secrets[0]).error().what.ends_with("it does not start like one"));
}

TEST_CASE("an envelope says on its outside only its tag and its id") {
    const Table table;
    const auto entry = sample_entry("Zofia Distinctive");
    const auto envelope = table.sealed(entry);
    CHECK_FALSE(holds(envelope.bytes, "Zofia"));
    CHECK_FALSE(holds(envelope.bytes, "vigil"));
    const auto read = read_envelope(envelope.bytes);
    REQUIRE(read);
    CHECK(read->id == entry.id);
    CHECK(read->event == envelope.event);
}

TEST_CASE("a used slot and an unused one look alike, and any place may be used") {
    const Table table;
    std::array<int, layout::slots> opened_at{};
    for (int i = 0; i < 200; ++i) {
        const auto envelope = table.sealed(sample_entry());
        int opened = 0;
        for (std::size_t slot = 0; slot < layout::slots; ++slot) {
            const auto* at = envelope.bytes.data() + layout::slots_at + slot * layout::slot_size;
            // Each begins with a fresh public key, which as such has its highest bit clear.
            CHECK(at[31] < 0x80);
            CHECK(std::any_of(at, at + layout::slot_size, [](auto byte) { return byte != 0; }));
            std::array<std::uint8_t, 32> key{};
            if (crypto_box_seal_open(key.data(), at, layout::slot_size, table.organizers[0].bytes.data(),
                                     table.secrets[0].bytes.bytes().data()) == 0) {
                ++opened;
                ++opened_at[slot];
            }
        }
        CHECK(opened == 1);
    }
    for (const int times : opened_at) CHECK(times > 15);  // 50 expected; fewer than 16 once in 10^9 runs
}

TEST_CASE("cards have one length, whatever was typed") {
    const Table table;
    CHECK(table.sealed(sample_entry("A")).bytes.size() == envelope_sizes[0]);
    CHECK(table.sealed(sample_entry(std::string(800, 'x'))).bytes.size() == envelope_sizes[0]);
    auto pledge = sample_pledge("");
    CHECK(table.sealed(pledge).bytes.size() == envelope_sizes[0]);
}

TEST_CASE("an entry with a drawn signature has one of the three other lengths") {
    const Table table;
    CHECK(table.sealed(sample_pledge("M1 1")).bytes.size() == envelope_sizes[1]);
    CHECK(table.sealed(sample_pledge(std::string(7000, '1'))).bytes.size() == envelope_sizes[1]);
    CHECK(table.sealed(sample_pledge(std::string(12000, '1'))).bytes.size() == envelope_sizes[2]);
    CHECK(table.sealed(sample_pledge(std::string(30000, '1'))).bytes.size() == envelope_sizes[3]);
    const auto envelope = seal(sample_pledge(std::string(33000, '1')), table.organizers, table.device);
    REQUIRE_FALSE(envelope);
    CHECK(envelope.error().what == "seal: the entry is too large for an envelope");
}

TEST_CASE("a typed signature has the length of a drawn one, so that nobody sees who could not draw") {
    const Table table;
    auto pledge = sample_pledge("");
    for (const auto* typed : {"Ad", "María Núñez-O’Neil"}) {
        pledge.signature_typed = secret(typed);
        CHECK(table.sealed(pledge).bytes.size() == envelope_sizes[1]);
    }
}

TEST_CASE("an entry that cannot be written is refused without saying what was typed") {
    const Table table;
    const auto refusal = [&](std::string_view name) {
        return seal(sample_entry(name), table.organizers, table.device).error().what;
    };
    CHECK(refusal("Ada\nLovelace") == "seal: the answer to name holds a control character");
    CHECK(refusal("N\xC3") == "seal: the answer to name is not valid utf-8");
    auto typed = sample_pledge("");
    typed.signature_typed = secret("Ada\tL");
    CHECK(seal(typed, table.organizers, table.device).error().what ==
          "seal: the typed signature holds a control character");
    const auto entry = sample_entry();
    CHECK_FALSE(seal(entry, {}, table.device));
    CHECK_FALSE(seal(entry, std::vector<PublicKey>(5, table.organizers[0]), table.device));
    CHECK_FALSE(seal(entry, std::vector<PublicKey>(1), table.device));
    auto wide = sample_entry();
    wide.event.assign(41, 'x');
    CHECK_FALSE(seal(wide, table.organizers, table.device));
}
