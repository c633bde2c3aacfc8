// The report: counts that add up, and no person in it.
#include "sync/print/report.hpp"

#include "tests/sync/print/pages.hpp"

using namespace hineni;

namespace {

// `people` of the sample pack, a minute apart from five o'clock on.
Report evening_of(const Table& table) {
    const std::vector packs{table.pack};
    Counting counting(packs, table.kinds);
    for (const auto& person : table.people) {
        counting.entry(person.entry);
        counting.person(person.entry);
    }
    return counting.take();
}

Table a_crowd(int people) {
    Table table;
    for (int i = 0; i < people; ++i) {
        auto& entry = table.sign("Somebody Secret", i % 2 == 0, i % 3 == 0 ? "es" : "en").entry;
        entry.unix_s = 1'796'940'000 + i * 60;  // 2026-12-10T22:00:00Z, which is five o'clock there.
        entry.took_s = 20 + i;
        entry.consents = {{"pledge-news", "us", "email", "", i % 4 == 0}};
    }
    return table;
}

}  // namespace

TEST_CASE("a report counts people by what they chose, and entries by the quarter of an hour") {
    auto table = a_crowd(40);
    table.people[0].entry.unix_s.reset();
    table.people[1].entry.within_s = 3600;
    table.people[2].entry.unix_s = *table.people[2].entry.unix_s - 40 * 86'400;
    const auto report = evening_of(table);
    CHECK(report.people == 40);
    CHECK(report.entries == 40);
    CHECK(report.event == "Vigil of Light");
    CHECK(report.evening.step_s == 900);
    CHECK(report.evening.from == 1'796'940'000);
    CHECK(report.evening.bars == std::vector<std::size_t>{12, 15, 10});
    CHECK(report.evening.unknown == 2);
    CHECK(report.evening.outside == 1);
    CHECK(report.languages[0].label == "English");
    CHECK(report.languages[1].count == 14);
    CHECK(report.took_s == 39);
    REQUIRE(report.consents.size() == 1);
    CHECK(report.consents[0].yes == 10);
    CHECK(report.consents[0].asked == 40);
}

TEST_CASE("how long a card took is not said of fewer than five") {
    CHECK_FALSE(evening_of(a_crowd(4)).took_s);
    CHECK(evening_of(a_crowd(5)).took_s == 22);
}

TEST_CASE("a report is one page without a name, on either paper and as a picture, the same every time") {
    const auto table = a_crowd(40);
    const auto report = evening_of(table);
    for (const auto paper : {Paper::A4, Paper::Letter}) {
        std::string pdf;
        std::string again;
        const auto into = [](std::string& out) {
            return [&out](std::string_view piece) -> Result<void> {
                out += piece;
                return {};
            };
        };
        REQUIRE(print_report(report, paper, into(pdf)));
        REQUIRE(print_report(report, paper, into(again)));
        CHECK(pdf == again);
        const Pages pages(pdf);
        CHECK(pages.count() == 1);
        const auto text = pages.text();
        for (const char* words : {"Vigil of Light", "Sign the pledge", "5 PM", "Spanish", "10 of 40"}) {
            CHECK_MESSAGE(has(text, words), std::string(words));
        }
        CHECK_FALSE(has(text, "Secret"));
        CHECK_FALSE(has(text, "College"));
        CHECK(pages.ink().left >= side_margin - 2);
        std::string png;
        REQUIRE(picture_report(report, paper, into(png)));
        CHECK(png.starts_with("\x89PNG"));
    }
}

TEST_CASE("where no time is known a report says so in place of an empty chart") {
    auto table = a_crowd(6);
    for (auto& person : table.people) person.entry.within_s = 86'400;
    std::string pdf;
    REQUIRE(print_report(evening_of(table), Paper::A4, [&](std::string_view piece) -> Result<void> {
        pdf += piece;
        return {};
    }));
    const auto text = Pages(pdf).text();
    CHECK(has(text, "clocks were not confirmed"));
    CHECK_FALSE(has(text, "Entries in"));
}

TEST_CASE("a report whose reader has no room left fails with the reason") {
    const auto done =
        print_report(Report{}, Paper::A4, [](std::string_view) -> Result<void> { return fail("the disk is full"); });
    REQUIRE_FALSE(done);
    CHECK(done.error().what == "draw the report: the disk is full");
}
