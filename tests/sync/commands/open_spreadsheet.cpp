// The tables as a spreadsheet shows them: LibreOffice itself reads each, where it is installed
// (apt-get install libreoffice-calc-nogui, 257 MB with what it needs: tests/run does not ask for that).
#include <array>
#include <string_view>

#include "sync/desk/table.hpp"
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 12> typed{"שרה לוי",
                                                 "مريم الأحمد",
                                                 "王小明",
                                                 "Nguyễn Thị Ánh",
                                                 "María Núñez-O’Neil",
                                                 "Lee, \"Ada\"; Any",
                                                 "=1+1",
                                                 "+1",
                                                 "-1",
                                                 "@SUM(A1)",
                                                 "=HYPERLINK(\"https://example.org\",\"look\")",
                                                 "=cmd|' /C calc'!A0"};

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
        text.replace(at, what.size(), with);
    }
}

// The paragraphs of a flat OpenDocument sheet as text; several of one cell follow each other.
std::string cells_of(std::string xml) {
    replace_all(xml, "<text:tab/>", "\t");
    replace_all(xml, "</text:p><text:p>", "\n");  // A line break within a cell, as LibreOffice 7.4 writes it.
    replace_all(xml, "&apos;", "'");
    replace_all(xml, "&quot;", "\"");
    replace_all(xml, "&lt;", "<");
    replace_all(xml, "&gt;", ">");
    replace_all(xml, "&amp;", "&");
    return xml;
}

// As a cell shows it: with the mark that keeps it from running, and one kind of line break.
std::string as_shown(std::string_view text) {
    std::string cell = (std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos ? "'" : "");
    cell += text;
    replace_all(cell, "\r", "\n");
    return cell;
}

struct Sheet : Laptop {
    // As its import window asks: commas, quotes, UTF-8.
    [[nodiscard]] std::string converted(const std::string& name) const {
        const auto said =
            finish({"soffice", "--headless", "-env:UserInstallation=file://" + file("profile"),
                    "--infilter=CSV:44,34,76", "--convert-to", "fods", "--outdir", file("out"), file(name)});
        REQUIRE_MESSAGE(said.exit_code == 0, said.err);
        return slurped(file("out") + "/" + fs::path(name).stem().string() + ".fods");
    }
};

bool has_soffice() {
    return finish({"sh", "-c", "command -v soffice"}).exit_code == 0;
}

}  // namespace

TEST_CASE("a spreadsheet shows every name as it was typed and runs nothing" * doctest::test_suite("long")) {
    if (!has_soffice()) {
        MESSAGE("skipped: soffice is not installed (libreoffice-calc-nogui)");
        return;
    }
    Sheet sheet;
    std::vector<Card> cards;
    for (const auto& name : typed) {
        cards.push_back(
            {std::string(name), "n" + std::to_string(cards.size()) + "@example.org", "", "", {"sanctuary-mail"}});
    }
    sheet.collect(cards);
    const auto said =
        sheet.open({"--event", sheet.pack(), "--csv", sheet.file("entries.csv"), "--people", sheet.file("people.csv"),
                    "--for", "sanctuary", "--partner-csv", sheet.file("partner.csv")});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    for (const std::string name : {"entries.csv", "people.csv", "partner.csv"}) {
        const auto xml = sheet.converted(name);
        CHECK_MESSAGE(xml.find("table:formula") == std::string::npos, name);
        const auto cells = cells_of(xml);
        CHECK_MESSAGE(cells.find("\xEF\xBB\xBF") == std::string::npos, name);
        for (const auto& each : typed) {
            CHECK_MESSAGE(cells.find(">" + as_shown(each) + "</text:p>") != std::string::npos, name, ": ", each);
        }
    }
    // Sealing refuses control characters. Should one come all the same, it runs nothing either.
    spill(sheet.file("control.csv"), csv_line({"name"}) + csv_line({"\t=1"}) + csv_line({"\r=1"}));
    const auto control = sheet.converted("control.csv");
    CHECK(control.find("table:formula") == std::string::npos);
    CHECK(cells_of(control).find(">" + as_shown("\t=1") + "</text:p>") != std::string::npos);
    CHECK(cells_of(control).find(">" + as_shown("\r=1") + "</text:p>") != std::string::npos);
    // The check itself can fail.
    spill(sheet.file("bad.csv"), "name\r\n=1+1\r\n");
    CHECK(sheet.converted("bad.csv").find("table:formula") != std::string::npos);
}
