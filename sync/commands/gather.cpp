#include "sync/commands/gather.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>
#include <utility>

#include "sync/commands/since.hpp"
#include "sync/commands/text.hpp"

namespace hineni {

namespace {

constexpr std::size_t longest_decisions = std::size_t{16} * 1024 * 1024;

Result<Wanted> wanted_by(const GatherOptions& options) {
    Wanted wanted{options.forms, options.events, options.languages, {}};
    if (options.since.empty()) return wanted;
    const auto since = since_in(options.since);
    if (!since) return within("--since", since.error());
    wanted.since = *since;
    return wanted;
}

Result<std::vector<Decision>> decisions_in(const std::string& file) {
    if (file.empty()) return std::vector<Decision>();
    std::ifstream in(file, std::ios::binary);
    std::string text(longest_decisions + 1, '\0');
    if (!in.is_open() || !in.read(text.data(), static_cast<std::streamsize>(text.size())).eof()) {
        return fail("read the decisions in " + file, "see that the file is there and is a text of lines");
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    auto decisions = read_decisions(text);
    if (!decisions) return within("read " + file, decisions.error());
    return decisions;
}

// What could not be used.
std::vector<std::string> read_into(Collection& collection, const char* doing, const FoundBundles& found,
                                   const TermsFor& terms) {
    auto problems = found.problems;
    problems.insert(problems.end(), found.passed_over.begin(), found.passed_over.end());
    std::mutex mutex;
    see_all(doing, found.bundles, terms, [&](const Found& bundle, const Result<Bytes>& bytes) -> std::size_t {
        if (bytes) return collection.add(bundle.called, *bytes);
        const std::lock_guard lock(mutex);
        problems.push_back(bundle.called + ": " + bytes.error().what);
        return 0;
    });
    return problems;
}

}  // namespace

void add_gather_options(Command& command, GatherOptions& options) {
    command.needs("--key", options.key, "The secret key from keygen", "FILE");
    add_passphrase_option(command, options);
    add_from_option(command, options);
    command.takes(
        "--event", options.packs,
        "Event packs: with them it is known in which words and language people agreed, which field is what, and "
        "withdrawals of all of their organizers count",
        "DIR");
    command.takes("--form", options.forms, "Only entries of these forms", "ID");
    command.takes("--only-event", options.events, "Only entries of these events", "ID");
    command.takes("--language", options.languages, "Only entries made in these languages", "TAG");
    command.takes(
        "--since", options.since,
        "Only entries that were not surely made before: 2026-12-10 or 2026-12-10T18:00-05:00; without an offset "
        "as this laptop counts",
        "TIME");
    command.checks("--since", [](const std::string& typed) {
        const auto since = since_in(typed);
        return since ? std::string() : since.error().what + "; " + since.error().hint;
    });
    command.takes("--decisions", options.decisions,
                  "What you decided about people, as open --review FILE writes the lines for it", "FILE");
    command.flag("--set-bursts-aside", options.set_bursts_aside,
                 "Leave entries that came too fast or look like junk out of the people");
}

const EventPack* Gathered::pack_of(const DeskEntry& entry) const {
    const auto found = std::ranges::find(packs, entry.event, &EventPack::id);
    return found == packs.end() ? nullptr : &*found;
}

Result<std::unique_ptr<Gathered>> gather(const GatherOptions& options, const char* doing) {
    // What can be wrong with the command itself comes first: a passphrase is not asked for in vain.
    auto wanted = wanted_by(options);
    if (!wanted) return tl::unexpected(wanted.error());
    const auto decisions = decisions_in(options.decisions);
    if (!decisions) return tl::unexpected(decisions.error());
    auto packs = read_packs(options.packs);
    if (!packs) return tl::unexpected(packs.error());
    auto key = key_for(options);
    if (!key) return tl::unexpected(key.error());

    auto all = std::make_unique<Gathered>();
    all->packs = std::move(*packs);
    all->key = std::move(*key);
    all->terms = terms_for(all->packs);
    all->texts = texts_of(all->packs);
    for (const auto& pack : all->packs) all->kinds.add(pack);
    const auto found = find_all(options, all->terms);
    if (!found) return tl::unexpected(found.error());
    all->collection = std::make_unique<Collection>(all->key, organizers_of(all->packs), std::move(*wanted));
    all->problems = read_into(*all->collection, doing, *found, all->terms);
    if (auto settled = all->collection->settle(); !settled) return tl::unexpected(settled.error());
    const auto inside = all->collection->problems();
    all->problems.insert(all->problems.end(), inside.begin(), inside.end());
    auto people =
        people_in(*all->collection, all->kinds, *decisions, options.set_bursts_aside ? Bursts::SetAside : Bursts::Keep);
    if (!people) return tl::unexpected(people.error());
    all->people = std::move(*people);
    return all;
}

namespace {

// "412 people, 430 entries from 3 tablets, 2 came again and count once, 1 was withdrawn, 11 merged, 7 set aside"
std::string summary(const Collection& collection, const People& people) {
    std::string line = counted(people.all.size(), "person", "people") + ", " +
                       counted(collection.size(), "entry", "entries") + " from " +
                       counted(collection.devices(), "tablet", "tablets");
    const auto repeats = collection.repeats();
    if (repeats > 0) line += ", " + counted(repeats, "came again and counts", "came again and count") + " once";
    const auto withdrawn = collection.withdrawn();
    if (withdrawn > 0) line += ", " + counted(withdrawn, "was", "were") + " withdrawn";
    const auto practised = collection.practised();
    if (practised > 0) line += ", " + counted(practised, "entry", "entries") + " of a practice left out";
    std::size_t merged = 0;
    for (const auto& person : people.all.several()) merged += person.entries.size() - 1;
    if (merged > 0) line += ", " + std::to_string(merged) + " merged";
    if (!people.set_aside.empty()) line += ", " + std::to_string(people.set_aside.size()) + " set aside";
    return line;
}

// Not failures: the entries are whole.
void say_notes(const Gathered& gathered) {
    const auto contradicted = gathered.collection->contradicted();
    if (contradicted > 0) {
        say("  " + counted(contradicted, "entry has", "entries have") +
            " two times that cannot both be true (a clock was set in between); the narrower one counts");
    }
    const auto bursts = static_cast<std::size_t>(
        std::ranges::count_if(gathered.people.bursts, [](const Burst& burst) { return !burst.aside; }));
    std::string doubts;
    if (!gathered.people.shared.empty()) {
        doubts = counted(gathered.people.shared.size(), "contact or name is", "contacts or names are") + " shared";
    }
    if (bursts > 0) {
        doubts +=
            (doubts.empty() ? "" : " and ") +
            counted(bursts, "group of entries came too fast or looks", "groups of entries came too fast or look") +
            " like junk";
    }
    if (!doubts.empty()) say("  " + doubts + ": nobody was left out for it; open --review FILE shows them");
}

}  // namespace

Result<Done> say_gathered(const Gathered& gathered, const std::string& attempt) {
    say(summary(*gathered.collection, gathered.people));
    say_notes(gathered);
    for (const auto& problem : gathered.problems) say("  " + problem);
    if (gathered.problems.empty()) return Done::Well;
    return fail(
        attempt + ": " + counted(gathered.problems.size(), "thing", "things") + " could not be used, named above",
        "the rest was used; look for another copy of what is missing, on the tablet or the stick");
}

}  // namespace hineni
