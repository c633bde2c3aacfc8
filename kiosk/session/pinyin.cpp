#include "kiosk/session/pinyin.hpp"

#include <algorithm>
#include <array>

#include "hineni/utf8.hpp"

namespace hineni::keyboard {

namespace {

constexpr std::array<std::string_view, 26> table{
#include "pinyin.inc"
};

// The most common first, in simplified and in traditional characters.
constexpr std::string_view family_names =
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于"
    "蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯"
    "龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯"
    "岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管"
    "柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費"
    "卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲"
    "邝鄺";

constexpr std::size_t longest_syllable = 6;  // zhuang
constexpr std::size_t longest_run = 40;      // Nobody's name is longer.

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool begins_with(std::string_view line, std::string_view letters) {
    return line.size() >= letters.size() &&
           std::equal(letters.begin(), letters.end(), line.begin(), [](char a, char b) { return lower(a) == b; });
}

// The line of the first syllable that begins with `letters`, or is them where it is to be `whole`.
std::string_view line_of(std::string_view letters, bool whole) {
    if (letters.empty()) return {};
    std::string_view left = table[static_cast<std::size_t>(lower(letters.front()) - 'a')];
    while (left.size() > 1) {
        left.remove_prefix(1);
        const auto line = left.substr(0, left.find('\n'));
        if (begins_with(line, letters) && (!whole || line[letters.size()] == ' ')) return line;
        left.remove_prefix(line.size());
    }
    return {};
}

// For each place in a run, whether syllables lead from it to the end, of which the last may be begun.
std::array<bool, longest_run + 1> may_be_said(std::string_view run) {
    std::array<bool, longest_run + 1> from{};
    from[run.size()] = true;
    for (std::size_t at = run.size(); at-- > 0;) {
        const auto rest = run.substr(at);
        from[at] = !line_of(rest, false).empty();
        for (std::size_t size = std::min(longest_syllable, rest.size()); size > 0 && !from[at]; --size) {
            from[at] = from[at + size] && !line_of(rest.substr(0, size), true).empty();
        }
    }
    return from;
}

// A syllable that begins with a, e or o has an apostrophe before it, so none is looked for within a word: li na.
std::size_t first_syllable(std::string_view run) {
    const auto said = may_be_said(run);
    std::size_t longest = 0;
    std::size_t before_vowel = 0;
    for (std::size_t size = std::min(longest_syllable, run.size()); size > 0; --size) {
        if (line_of(run.substr(0, size), true).empty()) continue;
        longest = std::max(longest, size);
        const auto rest = run.substr(size);
        if (!said[size]) continue;
        if (rest.empty() || std::string_view("aeo").find(lower(rest.front())) == std::string_view::npos) return size;
        before_vowel = std::max(before_vowel, size);
    }
    return before_vowel > 0 ? before_vowel : longest;
}

std::string_view run_before(std::string_view before_caret) {
    std::size_t start = before_caret.size();
    while (start > 0 && is_letter(before_caret[start - 1])) --start;
    return before_caret.substr(start);
}

std::vector<std::string_view> characters_of(std::string_view line) {
    std::vector<std::string_view> all;
    auto left = line.substr(std::min(line.find(' ') + 1, line.size()));
    while (!left.empty()) {
        const auto character = left.substr(0, std::max<std::size_t>(utf8::front_size(left), 1));
        if (character.size() == 3) all.push_back(character);  // The rarest, beyond U+FFFF, have no face.
        left.remove_prefix(character.size());
    }
    return all;
}

}  // namespace

Reading reading(std::string_view before_caret, bool of_a_name) {
    Reading found;
    found.run = run_before(before_caret);
    if (found.run.size() > longest_run) return found;
    found.size = first_syllable(found.run);
    if (found.size == 0) return found;
    found.characters = characters_of(line_of(found.run.substr(0, found.size), true));
    const auto before = before_caret.substr(0, before_caret.size() - found.run.size());
    if (of_a_name && before.find_first_not_of(' ') == std::string_view::npos) {
        const auto place = [](std::string_view character) { return family_names.find(character); };
        auto& all = found.characters;
        const auto others = std::stable_partition(all.begin(), all.end(),
                                                  [&](auto each) { return place(each) != std::string_view::npos; });
        std::sort(all.begin(), others, [&](auto one, auto other) { return place(one) < place(other); });
    }
    return found;
}

}  // namespace hineni::keyboard
