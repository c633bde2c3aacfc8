#include "hineni/secret.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "tests/support/sample_entry.hpp"

using namespace hineni;

TEST_CASE("a secret takes what fits and refuses the rest as a whole") {
    Secret secret(5);
    CHECK(secret.append("abc"));
    CHECK_FALSE(secret.append("def"));
    CHECK(secret.text() == "abc");
    CHECK(secret.append("de"));
    CHECK(secret.text() == "abcde");
    CHECK_FALSE(secret.insert(0, "x"));
}

TEST_CASE("a secret is changed in the middle") {
    Secret text(8);
    REQUIRE(text.append("Nuez"));
    REQUIRE(text.insert(2, "ñ"));
    CHECK(text.text() == "Nuñez");
    text.erase(2, 2);
    CHECK(text.text() == "Nuez");
    text.erase(0, 4);
    CHECK(text.empty());
}

TEST_CASE("what is cut off a secret is wiped at once") {
    Secret text(6);
    REQUIRE(text.append("secret"));
    text.resize(2);
    const auto gone = text.room().subspan(2);
    CHECK(std::all_of(gone.begin(), gone.end(), [](auto byte) { return byte == 0; }));
    text.wipe();
    CHECK(text.room()[0] == 0);
}

TEST_CASE("a copied secret is another block, a moved one leaves nothing behind") {
    Secret first = secret("one");
    Secret copy = first;
    copy.wipe();
    CHECK(first.text() == "one");
    Secret moved = std::move(first);
    CHECK(moved.text() == "one");
    CHECK(first.capacity() == 0);  // NOLINT(bugprone-use-after-move): that is the promise
    copy = moved;
    CHECK(copy == moved);
    Secret& itself = copy;
    copy = itself;
    CHECK(copy.text() == "one");
    copy = Secret{};
    CHECK(copy.capacity() == 0);
}

TEST_CASE("a secret without room is harmless") {
    Secret nothing;
    Secret none(0);
    CHECK(nothing == none);
    CHECK(none.append(""));
    CHECK_FALSE(none.append("a"));
    none.erase(0, 0);
    none.wipe();
    CHECK(none.text().empty());
    const Secret copy = none;
    CHECK(copy.bytes().empty());
}
