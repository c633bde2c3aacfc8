// Files made by earlier versions: they must still be read, and are still written so (tests/vectors/README.md).
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "sync/seal/key_file.hpp"
#include "tests/sync/bundle/samples.hpp"

using namespace hineni;

namespace {

const std::filesystem::path vectors = std::filesystem::path(HINENI_SOURCE) / "tests" / "vectors";

Bytes read(const std::string& name) {
    std::ifstream in(vectors / name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Known {
    FreshFolder folder;
    DeviceKey device;
    SecretKey organizer = *read_key_file(vectors / "organizer.key", [] { return Result<Secret>(); });
    EventTag event = event_tag("vigil-2026-12-10");

    Known() {
        std::filesystem::copy_file(vectors / "device.key", folder / "device.key");
        device = *device_key(folder.path());
    }
};

// The envelopes beside them, as lists name them.
std::vector<Listed> listed(const std::vector<std::string>& names) {
    std::vector<Listed> out;
    for (const auto& name : names) {
        const auto bytes = read(name + ".envelope");
        out.push_back({read_envelope(bytes)->id, mark_of(bytes)});
    }
    std::ranges::sort(out, {}, &Listed::id);
    return out;
}

}  // namespace

TEST_CASE("statements of an earlier version are read and are written the same") {
    const Known known;
    const auto first = read("first.statement");
    const auto second = read("second.statement");
    const auto whole = read("whole.statement");
    for (const auto& bytes : {first, second, whole}) {
        const auto statement = read_statement(bytes);
        REQUIRE(statement);
        CHECK(statement->device == known.device.public_half);
        CHECK(statement->event == known.event);
        CHECK(write_statement(*statement, known.device) == bytes);
    }
    CHECK(read_statement(first)->entries == listed({"card", "pledge"}));
    CHECK(read_statement(first)->before == Digest{});
    CHECK(read_statement(second)->entries == listed({"typed"}));
    CHECK(read_statement(second)->before == statement_digest(first));
    CHECK(read_statement(second)->number == 1);
    CHECK(read_statement(second)->told == 3);
    CHECK(read_statement(whole)->kind == Statement::Kind::Whole);
    CHECK(read_statement(whole)->entries == listed({"card", "pledge", "typed"}));
    CHECK(read_statement(whole)->before == statement_digest(second));
}

TEST_CASE("the boots of a statement of an earlier version are what they were") {
    const auto statement = read_statement(read("second.statement"));
    REQUIRE(statement);
    std::array<std::uint8_t, 16> boot{};
    boot.fill(7);  // That of the envelopes beside it.
    CHECK(statement->boots ==
          std::vector<BootSeen>{{boot_tag(boot), Monotonic(93'600'000), {{Monotonic(90'000'000), 1'796'943'539, 1}}},
                                {boot_tag({}), Monotonic(1'250), {}}});
}

TEST_CASE("a receipt of an earlier version is believed and is written the same") {
    const Known known;
    const auto name = receipt_name(known.event, known.device.public_half, public_half(known.organizer));
    CHECK(name == "9df90d2e6b58b489-7816f114755619d9778da676633be058.receipt");
    const auto file = read(name);
    const auto receipt = read_receipt(file, known.event, known.device, std::array{public_half(known.organizer)});
    REQUIRE(receipt);
    CHECK(receipt->entries == listed({"card", "pledge"}));
    const auto words = receipt_words(*receipt);
    const auto voucher = vouch_to(known.device.public_half, known.organizer, receipt_about, words);
    CHECK(receipt_file(words, *voucher) == file);
}

TEST_CASE("a withdrawal of an earlier version is believed and is written the same") {
    const Known known;
    const auto part = read("card.withdrawal");
    const auto withdrawal = take_apart_withdrawal(part);
    REQUIRE(withdrawal);
    CHECK(withdrawal->withdrawal.event == known.event);
    CHECK(withdrawal->withdrawal.entries == std::vector{listed({"card"})[0].id});
    REQUIRE(withdrawal->vouchers.size() == 1);
    CHECK(vouched_for(known.organizer, public_half(known.organizer), withdrawal_about, withdrawal->words,
                      withdrawal->vouchers[0]));
    CHECK(withdrawal_part(withdrawal_words(withdrawal->withdrawal), withdrawal->vouchers) == part);
}
