// Receipt codes: what somebody reads from a slip finds their entry, and what they misread finds nobody's.
#include "hineni/receipt_code.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <utility>

using namespace hineni;

namespace {

constexpr std::string_view code_symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

TEST_CASE("new receipt codes differ, read back and use every symbol at every place") {
    std::set<std::string> seen;
    std::array<std::set<char>, receipt_code_symbols> at;
    for (int i = 0; i < 2000; ++i) {
        const auto code = new_receipt_code();
        REQUIRE(code.size() == receipt_code_symbols);
        CHECK(receipt_code_in(code) == code);
        CHECK(receipt_code_in(in_groups(code)) == code);
        for (std::size_t place = 0; place < code.size(); ++place) at[place].insert(code[place]);
        seen.insert(code);
    }
    CHECK(seen.size() == 2000);
    for (const auto& symbols : at) CHECK(symbols.size() == code_symbols.size());
}

TEST_CASE("a code is the one that is written down") {
    CHECK(receipt_code_in("000000000104") == "000000000104");
    CHECK(receipt_code_in("7KQM2XRD9FT3") == "7KQM2XRD9FT3");
    CHECK(receipt_code_in("000000000000") == "000000000000");
    CHECK(in_groups("7KQM2XRD9FT3") == "7KQM-2XRD-9FT3");
    CHECK(in_groups("7KQM2") == "7KQM-2");
    CHECK(in_groups("").empty());
}

TEST_CASE("any single wrong symbol is found") {
    for (int i = 0; i < 50; ++i) {
        const auto code = new_receipt_code();
        for (std::size_t place = 0; place < code.size(); ++place) {
            for (const char other : code_symbols) {
                if (other == code[place]) continue;
                auto wrong = code;
                wrong[place] = other;
                CHECK_FALSE(receipt_code_in(wrong));
            }
        }
    }
}

TEST_CASE("any two symbols that changed places are found") {
    for (int i = 0; i < 200; ++i) {
        const auto code = new_receipt_code();
        for (std::size_t a = 0; a < code.size(); ++a) {
            for (std::size_t b = a + 1; b < code.size(); ++b) {
                if (code[a] == code[b]) continue;
                auto wrong = code;
                std::swap(wrong[a], wrong[b]);
                CHECK_FALSE(receipt_code_in(wrong));
            }
        }
    }
}

TEST_CASE("a code is read as people write it") {
    const std::string code = "000000000104";
    for (const auto* written :
         {"0000-0000-0104", "0000 0000 0104", " oOOo-oooo-oio4 ", "OOOO OOOO OLO4", "OOOOOOOOOlO4",
          "0000\u20110000\u20110104", "0000 \u2013 0000 \u2013 0104", "0000\u00A00000\u00A00104", "0000.0000.0104\t"}) {
        CHECK(receipt_code_in(written) == code);
    }
    CHECK(receipt_code_in("7kqm 2xrd 9ft3") == "7KQM2XRD9FT3");
}

TEST_CASE("what is no code is none") {
    for (const auto* written : {"", " ", "-", "0000-0000-010", "0000-0000-01044", "0000-0000-01U4", "0000-0000-01\xC3",
                                "ada@example.org", "\xD7\xA9\xD7\xA9\xD7\xA9\xD7\xA9\xD7\xA9\xD7\xA9"}) {
        CHECK_FALSE(receipt_code_in(written));
    }
    CHECK_FALSE(receipt_code_in(std::string(100'000, '7')));
}
