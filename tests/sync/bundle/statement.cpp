#include "sync/bundle/statement.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sync/bundle/bundle.hpp"
#include "tests/sync/bundle/samples.hpp"

using namespace hineni;

namespace {

constexpr std::size_t boots_at = 121;

// The device's own word, however wrong: what read_statement() must notice beyond the signature.
std::string trouble_with(const Table& table, const std::function<void(Bytes&)>& change,
                         const Statement& statement = {}) {
    auto bytes = write_statement(statement, table.device);
    bytes.resize(bytes.size() - sizeof(Signature));
    change(bytes);
    const auto signature = sign(table.device, "hineni statement v1", bytes);
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    const auto read = read_statement(bytes);
    return read ? "" : read.error().what;
}

}  // namespace

TEST_CASE("a statement gives back what it was made of") {
    const Table table;
    auto statement = table.statement();
    CHECK(read_statement(write_statement(statement, table.device)).value() == statement);
    statement.kind = Statement::Kind::Next;
    statement.boots.clear();
    statement.entries.clear();
    CHECK(read_statement(write_statement(statement, table.device)).value() == statement);
    statement.boots.assign(most_boots, {boot_tag({9}), Monotonic(1), std::vector<Anchor>(most_anchors)});
    CHECK(read_statement(write_statement(statement, table.device)).value() == statement);
}

TEST_CASE("a statement names the device that signs it") {
    const Table table;
    auto statement = table.statement();
    statement.device.fill(7);
    CHECK(read_statement(write_statement(statement, table.device)).value().device == table.device.public_half);
}

TEST_CASE("a statement lies byte for byte as it is written down") {
    const Table table;
    const auto statement = table.statement();
    const auto bytes = write_statement(statement, table.device);
    CHECK(std::string(bytes.begin(), bytes.begin() + 8) == "hinstmt1");
    CHECK(bytes[8] == 2);
    CHECK(std::equal(statement.event.begin(), statement.event.end(), bytes.begin() + 9));
    CHECK(std::equal(statement.device.begin(), statement.device.end(), bytes.begin() + 17));
    CHECK(std::equal(statement.chain.begin(), statement.chain.end(), bytes.begin() + 49));
    CHECK(bytes[65] == 7);
    CHECK(std::equal(statement.before.begin(), statement.before.end(), bytes.begin() + 73));
    CHECK((bytes[105] == 400 % 256 && bytes[106] == 400 / 256));
    CHECK((bytes[113] == 412 % 256 && bytes[114] == 412 / 256));
    CHECK(bytes[boots_at] == 3);
    const std::size_t entries_at = boots_at + 1 + 3 * 17 + 3 * 20;
    CHECK(bytes[entries_at] == 5);
    CHECK(std::equal(bytes.begin() + entries_at + 4, bytes.begin() + entries_at + 20,
                     statement.entries[0].id.bytes.begin()));
    CHECK(bytes.size() == entries_at + 4 + 5 * 32 + 64);
}

TEST_CASE("each altered byte of a statement is noticed") {
    const Table table;
    with_each_byte_altered(write_statement(table.statement(), table.device),
                           [](const Bytes& wrong) { CHECK_FALSE(read_statement(wrong)); });
}

TEST_CASE("a statement that is cut off anywhere says so") {
    const Table table;
    const auto good = write_statement(table.statement(), table.device);
    with_each_shorter(good, [](BytesView shorter) {
        const auto read = read_statement(shorter);
        REQUIRE_FALSE(read);
        CHECK(read.error().what ==
              (shorter.size() < 8 ? "read statement: it is of an unknown format" : "read statement: it is cut off"));
    });
    auto longer = good;
    longer.push_back(0);
    CHECK(read_statement(longer).error().what == "read statement: something follows its end");
}

TEST_CASE("a statement in another device's name is not signed by it") {
    const Table table;
    const Table other;
    auto bytes = write_statement(table.statement(), table.device);
    std::ranges::copy(other.device.public_half, bytes.begin() + 17);
    CHECK(read_statement(bytes).error().what == "read statement: it is not signed by the device that it names");
}

TEST_CASE("a signed statement that breaks the rules is refused all the same") {
    const Table table;
    const auto one = [](Statement statement) {
        statement.boots = {{boot_tag({1}), Monotonic(1), {Anchor{}}}};
        return statement;
    };
    const auto at = [](std::size_t where, std::uint64_t number, unsigned size) {
        return [=](Bytes& bytes) { put_number(bytes, where, number, size); };
    };
    CHECK(trouble_with(
              table, [](Bytes&) {}, one({}))
              .empty());
    CHECK(trouble_with(table, at(8, 3, 1)) == "read statement: it is of an unknown kind");
    CHECK(trouble_with(table, at(8, 0, 1)) == "read statement: it is of an unknown kind");
    constexpr auto too_many = "read statement: it tells of more boots or anchors than there may be";
    CHECK(trouble_with(table, at(boots_at, 33, 1)) == too_many);
    CHECK(trouble_with(table, at(boots_at + 17, 5, 1), one({})) == too_many);
    constexpr auto impossible = "read statement: it tells of a time that cannot be";
    CHECK(trouble_with(table, at(boots_at + 9, std::uint64_t{1} << 63U, 8), one({})) == impossible);
    CHECK(trouble_with(table, at(boots_at + 18, (std::uint64_t{1} << 53U) + 1, 8), one({})) == impossible);
    CHECK(trouble_with(table, at(boots_at + 26, std::uint64_t{1} << 63U, 8), one({})) == impossible);
    CHECK(trouble_with(table, at(boots_at + 34, 0x8000'0000, 4), one({})) == impossible);
    CHECK(trouble_with(table, at(boots_at + 34, 0x7FFF'FFFF, 4), one({})).empty());
}

TEST_CASE("a count of entries that leads beyond the end makes no room for them") {
    const Table table;
    const auto beyond = [](Bytes& bytes) { put_number(bytes, boots_at + 1, 0xFFFF'FFFF, 4); };
    CHECK(trouble_with(table, beyond) == "read statement: it is cut off");
}

TEST_CASE("a statement lists each entry once and in order") {
    const Table table;
    auto statement = table.statement();
    statement.boots.clear();
    const std::size_t first = boots_at + 5;
    const auto swapped = [&](Bytes& bytes) {
        std::swap_ranges(bytes.begin() + first, bytes.begin() + first + 32, bytes.begin() + first + 32);
    };
    const auto twice = [&](Bytes& bytes) { std::copy_n(bytes.begin() + first, 16, bytes.begin() + first + 32); };
    CHECK(trouble_with(table, swapped, statement) == "read statement: its entries are not in order");
    CHECK(trouble_with(table, twice, statement) == "read statement: its entries are not in order");
}

TEST_CASE("the digest of a statement is that of its bytes") {
    const Table table;
    const auto bytes = write_statement(table.statement(), table.device);
    CHECK(statement_digest(bytes) == digest(bytes));
}

TEST_CASE("a statement travels in a bundle as it is") {
    const Table table;
    const auto bytes = write_statement(table.statement(), table.device);
    const auto back = read_bundle(make_bundle(table.event, {}, bytes).bytes);
    REQUIRE(back);
    REQUIRE(back->statements.size() == 1);
    CHECK(back->statements[0] == bytes);
    CHECK(back->bad.empty());
}
