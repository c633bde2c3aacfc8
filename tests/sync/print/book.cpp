// The pledge book: who is in it, and that it says exactly what was signed.
#include <map>

#include "sync/print/book_hash.hpp"
#include "sync/print/days.hpp"
#include "sync/print/pledge_text.hpp"
#include "tests/sync/print/pages.hpp"

using namespace hineni;

namespace {

std::map<char32_t, std::size_t> letters_counted(const std::string& words) {
    std::map<char32_t, std::size_t> counts;
    std::string_view rest = words;
    for (const auto text = letters(rest); const char byte : text) ++counts[static_cast<unsigned char>(byte)];
    return counts;
}

std::string everything(const Table& table, const BookWishes& wishes = {}) {
    return Pages(print(table.book(wishes)).pdf).text();
}

}  // namespace

TEST_CASE("a book has the exact words of every language that was signed, and of no other") {
    Table table;
    for (const auto& [language, words] : table.form.text.by_language) {
        if (language != "pt") table.sign("Name in " + language, true, language);
    }
    const auto shown = print(table.book());
    const Pages pages(shown.pdf);
    std::size_t page = 2;
    for (const auto& text : table.book().texts) {
        CAPTURE(text.language);
        CHECK(text.language != "pt");
        const auto said = pages.text(page++);
        // Poppler gives letters that were joined into one back in the order of the paper: of these scripts, count them.
        const bool joins = text.language == "ar" || text.language == "he" || text.language == "yi";
        for (const auto& block : pledge_text(text.words)) {
            if (joins) {
                for (const auto& [letter, count] : letters_counted(block.words)) {
                    CHECK(letters_counted(said)[letter] >= count);
                }
            } else {
                CHECK_MESSAGE(has(said, block.words), block.words);
            }
        }
        CHECK(has(said, text.hash));
    }
    CHECK(has(pages.text(), "התחייבות לאי־שיתוף פעולה"));
    CHECK_FALSE(has(pages.text(), "PORTUGUESE"));
    CHECK(pages.count() == shown.printed.pages_in_all);
    const auto fonts = pages.says("pdffonts", {pages.file()});
    CHECK(fonts.find("Inter-Regular") != std::string::npos);
    CHECK(fonts.find(" no  yes") == std::string::npos);  // Not embedded, a part of the font.
    CHECK(fonts.find(" no  no ") == std::string::npos);
}

TEST_CASE("only who allowed it is named, and everybody is counted") {
    Table table;
    table.sign("Ada Shown");
    table.sign("Ben Hidden", false);
    table.sign("Eve Unasked", std::nullopt).entry.signature_typed = "Eve Unasked";
    table.sign("דנה לוי");
    for (const bool contacts : {false, true}) {
        const auto text = everything(table, {{}, contacts});
        CHECK(has(text, "Ada Shown"));
        CHECK(has(text, "College of 0"));
        CHECK(has(text, "דנה לוי"));
        CHECK(has(text, "4 people signed"));
        CHECK(has(text, "and 2 people who signed without showing their name"));
        for (const char* hidden : {"Hidden", "Unasked", "College of 1", "somebody", "@example.org"}) {
            CHECK(has(text, hidden) == (contacts && !has("College of 1", hidden)));
        }
        CHECK(has(text, "CONFIDENTIAL") == contacts);
    }
}

TEST_CASE("a pledge that asked nobody about names has none") {
    Table table;
    auto form = table.form;
    form.ask_public = false;
    table.sign("Ada Unasked", std::nullopt);
    const auto book = book_of(table.pack, form, table.texts, table.kinds, table.people, {});
    const auto text = Pages(print(book).pdf).text();
    CHECK_FALSE(has(text, "Unasked"));
    CHECK(has(text, "Nobody was asked whether their name may be shown"));
    CHECK(has(text, "1 person who signed without showing their name"));
}

TEST_CASE("the same people in any order give the same book byte for byte, with the annex and without the same hash") {
    Table table;
    for (const char* name : {"Zoé", "ada", "Ada", "Ben", "Ben", "王小明"}) table.sign(name);
    const auto first = print(table.book());
    std::ranges::reverse(table.people);
    CHECK(print(table.book()).pdf == first.pdf);
    const auto annexed = print(table.book({{}, true}));
    CHECK(annexed.printed.hash == first.printed.hash);
    const auto text = Pages(first.pdf).text();
    CHECK(text.find("Ben") < text.find("Zoé"));
    table.people[0].entry.signature += "L1 1";
    CHECK(print(table.book()).printed.hash != first.printed.hash);
}

TEST_CASE("the hashes of a book can be made again from its entries as the README says") {
    Table table;
    for (int i = 0; i < 40; ++i) table.sign("Name " + std::to_string(i / 10) + std::to_string(i % 10), i % 4 != 3);
    const auto book = table.book();
    const auto shown = print(book);
    const Pages pages(shown.pdf);
    std::string whole = "hineni book 1\nevent\tvigil-2026-12-10\nform\tpledge\npeople\t40\nnamed\t30\n";
    std::size_t number = 0;
    for (const auto& page : shown.printed.pages) {
        std::string lines = "hineni book page 1\n";
        for (const auto& text : page.texts) lines += "text\t" + text + "\n";
        for (std::size_t i = 0; i < page.signatories; ++i) {
            const auto at = number + number / 3;  // Every fourth did not want to be shown.
            const auto& person = table.people[at];
            ++number;
            lines += "signatory\t" + std::to_string(number) + "\t" + person.ids[0] + "\t" + person.entry.text + "\t" +
                     person.entry.answers[0].second + "\tCollege of " + std::to_string(at) +
                     "\tM10 20L300 40L600 390\t\tDec 10, 2026\n";
        }
        const auto hash = hex(digest(as_bytes(lines)));
        CHECK(hash == hex(page.hash));
        CHECK(has(pages.text(page.number), "page hash " + hash.substr(0, 16)));
        CHECK(has(pages.text(page.number),
                  "page " + std::to_string(page.number) + " of " + std::to_string(shown.printed.pages_in_all)));
        whole += "page\t" + std::to_string(page.number) + "\t" + hash + "\n";
    }
    CHECK(number == 30);
    CHECK(hex(digest(as_bytes(whole))) == hex(shown.printed.hash));
    CHECK(has(pages.text(1), hex(shown.printed.hash)));
}

TEST_CASE("nothing stands outside of the margins, however long a name is and whatever it is made of") {
    Table table;
    std::string many;
    for (int i = 0; i < 66; ++i) many += "Wörter ";
    std::string marks = "Z";
    for (int i = 0; i < 60; ++i) marks += i % 2 == 0 ? "\u0335\u0311" : "\u0323\u0315";
    std::string ligatures;
    for (int i = 0; i < 200; ++i) ligatures += "\uFDFD";
    for (const auto& name : {std::string(200, 'W'), many, marks, ligatures, std::string("two\nlines\tand \x01 more")}) {
        auto& person = table.sign(name);
        person.entry.answers[1].second = many;
        if (table.people.size() % 2 == 0) {
            person.entry.signature.clear();
            person.entry.signature_typed = name;
        } else {
            person.entry.signature = "M-900 -900L5000 200L300 7000";
        }
    }
    table.sign("No path").entry.signature = "M1 2C3 4 5 6";
    for (const auto paper : {Paper::A4, Paper::Letter}) {
        const Pages pages(print(table.book({{}, true}), paper).pdf);
        const auto ink = pages.ink();
        CHECK(ink.left >= side_margin - 14);  // The band of the annex is wider than its words.
        CHECK(ink.right >= side_margin - 14);
        CHECK(ink.top >= 36);
        CHECK(ink.bottom >= 32);
        CHECK(has(pages.text(), std::string(200, 'W')));
        const auto words = pages.text();
        CHECK(has(words, "Wörter Wörter Wörter"));
    }
}

TEST_CASE("words that no pack has are said to be unknown on a page of their own") {
    Table table;
    table.sign("Ada");
    table.sign("Ben").entry.text = std::string(64, 'a');
    const auto shown = print(table.book());
    const Pages pages(shown.pdf);
    CHECK(has(pages.text(3), "They are in none of the event packs"));
    CHECK(has(pages.text(3), std::string(64, 'a')));
    CHECK(shown.printed.pages[1].texts == std::vector{std::string(64, 'a')});
}

TEST_CASE("a day is told as well as it is known") {
    constexpr std::int64_t evening = 1'796'943'600;  // 2026-12-10T23:00:00Z
    CHECK(short_day(evening, 60, -300) == "Dec 10, 2026");
    CHECK(short_day(evening, 60, 120) == "Dec 11, 2026");
    CHECK(short_day(evening, 12 * 3600, -300) == "Dec 10–11, 2026");
    CHECK(short_day(evening, 20 * 86'400, 0) == "Nov 20 – Dec 30, 2026");
    CHECK(short_day(evening, 30 * 86'400, 0) == "Nov 10, 2026 – Jan 9, 2027");
    CHECK(short_day(std::nullopt, 0, 0) == "date not known");
}
