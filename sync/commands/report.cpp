#include "sync/commands/report.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "sync/commands/gather.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/workers.hpp"
#include "sync/print/report.hpp"

namespace hineni {

namespace {

struct ReportOptions : GatherOptions {
    std::string pdf;
    std::string png;
    std::string paper;
    bool json = false;
};

using Json = nlohmann::ordered_json;

Json or_null(std::optional<int> seconds) {
    return seconds ? Json(*seconds) : Json();
}

Json counts_as_json(const std::vector<LabelCount>& counts) {
    auto list = Json::array();
    for (const auto& each : counts) list.push_back({{"id", each.id}, {"label", each.label}, {"count", each.count}});
    return list;
}

Json forms_as_json(const Report& report) {
    auto list = Json::array();
    for (const auto& form : report.forms) {
        list.push_back({{"id", form.id},
                        {"title", form.title},
                        {"people", form.people},
                        {"entries", form.entries},
                        {"median_took_s", or_null(form.took_s)}});
    }
    return list;
}

Json evening_as_json(const Evening& evening) {
    auto bars = Json::array();
    for (std::size_t i = 0; i < evening.bars.size(); ++i) {
        const auto from = evening.from + static_cast<std::int64_t>(i) * evening.step_s;
        bars.push_back({{"from", iso_8601(from)}, {"entries", evening.bars[i]}});
    }
    return {{"step_s", evening.step_s},
            {"bars", std::move(bars)},
            {"time_unknown", evening.unknown},
            {"long_before_or_after", evening.outside}};
}

Json as_json(const Report& report) {
    auto consents = Json::array();
    for (const auto& each : report.consents) {
        consents.push_back(
            {{"id", each.id}, {"to", each.to}, {"words", each.words}, {"yes", each.yes}, {"asked", each.asked}});
    }
    return {{"event", report.event},
            {"people", report.people},
            {"entries", report.entries},
            {"tablets", report.tablets},
            {"came_again", report.repeats},
            {"withdrawn", report.withdrawn},
            {"set_aside", report.set_aside},
            {"median_took_s", or_null(report.took_s)},
            {"forms", forms_as_json(report)},
            {"evening", evening_as_json(report.evening)},
            {"entries_by_tablet", counts_as_json(report.by_tablet)},
            {"people_by_language", counts_as_json(report.languages)},
            {"people_by_chapter", counts_as_json(report.chapters)},
            {"consents", std::move(consents)},
            {"to_look_at",
             {{"shared", report.look.shared},
              {"bursts", report.look.bursts},
              {"contradicted_times", report.look.contradicted},
              {"problems", report.look.problems}}}};
}

Result<Report> counted_in(const Gathered& gathered) {
    Counting counting(gathered.packs, gathered.kinds);
    std::mutex mutex;
    const auto seen = gathered.collection->see_all([&](std::size_t, const DeskEntry& entry) {
        const std::lock_guard lock(mutex);
        counting.entry(entry);
    });
    if (!seen) return tl::unexpected(seen.error());
    Result<void> read;
    const auto& people = gathered.people.all;
    in_parallel(people.size(), [&](std::size_t i) {
        const auto entry = as_one(people[i], *gathered.collection);
        const std::lock_guard lock(mutex);
        if (entry) {
            counting.person(*entry);
        } else {
            read = tl::unexpected(entry.error());
        }
    });
    if (!read) return tl::unexpected(read.error());
    auto report = counting.take();
    report.tablets = gathered.collection->devices();
    report.repeats = gathered.collection->repeats();
    report.withdrawn = gathered.collection->withdrawn();
    report.set_aside = gathered.people.set_aside.size();
    report.look.shared = gathered.people.shared.size();
    report.look.bursts = static_cast<std::size_t>(
        std::ranges::count_if(gathered.people.bursts, [](const Burst& burst) { return !burst.aside; }));
    report.look.contradicted = gathered.collection->contradicted();
    report.look.problems = gathered.problems.size();
    return report;
}

Result<Done> make_report(const ReportOptions& options) {
    if ((options.pdf == "-") + (options.png == "-") + (options.json ? 1 : 0) > 1) {
        return fail("report: two things cannot both go to standard output", "give --pdf and --png names of files");
    }
    const auto gathered = gather(options, "opening");
    if (!gathered) return within("report", gathered.error());
    const auto report = counted_in(**gathered);
    if (!report) return within("report", report.error());
    const auto& packs = (*gathered)->packs;
    const auto paper = paper_called(options.paper).value_or(paper_used_in(packs.empty() ? "US" : packs.front().region));
    const auto pdf =
        write_whole(options.pdf, [&](const TakePiece& take) { return print_report(*report, paper, take); });
    if (!pdf) return within("report", pdf.error());
    const auto png =
        write_whole(options.png, [&](const TakePiece& take) { return picture_report(*report, paper, take); });
    if (!png) return within("report", png.error());
    if (options.json) std::fputs((as_json(*report).dump(2) + "\n").c_str(), stdout);
    return say_gathered(**gathered, "report");
}

}  // namespace

void report(Program& program) {
    const auto options = std::make_shared<ReportOptions>();
    auto command = program.command("report", "Say in figures how an event went, on one page and without a name",
                                   [options] { return make_report(*options); });
    add_gather_options(command, *options);
    command.takes("--pdf", options->pdf, "For printing; - is standard output", "FILE");
    command.takes("--png", options->png, "A picture of the same page, 150 dots to the inch; - is standard output",
                  "FILE");
    command.flag("--json", options->json, "For a program, on standard output");
    command.takes("--paper", options->paper, "a4 or letter; without: as it is usual where the event is", "SIZE");
    command.checks("--paper", [](const std::string& typed) {
        return paper_called(typed) ? std::string() : "this is no paper; right would be: a4, letter";
    });
    command.at_least_one_of({"--pdf", "--png", "--json"});
}

}  // namespace hineni
