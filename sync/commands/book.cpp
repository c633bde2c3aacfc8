#include "sync/commands/book.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>

#include "sync/commands/gather.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/workers.hpp"
#include "sync/print/book.hpp"

namespace hineni {

namespace {

struct BookOptions : GatherOptions {
    std::string pdf;
    std::string paper;
    std::vector<std::string> without;
    bool contacts = false;
    bool json = false;
};

// Of an event and of a form.
using Pledge = std::pair<std::string, std::string>;
using Signers = std::vector<std::pair<Pledge, Signed>>;

bool is_pledge(const Gathered& gathered, const DeskEntry& entry) {
    const auto* pack = gathered.pack_of(entry);
    const auto* form = pack == nullptr ? nullptr : pack->form(entry.form);
    return form == nullptr ? !entry.text.empty() : form->kind == FormKind::Pledge;
}

Result<Signed> signed_by(const Person& person, const Collection& collection) {
    const auto entries = entries_of(person, collection);
    if (!entries) return tl::unexpected(entries.error());
    Signed signer;
    for (const auto& entry : *entries) signer.ids.push_back(hex(entry.id.bytes));
    signer.entry = as_one(*entries);
    return signer;
}

// Everybody who signed a pledge, in the order of the people.
Result<Signers> signers_in(const Gathered& gathered) {
    const auto& people = gathered.people.all;
    std::vector<Signed> each(people.size());
    std::mutex mutex;
    Result<void> read;
    in_parallel(people.size(), [&](std::size_t i) {
        auto signer = signed_by(people[i], *gathered.collection);
        if (signer) {
            if (is_pledge(gathered, signer->entry)) each[i] = std::move(*signer);
            return;
        }
        const std::lock_guard lock(mutex);
        read = tl::unexpected(signer.error());
    });
    if (!read) return tl::unexpected(read.error());
    Signers signers;
    for (auto& signer : each) {
        if (signer.ids.empty()) continue;
        Pledge pledge{signer.entry.event, signer.entry.form};
        signers.emplace_back(std::move(pledge), std::move(signer));
    }
    return signers;
}

// The one that was signed.
Result<Pledge> pledge_of(const Signers& signers) {
    std::set<Pledge> pledges;
    for (const auto& [pledge, signer] : signers) pledges.insert(pledge);
    if (pledges.empty()) {
        return fail("nobody has signed a pledge in what was opened",
                    "see that --from has all places and that --form and --since leave the pledge in");
    }
    if (pledges.size() == 1) return *pledges.begin();
    std::string names;
    std::set<std::string> events;
    for (const auto& [event, form] : pledges) {
        if (!names.empty()) names += ", ";
        names.append(form).append(" at ").append(event);
        events.insert(event);
    }
    return fail("several pledges were signed: " + names,
                std::string("name one with --form ID") + (events.size() > 1 ? " and --only-event ID" : ""));
}

struct Source {
    const EventPack* pack = nullptr;
    const Form* form = nullptr;
};

Result<Source> source_of(const Gathered& gathered, const Pledge& pledge) {
    for (const auto& pack : gathered.packs) {
        if (pack.id != pledge.first) continue;
        if (const auto* form = pack.form(pledge.second); form != nullptr) return Source{&pack, form};
    }
    return fail("no event pack says what the pledge " + pledge.second + " of " + pledge.first + " is",
                "give --event the folder of that event, as it was");
}

nlohmann::ordered_json as_json(const Book& book, const PrintedBook& printed) {
    auto pages = nlohmann::ordered_json::array();
    for (const auto& page : printed.pages) {
        auto signatories = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < page.signatories; ++i) {
            signatories.push_back({{"number", page.first + i}, {"entries", book.signatories[page.first - 1 + i].ids}});
        }
        pages.push_back({{"page", page.number},
                         {"hash", hex(page.hash)},
                         {"texts", page.texts},
                         {"signatories", std::move(signatories)}});
    }
    auto texts = nlohmann::ordered_json::array();
    for (const auto& text : book.texts) {
        texts.push_back({{"hash", text.hash},
                         {"language", text.language},
                         {"people", text.people},
                         {"known", !text.words.empty()}});
    }
    return {{"event", book.event_id},           {"form", book.form_id},           {"people", book.people},
            {"named", book.signatories.size()}, {"hash", hex(printed.hash)},      {"pages", printed.pages_in_all},
            {"texts", std::move(texts)},        {"page_hashes", std::move(pages)}};
}

Result<PrintedBook> print_into(const std::string& file, const Book& book, Paper paper) {
    Result<PrintedBook> printed;
    auto written = write_whole(file, [&](const Write& write) -> Result<void> {
        printed = print_book(book, paper, write);
        if (!printed) return tl::unexpected(printed.error());
        return {};
    });
    if (!written) return tl::unexpected(written.error());
    return printed;
}

Result<Done> end(const Gathered& gathered, const Book& book, const PrintedBook& printed) {
    say(counted(printed.pages_in_all, "page", "pages") + ", " + counted(book.people, "person", "people") + " signed, " +
        std::to_string(book.signatories.size()) + " of them named; hash " + hex(printed.hash));
    auto done = say_gathered(gathered, "book");
    std::size_t unknown = 0;
    for (const auto& text : book.texts) unknown += text.words.empty() ? text.people : 0;
    if (unknown == 0) return done;
    if (!done) say("hineni-desk: " + done.error().what);
    return fail("book: " + counted(unknown, "person", "people") + " signed words that are in none of these packs",
                "the book says so on a page of its own; give --event also the pack as it was when they signed");
}

Result<Done> make_book(const BookOptions& options) {
    if (options.json && options.pdf == "-") {
        return fail("book: the book and --json cannot both go to standard output", "give --pdf the name of a file");
    }
    const auto gathered = gather(options, "opening");
    if (!gathered) return within("book", gathered.error());
    auto signers = signers_in(**gathered);
    if (!signers) return within("book", signers.error());
    const auto pledge = pledge_of(*signers);
    if (!pledge) return within("book", pledge.error());
    const auto source = source_of(**gathered, *pledge);
    if (!source) return within("book", source.error());
    std::vector<Signed> people;
    people.reserve(signers->size());
    for (auto& [of, signer] : *signers) people.push_back(std::move(signer));
    const auto book = book_of(*source->pack, *source->form, (*gathered)->texts, (*gathered)->kinds, people,
                              {options.without, options.contacts});
    people.clear();
    const auto paper = paper_called(options.paper).value_or(paper_used_in(source->pack->region));
    const auto printed = print_into(options.pdf, book, paper);
    if (!printed) return within("book", printed.error());
    if (options.json) std::fputs((as_json(book, *printed).dump(2) + "\n").c_str(), stdout);
    return end(**gathered, book, *printed);
}

}  // namespace

void book(Program& program) {
    const auto options = std::make_shared<BookOptions>();
    auto command = program.command("book", "Print the pledge book: the words, and who signed them",
                                   [options] { return make_book(*options); });
    add_gather_options(command, *options);
    command.needs("--pdf", options->pdf, "The book; - is standard output", "FILE");
    command.takes("--paper", options->paper, "a4 or letter; without: as it is usual where the event is", "SIZE");
    command.checks("--paper", [](const std::string& typed) {
        return paper_called(typed) ? std::string() : "this is no paper; right would be: a4, letter";
    });
    command.takes("--without", options->without, "Fields of the form that are not printed beside the names", "ID");
    command.flag("--contacts", options->contacts,
                 "With an annex of everybody's e-mail, phone and postal code, marked confidential");
    command.flag("--json", options->json, "What was printed and its hashes, on standard output");
}

}  // namespace hineni
