#include "kiosk/session/tones.hpp"

#include <array>
#include <string_view>

#include "hineni/utf8.hpp"
#include "kiosk/session/keyboard.hpp"

namespace hineni::keyboard {

namespace {

constexpr std::u32string_view vowels = U"aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

struct Tone {
    char32_t mark;
    std::u32string_view with;  // Each of the vowels, with this tone.
};
constexpr std::array tones{
    Tone{0x300, U"àằầèềìòồờùừỳÀẰẦÈỀÌÒỒỜÙỪỲ"}, Tone{0x301, U"áắấéếíóốớúứýÁẮẤÉẾÍÓỐỚÚỨÝ"},
    Tone{0x309, U"ảẳẩẻểỉỏổởủửỷẢẲẨẺỂỈỎỔỞỦỬỶ"}, Tone{0x303, U"ãẵẫẽễĩõỗỡũữỹÃẴẪẼỄĨÕỖỠŨỮỸ"},
    Tone{0x323, U"ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ"},
};
static_assert([] {
    for (const auto& tone : tones) {
        if (tone.with.size() != vowels.size()) return false;
    }
    return true;
}());

const Tone* tone_of(char32_t mark) {
    for (const auto& tone : tones) {
        if (tone.mark == mark) return &tone;
    }
    return nullptr;
}

// Where Unicode puts a mark among several on one letter (canonical combining class); 0: no mark of a keyboard.
int place_of(char32_t c) {
    if (tone_of(c) != nullptr) return 230;
    if (c >= 0x5B0 && c <= 0x5B9) return 10 + static_cast<int>(c - 0x5B0);
    if (c >= 0x64B && c <= 0x652) return 27 + static_cast<int>(c - 0x64B);
    switch (c) {
        case 0x5BB: return 20;
        case 0x5BC: return 21;
        case 0x5BF: return 23;
        case 0x5C1: return 24;
        case 0x5C2: return 25;
        case 0x670: return 35;
        default: return 0;
    }
}

bool ends_with_letter(std::string_view text) {
    const char last = text.empty() ? ' ' : text.back();
    return (static_cast<unsigned char>(last) & 0x80U) != 0;  // No mark joins a letter of ASCII but a tone.
}

// What does nothing here: typing leaves the answer as it is where nothing is inserted.
Key idle(Key key) {
    key.inserts.clear();
    return key;
}

Key with_tone(Key key, const Tone& tone, std::string_view before) {
    if (before.empty()) return idle(std::move(key));
    const auto last = before.substr(utf8::without_last(before));
    auto vowel = utf8::front(last);
    if (const auto parts = apart(vowel)) vowel = parts->vowel;
    const auto place = vowels.find(vowel);
    if (place == std::u32string_view::npos) return idle(std::move(key));
    key.inserts = utf8::encode(tone.with[place]);
    key.takes = last.size();
    return key;
}

// A point goes before those that Unicode puts behind it, whatever came first.
Key with_point(Key key, char32_t point, std::string_view before) {
    std::size_t end = before.size();
    while (end > 0) {
        const auto start = utf8::without_last(before.substr(0, end));
        const auto other = utf8::front(before.substr(start));
        if (other == point) return idle(std::move(key));
        if (place_of(other) <= place_of(point)) break;
        end = start;
    }
    if (!ends_with_letter(before.substr(0, end))) return idle(std::move(key));
    key.inserts += before.substr(end);
    key.takes = before.size() - end;
    return key;
}

}  // namespace

bool is_mark(char32_t c) {
    return place_of(c) != 0;
}

std::optional<Toned> apart(char32_t c) {
    for (const auto& tone : tones) {
        if (const auto place = tone.with.find(c); place != std::u32string_view::npos) {
            return Toned{vowels[place], tone.mark};
        }
    }
    return std::nullopt;
}

Key resolved(const Key& key, std::string_view before_caret) {
    const auto mark = utf8::front(key.inserts);
    if (key.does != Does::Insert || !is_mark(mark) || utf8::count(key.inserts) != 1) return key;
    if (const auto* tone = tone_of(mark)) return with_tone(key, *tone, before_caret);
    return with_point(key, mark, before_caret);
}

}  // namespace hineni::keyboard
