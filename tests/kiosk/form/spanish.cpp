// The marker of a word that needs translating is the call that says it: page.say("…"), page.say("one", "many", n) and
// wording.in(language, "…"), with the English as a literal.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "kiosk/form/catalogue.hpp"
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
    bool eat(char sign) {
        skip_spaces();
        if (rest.empty() || rest.front() != sign) return false;
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

void collect(const std::string& code, std::string_view marker, Words& words) {
    for (auto at = code.find(marker); at != std::string::npos; at = code.find(marker, at + 1)) {
        Source source{std::string_view(code).substr(at + marker.size())};
        if (marker != "say(") {  // The language comes first.
            const auto comma = source.rest.find(',');
            if (comma == std::string_view::npos) continue;
            source.rest.remove_prefix(comma + 1);
        }
        const auto one = source.literal();
        if (!one) continue;
        const auto many = source.eat(',') ? source.literal() : std::nullopt;
        if (many || words.count(*one) == 0) words[*one] = many.value_or("");
    }
}

Words words_in_the_code() {
    Words words;
    for (const char* room : {"screens", "widgets"}) {
        for (const auto& file : fs::recursive_directory_iterator(fs::path(HINENI_SOURCE) / "kiosk" / room)) {
            if (file.path().extension() != ".cpp" && file.path().extension() != ".hpp") continue;
            const auto code = text_of(file.path());
            collect(code, "say(", words);
            collect(code, "wording.in(", words);
        }
    }
    return words;
}

// The keys of a .po file, by its msgid and msgid_plural lines.
Words words_in_the_catalogue(const fs::path& po) {
    Words words;
    std::string one;
    const auto text = text_of(po);
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

}  // namespace

TEST_CASE("the finder sees words that stand alone, that count, and that are broken over lines") {
    Words words;
    collect(R"(a(page.say("Next")); b(page.say("{n} day", "{n} days", n)); page.say("Two "
        "lines", x); page.say(label); page.say("Say \"yes\""))",
            "say(", words);
    collect(R"(wording.in(page.language, "Hello"); wording.in(language, one, many, n))", "wording.in(", words);
    CHECK(words == Words{{"Next", ""}, {"{n} day", "{n} days"}, {"Two lines", ""}, {"Say \"yes\"", ""}, {"Hello", ""}});
}

TEST_CASE("every word on the glass has a place in each catalogue, and no catalogue has a stale one") {
    const auto code = words_in_the_code();
    REQUIRE_FALSE(code.empty());
    for (const auto& file : fs::directory_iterator(fs::path(HINENI_SOURCE) / "assets/wording")) {
        if (file.path().extension() != ".po") continue;
        CAPTURE(file.path().filename().string());
        const auto catalogue = words_in_the_catalogue(file.path());
        for (const auto& word : code) {
            const auto& one = word.first;
            CAPTURE(one);
            const auto found = catalogue.find(one);
            CHECK(found != catalogue.end());
            if (found != catalogue.end()) CHECK(found->second == word.second);
        }
        for (const auto& word : catalogue) {
            const auto& one = word.first;
            CAPTURE(one);
            CHECK(code.count(one) == 1);
        }
    }
}

TEST_CASE("Spanish says every word, with the same blanks to fill") {
    const auto spanish = Catalogue::read(text_of(fs::path(HINENI_SHARE) / "wording/es.mo"));
    REQUIRE(spanish);
    for (const auto& word : words_in_the_code()) {
        const auto& one = word.first;
        const auto& many = word.second;
        CAPTURE(one);
        CHECK_FALSE(spanish->find(one).empty());
        CHECK(blanks(spanish->find(one, 2)) == blanks(many.empty() ? one : many));
    }
}
