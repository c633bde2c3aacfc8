#include "sync/bundle/withdrawal.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sync/bundle/bundle.hpp"
#include "tests/sync/bundle/samples.hpp"

using namespace hineni;

namespace {

Withdrawal sample() {
    Withdrawal out{event_tag("vigil"), {new_entry_id(), new_entry_id(), new_entry_id()}};
    std::ranges::sort(out.entries);
    return out;
}

std::string trouble_with(const Bytes& words, std::size_t vouchers = 1) {
    const auto read = take_apart_withdrawal(withdrawal_part(words, std::vector<Voucher>(vouchers)));
    return read ? "" : read.error().what;
}

}  // namespace

TEST_CASE("a withdrawal gives back its entries, its words and its vouchers") {
    const auto withdrawal = sample();
    const auto words = withdrawal_words(withdrawal);
    for (std::size_t many = 1; many <= 4; ++many) {
        std::vector<Voucher> vouchers(many);
        for (auto& each : vouchers) each.fill(static_cast<std::uint8_t>(many));
        const auto read = take_apart_withdrawal(withdrawal_part(words, vouchers));
        REQUIRE(read);
        CHECK(read->withdrawal.entries == withdrawal.entries);
        CHECK(read->withdrawal.event == withdrawal.event);
        CHECK(read->words == words);
        CHECK(read->vouchers == vouchers);
    }
}

TEST_CASE("a withdrawal lies byte for byte as it is written down") {
    const auto withdrawal = sample();
    const auto part = withdrawal_part(withdrawal_words(withdrawal), std::vector<Voucher>(2));
    CHECK(std::string(part.begin(), part.begin() + 8) == "hingone1");
    CHECK(std::equal(withdrawal.event.begin(), withdrawal.event.end(), part.begin() + 8));
    CHECK(part[16] == 3);
    CHECK(std::equal(part.begin() + 20, part.begin() + 36, withdrawal.entries[0].bytes.begin()));
    CHECK(part[20 + 3 * 16] == 2);
    CHECK(part.size() == 20 + 3 * 16 + 1 + 2 * 32);
}

TEST_CASE("each altered byte of a withdrawal is noticed by each organizer that it is vouched for to") {
    const auto ada = new_secret_key();
    const auto ben = new_secret_key();
    const auto words = withdrawal_words(sample());
    const std::vector vouchers{*vouch_to(public_half(ada), ada, withdrawal_about, words),
                               *vouch_to(public_half(ben), ada, withdrawal_about, words)};
    const auto believed = [&](const SecretKey& me, std::size_t place, BytesView part) {
        const auto read = take_apart_withdrawal(part);
        return read && read->vouchers.size() == 2 &&
               vouched_for(me, public_half(ada), withdrawal_about, read->words, read->vouchers[place]);
    };
    const auto good = withdrawal_part(words, vouchers);
    CHECK(believed(ada, 0, good));
    CHECK(believed(ben, 1, good));
    with_each_byte_altered(
        good, [&](const Bytes& wrong) { CHECK_FALSE((believed(ada, 0, wrong) && believed(ben, 1, wrong))); });
}

TEST_CASE("a withdrawal that is cut off anywhere, or goes on, is refused") {
    const auto good = withdrawal_part(withdrawal_words(sample()), std::vector<Voucher>(3));
    with_each_shorter(good, [](BytesView shorter) { CHECK_FALSE(take_apart_withdrawal(shorter)); });
    auto longer = good;
    longer.push_back(0);
    CHECK(take_apart_withdrawal(longer).error().what == "read withdrawal: something follows its end");
}

TEST_CASE("a withdrawal that breaks the rules is refused") {
    const auto good = withdrawal_words(sample());
    CHECK(trouble_with(good).empty());
    auto words = good;
    words[7] = '2';
    CHECK(trouble_with(words) == "read withdrawal: it is of an unknown format");
    words = good;
    put_number(words, 16, 0xFFFF'FFFF, 4);
    CHECK(trouble_with(words) == "read withdrawal: it is cut off");
    words = good;
    std::swap_ranges(words.begin() + 20, words.begin() + 36, words.begin() + 36);
    CHECK(trouble_with(words) == "read withdrawal: its entries are not in order");
    words = good;
    std::copy_n(words.begin() + 20, 16, words.begin() + 36);
    CHECK(trouble_with(words) == "read withdrawal: its entries are not in order");
    for (const std::uint8_t many : {std::uint8_t{0}, std::uint8_t{5}}) {
        auto part = good;
        part.push_back(many);
        part.resize(part.size() + many * sizeof(Voucher));
        const auto read = take_apart_withdrawal(part);
        REQUIRE_FALSE(read);
        CHECK(read.error().what.ends_with("organizers, and an event has 1 to 4"));
    }
}

TEST_CASE("a withdrawal travels in a bundle that holds nothing else") {
    const auto part = withdrawal_part(withdrawal_words(sample()), std::vector<Voucher>(1));
    const auto bundle = make_bundle(event_tag("vigil"), std::array{Part{withdrawal_part_kind, part}});
    const auto read = read_bundle(bundle.bytes);
    REQUIRE(read);
    CHECK(read->envelopes.empty());
    REQUIRE(read->withdrawals.size() == 1);
    CHECK(read->withdrawals[0] == part);
}
