#include "kiosk/session/keyboard.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "hineni/utf8.hpp"
#include "tests/kiosk/session/fingers.hpp"

using namespace hineni;
using namespace hineni::keyboard;

namespace {

constexpr FieldKind typed_kinds[] = {FieldKind::Name, FieldKind::Email, FieldKind::Phone, FieldKind::PostalCode,
                                     FieldKind::Text};

float width_of(const Row& row) {
    float width = 0;
    for (const auto& key : row) width += key.width;
    return width;
}

// Types as a finger does: each character by its taps, the keyboard following.
bool types(std::string_view words, FieldKind kind, const Language& language) {
    return typed_by_key(words, kind, language) == words;
}

}  // namespace

TEST_CASE("every keyboard has at most 5 rows of 12 units and no key twice") {
    for (const auto kind : typed_kinds) {
        for (const char* language : {"en", "he", "ru", "ar", "vi", "zh"}) {
            for (const auto& up : all_up(kind, language)) {
                CAPTURE(up.letters);
                const auto keys = rows(up);
                CHECK(!keys.empty());
                CHECK(keys.size() <= 5);
                std::set<std::string> seen;
                for (const auto& row : keys) {
                    CHECK(width_of(row) == 12);
                    for (const auto& key : row) {
                        CHECK(key.width >= 0.8F);
                        if (key.does != Does::Insert) continue;
                        CHECK(utf8::valid(key.inserts));
                        CHECK_MESSAGE(seen.insert(key.inserts).second, key.inserts);
                    }
                }
            }
        }
    }
}

TEST_CASE("every character of every layer is reached from every other") {
    for (const auto kind : typed_kinds) {
        const auto ups = all_up(kind, "en");
        // The way is the same for all keys of one layer: the first of each row and the last of all stand for the
        // others.
        std::set<std::string> characters;
        for (const auto& up : ups) {
            const auto keys = rows(up);
            const auto add = [&](const Key& key) {
                if (key.does == Does::Insert && utf8::count(key.inserts) == 1) characters.insert(key.inserts);
            };
            for (const auto& row : keys) add(row.front());
            add(keys.back().back());
        }
        for (const auto& up : ups) {
            for (const auto& character : characters) {
                const auto taps = taps_for(utf8::front(character), up, "");
                REQUIRE_MESSAGE(taps.has_value(), character);
                CHECK(taps->back().inserts == character);
                CHECK(taps->size() <= 8);
            }
        }
    }
}

TEST_CASE("the round of the scripts begins with one's own, then Latin") {
    const auto round = [](const Language& language) {
        std::string names;
        auto up = for_field(FieldKind::Name, language);
        const auto home = up;
        do {
            names += up.letters + " ";
            up = after(up, {Does::NextLetters, "", "", 2}, "");
        } while (up.letters != home.letters && names.size() < 40);
        return names;
    };
    CHECK(round("en") == "en he ru ar vi zh ");
    CHECK(round("he") == "he en ru ar vi zh ");
    CHECK(round("ar") == "ar en he ru vi zh ");
    CHECK(round("zh") == "zh en he ru ar vi ");
    CHECK(taps_for(U'z', for_field(FieldKind::Name, "zh", "a"), "a")->size() == 1);
    CHECK(taps_for(U'z', for_field(FieldKind::Name, "ru", "a"), "a")->size() == 2);
}

TEST_CASE("keys keep their places from layer to layer") {
    for (const auto kind : {FieldKind::Name, FieldKind::Email, FieldKind::Text}) {
        for (const char* language : {"en", "he"}) {
            const auto ups = all_up(kind, language);
            for (const auto& up : ups) {
                auto letters = up;
                letters.layer = Layer::Letters;
                const auto keys = rows(up);
                const auto base = rows(letters);
                REQUIRE(keys.size() == base.size());
                for (std::size_t row = 0; row < keys.size(); ++row) {
                    REQUIRE(keys[row].size() == base[row].size());
                    for (std::size_t key = 0; key < keys[row].size(); ++key) {
                        CHECK(keys[row][key].width == base[row][key].width);
                        const auto stays = base[row][key].does == Does::Erase || base[row][key].inserts == " " ||
                                           base[row][key].does == Does::NextLetters;
                        if (stays) CHECK(keys[row][key] == base[row][key]);
                    }
                }
            }
        }
    }
}

TEST_CASE("anybody's name is typed on any card") {
    for (const char* language : {"en", "es", "he"}) {
        CHECK(types("María Núñez-O’Neil", FieldKind::Name, language));
        CHECK(types("שרה לוי", FieldKind::Name, language));
        CHECK(types("O'Brien Jr.", FieldKind::Name, language));
        CHECK(types("Çelik Åström Œuvre Straße", FieldKind::Name, language));
        CHECK(types("ada.b-c_d+1@Example.org", FieldKind::Email, language));
        CHECK(types("+1 (555) 010-4477", FieldKind::Phone, language));
        CHECK(types("02134-1000", FieldKind::PostalCode, language));
        CHECK(types("SW1A 1AA", FieldKind::PostalCode, language));
        CHECK(types("¿Qué tal? Apt. 4 (rear) & 50%!", FieldKind::Text, language));
    }
}

TEST_CASE("an e-mail has no space, a phone no letters") {
    CHECK_FALSE(types("a b", FieldKind::Email, "en"));
    CHECK_FALSE(types("x", FieldKind::Phone, "en"));
}

TEST_CASE("a name starts each word in capitals by itself") {
    auto up = for_field(FieldKind::Name, "en");
    CHECK(up.layer == Layer::Shifted);
    const Key a{Does::Insert, "A", "A", 1};
    up = after(up, a, "A");
    CHECK(up.layer == Layer::Letters);
    CHECK(after(up, {Does::Insert, "", " ", 8}, "A ").layer == Layer::Shifted);
    CHECK(after(up, {Does::Erase, "", "", 2}, "").layer == Layer::Shifted);
    CHECK(for_field(FieldKind::Name, "en", "Ada").layer == Layer::Letters);
    CHECK(for_field(FieldKind::Text, "en").layer == Layer::Letters);
    CHECK(for_field(FieldKind::Name, "he").layer == Layer::Letters);
}

TEST_CASE("one tap ends an e-mail, and inserts only what is missing") {
    CHECK(mail_domains("", "en").empty());
    CHECK(mail_domains("@", "en").empty());
    const auto all = mail_domains("ada", "en");
    REQUIRE(all.size() == 5);
    CHECK(all[0].label == "@gmail.com");
    CHECK(all[0].inserts == "@gmail.com");
    const auto some = mail_domains("ada@ya", "en");
    REQUIRE(some.size() == 1);
    CHECK(some[0].label == "@yahoo.com");
    CHECK(some[0].inserts == "hoo.com");
    CHECK(mail_domains("ada@example.org", "en").empty());
    CHECK(mail_domains("ada@gmail.com", "en").empty());
    CHECK(mail_domains("ada", "es")[1].label == "@hotmail.com");
}
