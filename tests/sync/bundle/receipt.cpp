#include "sync/bundle/receipt.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "sync/bundle/bundle.hpp"
#include "tests/sync/bundle/samples.hpp"

using namespace hineni;

namespace {

// The organizer's own word around a part that is put together by hand.
std::string trouble_with(const Table& table, const Bytes& words) {
    const auto file = receipt_file(words, *vouch_to(table.device.public_half, table.organizer, receipt_about, words));
    const auto read = table.read(file);
    return read ? "" : read.error().what;
}

}  // namespace

TEST_CASE("a device reads what its organizer's desk has received") {
    const Table table;
    const auto receipt = table.receipt();
    const auto read = table.read(table.vouched(receipt));
    REQUIRE(read);
    CHECK(read->entries == receipt.entries);
    CHECK(read->event == table.event);
    CHECK(read->device == table.device.public_half);
    CHECK(table.read(table.vouched({table.event, table.device.public_half, {}})).value().entries.empty());
}

TEST_CASE("a receipt by any of the event's organizers counts, and by nobody else") {
    Table table;
    const auto file = table.vouched(table.receipt());
    table.organizers.insert(table.organizers.begin(), public_half(new_secret_key()));
    CHECK(table.read(file));
    table.organizers.pop_back();
    CHECK(table.read(file).error().what == "read receipt: none of the event's organizers vouches for it");
    table.organizers.clear();
    CHECK_FALSE(table.read(file));
}

TEST_CASE("a receipt for another device or another event is not taken") {
    const Table table;
    const Table other;
    auto receipt = table.receipt();
    receipt.event = event_tag("seder");
    CHECK(table.read(table.vouched(receipt)).error().what == "read receipt: it is of another event");
    receipt = table.receipt();
    receipt.device = other.device.public_half;
    CHECK(table.read(table.vouched(receipt)).error().what == "read receipt: it is for another device");
}

TEST_CASE("each altered byte of a receipt is noticed, and each byte that is missing") {
    const Table table;
    const auto good = table.vouched(table.receipt());
    with_each_byte_altered(good, [&](const Bytes& wrong) { CHECK_FALSE(table.read(wrong)); });
    with_each_shorter(good, [&](BytesView shorter) { CHECK_FALSE(table.read(shorter)); });
}

TEST_CASE("each altered byte of a receipt is noticed even where the file's checksum was made to fit") {
    const Table table;
    const auto taken = take_apart_receipt(table.vouched(table.receipt()));
    REQUIRE(taken);
    with_each_byte_altered(taken->words,
                           [&](const Bytes& wrong) { CHECK_FALSE(table.read(receipt_file(wrong, taken->voucher))); });
    with_each_byte_altered({taken->voucher.begin(), taken->voucher.end()}, [&](const Bytes& wrong) {
        Voucher voucher{};
        std::ranges::copy(wrong, voucher.begin());
        CHECK_FALSE(table.read(receipt_file(taken->words, voucher)));
    });
}

TEST_CASE("a receipt that breaks the rules is refused whoever vouches for it") {
    const Table table;
    const auto good = receipt_words(table.receipt());
    constexpr std::size_t count_at = 48;
    constexpr std::size_t first = count_at + 4;
    CHECK(trouble_with(table, good).empty());
    auto words = good;
    words[7] = '2';
    CHECK(trouble_with(table, words) == "read receipt: it is of an unknown format");
    words = good;
    put_number(words, count_at, 0xFFFF'FFFF, 4);
    CHECK(trouble_with(table, words) == "read receipt: it is cut off");
    words = good;
    put_number(words, count_at, 4, 4);
    CHECK(trouble_with(table, words) == "read receipt: something follows its end");
    words = good;
    std::swap_ranges(words.begin() + first, words.begin() + first + 32, words.begin() + first + 32);
    CHECK(trouble_with(table, words) == "read receipt: its entries are not in order");
    words = good;
    std::copy_n(words.begin() + first, 32, words.begin() + first + 32);
    CHECK(trouble_with(table, words) == "read receipt: its entries are not in order");
    with_each_shorter(good, [&](BytesView shorter) {
        CHECK_FALSE(trouble_with(table, {shorter.begin(), shorter.end()}).empty());
    });
}

TEST_CASE("a file with no receipt or with two is not a receipt") {
    const Table table;
    const auto taken = take_apart_receipt(table.vouched(table.receipt()));
    auto part = taken->words;
    part.insert(part.end(), taken->voucher.begin(), taken->voucher.end());
    const Part receipt{receipt_part, part};
    const Part note{"NOTE", part};
    CHECK(table.read(make_bundle(table.event, std::array{note, receipt}).bytes));
    CHECK(table.read(make_bundle(table.event, std::array{note}).bytes).error().what ==
          "read receipt: the file holds 0 receipts and not one");
    CHECK_FALSE(table.read(make_bundle(table.event, std::array{receipt, receipt}).bytes));
    CHECK_FALSE(table.read(as_bytes("<html>Please log in</html>")));
    CHECK_FALSE(table.read({}));
}

TEST_CASE("the name of a receipt can be worked out by device and desk, and by nothing less") {
    const Table table;
    const Table other;
    const auto& device = table.device.public_half;
    const auto& organizer = table.organizers[0];
    const auto name = receipt_name(table.event, device, organizer);
    Bytes parties(device.begin(), device.end());
    parties.insert(parties.end(), organizer.bytes.begin(), organizer.bytes.end());
    CHECK(name == hex(table.event) + "-" + hex(digest(parties)).substr(0, 32) + ".receipt");
    CHECK(is_receipt_name(name));
    CHECK(is_drop_name(name));
    CHECK_FALSE(is_bundle_name(name));
    CHECK(name != receipt_name(table.event, other.device.public_half, organizer));
    CHECK(name != receipt_name(table.event, device, other.organizers[0]));
    CHECK(name != receipt_name(event_tag("seder"), device, organizer));
    for (const auto& text : {name + "x", name.substr(1), "../" + name, std::string(), "X" + name.substr(1)}) {
        CHECK_FALSE(is_receipt_name(text));
    }
}

TEST_CASE("the largest receipt is read, and one that is larger is not") {
    const Table table;
    Receipt receipt{table.event, table.device.public_half, listed(130'000)};
    const auto file = table.vouched(receipt);
    CHECK(file.size() <= largest_receipt);
    CHECK(table.read(file).value().entries.size() == 130'000);
    receipt.entries = listed(132'000);
    CHECK_FALSE(table.read(table.vouched(receipt)));
}
