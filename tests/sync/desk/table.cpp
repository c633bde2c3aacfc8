#include "sync/desk/table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hineni/seal.hpp"

using namespace hineni;

namespace {

DeskEntry signup(std::uint8_t number, std::string name) {
    DeskEntry entry;
    entry.id.bytes.fill(number);
    entry.event = "vigil";
    entry.form = "join";
    entry.language = "en";
    entry.unix_s = 1'796'943'600;
    entry.within_s = 60;
    entry.answers = {{"name", std::move(name)}};
    entry.consents = {{"news", "us", "email", std::string(64, 'a'), true}};
    return entry;
}

std::string csv_of(const std::vector<DeskEntry>& entries) {
    std::string out;
    REQUIRE(write_csv(entries, [&](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
    }));
    return out;
}

std::string json_of(const std::vector<DeskEntry>& entries) {
    std::string out;
    REQUIRE(write_json(entries, [&](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
    }));
    return out;
}

}  // namespace

TEST_CASE("a cell keeps what was typed, and never runs in a spreadsheet") {
    CHECK(csv_cell("María Núñez-O’Neil") == "María Núñez-O’Neil");
    CHECK(csv_cell("שרה לוי") == "שרה לוי");
    CHECK(csv_cell("🕯️") == "🕯️");
    CHECK(csv_cell("") == "");
    CHECK(csv_cell("Ada \"Any\" Lee") == "\"Ada \"\"Any\"\" Lee\"");
    CHECK(csv_cell("Lee, Ada") == "\"Lee, Ada\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(csv_cell("=1+1") == "'=1+1");
    CHECK(csv_cell("+1 555 0100") == "'+1 555 0100");
    CHECK(csv_cell("-1") == "'-1");
    CHECK(csv_cell("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_cell("\t=1") == "'\t=1");
    CHECK(csv_cell("\r=1") == "\"'\r=1\"");
    CHECK(csv_cell("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    CHECK(csv_cell("a=1") == "a=1");
    CHECK(csv_cell(std::string(200, 'x')) == std::string(200, 'x'));
}

TEST_CASE("entries of several forms share one table") {
    auto pledge = signup(2, "Ada, Sample");
    pledge.form = "pledge";
    pledge.unix_s.reset();
    pledge.answers.emplace_back("role", "=teacher");
    pledge.consents = {{"share", "sanctuary", "share", "", false}};
    pledge.signature = "M1 2L3 4";
    pledge.signature_typed = "-Ada, \"Any\"";
    pledge.text = std::string(64, 'b');
    pledge.public_name = false;
    pledge.occasions = {"one", "two"};
    const std::string device = hex(digest(pledge.device)).substr(0, 16);
    CHECK(csv_of({signup(1, "שרה"), pledge}) ==
          "entry_id,form,event,device,language,collected_at,collected_within_s,name,role,consent.news,consent.share,"
          "signature,signature_typed,text_hash,public,occasions\r\n"
          "01010101010101010101010101010101,join,vigil," +
              device +
              ",en,2026-12-10T23:00:00Z,60,שרה,,yes,,,,,,\r\n"
              "02020202020202020202020202020202,pledge,vigil," +
              device + ",en,,,\"Ada, Sample\",'=teacher,,no,M1 2L3 4,\"'-Ada, \"\"Any\"\"\"," + std::string(64, 'b') +
              ",no,one two\r\n");
}

TEST_CASE("a table of nothing has its header") {
    CHECK(csv_of({}) ==
          "entry_id,form,event,device,language,collected_at,collected_within_s,signature,signature_typed,text_hash,"
          "public,occasions\r\n");
    CHECK(json_of({}) == "[]\n");
}

TEST_CASE("the JSON table is an array with one entry a line") {
    const auto json = json_of({signup(1, "A \"quote\""), signup(2, "two\nlines")});
    CHECK(json.starts_with("[\n{\"entry_id\":\"01010101010101010101010101010101\",\"form\":\"join\","));
    CHECK(json.find(R"("answers":{"name":"A \"quote\""})") != std::string::npos);
    CHECK(json.find(R"("answers":{"name":"two\nlines"})") != std::string::npos);
    CHECK(json.find("},\n{\"entry_id\":\"0202") != std::string::npos);
    CHECK(json.ends_with("}\n]\n"));
}

TEST_CASE("the JSON table has the receipt code and the CSV stays as it was") {
    auto entry = signup(1, "Ada");
    CHECK(json_object(entry).ends_with(R"("occasions":[],"receipt_code":null})"));
    const auto before = csv_of({entry});
    entry.receipt_code = "7KQM2XRD9FTH";
    CHECK(json_object(entry).ends_with(R"("receipt_code":"7KQM2XRD9FTH"})"));
    CHECK(csv_of({entry}) == before);
}

TEST_CASE("with the packs at hand a table says in which language was signed, and else it does not") {
    auto pledge = signup(1, "Ada");
    pledge.text = std::string(64, 'b');
    CHECK(csv_of({pledge}).find("text_language") == std::string::npos);
    CHECK(json_object(pledge).find("text_language") == std::string::npos);
    CHECK(json_object(pledge, true).find(R"("text_language":null,"text_file":null)") != std::string::npos);
    pledge.text_language = "es";
    pledge.text_file = "pledge.es.md";
    CHECK(json_object(pledge, true).find(R"("text_language":"es","text_file":"pledge.es.md")") != std::string::npos);
    std::string csv;
    const auto into = [&](std::string_view piece) -> Result<void> {
        csv += piece;
        return {};
    };
    REQUIRE(write_csv(std::vector{pledge}, into, true));
    CHECK(csv.find("signature_typed,text_hash,text_language,public,") != std::string::npos);
    CHECK(csv.find(std::string(64, 'b') + ",es,,") != std::string::npos);
}

TEST_CASE("a time is written in UTC, whatever the number") {
    CHECK(iso_8601(0) == "1970-01-01T00:00:00Z");
    CHECK(iso_8601(1'709'210'096) == "2024-02-29T12:34:56Z");
    CHECK(iso_8601(INT64_MAX) == "9999-12-31T23:59:59Z");
    CHECK(iso_8601(INT64_MIN) == "0001-01-01T00:00:00Z");
}
