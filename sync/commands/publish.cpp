#include "sync/commands/publish.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "sync/commands/gather.hpp"
#include "sync/commands/passphrase.hpp"
#include "sync/desk/output.hpp"
#include "sync/publish/dry_run.hpp"
#include "sync/publish/for_a_human.hpp"
#include "sync/publish/network.hpp"
#include "sync/publish/publisher.hpp"

namespace hineni {

namespace {

constexpr std::size_t longest_key = 512;

struct PublishOptions : GatherOptions {
    std::string api_key_file;
    std::string api = action_network_api;
    std::string ledger;
    std::string refused;
    std::string authorities;
    bool dry_run = false;
};

Result<ApiKey> api_key_for(const PublishOptions& options) {
    if (options.api_key_file.empty()) {
        auto typed = ask_passphrase("API key of your group on Action Network: ", "give --api-key-file FILE");
        if (!typed) return fail("API key: none was typed", "give --api-key-file FILE");
        return ApiKey::from(std::move(*typed));
    }
    auto content = read_secret_file(options.api_key_file, longest_key);
    if (!content) return within("API key", content.error());
    content->resize(std::min(content->text().find('\n'), content->size()));
    if (content->text().ends_with('\r')) content->resize(content->size() - 1);
    return ApiKey::from(std::move(*content));
}

Result<ToPublish> people_of(const Gathered& gathered) {
    const auto cards = filled_forms_of(gathered.people, *gathered.collection);
    if (!cards) return tl::unexpected(cards.error());
    std::vector<std::vector<std::size_t>> same_email;
    for (const auto& shared : gathered.people.shared) {
        if (shared.what == Shared::What::Email) same_email.push_back(shared.persons);
    }
    return to_publish(*cards, same_email, gathered.kinds, gathered.packs);
}

// "publishing [########        ] 120 of 380 people"; gone at its end.
class Bar {
  public:
    explicit Bar(std::size_t of) : of_(of), shown_(of > 0 && isatty(STDERR_FILENO) != 0) {}
    ~Bar() {
        if (shown_) std::fputs("\r\033[K", stderr);
    }
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;

    void draw(std::size_t done, bool waiting) {
        static constexpr std::size_t width = 24;
        if (!shown_) return;
        const auto filled = done * width / of_;
        std::fprintf(stderr, "\rpublishing [%s%s] %zu of %zu people%s\033[K", std::string(filled, '#').c_str(),
                     std::string(width - filled, ' ').c_str(), done, of_,
                     waiting ? ", waiting for Action Network" : "");
        std::fflush(stderr);
    }

  private:
    std::size_t of_;
    bool shown_;
};

// Asks and waits until all is done; why it stopped before, if it did.
Result<std::optional<Error>> drive(Publisher& publisher, const AskCall& ask) {
    constexpr Monotonic long_wait{900};
    const auto now = [] { return read_clocks().monotonic; };
    Bar bar(publisher.settled().size());
    for (;;) {
        const auto done = publisher.settled().size() - publisher.count(Settled::What::Waiting);
        auto next = publisher.step(now());
        if (!next) return tl::unexpected(next.error());
        if (const auto* over = std::get_if<Publisher::Over>(&*next)) return over->stopped;
        if (const auto* wait = std::get_if<Publisher::WaitUntil>(&*next)) {
            const auto left = wait->when - now();
            bar.draw(done, left > long_wait);
            if (left > Monotonic(0)) std::this_thread::sleep_for(left);
            continue;
        }
        const auto answer = ask(std::get<Call>(*next));
        if (auto heard = publisher.hear(now(), answer); !heard) return tl::unexpected(heard.error());
    }
}

std::uint32_t dice() {
    std::uint32_t number = 0;
    const auto random = new_entry_id();
    std::memcpy(&number, random.bytes.data(), sizeof number);
    return number;
}

std::vector<EntryId> entries_of(const ToPublish& people) {
    std::vector<EntryId> all;
    for (const auto& each : people.all) all.insert(all.end(), each.who.entries.begin(), each.who.entries.end());
    for (const auto& each : people.held) all.insert(all.end(), each.who.entries.begin(), each.who.entries.end());
    return all;
}

Result<void> write_rows(const std::string& file, const std::vector<HumanRow>& rows) {
    return write_whole(file, [&](const Write& write) { return write(human_csv(rows)); });
}

// Without a file for them: ids and reasons alone, and no server's words, which may repeat what somebody typed.
void say_rows(const std::vector<HumanRow>& rows) {
    for (const auto& row : rows) {
        std::string line = "  " + row.outcome + ": entry";
        for (const auto& entry : row.who.entries) line += " " + hex(entry.bytes);
        const bool own_words = row.outcome == "published" || row.outcome == "withdrawn";
        say(line + (own_words ? ": " + row.reason : ""));
    }
    if (!rows.empty()) say("  --refused FILE writes who they are, why, and what to do");
}

struct Counts {
    std::size_t held = 0;
    std::size_t refused = 0;
    std::size_t left = 0;
};

// "380 published, 12 were there already, 6 held for you (see FILE), 2 refused"
Counts say_counts(const Publisher& publisher, const ToPublish& people, const std::vector<HumanRow>& rows,
                  const std::string& file) {
    using What = Settled::What;
    const Counts counts{people.held.size() + publisher.count(What::Held), publisher.count(What::Refused),
                        publisher.count(What::Waiting)};
    const auto remarked = std::ranges::count(rows, "published", &HumanRow::outcome);
    const auto gone = std::ranges::count(rows, "withdrawn", &HumanRow::outcome);
    const std::string see = file.empty() || file == "-" ? "" : " (see " + file + ")";
    const auto there = publisher.count(What::There);
    std::string line = std::to_string(publisher.count(What::Published)) + " published, " + std::to_string(there) +
                       (there == 1 ? " was" : " were") + " there already, " + std::to_string(counts.held) +
                       " held for you" + (counts.held > 0 ? see : "") + ", " + std::to_string(counts.refused) +
                       " refused" + (counts.refused > 0 && counts.held == 0 ? see : "");
    if (counts.left > 0) line += ", " + std::to_string(counts.left) + " not reached";
    say(line);
    if (remarked > 0) say("  " + std::to_string(remarked) + " of the published with a remark" + see);
    if (gone > 0) say("  " + std::to_string(gone) + " withdrawn since, to be taken off there by hand" + see);
    return counts;
}

Result<Done> print_dry_run(const PublishOptions& options, const std::string& api, const ToPublish& people) {
    auto ledger = Published::look_at(options.ledger);
    if (!ledger) return tl::unexpected(ledger.error());
    const auto written = write_whole("-", [&](const Write& write) {
        auto so_far = write(dry_run_head(api));
        for (std::size_t at = 0; at < people.all.size() && so_far; ++at) {
            so_far = write(dry_run_of(people.all[at], at + 1, *ledger));
        }
        return so_far;
    });
    if (!written) return tl::unexpected(written.error());
    const auto rows = rows_for_a_human(people, {}, *ledger);
    if (auto done = write_rows(options.refused, rows); !done) return tl::unexpected(done.error());
    if (options.refused.empty()) say_rows(rows);
    say(counted(people.all.size(), "person", "people") + " would be published, " + std::to_string(rows.size()) +
        " held for you; nothing was sent");
    return Done::Well;
}

Result<Done> send_all(const PublishOptions& options, const std::string& api, const ToPublish& people, const ApiKey& key,
                      const Gathered& gathered) {
    auto ledger = Published::open(options.ledger, api);
    if (!ledger) return tl::unexpected(ledger.error());
    Terms terms;
    const char* from_environment = std::getenv("SSL_CERT_FILE");
    if (from_environment != nullptr) terms.authorities = from_environment;
    if (!options.authorities.empty()) terms.authorities = options.authorities;
    Https https({}, std::move(terms));
    Publisher publisher(people.all, *ledger, read_clocks().monotonic, dice());
    const auto stopped = drive(publisher, ask_over(https, key, api));
    auto rows = rows_for_a_human(people, publisher.settled(), *ledger);
    const auto gone = withdrawn_rows(gathered.collection->withdrawn_ids(), entries_of(people), *ledger);
    rows.insert(rows.end(), gone.begin(), gone.end());
    const auto written = write_rows(options.refused, rows);
    const auto counts = say_counts(publisher, people, rows, options.refused);
    if (options.refused.empty()) say_rows(rows);
    if (!stopped) return tl::unexpected(stopped.error());
    if (*stopped) return tl::unexpected(**stopped);
    if (!written) return tl::unexpected(written.error());
    const auto open = counts.held + counts.refused;
    if (open == 0) return Done::Well;
    return fail(counted(open, "person waits", "people wait") + " for a human; the rest is on the list",
                "the file from --refused says who, why, and what to do");
}

Result<Done> publish_people(PublishOptions options) {
    const auto api = api_address(options.api);
    if (!api) return within("publish", api.error());
    if (options.ledger.empty()) options.ledger = options.key + ".published.db";
    std::optional<ApiKey> key;
    if (!options.dry_run) {  // Before anything that takes long.
        auto given = api_key_for(options);
        if (!given) return within("publish", given.error());
        key = std::move(*given);
    }
    const auto gathered = gather(options, "opening");
    if (!gathered) return within("publish", gathered.error());
    const auto people = people_of(**gathered);
    if (!people) return within("publish", people.error());
    auto known = say_gathered(**gathered, "publish");
    auto done = key ? send_all(options, *api, *people, *key, **gathered) : print_dry_run(options, *api, *people);
    if (!done) return within("publish", done.error());
    if (!known) return known;
    return done;
}

}  // namespace

void publish(Program& program) {
    const auto options = std::make_shared<PublishOptions>();
    auto command = program.command("publish", "Hand the people on to Action Network",
                                   [options] { return publish_people(*options); });
    add_gather_options(command, *options);
    command.at_least_one_of({"--event"});
    command.takes("--api-key-file", options->api_key_file,
                  "Take the API key from the first line of this file instead of asking", "FILE");
    command.takes("--api", options->api, "Another address of the API", "URL");
    command.takes("--ca", options->authorities, "Certificate authorities to believe instead of the system's", "FILE");
    command.flag("--dry-run", options->dry_run, "Show what would be sent, and send and ask nothing");
    command.takes("--ledger", options->ledger,
                  "What was published so far, without names; beside the secret key where none is named", "FILE");
    command.takes("--refused", options->refused, "Who waits for a human, why, and what to do, as CSV", "FILE");
}

}  // namespace hineni
