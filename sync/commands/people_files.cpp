#include "sync/commands/people_files.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>

#include "sync/desk/partner_list.hpp"
#include "sync/desk/people_table.hpp"
#include "sync/desk/workers.hpp"

namespace hineni {

namespace {

constexpr std::size_t at_once = 1024;  // Persons in memory.
constexpr std::size_t by = 16;         // For one processor at a time.

std::string_view in_words(Shared::What what) {
    switch (what) {
        case Shared::What::Email: return "shares an e-mail with";
        case Shared::What::Phone: return "shares a phone number with";
        case Shared::What::NameAndPostalCode: return "has the name and postal code, and another contact, of";
    }
    return {};
}

}  // namespace

Result<PeopleFiles> PeopleFiles::of(const Gathered& gathered) {
    PeopleFiles files(gathered);
    files.ids_.resize(gathered.collection->size());
    const auto seen =
        gathered.collection->see_all([&](std::size_t place, const DeskEntry& entry) { files.ids_[place] = entry.id; });
    if (!seen) return tl::unexpected(seen.error());
    files.written_ = written_of_ids(files.ids_);
    files.find_checks();
    return files;
}

void PeopleFiles::find_checks() {
    for (const auto& shared : gathered_.people.shared) {
        for (const auto person : shared.persons) shared_by_[person].push_back(&shared);
    }
    for (const auto& burst : gathered_.people.bursts) {
        for (const auto place : burst.entries) burst_of_.emplace(place, &burst);
    }
}

std::string PeopleFiles::called(std::size_t place) const {
    return hex(ids_[place].bytes).substr(0, written_);
}

std::vector<std::string> PeopleFiles::called(const std::vector<std::size_t>& places) const {
    std::vector<std::string> names;
    names.reserve(places.size());
    for (const auto place : places) names.push_back(called(place));
    return names;
}

Contact PeopleFiles::contact_of(const DeskEntry& one) const {
    const auto answer = [&](FieldKind kind) { return std::string(gathered_.kinds.answer(one, kind)); };
    return {answer(FieldKind::Name), answer(FieldKind::Email), answer(FieldKind::Phone), answer(FieldKind::PostalCode)};
}

// "shares an e-mail with 99bc0d1e; came with others: 4 entries within 21 seconds"
std::string PeopleFiles::check_of(std::size_t person) const {
    constexpr std::size_t most = 3;
    std::string check;
    const auto also = [&](const std::string& why) { check += (check.empty() ? "" : "; ") + why; };
    if (const auto found = shared_by_.find(person); found != shared_by_.end()) {
        for (const auto* shared : found->second) {
            std::string others;
            std::size_t named = 0;
            for (const auto other : shared->persons) {
                if (other == person || named++ >= most) continue;
                others += (others.empty() ? "" : ", ") + called(gathered_.people.all[other].entries.front());
            }
            if (named > most) others += " and " + std::to_string(named - most) + " more";
            also(std::string(in_words(shared->what)) + " " + others);
        }
    }
    std::set<const Burst*> said;
    const auto places = gathered_.people.all[person].entries;
    for (const auto place : places) {
        const auto found = burst_of_.find(place);
        if (found == burst_of_.end() || !said.insert(found->second).second) continue;
        std::string reasons;
        for (const auto& reason : found->second->reasons) reasons += (reasons.empty() ? "" : ", ") + reason;
        also("came with others: " + reasons);
    }
    return check;
}

Result<void> PeopleFiles::write_each(const RenderPerson& render, const Write& write) const {
    const auto& people = gathered_.people.all;
    for (std::size_t first = 0; first < people.size(); first += at_once) {
        const auto count = std::min(at_once, people.size() - first);
        std::vector<Result<std::string>> pieces(count);
        in_parallel((count + by - 1) / by, [&](std::size_t part) {
            for (auto i = part * by; i < std::min(count, (part + 1) * by); ++i) {
                const auto entries = entries_of(people[first + i], *gathered_.collection);
                pieces[i] = entries ? render(first + i, as_one(*entries), *entries) : tl::unexpected(entries.error());
            }
        });
        for (const auto& piece : pieces) {
            if (!piece) return tl::unexpected(piece.error());
            if (auto written = write(*piece); !written) return written;
        }
    }
    return {};
}

Result<void> PeopleFiles::write_table(const Write& write) const {
    const auto columns = gathered_.collection->columns();
    if (auto written = write(people_header(columns)); !written) return written;
    return write_each(
        [&](std::size_t person, const DeskEntry& one, const std::vector<DeskEntry>&) -> Result<std::string> {
            return people_row({one, called(gathered_.people.all[person].entries), check_of(person)}, columns);
        },
        write);
}

Result<void> PeopleFiles::write_cards(const Write& write) const {
    return write_each(
        [&](std::size_t, const DeskEntry& one, const std::vector<DeskEntry>& entries) -> Result<std::string> {
            return contact_card(one, entries.front().id, contact_of(one));
        },
        write);
}

Result<PeopleFiles::Partnered> PeopleFiles::write_partner(const std::string& partner, const Write& write) const {
    Partnered partnered;
    std::mutex mutex;
    if (auto written = write(partner_header()); !written) return tl::unexpected(written.error());
    const auto written = write_each(
        [&](std::size_t, const DeskEntry& one, const std::vector<DeskEntry>& entries) -> Result<std::string> {
            const auto row = partner_row(partner, one, entries, contact_of(one), gathered_.texts);
            const std::lock_guard lock(mutex);
            if (!row) {
                partnered.problems.push_back(row.error().what);
                return std::string();
            }
            if (row->empty()) return std::string();
            ++partnered.people;
            return partner_line(*row);
        },
        write);
    if (!written) return tl::unexpected(written.error());
    std::ranges::sort(partnered.problems);
    return partnered;
}

}  // namespace hineni
