#include "sync/commands/open.hpp"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/commands/passphrase.hpp"
#include "sync/commands/text.hpp"
#include "sync/desk/bundles.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/glance.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/table.hpp"
#include "sync/seal/key_file.hpp"

namespace hineni {

namespace {

struct Options {
    std::string key;
    std::string passphrase_file;
    std::vector<std::string> from;
    std::vector<std::string> packs;
    std::string csv;
    std::string json;
    bool table = false;
};

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

void say(const std::string& line) {
    std::fprintf(stderr, "%s\n", line.c_str());
}

// On a terminal only: one line that is written over.
void show_progress(std::size_t done, std::size_t of) {
    if (isatty(STDERR_FILENO) == 0) return;
    std::fprintf(stderr, done == of ? "\r\033[K" : "\ropening bundle %zu of %zu", done + 1, of);
}

Result<SecretKey> key_for(const Options& options) {
    return read_key_file(options.key, [&]() -> Result<Secret> {
        if (!options.passphrase_file.empty()) return passphrase_from_file(options.passphrase_file);
        return ask_passphrase("Passphrase of " + options.key + ": ", "give --passphrase-file FILE");
    });
}

using Writer = Result<void> (*)(std::span<const DeskEntry>, const Write&, bool texts);

Result<void> write_table(const std::string& file, Writer writer, std::span<const DeskEntry> entries, bool texts) {
    if (file.empty()) return {};
    auto output = Output::to(file);
    if (!output) return tl::unexpected(output.error());
    const auto write = [&](auto piece) { return output->write(piece); };
    if (auto written = writer(entries, write, texts); !written) return written;
    return output->finish();
}

Result<void> write_tables(const Options& options, std::span<const DeskEntry> entries) {
    const bool texts = !options.packs.empty();
    if (auto csv = write_table(options.csv, write_csv, entries, texts); !csv) return csv;
    if (auto json = write_table(options.json, write_json, entries, texts); !json) return json;
    if (options.table) std::fputs(at_a_glance(entries).c_str(), stdout);
    return {};
}

// "412 entries from 3 tablets, 2 came again and count once"
std::string summary(const Collection& collection) {
    std::string line =
        counted(collection.size(), "entry", "entries") + " from " + counted(collection.devices(), "tablet", "tablets");
    const auto repeats = collection.repeats();
    if (repeats > 0)
        line += ", " + std::to_string(repeats) + " came again and " + (repeats == 1 ? "counts" : "count") + " once";
    return line;
}

void read_all(const std::vector<Found>& bundles, Collection& collection, std::vector<std::string>& problems) {
    for (std::size_t i = 0; i < bundles.size(); ++i) {
        show_progress(i, bundles.size());
        const auto bytes = fetch(bundles[i]);
        if (bytes) {
            collection.add(bundles[i].called, *bytes);
        } else {
            problems.push_back(bundles[i].called + ": " + bytes.error().what);
        }
    }
    show_progress(bundles.size(), bundles.size());
}

Result<Texts> texts_for(const Options& options) {
    if (options.packs.empty()) return Texts();
    return texts_of(options.packs);
}

// Not a failure: the entry is whole, and its words are in a pack that is somewhere else.
void say_unknown(std::size_t unknown) {
    if (unknown == 0) return;
    say("  " + counted(unknown, "signature is", "signatures are") + " under words that are in none of these packs");
}

Result<Done> open_all(const Options& options) {
    const auto texts = texts_for(options);  // First: a passphrase is not asked for in vain.
    if (!texts) return within("open", texts.error());
    const auto key = key_for(options);
    if (!key) return within("open", key.error());
    auto found = find_bundles(options.from);
    auto& problems = found.problems;
    if (found.places == 0) {
        return fail("open: " + (problems.empty() ? "no place to read from" : problems.front()),
                    "see that the folder is there or the address is right, then try again");
    }
    Collection collection(*key);
    read_all(found.bundles, collection, problems);
    problems.insert(problems.end(), collection.problems().begin(), collection.problems().end());
    const auto line = summary(collection);

    auto entries = collection.take_entries();
    const auto unknown = texts->name_texts(entries);
    if (auto written = write_tables(options, entries); !written) return within("open", written.error());
    say(line);
    if (!options.packs.empty()) say_unknown(unknown);
    for (const auto& problem : problems) say("  " + problem);
    if (problems.empty()) return Done::Well;
    return fail("open: " + counted(problems.size(), "thing", "things") + " could not be used, named above",
                "the rest is in the table; look for another copy of what is missing, on the tablet or the stick");
}

}  // namespace

void open(Program& program) {
    const auto options = std::make_shared<Options>();
    auto command = program.command("open", "Open the entries of all tablets and write them as a table",
                                   [options] { return open_all(*options); });
    command.needs("--key", options->key, "The secret key from keygen", "FILE");
    command.takes("--passphrase-file", options->passphrase_file,
                  "Take the passphrase from the first line of this file instead of asking", "FILE");
    command.needs("--from", options->from, "Folders (with all below them), files or drops; any number", "DIR|URL");
    command.takes("--event", options->packs, "Event packs; with them the table says in which language was signed",
                  "DIR");
    command.takes("--csv", options->csv, "For a spreadsheet; - is standard output", "FILE");
    command.takes("--json", options->json, "For a program; - is standard output", "FILE");
    command.flag("--table", options->table, "On the terminal, to look at");
    command.at_least_one_of({"--csv", "--json", "--table"});
}

}  // namespace hineni
