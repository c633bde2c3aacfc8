// Every catalogue against the code, and against the others. The marker of a word that needs translating is the call
// that says it: page.say("…"), page.say("one", "many", n), page.say(chosen ? "…" : "…") and wording.in(language, "…"),
// with the English as literals.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "kiosk/form/catalogue.hpp"
#include "kiosk/form/plural.hpp"
#include "kiosk/form/wording.hpp"
#include "tests/kiosk/form/packs.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

// Walks over C++ source: spaces, then a literal (also one that is broken over lines).
struct Source {
    std::string_view rest;

    void skip_spaces() {
        while (!rest.empty() && std::string_view(" \n\t").find(rest.front()) != std::string_view::npos) {
            rest.remove_prefix(1);
        }
    }
    bool at(char sign) {
        skip_spaces();
        return !rest.empty() && rest.front() == sign;
    }
    bool eat(char sign) {
        if (!at(sign)) return false;
        rest.remove_prefix(1);
        return true;
    }
    std::optional<std::string> literal() {
        std::optional<std::string> out;
        while (eat('"')) {
            if (!out) out.emplace();
            for (; !rest.empty() && rest.front() != '"'; rest.remove_prefix(1)) {
                if (rest.front() == '\\') {
                    rest.remove_prefix(1);
                    out->push_back(rest.front() == 'n' ? '\n' : rest.front());
                } else {
                    out->push_back(rest.front());
                }
            }
            if (!rest.empty()) rest.remove_prefix(1);
        }
        return out;
    }
};

// English singular -> English plural, or nothing for a word that does not count.
using Words = std::map<std::string, std::string>;

// The two sides of say(chosen ? "yes" : "no").
void collect_either(std::string_view call, Words& words) {
    int depth = 0;
    std::size_t at = 0;
    for (; at < call.size() && depth >= 0 && !(depth == 0 && call[at] == '?'); ++at) {
        depth += call[at] == '(' ? 1 : call[at] == ')' ? -1 : 0;
    }
    if (depth < 0 || at == call.size()) return;
    Source source{call.substr(at + 1)};
    const auto yes = source.literal();
    const auto no = source.eat(':') ? source.literal() : std::nullopt;
    if (!yes || !no) return;
    words.emplace(*yes, "");
    words.emplace(*no, "");
}

void collect(const std::string& code, std::string_view marker, Words& words) {
    for (auto at = code.find(marker); at != std::string::npos; at = code.find(marker, at + 1)) {
        Source source{std::string_view(code).substr(at + marker.size())};
        if (marker != ".say(") {  // The language comes first.
            const auto comma = source.rest.find(',');
            if (comma == std::string_view::npos) continue;
            source.rest.remove_prefix(comma + 1);
        }
        const auto call = source.rest;
        const auto one = source.literal();
        if (!one) collect_either(call, words);
        if (!one || (!source.at(',') && !source.at(')'))) continue;  // What is added to something is no key.
        const auto many = source.eat(',') ? source.literal() : std::nullopt;
        if (many || words.count(*one) == 0) words[*one] = many.value_or("");
    }
}

Words words_in_the_code() {
    Words words;
    for (const char* room : {"screens", "widgets", "voice", "shell"}) {
        const auto folder = fs::path(HINENI_SOURCE) / "kiosk" / room;
        if (!fs::exists(folder)) continue;
        for (const auto& file : fs::recursive_directory_iterator(folder)) {
            if (file.path().extension() != ".cpp" && file.path().extension() != ".hpp") continue;
            const auto code = text_of(file.path());
            collect(code, ".say(", words);
            collect(code, "wording.in(", words);
        }
    }
    return words;
}

// The keys of a .po file, by its msgid and msgid_plural lines.
Words words_in_the_catalogue(const std::string& text) {
    Words words;
    std::string one;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = std::string_view(text).substr(at, end - at);
        if (line.starts_with("msgid ")) {
            one = *Source{std::string_view(text).substr(at + 6)}.literal();
            if (!one.empty()) words[one] = "";
        } else if (line.starts_with("msgid_plural ")) {
            words[one] = *Source{std::string_view(text).substr(at + 13)}.literal();
        }
        at = end + 1;
    }
    return words;
}

// "{n}" and the like, in the order of the alphabet.
std::multiset<std::string> blanks(std::string_view words) {
    std::multiset<std::string> out;
    for (auto at = words.find('{'); at != std::string_view::npos; at = words.find('{', at + 1)) {
        out.emplace(words.substr(at, words.find('}', at) - at + 1));
    }
    return out;
}

// A line each; a word that counts in one of them only is another word.
std::string first_without_second(const Words& first, const Words& second) {
    std::string out;
    for (const auto& word : first) {
        const auto found = second.find(word.first);
        if (found == second.end() || found->second != word.second) out += word.first + "\n";
    }
    return out;
}

struct Tongue {
    Language code;
    std::string po;
    Catalogue catalogue;
    PluralRule rule;
};

std::vector<Tongue> all_tongues() {
    std::vector<Tongue> out;
    for (const auto& file : fs::directory_iterator(fs::path(HINENI_SOURCE) / "assets/wording")) {
        if (file.path().extension() != ".po") continue;
        const auto code = file.path().stem().string();
        CAPTURE(code);
        auto po = text_of(file.path());
        auto catalogue = Catalogue::read(text_of(fs::path(HINENI_SHARE) / "wording" / (code + ".mo")));
        REQUIRE(catalogue);
        const auto header = po.find("\"Plural-Forms: ");
        REQUIRE(header != std::string::npos);
        const auto rule = PluralRule::read(std::string_view(po).substr(header, po.find("\\n", header) - header));
        REQUIRE(rule);
        out.push_back({code, std::move(po), std::move(*catalogue), *rule});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    return out;
}

constexpr std::size_t counts = 300;  // More than any rule looks at before it repeats.

// A form that is for a single count may say it in words: "one person", "two people".
bool alone(const PluralRule& rule, std::size_t count) {
    for (std::size_t n = 0; n <= counts; ++n) {
        if (n != count && rule.form_for(n) == rule.form_for(count)) return false;
    }
    return true;
}

// English words that are the same word in another language.
const std::map<Language, std::set<std::string>> same_in{
    {"es", {"No", "Normal"}}, {"fr", {"Volume"}}, {"pt", {"Normal", "Volume"}}};

bool may_be_english(const Language& code, const std::string& english) {
    const auto found = same_in.find(code);
    return found != same_in.end() && found->second.count(english) > 0;
}

}  // namespace

TEST_CASE("the finder sees words that stand alone, that count, that are one of two, and that are broken over lines") {
    Words words;
    collect(R"(a(page.say("Next")); b(page.say("{n} day", "{n} days", n)); page.say("Two "
        "lines", x); page.say(label); page.say("Say \"yes\""); page.say(is(x) ? "On" : "Off"); say("not a word");
        page.say(label), wide ? "a" : "b"; page.say("line " + number))",
            ".say(", words);
    collect(R"(wording.in(page.language, "Hello"); wording.in(language, one, many, n))", "wording.in(", words);
    const Words expected{{"Next", ""},        {"{n} day", "{n} days"}, {"Two lines", ""},
                         {"Say \"yes\"", ""}, {"Hello", ""},           {"On", ""},
                         {"Off", ""}};
    CHECK(words == expected);
}

TEST_CASE("every word on the glass has a place in each catalogue, and no catalogue has a stale one") {
    const auto code = words_in_the_code();
    REQUIRE_FALSE(code.empty());
    for (const auto& tongue : all_tongues()) {
        CAPTURE(tongue.code);
        const auto catalogue = words_in_the_catalogue(tongue.po);
        CHECK(first_without_second(code, catalogue) == "");  // Missing.
        CHECK(first_without_second(catalogue, code) == "");  // Stale.
    }
}

TEST_CASE("each language says every word itself, with the same blanks to fill") {
    for (const auto& tongue : all_tongues()) {
        CAPTURE(tongue.code);
        for (const auto& word : words_in_the_catalogue(tongue.po)) {
            const auto& one = word.first;
            CAPTURE(one);
            const auto said = tongue.catalogue.find(one);
            CHECK_FALSE(said.empty());
            if (!may_be_english(tongue.code, one)) CHECK(said != one);
            if (word.second.empty()) CHECK(blanks(said) == blanks(one));
        }
    }
}

TEST_CASE("each count is said in each language, in words where a form has one count only") {
    for (const auto& tongue : all_tongues()) {
        CAPTURE(tongue.code);
        for (const auto& word : words_in_the_catalogue(tongue.po)) {
            if (word.second.empty()) continue;
            std::set<std::string_view> forms;
            for (std::size_t n = 0; n <= counts; ++n) {
                CAPTURE(n);
                const auto said = tongue.catalogue.find(word.first, n);
                forms.insert(said);
                const bool in_words = said.find('{') == std::string_view::npos && alone(tongue.rule, n);
                const bool filled = blanks(said) == blanks(word.second);
                CHECK((in_words || filled));
            }
            // Haitian Creole has two forms by its rule, and does not change a word for them.
            CHECK(forms.size() == (tongue.code == "ht" ? 1 : tongue.rule.forms()));
        }
    }
}

TEST_CASE("each catalogue counts as its language does") {
    const std::map<Language, std::string> rules{
        // The form for 0, 1, 2, 3, 5, 11, 21, 22, 100, 102, 111 and 122, by CLDR's rules for whole numbers.
        {"ar", "012334445544"}, {"es", "101111111111"}, {"fr", "001111111111"}, {"he", "201222222222"},
        {"ht", "101111111111"}, {"pt", "001111111111"}, {"ru", "201122012121"}, {"vi", "000000000000"},
        {"yi", "101111111111"}, {"zh", "000000000000"},
    };
    std::map<Language, std::string> found;
    for (const auto& tongue : all_tongues()) {
        for (const std::size_t n : {0, 1, 2, 3, 5, 11, 21, 22, 100, 102, 111, 122}) {
            found[tongue.code] += std::to_string(tongue.rule.form_for(n));
        }
    }
    CHECK(found == rules);
}

TEST_CASE("each catalogue names its language, which has a name of its own, and asks for review") {
    for (const auto& tongue : all_tongues()) {
        CAPTURE(tongue.code);
        CHECK(tongue.po.find("\"Language: " + tongue.code + "\\n\"") != std::string::npos);
        CHECK(tongue.po.find("\n# Needs review by a native speaker.\n") != std::string::npos);
        CHECK(own_name(tongue.code) != tongue.code);
    }
}

TEST_CASE("no two languages say most things alike, as they would if one file were a copy of another") {
    const auto tongues = all_tongues();
    CHECK(tongues.size() == 10);
    for (const auto& one : tongues) {
        const auto words = words_in_the_catalogue(one.po);
        for (const auto& other : tongues) {
            if (one.code >= other.code) continue;
            const auto alike = std::count_if(words.begin(), words.end(), [&](const auto& word) {
                return one.catalogue.find(word.first) == other.catalogue.find(word.first);
            });
            CAPTURE(one.code);
            CAPTURE(other.code);
            CHECK(static_cast<std::size_t>(alike) < words.size() / 3);
        }
    }
}
