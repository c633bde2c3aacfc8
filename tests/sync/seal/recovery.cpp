// Recovery words: what a person wrote down brings the key back, and what they mistyped is found and told.
#include "sync/seal/recovery.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/seal/recovery_code.hpp"

using namespace hineni;

namespace {

using WordList = std::vector<std::string>;

std::string in_a_row(const WordList& words, const std::string& between = " ") {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : between) + word;
    return out;
}

std::string complaint(const std::string& typed) {
    const auto key = key_from_words(typed);
    return key ? "nothing" : key.error().what;
}

bool mends(const std::string& typed, const SecretKey& key) {
    const auto mended = key_from_mended_words(typed);
    return mended && mended->bytes == key.bytes;
}

std::string right_word(std::size_t place, const std::string& word) {
    return "word " + std::to_string(place + 1) + " should be \"" + word + "\"";
}

// A key of zeros, one of ones, and others.
std::vector<SecretKey> sample_keys() {
    REQUIRE(start_sealing());
    std::vector<SecretKey> keys{{Secret(32)}, {Secret(32)}, new_secret_key(), new_secret_key()};
    for (auto& key : keys) key.bytes.resize(32);
    for (auto& byte : keys[0].bytes.room()) byte = 0;
    for (auto& byte : keys[1].bytes.room()) byte = 0xFF;
    return keys;
}

}  // namespace

TEST_CASE("recovery words bring the key back") {
    for (const auto& key : sample_keys()) {
        const auto words = recovery_words(key);
        CHECK(words.size() == 19);
        const auto back = key_from_words(in_a_row(words));
        REQUIRE_MESSAGE(back, complaint(in_a_row(words)));
        CHECK(back->bytes == key.bytes);
        CHECK(public_half(*back) == public_half(key));
    }
}

TEST_CASE("recovery words are read however a person types them") {
    const auto key = new_secret_key();
    const auto words = recovery_words(key);
    std::vector<std::string> forms;
    for (const auto* between : {"\n", ", ", "-", "\r\n", " \t ", " \xC2\xB7 ", "\xE2\x80\x93", "\xC2\xA0", ".", ""}) {
        forms.push_back(in_a_row(words, between));
    }
    std::ostringstream numbered;
    std::ostringstream dotted;
    std::ostringstream close;
    for (std::size_t i = 0; i < words.size(); ++i) {
        numbered << i + 1 << ' ' << words[i] << '\n';
        dotted << ' ' << i + 1 << ".) " << words[i] << ";\r\n";
        close << i + 1 << words[i] << ' ';
    }
    for (const auto& each : {numbered.str(), dotted.str(), close.str()}) forms.push_back(each);
    auto loud = in_a_row(words);
    std::ranges::transform(loud, loud.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    forms.push_back(loud);
    forms.push_back("\xEF\xBB\xBF" + in_a_row(words));
    for (const auto& form : forms) {
        const auto back = key_from_words(form);
        REQUIRE_MESSAGE(back, form << ": " << complaint(form));
        CHECK(back->bytes == key.bytes);
    }
}

TEST_CASE("every single mistyped letter of every recovery word is found and the right word told") {
    std::size_t tried = 0;
    for (const auto& key : sample_keys()) {
        const auto words = recovery_words(key);
        for (std::size_t place = 0; place < words.size(); ++place) {
            for (std::size_t at = 0; at < words[place].size(); ++at) {
                for (const char other : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789;\xFF")) {
                    if (other == words[place][at]) continue;
                    auto wrong = words;
                    wrong[place][at] = other;
                    const auto said = complaint(in_a_row(wrong));
                    if (said.find(right_word(place, words[place])) == std::string::npos)
                        FAIL(in_a_row(wrong) << ": " << said);
                    ++tried;
                }
            }
        }
    }
    CHECK(tried == 4UL * 19 * 5 * 37);
}

TEST_CASE("any other word in the place of one is found and the right word told") {
    const auto words = recovery_words(new_secret_key());
    std::mt19937 random(613);
    for (int i = 0; i < 3000; ++i) {
        const auto place = random() % words.size();
        auto wrong = words;
        wrong[place] = pronounceable(static_cast<std::uint16_t>(random()));
        if (wrong[place] == words[place]) continue;
        const auto said = complaint(in_a_row(wrong));
        if (said != "read recovery words: " + right_word(place, words[place])) FAIL(said);
    }
}

TEST_CASE("letters that a word has too many or too few are found and the right word told") {
    for (const auto& key : sample_keys()) {
        const auto words = recovery_words(key);
        for (std::size_t place = 0; place < words.size(); ++place) {
            for (std::size_t at = 0; at < words[place].size(); ++at) {
                auto fewer = words;
                fewer[place].erase(at, 1);
                CHECK(complaint(in_a_row(fewer)) == "read recovery words: " + right_word(place, words[place]));
                auto more = words;
                more[place].insert(at, 1, more[place][at]);
                CHECK(complaint(in_a_row(more)) == "read recovery words: " + right_word(place, words[place]));
                auto swapped = words;
                if (at > 0) std::swap(swapped[place][at - 1], swapped[place][at]);
                if (swapped != words)
                    CHECK(complaint(in_a_row(swapped)) == "read recovery words: " + right_word(place, words[place]));
            }
        }
    }
}

TEST_CASE("any two wrong words are found") {
    const auto words = recovery_words(new_secret_key());
    std::mt19937 random(18);
    for (std::size_t a = 0; a < words.size(); ++a) {
        for (std::size_t b = a + 1; b < words.size(); ++b) {
            for (int i = 0; i < 10; ++i) {
                auto wrong = words;
                wrong[a] = pronounceable(static_cast<std::uint16_t>(random()));
                wrong[b] = pronounceable(static_cast<std::uint16_t>(random()));
                if (wrong[a] == words[a] || wrong[b] == words[b]) continue;
                CHECK(complaint(in_a_row(wrong)) == "read recovery words: two or more of the words are wrong");
            }
        }
    }
}

TEST_CASE("two wrong words that look like a third one to two of the checks are found by the last") {
    // 1 in the place of x^2 and x + 1 in that of x are x in the place of 1, summed plainly and by places.
    const auto words = recovery_words(new_secret_key());
    for (std::size_t a = 0; a + 2 < words.size(); ++a) {
        auto wrong = words;
        wrong[a] = pronounceable(static_cast<std::uint16_t>(*pronounced(words[a]) ^ 1U));
        wrong[a + 1] = pronounceable(static_cast<std::uint16_t>(*pronounced(words[a + 1]) ^ 3U));
        CHECK(complaint(in_a_row(wrong)) == "read recovery words: two or more of the words are wrong");
    }
}

TEST_CASE("two words that changed places are found, and neighbours are named") {
    const auto words = recovery_words(new_secret_key());
    for (std::size_t a = 0; a < words.size(); ++a) {
        for (std::size_t b = a + 1; b < words.size(); ++b) {
            auto wrong = words;
            std::swap(wrong[a], wrong[b]);
            const auto neighbours = "read recovery words: words " + std::to_string(a + 1) + " and " +
                                    std::to_string(b + 1) + " have changed places";
            CHECK(complaint(in_a_row(wrong)) ==
                  (b == a + 1 ? neighbours : "read recovery words: two or more of the words are wrong"));
        }
    }
}

TEST_CASE("a missing word is named by its place and told") {
    for (const auto& key : {new_secret_key(), new_secret_key()}) {
        const auto words = recovery_words(key);
        for (std::size_t place = 0; place < words.size(); ++place) {
            auto fewer = words;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(place));
            CHECK(complaint(in_a_row(fewer)) == "read recovery words: there are 18 words instead of 19: word " +
                                                    std::to_string(place + 1) + ", \"" + words[place] +
                                                    "\", is missing");
        }
    }
    const auto zeros = recovery_words(sample_keys()[0]);
    CHECK(complaint(in_a_row({zeros.begin() + 1, zeros.end()})) ==
          "read recovery words: there are 18 words instead of 19: word 1, \"babab\", is missing");
}

TEST_CASE("a word too many is named by its place") {
    const auto words = recovery_words(new_secret_key());
    for (std::size_t place = 0; place < words.size(); ++place) {
        const auto here = words.begin() + static_cast<std::ptrdiff_t>(place);
        auto doubled = words;
        doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(place), *here);
        CHECK(complaint(in_a_row(doubled)) == "read recovery words: there are 20 words instead of 19: word " +
                                                  std::to_string(place + 1) + " stands there twice");
        for (const std::string extra : {"lusab", "xyzzy", "nonsense"}) {
            auto more = words;
            more.insert(more.begin() + static_cast<std::ptrdiff_t>(place), extra);
            CHECK(complaint(in_a_row(more)) == "read recovery words: there are 20 words instead of 19: word " +
                                                   std::to_string(place + 1) + " is one too many");
        }
    }
}

TEST_CASE("a word that a slip of the finger cut in two is told whole") {
    const auto words = recovery_words(new_secret_key());
    for (std::size_t place = 0; place < words.size(); ++place) {
        for (std::size_t at = 1; at < 5; ++at) {
            auto cut = words;
            cut[place].insert(at, 1, ' ');
            CHECK(complaint(in_a_row(cut)) == "read recovery words: there are 20 words instead of 19: word " +
                                                  std::to_string(place + 1) + " should be \"" + words[place] +
                                                  "\", in one piece");
        }
    }
}

TEST_CASE("what is no sheet's words says so without repeating it") {
    CHECK(complaint("") == "read recovery words: there are none");
    CHECK(complaint(" 1 2 3\n") == "read recovery words: there are none");
    CHECK(complaint("mypassphrase") == "read recovery words: there is 1 word instead of 19");
    CHECK(
        complaint(std::string(100'000, 'x') + " y").starts_with("read recovery words: there are 20001 words instead"));
    auto words = recovery_words(new_secret_key());
    words[2] = "secret";
    words[8] = "hunter2";
    CHECK(complaint(in_a_row(words)) == "read recovery words: words 3 and 9 are mistyped");
    words[18] = "";
    words.emplace_back("zzzzz");
    CHECK(complaint(in_a_row(words)) == "read recovery words: words 3, 9 and 19 are mistyped");
    words = recovery_words(new_secret_key());
    words[2] = "secret";
    words[8] = words[8] == "lusab" ? "babad" : "lusab";
    CHECK(complaint(in_a_row(words)) == "read recovery words: word 3 is mistyped, and so is at least one other");
}

TEST_CASE("where the right words are told the key can be had of them, and nowhere else") {
    const auto key = new_secret_key();
    const auto words = recovery_words(key);
    CHECK(mends(in_a_row(words), key));
    auto typo = words;
    typo[4][1] = 'e';
    CHECK(mends(in_a_row(typo), key));
    typo = words;
    typo[4] = words[4] == "lusab" ? "babad" : "lusab";
    CHECK(mends(in_a_row(typo), key));
    typo[5] = "xyzzy";
    CHECK_FALSE(key_from_mended_words(in_a_row(typo)));
    typo = words;
    std::swap(typo[0], typo[1]);
    CHECK(mends(in_a_row(typo), key));
    typo = words;
    std::swap(typo[0], typo[2]);
    CHECK_FALSE(key_from_mended_words(in_a_row(typo)));
    typo.erase(typo.begin());
    CHECK_FALSE(key_from_mended_words(in_a_row(typo)));
    CHECK(mends(in_a_row({words.begin() + 1, words.end()}), key));
    typo = words;
    typo.insert(typo.begin() + 7, words[7]);
    CHECK(mends(in_a_row(typo), key));
    typo = words;
    typo[18].insert(3, 1, ' ');
    CHECK(mends(in_a_row(typo), key));
    CHECK_FALSE(key_from_mended_words(""));
}
