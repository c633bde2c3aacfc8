#include "sync/commands/open.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "sync/commands/gather.hpp"
#include "sync/commands/people_files.hpp"
#include "sync/desk/glance.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/table.hpp"

namespace hineni {

namespace {

struct OpenOptions : GatherOptions {
    std::string csv;
    std::string json;
    bool table = false;
    std::string people;
    std::string vcard;
    std::string partner;
    std::string partner_csv;
    std::string review;
};

Result<void> write_entries(const OpenOptions& options, const Collection& collection,
                           const Collection::Prepare& name_text) {
    const bool texts = !options.packs.empty();
    const auto rows = collection.rows(name_text);
    auto columns = collection.columns();
    columns.texts = texts;
    auto csv = write_whole(options.csv, [&](const Write& write) { return write_csv(rows, columns, write); });
    if (!csv) return csv;
    auto json = write_whole(options.json, [&](const Write& write) { return write_json(rows, texts, write); });
    if (!json || !options.table) return json;
    const auto entries = collection.entries();
    if (!entries) return tl::unexpected(entries.error());
    std::fputs(at_a_glance(*entries).c_str(), stdout);
    return {};
}

// How many signatures are under words that no pack has.
Result<std::size_t> write_tables(const OpenOptions& options, const Gathered& gathered) {
    std::set<EntryId> unknown;  // Each table asks again.
    std::mutex mutex;
    const auto name_text = [&](DeskEntry& entry) {
        if (gathered.packs.empty() || gathered.texts.name_text(entry)) return;
        const std::lock_guard lock(mutex);
        unknown.insert(entry.id);
    };
    if (auto written = write_entries(options, *gathered.collection, name_text); !written) {
        return tl::unexpected(written.error());
    }
    return unknown.size();
}

Result<void> write_partner_list(const OpenOptions& options, const PeopleFiles& files, Gathered& gathered) {
    if (options.partner.empty()) return {};
    PeopleFiles::Partnered partnered;
    auto written = write_whole(options.partner_csv, [&](const Write& write) -> Result<void> {
        auto list = files.write_partner(options.partner, write);
        if (!list) return tl::unexpected(list.error());
        partnered = std::move(*list);
        return {};
    });
    if (!written) return written;
    say(counted(partnered.people, "person", "people") + " said yes to " + options.partner);
    gathered.problems.insert(gathered.problems.end(), partnered.problems.begin(), partnered.problems.end());
    return {};
}

Result<void> write_people(const OpenOptions& options, Gathered& gathered) {
    const bool asked =
        !options.people.empty() || !options.vcard.empty() || !options.partner.empty() || !options.review.empty();
    if (!asked) return {};
    const auto files = PeopleFiles::of(gathered);
    if (!files) return tl::unexpected(files.error());
    auto table = write_whole(options.people, [&](const Write& write) { return files->write_table(write); });
    if (!table) return table;
    auto cards = write_whole(options.vcard, [&](const Write& write) { return files->write_cards(write); });
    if (!cards) return cards;
    if (auto list = write_partner_list(options, *files, gathered); !list) return list;
    return write_whole(options.review, [&](const Write& write) { return files->write_review(write); });
}

// Before anything is asked or opened.
Result<void> knows_partner(const OpenOptions& options) {
    if (options.partner.empty()) return {};
    const auto packs = read_packs(options.packs);
    if (!packs) return tl::unexpected(packs.error());
    std::string known;
    for (const auto& pack : *packs) {
        for (const auto& partner : pack.partners) {
            if (partner.id == options.partner) return {};
            known += (known.empty() ? "" : ", ") + partner.id;
        }
    }
    return fail("no partner \"" + options.partner + "\" in these packs",
                known.empty() ? "they name no partner at all" : "they name " + known);
}

Result<Done> open_all(const OpenOptions& options) {
    if (auto known = knows_partner(options); !known) return within("open", known.error());
    const auto gathered = gather(options, "opening");
    if (!gathered) return within("open", gathered.error());
    const auto unknown = write_tables(options, **gathered);
    if (!unknown) return within("open", unknown.error());
    if (auto written = write_people(options, **gathered); !written) return within("open", written.error());
    if (*unknown > 0) {
        say(counted(*unknown, "signature is", "signatures are") + " under words that are in none of these packs");
    }
    return say_gathered(**gathered, "open");
}

void add_outputs(Command& command, OpenOptions& options) {
    command.takes("--csv", options.csv, "One row an entry, for a spreadsheet; - is standard output", "FILE");
    command.takes("--json", options.json, "One object an entry, for a program; - is standard output", "FILE");
    command.flag("--table", options.table, "The entries on the terminal, to look at");
    command.takes("--people", options.people, "One row a person, for a spreadsheet", "FILE");
    command.takes("--vcard", options.vcard, "The people with a name or a contact, for an address book", "FILE");
    command.takes("--for", options.partner, "With --partner-csv: which partner gets it", "PARTNER");
    command.takes("--partner-csv", options.partner_csv,
                  "Only who said yes to that partner, with the words and only the contact that the yes allows", "FILE");
    command.takes("--review", options.review,
                  "What was merged and what wants a human, with the lines that decide it otherwise", "FILE");
    command.only_with("--for", "--partner-csv");
    command.only_with("--partner-csv", "--for");
    command.only_with("--for", "--event");
    command.at_least_one_of({"--csv", "--json", "--table", "--people", "--vcard", "--partner-csv", "--review"});
}

}  // namespace

void open(Program& program) {
    const auto options = std::make_shared<OpenOptions>();
    auto command = program.command("open", "Open the entries of all tablets and write them as tables",
                                   [options] { return open_all(*options); });
    add_gather_options(command, *options);
    add_outputs(command, *options);
}

}  // namespace hineni
