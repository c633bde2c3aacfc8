// Scripts: the letters that people write with, one table each. A new script is one more entry of `scripts`, and a
// language that is written with it one more word in `languages`.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace hineni::keyboard {

// Three rows of keys, one space between two of them. Most insert one character, some two (a letter and its point).
using LetterRows = std::array<std::string_view, 3>;

// Signs of free text. The third row is cut to what a script leaves of it, so that the punctuation keeps its place.
inline constexpr LetterRows symbols{"@ # $ % & * ( ) / \\", "+ = _ < > [ ] { } ~", ": ; \" ’ | ^ € £ °"};
inline constexpr LetterRows wide_symbols{"@ # $ % & * ( ) / \\ № §", "+ = _ < > [ ] { } ~ « »",
                                         ": ; \" ’ | ^ € £ ° • … –"};
inline constexpr LetterRows chinese_symbols{"1 2 3 4 5 6 7 8 9 0", "@ # % & * ( ) / + =", ": ; 《 》 “ ” _"};

struct Script {
    std::string_view language;   // The first that is written with it: what Up::letters says after NextLetters.
    std::string_view languages;  // All, between spaces. What stands in no table is written in the first script.
    std::string_view label;      // On the key that leads here.

    std::size_t columns = 10;  // Keys in a row: 10, or 12 narrower ones.
    // Free places at the end of the third row are for punctuation.
    LetterRows small;
    LetterRows capital{};  // Empty: a script without capitals.
    LetterRows accents;
    LetterRows accents_capital{};
    std::string_view accents_label = "áñü";
    std::string_view instead_of_shift{};  // On the key where another script has Shift.
    std::string_view tones{};  // At the left of the space on every layer: marks that join the letter before the caret.
    // Of free text, in the order of its use; what finds no place after the letters stands beside the space.
    std::string_view punctuation;
    LetterRows signs = symbols;
    bool offers = false;  // What is typed stands for something else. Free text then has no row of digits, for the row
                          // of offers takes its room: they are among the signs.
};

inline constexpr LetterRows latin_accents{"á à â ä ã å æ ç é è", "ê ë í ì î ï ñ ó ò ô", "ö õ ø œ ú ù û ü ý ß"};
inline constexpr LetterRows latin_accents_capital{"Á À Â Ä Ã Å Æ Ç É È", "Ê Ë Í Ì Î Ï Ñ Ó Ò Ô", "Ö Õ Ø Œ Ú Ù Û Ü Ý ẞ"};

// Rows as on the keyboards people know: US (with the ñ of Spanish, for everybody), Israel (SI 1452), Russia, and the
// Arabic 101 with the hamzas of its shift layer in sight.
inline constexpr std::array scripts{
    Script{
        .language = "en",
        .languages = " en es fr pt ht ",
        .label = "ABC",
        .small = {"q w e r t y u i o p", "a s d f g h j k l ñ", "z x c v b n m"},
        .capital = {"Q W E R T Y U I O P", "A S D F G H J K L Ñ", "Z X C V B N M"},
        .accents = latin_accents,
        .accents_capital = latin_accents_capital,
        .punctuation = ",.?!¿¡'-",
    },
    // Points for Hebrew, and the letters of Yiddish that have one: two characters each, for Unicode's normal form
    // takes the ready-made ones apart.
    Script{
        .language = "he",
        .languages = " he yi ",
        .label = "אבג",
        .small = {"׳ ״ ק ר א ט ו ן ם פ", "ש ד ג כ ע י ח ל ך ף", "ז ס ב ה נ מ צ ת ץ"},
        .accents = {"ְ ֱ ֲ ֳ ִ ֵ ֶ ַ ָ ֹ", "ֻ ּ ֿ ׁ ׂ װ ױ ײ ײַ יִ", "אַ אָ בֿ וּ וֹ כּ פּ פֿ שׂ תּ"},
        .accents_label = "אָ",
        .instead_of_shift = "־",
        .punctuation = ",.?!'-",
    },
    // Accents: Ukrainian and Belarusian, the south Slavs, then Kazakh and its neighbours.
    Script{
        .language = "ru",
        .languages = " ru uk be bg sr mk ",
        .label = "АБВ",
        .columns = 12,
        .small = {"й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э ё", "я ч с м и т ь б ю"},
        .capital = {"Й Ц У К Е Н Г Ш Щ З Х Ъ", "Ф Ы В А П Р О Л Д Ж Э Ё", "Я Ч С М И Т Ь Б Ю"},
        .accents = {"і ї є ґ ў ѝ ј љ њ ћ ђ џ", "ѓ ќ ѕ ә ғ қ ң ө ұ ү һ ӣ", "ҷ ҳ ӯ ҙ ҡ ҫ җ ӑ ӗ"},
        .accents_capital = {"І Ї Є Ґ Ў Ѝ Ј Љ Њ Ћ Ђ Џ", "Ѓ Ќ Ѕ Ә Ғ Қ Ң Ө Ұ Ү Һ Ӣ", "Ҷ Ҳ Ӯ Ҙ Ҡ Ҫ Җ Ӑ Ӗ"},
        .accents_label = "іїє",
        .punctuation = ".,-?!'",
        .signs = wide_symbols,
    },
    // Accents: vowels, digits, and what Persian and Urdu have beyond Arabic.
    Script{
        .language = "ar",
        .languages = " ar fa ur ps ",
        .label = "أبج",
        .columns = 12,
        .small = {"ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا ت ن م ك ط ذ", "ئ ء ؤ ر لا ى ة و ز ظ أ إ"},
        .accents = {"َ ً ُ ٌ ِ ٍ ّ ْ ٰ ٱ ـ ۆ", "١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ٠ ڤ ے", "پ چ ژ گ ک ی ں ہ ھ ٹ ڈ ڑ"},
        .accents_label = "١٢ پ",
        .instead_of_shift = "آ",
        .punctuation = "،.؟!؛'-",
        .signs = wide_symbols,
    },
    // All letters of the alphabet are in sight, and its five tones beside the space.
    Script{
        .language = "vi",
        .languages = " vi ",
        .label = "ĂÂĐ",
        .columns = 12,
        .small = {"q w e r t y u i o p ư ơ", "a s d f g h j k l đ ê ô", "z x c v b n m ă â"},
        .capital = {"Q W E R T Y U I O P Ư Ơ", "A S D F G H J K L Đ Ê Ô", "Z X C V B N M Ă Â"},
        .accents = {"á à ä ã å æ ç é è ê ë ā", "í ì î ï ñ ó ò õ ö ø œ ō", "ú ù û ü ý ÿ ß š ž"},
        .accents_capital = {"Á À Ä Ã Å Æ Ç É È Ê Ë Ā", "Í Ì Î Ï Ñ Ó Ò Õ Ö Ø Œ Ō", "Ú Ù Û Ü Ý Ÿ ẞ Š Ž"},
        .tones = "\u0300 \u0301 \u0309 \u0303 \u0323",
        .punctuation = ",.-?!'",
        .signs = wide_symbols,
    },
    // Pinyin. What it stands for is offered above the keys; the dot stands within names from other languages.
    Script{
        .language = "zh",
        .languages = " zh ",
        .label = "拼音",
        .small = {"q w e r t y u i o p", "a s d f g h j k l ·", "z x c v b n m"},
        .capital = {"Q W E R T Y U I O P", "A S D F G H J K L ·", "Z X C V B N M"},
        .accents = latin_accents,
        .accents_capital = latin_accents_capital,
        .punctuation = "，。？！、'-",
        .signs = chinese_symbols,
        .offers = true,
    },
};

constexpr std::size_t keys_in(std::string_view row) {
    return row.empty() ? 0 : static_cast<std::size_t>(std::count(row.begin(), row.end(), ' ')) + 1;
}

// Every layer has as many keys as the small letters, or as many more as the third row has places.
constexpr bool is_whole(const Script& script) {
    for (const auto* layer : {&script.small, &script.capital, &script.accents, &script.accents_capital}) {
        const auto& [first, second, third] = *layer;
        if (first.empty()) continue;
        if (keys_in(first) != script.columns || keys_in(second) != script.columns) return false;
        if (keys_in(third) != keys_in(script.small[2]) && keys_in(third) != script.columns) return false;
    }
    return true;
}
static_assert(std::all_of(scripts.begin(), scripts.end(), is_whole));

}  // namespace hineni::keyboard
