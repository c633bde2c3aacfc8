// Recovery words, written and read. What a person typed never stands in a message, only places and what is right there.
#include "sync/seal/recovery.hpp"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "hineni/utf8.hpp"
#include "sync/seal/recovery_code.hpp"

namespace hineni {

namespace {

constexpr auto look_again = "look at the sheet again; small or capital letters and the numbers make no difference";

// A word as typed, and its value where it is one at all.
struct Typed {
    std::string_view word;
    std::optional<std::uint16_t> symbol;
};
using Words = std::vector<Typed>;

// A code with one symbol open: `place`, or none.
struct Reading {
    RecoveryCode code;
    std::size_t unreadable = 0;
    std::size_t place = 0;  // Of the last unreadable one.
};

constexpr bool separates(char32_t c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool number = c >= '0' && c <= '9';
    if (c < 0x80) return !letter && !number;
    return c == 0xA0 || c == 0xB7 || c == 0x2022 || c == 0x2212 || c == 0xFEFF || (c >= 0x2000 && c <= 0x202F);
}

// Words that lost the space between them are taken apart; a number in front is left out.
void take(std::string_view word, Words& words) {
    word.remove_prefix(std::min(word.find_first_not_of("0123456789"), word.size()));
    if (word.empty()) return;
    if (word.size() % letters_of_recovery_word != 0) {
        words.push_back({word, std::nullopt});
        return;
    }
    for (; !word.empty(); word.remove_prefix(letters_of_recovery_word)) {
        words.push_back(
            {word.substr(0, letters_of_recovery_word), pronounced(word.substr(0, letters_of_recovery_word))});
    }
}

Words words_in(std::string_view typed) {
    Words words;
    std::size_t size = 0;  // Of the word that `typed` begins with.
    const auto end_word = [&] {
        take(typed.substr(0, size), words);
        typed.remove_prefix(size);
        size = 0;
    };
    while (size < typed.size()) {
        const auto front = typed.substr(size);
        const auto step = std::max<std::size_t>(utf8::front_size(front), 1);
        if (!separates(utf8::front(front))) {
            size += step;
            continue;
        }
        end_word();
        typed.remove_prefix(step);
    }
    end_word();
    return words;
}

// `words` are as many as there should be.
Reading reading_of(const Words& words) {
    Reading reading;
    for (std::size_t i = 0; i < words.size(); ++i) {
        reading.code.set(i, words[i].symbol.value_or(0));
        if (words[i].symbol) continue;
        ++reading.unreadable;
        reading.place = i;
    }
    return reading;
}

std::string number(std::size_t place) {
    return std::to_string(place + 1);
}

// What is wrong, and the words as they should be where there is one remedy.
struct Finding {
    std::string what;
    std::string hint = look_again;
    std::optional<RecoveryCode> mended = std::nullopt;
};

// The code with the right symbol in the place of the only one that cannot be read.
std::optional<RecoveryCode> filled(const Words& words) {
    auto reading = reading_of(words);
    if (reading.unreadable != 1) return std::nullopt;
    const auto symbol = reading.code.should_be(reading.place);
    if (!symbol) return std::nullopt;
    reading.code.set(reading.place, *symbol);
    return reading.code;
}

std::optional<RecoveryCode> whole(const Words& words) {
    const auto reading = reading_of(words);
    return reading.unreadable == 0 && reading.code.whole() ? std::optional(reading.code) : std::nullopt;
}

std::string should_be(std::size_t place, const RecoveryCode& right) {
    return "word " + number(place) + " should be \"" + pronounceable(right.at(place)) + "\"";
}

Finding where_one_is_missing(const Words& words) {
    for (std::size_t i = 0; i <= words.size(); ++i) {
        auto more = words;
        more.insert(more.begin() + static_cast<std::ptrdiff_t>(i), Typed{});
        if (const auto right = filled(more)) {
            return {": word " + number(i) + ", \"" + pronounceable(right->at(i)) + "\", is missing", look_again, right};
        }
    }
    return {};
}

// One too many, or one that a slip of the finger cut in two.
Finding where_one_is_extra(const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto fewer = words;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        if (const auto right = whole(fewer)) {
            const bool twice = i + 1 < words.size() && words[i].symbol == words[i + 1].symbol;
            return {": word " + number(i) + (twice ? " stands there twice" : " is one too many"), look_again, right};
        }
        if (i >= fewer.size() || words[i].symbol || words[i + 1].symbol) continue;
        if (const auto right = filled(fewer))
            return {": " + should_be(i, *right) + ", in one piece", look_again, right};
    }
    return {};
}

Finding wrong_count(const Words& words) {
    if (words.empty()) return {"there are none", "type the words of the recovery sheet"};
    const auto there = words.size() == 1 ? "there is 1 word" : "there are " + std::to_string(words.size()) + " words";
    Finding finding;
    if (words.size() + 1 == recovery_words_in_all) finding = where_one_is_missing(words);
    if (words.size() == recovery_words_in_all + 1) finding = where_one_is_extra(words);
    finding.what = there + " instead of " + std::to_string(recovery_words_in_all) + finding.what;
    return finding;
}

Finding mistyped(const Words& words) {
    if (const auto right = filled(words)) return {should_be(reading_of(words).place, *right), look_again, right};
    std::vector<std::string> places;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].symbol) places.push_back(number(i));
    }
    if (places.size() == 1) return {"word " + places.front() + " is mistyped, and so is at least one other"};
    std::string listed = places.front();
    for (std::size_t i = 1; i < places.size(); ++i) listed += (i + 1 < places.size() ? ", " : " and ") + places[i];
    return {"words " + listed + " are mistyped"};
}

Finding what_is_wrong(const RecoveryCode& code) {
    if (code.of_another_version()) return {"they were written by a newer version of this program", "update it"};
    auto other = code;
    for (std::size_t i = 0; i < recovery_words_in_all; ++i) {
        const auto symbol = code.should_be(i);
        if (!symbol) continue;
        other.set(i, *symbol);
        return {should_be(i, other), look_again, other};
    }
    for (std::size_t i = 0; i + 1 < recovery_words_in_all; ++i) {
        other = code;
        other.set(i, code.at(i + 1));
        other.set(i + 1, code.at(i));
        if (other.whole())
            return {"words " + number(i) + " and " + number(i + 1) + " have changed places", look_again, other};
    }
    return {"two or more of the words are wrong"};
}

// Nothing wrong: an empty `what`.
Finding look_at(std::string_view typed) {
    const auto words = words_in(typed);
    if (words.size() != recovery_words_in_all) return wrong_count(words);
    const auto reading = reading_of(words);
    if (reading.unreadable > 0) return mistyped(words);
    if (reading.code.whole()) return {"", "", reading.code};
    return what_is_wrong(reading.code);
}

SecretKey key_of(const RecoveryCode& code) {
    SecretKey key{Secret(2 * recovery_words_of_key)};
    const auto room = key.bytes.room();
    for (std::size_t i = 0; i < recovery_words_of_key; ++i) {
        room[2 * i] = static_cast<std::uint8_t>(code.at(i) >> 8U);
        room[2 * i + 1] = static_cast<std::uint8_t>(code.at(i) & 0xFFU);
    }
    key.bytes.resize(room.size());
    return key;
}

}  // namespace

std::vector<std::string> recovery_words(const SecretKey& key) {
    const RecoveryCode code(key.bytes.bytes());
    std::vector<std::string> words;
    for (std::size_t i = 0; i < recovery_words_in_all; ++i) words.push_back(pronounceable(code.at(i)));
    return words;
}

std::size_t count_recovery_words(std::string_view typed) {
    return words_in(typed).size();
}

Result<SecretKey> key_from_words(std::string_view typed) {
    const auto finding = look_at(typed);
    if (!finding.what.empty()) return fail("read recovery words: " + finding.what, finding.hint);
    return key_of(*finding.mended);
}

std::optional<SecretKey> key_from_mended_words(std::string_view typed) {
    const auto finding = look_at(typed);
    return finding.mended ? std::optional(key_of(*finding.mended)) : std::nullopt;
}

}  // namespace hineni
