#include "sync/people/folding.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <stdexcept>

namespace hineni {

namespace {

using icu::UnicodeString;

UnicodeString utf16(std::string_view text) {
    return UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string utf8_of(const UnicodeString& text) {
    std::string out;
    return text.toUTF8String(out);
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char small_ascii(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Written or left out as one likes: O'Brien, O’Brien, O´Brien, OBrien; and the stroke that lengthens Arabic words.
bool is_apostrophe(UChar32 c) {
    constexpr std::u32string_view all =
        U"\u0022\u0027\u0060\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02BF\u05F3\u05F4\u0640\u2018\u2019\u201B\u2032\uFF07";
    return all.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

// What may be left out: accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Not the vowels of India and
// Thailand, nor the dots that tell two Japanese syllables apart: those are letters.
bool is_accent(UChar32 c) {
    const auto order = u_getCombiningClass(c);
    return order == 1 || (order >= 10 && order <= 36) || order >= 200;
}

// Letters that Arabic and Persian keyboards write differently, or people do: yeh, kaf, teh marbuta.
UChar32 evened_out(UChar32 c) {
    switch (c) {
        case 0x0649:
        case 0x06CC: return 0x064A;
        case 0x06A9: return 0x0643;
        case 0x0629: return 0x0647;
        default: return c;
    }
}

UScriptCode script_of(UChar32 c) {
    UErrorCode problem = U_ZERO_ERROR;
    return uscript_getScript(c, &problem);
}

bool is_syllable(UScriptCode script) {
    return script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA ||
           script == USCRIPT_KATAKANA || script == USCRIPT_BOPOMOFO;
}

template <class T>
T& made(T* one, UErrorCode problem) {
    if (one == nullptr || U_FAILURE(problem) != 0) {
        throw std::runtime_error("ICU cannot fold names: " + std::string(u_errorName(problem)));
    }
    return *one;
}

std::unique_ptr<icu::Transliterator> transliterator(const char* rules) {
    UErrorCode problem = U_ZERO_ERROR;
    auto* one = icu::Transliterator::createInstance(rules, UTRANS_FORWARD, problem);
    return std::unique_ptr<icu::Transliterator>(&made(one, problem));
}

UnicodeString normal(const icu::Normalizer2& form, const UnicodeString& text) {
    UErrorCode problem = U_ZERO_ERROR;
    auto out = form.normalize(text, problem);
    return U_FAILURE(problem) != 0 ? UnicodeString() : out;
}

template <class Each>
void each_character(const UnicodeString& text, const Each& see) {
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) see(text.char32At(i));
}

void put_in_order(std::vector<NameWord>& words) {
    std::ranges::sort(words, {}, &NameWord::own);
    const auto same = [](const NameWord& a, const NameWord& b) { return a.own == b.own; };
    words.erase(std::unique(words.begin(), words.end(), same), words.end());
}

// Most names, without ICU.
std::vector<NameWord> ascii_name(std::string_view typed) {
    std::vector<NameWord> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty()) words.push_back({word, word, word, word.substr(0, 1), USCRIPT_LATIN, false});
        word.clear();
    };
    for (const char c : typed) {
        const auto letter = small_ascii(c);
        if (is_plain(letter)) {
            word.push_back(letter);
        } else if (!is_apostrophe(static_cast<UChar32>(c))) {
            end();
        }
    }
    end();
    put_in_order(words);
    return words;
}

}  // namespace

struct Folding::Icu {
    const icu::Normalizer2* folded = nullptr;
    const icu::Normalizer2* apart = nullptr;
    const icu::Normalizer2* joined = nullptr;
    std::unique_ptr<icu::Transliterator> plain = transliterator("Latin-ASCII");
    std::unique_ptr<icu::Transliterator> latin = transliterator("Any-Latin; Latin-ASCII");
    std::unique_ptr<icu::Transliterator> spelled = transliterator("Russian-Latin/BGN; Any-Latin; Latin-ASCII");

    Icu() {
        UErrorCode problem = U_ZERO_ERROR;
        folded = &made(icu::Normalizer2::getNFKCCasefoldInstance(problem), problem);
        apart = &made(icu::Normalizer2::getNFDInstance(problem), problem);
        joined = &made(icu::Normalizer2::getNFCInstance(problem), problem);
    }

    [[nodiscard]] UnicodeString without_accents(const UnicodeString& word) const {
        UnicodeString out;
        each_character(normal(*apart, word), [&](UChar32 c) {
            if (!is_accent(c)) out.append(evened_out(c));
        });
        return normal(*joined, out);
    }

    static std::string in_latin(const icu::Transliterator& by, UnicodeString word) {
        by.transliterate(word);
        std::string out;
        for (const char c : utf8_of(word)) {
            if (is_plain(small_ascii(c))) out.push_back(small_ascii(c));
        }
        return out;
    }

    // `word`: folded, its accents still on it. Nothing where it is only accents.
    void add(std::vector<NameWord>& words, const UnicodeString& word) const {
        const auto own = without_accents(word);
        if (own.isEmpty()) return;
        auto script = USCRIPT_COMMON;
        each_character(own, [&](UChar32 c) {
            if (script <= USCRIPT_INHERITED) script = script_of(c);
        });
        // What has no script (digits) is the same in all of them.
        if (script <= USCRIPT_INHERITED) script = USCRIPT_LATIN;
        NameWord name{utf8_of(own), {}, {}, {}, static_cast<std::uint16_t>(script), false};
        if (script == USCRIPT_LATIN) {
            const auto ascii = is_ascii(name.own) ? name.own : in_latin(*plain, own);
            if (!ascii.empty()) name.own = ascii;
            name.latin = name.spelled = name.own;
        } else {
            name.latin = in_latin(*latin, own);
            name.spelled = script == USCRIPT_CYRILLIC ? in_latin(*spelled, word) : name.latin;
            name.syllables = is_syllable(script) && own.countChar32() > 1;
        }
        name.first = script == USCRIPT_LATIN ? name.own.substr(0, 1) : utf8_of(UnicodeString(own.char32At(0)));
        if (is_syllable(script)) name.first.clear();  // A syllable is no initial.
        words.push_back(std::move(name));
    }
};

Folding::Folding() = default;
Folding::~Folding() = default;

std::vector<NameWord> Folding::name(std::string_view typed) {
    if (is_ascii(typed)) return ascii_name(typed);
    if (!icu_) icu_ = std::make_unique<Icu>();
    UnicodeString bare;  // First of all: some are a space and an accent to the normal form.
    each_character(utf16(typed), [&](UChar32 c) {
        if (!is_apostrophe(c)) bare.append(c);
    });
    std::vector<NameWord> words;
    UnicodeString word;
    // Once more at the end, because folding case can leave letters and accents apart.
    each_character(normal(*icu_->joined, normal(*icu_->folded, bare)), [&](UChar32 c) {
        if (u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
            word.append(c);
        } else {
            icu_->add(words, word);
            word.remove();
        }
    });
    icu_->add(words, word);
    put_in_order(words);
    return words;
}

std::string Folding::small(std::string_view typed) {
    auto text = utf16(typed);
    text.trim().toLower(icu::Locale::getRoot());
    return utf8_of(text);
}

std::string Folding::narrow(std::string_view typed) {
    if (is_ascii(typed)) return std::string(typed);
    UErrorCode problem = U_ZERO_ERROR;
    const auto& form = made(icu::Normalizer2::getNFKCInstance(problem), problem);
    UnicodeString out;
    each_character(normal(form, utf16(typed)), [&](UChar32 c) {
        const auto digit = u_charDigitValue(c);
        out.append(digit >= 0 ? static_cast<UChar32>('0' + digit) : c);
    });
    return utf8_of(out);
}

}  // namespace hineni
