#include "sync/commands/open.hpp"

#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "sync/commands/desk.hpp"
#include "sync/commands/text.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/glance.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/table.hpp"

namespace hineni {

namespace {

struct OpenOptions : KeyOptions, FromOptions {
    std::string csv;
    std::string json;
    bool table = false;
};

Result<void> write_whole(const std::string& file, const std::function<Result<void>(const Write&)>& write_table) {
    if (file.empty()) return {};
    auto output = Output::to(file);
    if (!output) return tl::unexpected(output.error());
    if (auto written = write_table([&](auto piece) { return output->write(piece); }); !written) return written;
    return output->finish();
}

Result<void> write_tables(const OpenOptions& options, const Collection& collection,
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

// "412 entries from 3 tablets, 2 came again and count once, 1 was withdrawn"
std::string summary(const Collection& collection) {
    std::string line =
        counted(collection.size(), "entry", "entries") + " from " + counted(collection.devices(), "tablet", "tablets");
    const auto repeats = collection.repeats();
    if (repeats > 0) line += ", " + counted(repeats, "came again and counts", "came again and count") + " once";
    const auto withdrawn = collection.withdrawn();
    if (withdrawn > 0) line += ", " + counted(withdrawn, "was", "were") + " withdrawn";
    return line;
}

// Not failures: the entries are whole.
void say_notes(const Collection& collection, std::size_t unknown) {
    if (collection.contradicted() > 0) {
        say("  " + counted(collection.contradicted(), "entry has", "entries have") +
            " two times that cannot both be true (a clock was set in between); the narrower one is in the table");
    }
    if (unknown > 0) {
        say("  " + counted(unknown, "signature is", "signatures are") + " under words that are in none of these packs");
    }
}

// What could not be used.
std::vector<std::string> read_into(Collection& collection, const FoundBundles& found, const TermsFor& terms) {
    auto problems = found.problems;
    problems.insert(problems.end(), found.passed_over.begin(), found.passed_over.end());
    std::mutex mutex;
    see_all("opening", found.bundles, terms, [&](const Found& bundle, const Result<Bytes>& bytes) -> std::size_t {
        if (bytes) return collection.add(bundle.called, *bytes);
        const std::lock_guard lock(mutex);
        problems.push_back(bundle.called + ": " + bytes.error().what);
        return 0;
    });
    return problems;
}

Result<Done> open_all(const OpenOptions& options) {
    const auto packs = read_packs(options.packs);  // First: a passphrase is not asked for in vain.
    if (!packs) return within("open", packs.error());
    const auto key = key_for(options);
    if (!key) return within("open", key.error());
    const auto terms = terms_for(*packs);
    const auto found = find_all(options, terms);
    if (!found) return within("open", found.error());
    Collection collection(*key, organizers_of(*packs));
    auto problems = read_into(collection, *found, terms);
    if (auto settled = collection.settle(); !settled) return within("open", settled.error());

    const auto texts = texts_of(*packs);
    std::set<EntryId> unknown;  // Each table asks again.
    std::mutex mutex;
    const auto name_text = [&](DeskEntry& entry) {
        if (packs->empty() || texts.name_text(entry)) return;
        const std::lock_guard lock(mutex);
        unknown.insert(entry.id);
    };
    if (auto written = write_tables(options, collection, name_text); !written) return within("open", written.error());
    say(summary(collection));
    say_notes(collection, unknown.size());
    const auto more = collection.problems();
    problems.insert(problems.end(), more.begin(), more.end());
    for (const auto& problem : problems) say("  " + problem);
    if (problems.empty()) return Done::Well;
    return fail("open: " + counted(problems.size(), "thing", "things") + " could not be used, named above",
                "the rest is in the table; look for another copy of what is missing, on the tablet or the stick");
}

}  // namespace

void open(Program& program) {
    const auto options = std::make_shared<OpenOptions>();
    auto command = program.command("open", "Open the entries of all tablets and write them as a table",
                                   [options] { return open_all(*options); });
    command.needs("--key", options->key, "The secret key from keygen", "FILE");
    add_passphrase_option(command, *options);
    add_from_option(command, *options);
    command.takes("--event", options->packs,
                  "Event packs; with them the table says in which language was signed, and withdrawals of all of their "
                  "organizers count",
                  "DIR");
    command.takes("--csv", options->csv, "For a spreadsheet; - is standard output", "FILE");
    command.takes("--json", options->json, "For a program; - is standard output", "FILE");
    command.flag("--table", options->table, "On the terminal, to look at");
    command.at_least_one_of({"--csv", "--json", "--table"});
}

}  // namespace hineni
