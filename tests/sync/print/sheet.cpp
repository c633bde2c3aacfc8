// The recovery sheet: one page that fits any paper, the same for the same key.
#include "sync/print/recovery_sheet.hpp"

#include <iterator>

#include "tests/sync/print/pages.hpp"

using namespace hineni;

TEST_CASE("a recovery sheet has every word with its number on one page that fits A4 and letter") {
    std::vector<std::string> words;
    for (int i = 0; i < 28; ++i) words.push_back("word" + std::string(1, static_cast<char>('a' + i % 26)));
    const RecoverySheet sheet{"hineni1abc", "2026-11-21", words};
    const auto pdf = recovery_sheet_pdf(sheet);
    REQUIRE_MESSAGE(pdf, pdf.error().what);
    CHECK(recovery_sheet_pdf(sheet).value() == *pdf);
    const Pages pages(*pdf);
    CHECK(pages.count() == 1);
    const auto text = pages.says("pdftotext", {"-layout", pages.file(), "-"});
    std::istringstream read(text);
    const std::vector<std::string> said{std::istream_iterator<std::string>(read), {}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool found = false;
        for (std::size_t k = 0; k + 1 < said.size(); ++k) {
            found = found || (said[k] == std::to_string(i + 1) && said[k + 1] == words[i]);
        }
        CHECK_MESSAGE(found, words[i]);
    }
    for (const char* words_too : {"hineni1abc", "2026-11-21", "hineni-desk recover", "keep a passport"}) {
        CHECK_MESSAGE(has(text, words_too), words_too);
    }
    const auto facts = pages.says("pdfinfo", {pages.file()});
    CHECK(facts.find("595.28 x 792") != std::string::npos);
    CHECK(facts.find("2026") != std::string::npos);
    const auto ink = pages.ink();
    CHECK(std::min({ink.left, ink.right, ink.top, ink.bottom}) >= 40);
}
