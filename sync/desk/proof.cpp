#include "sync/desk/proof.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace hineni {

namespace {

// In a chain, how many entries each number is the first to list.
using Numbers = std::map<std::uint64_t, std::uint64_t>;

// A chain's own part of the findings, which are in order.
struct Told {
    std::size_t chain = 0;
    std::span<const Link> links;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> listed;  // Entries listed up to each number, it among them.
};

Told told_by(const Findings& findings, std::size_t chain, const Numbers& numbers) {
    Told told{chain, those_with(findings.links, chain, &Link::chain), {}};
    std::uint64_t so_far = 0;
    for (const auto& [number, count] : numbers) told.listed.emplace_back(number, so_far += count);
    return told;
}

// A device that has told of nothing yet says Whole before its first Next.
bool follows_one(const Link& whole) {
    return whole.before != Digest{};
}

// What each number says of itself and of the one before. More than one answer is a contradiction.
std::set<std::uint64_t> contradictions_in(const Told& told) {
    std::map<std::uint64_t, std::set<Digest>> said;
    for (const auto& link : told.links) {
        if (link.kind == Statement::Kind::Whole) {
            if (follows_one(link)) said[link.number].insert(link.before);
            continue;
        }
        said[link.number].insert(link.own);
        if (link.number > 0) said[link.number - 1].insert(link.before);
    }
    std::set<std::uint64_t> twice;
    for (const auto& [number, digests] : said) {
        if (digests.size() > 1) twice.insert(number);
    }
    return twice;
}

// How many of the entries that the chain has told of up to `link` are listed in no statement that is here.
std::uint64_t unknown_at(const Told& told, const Link& link) {
    const auto after =
        std::ranges::upper_bound(told.listed, link.number, {}, [](const auto& each) { return each.first; });
    const auto known = after == told.listed.begin() ? 0 : std::prev(after)->second;
    return link.told > known ? link.told - known : 0;
}

// Up to where everything is listed once more: the latest Whole. Nothing where there is none.
const Link* latest_whole(const Told& told) {
    const Link* latest = nullptr;
    for (const auto& link : told.links) {
        const bool later =
            latest == nullptr || std::tie(link.number, link.told) > std::tie(latest->number, latest->told);
        if (link.kind == Statement::Kind::Whole && later) latest = &link;
    }
    return latest;
}

std::vector<Verdict::MissingStatements> gaps_in(const Told& told, const ChainName& chain) {
    std::vector<Verdict::MissingStatements> gaps;
    const auto* whole = latest_whole(told);
    std::uint64_t next = whole == nullptr || !follows_one(*whole) ? 0 : whole->number + 1;
    std::uint64_t unknown = whole == nullptr ? 0 : unknown_at(told, *whole);
    if (unknown > 0) gaps.push_back({chain, 0, whole->number, unknown});
    for (const auto& link : told.links) {
        if (link.kind == Statement::Kind::Whole || link.number < next) continue;
        const auto now = unknown_at(told, link);
        // Without a gap there is nothing that was not told here.
        if (link.number > next && now > unknown) gaps.push_back({chain, next, link.number - 1, now - unknown});
        unknown = now;
        next = link.number + 1;
    }
    // What a later statement listed again is known after all.
    for (auto gap = gaps.rbegin(); gap != gaps.rend(); ++gap) {
        gap->entries = std::min(gap->entries, unknown);
        unknown -= gap->entries;
    }
    std::erase_if(gaps, [](const auto& gap) { return gap.entries == 0; });
    return gaps;
}

using Counts = std::map<DeviceName, std::uint64_t>;

// What is known of an envelope that is here.
struct Standing {
    bool stated = false;   // Just so.
    bool foreign = false;  // By a device that did not make it.
};

// Goes once through what was stated and what is here, entry by entry.
class Comparison {
  public:
    Comparison(const Findings& findings, Verdict& proof)
        : findings_(findings), proof_(proof), numbers_(findings.chains.size()) {}

    void look_at(const OfEntry& entry) {
        count_listings(entry);
        if (entry.sightings.empty()) return miss(entry);
        std::vector<Standing> standing(entry.sightings.size());
        for (const auto& listing : entry.listings) {
            for (std::size_t i = 0; i < standing.size(); ++i) hear(listing, entry.sightings[i], standing[i]);
        }
        judge(entry, standing);
    }

    void finish() {
        std::ranges::sort(proof_.missing_entries);
        std::ranges::sort(proof_.altered);
    }

    // By chain.
    [[nodiscard]] const std::vector<Numbers>& numbers() const { return numbers_; }
    // Different entries that each device has stated, over all its chains.
    [[nodiscard]] const Counts& stated() const { return stated_; }

  private:
    void count_listings(const OfEntry& entry) {
        std::set<DeviceName> devices;
        for (const auto& listing : entry.listings) {
            ++numbers_[listing.chain][listing.number];
            devices.insert(findings_.chains[listing.chain].device);
        }
        for (const auto& device : devices) ++stated_[device];
    }

    void miss(const OfEntry& entry) {
        std::set<DeviceName> devices;
        for (const auto& listing : entry.listings) devices.insert(findings_.chains[listing.chain].device);
        for (const auto& device : devices) proof_.missing_entries.push_back({device, entry.event, entry.id});
    }

    void hear(const Listing& listing, const Sighting& sighting, Standing& standing) const {
        if (sighting.mark != listing.mark) return;
        standing.stated = true;
        const auto& device = findings_.chains[listing.chain].device;
        if (sighting.opened && findings_.makers[sighting.device] != device) standing.foreign = true;
    }

    void judge(const OfEntry& entry, const std::vector<Standing>& standing) {
        const bool stated = std::ranges::any_of(standing, &Standing::stated);
        const bool spoken = !entry.listings.empty();  // Of its id, at least.
        const auto alter = [&](Verdict::Change change) {
            const bool whole_copy = stated && change == Verdict::Change::OtherContent;
            proof_.altered.push_back({entry.event, entry.id, change, whole_copy});
        };
        if (!spoken && standing.size() > 1) return alter(Verdict::Change::TwoContents);
        if (spoken && std::ranges::any_of(standing, [](const auto& each) { return !each.stated; })) {
            alter(Verdict::Change::OtherContent);
        }
        if (spoken && !stated) return;
        ++proof_.entries;
        if (!spoken) ++proof_.unspoken;
        for (std::size_t i = 0; i < standing.size(); ++i) {
            if (!spoken || standing[i].stated) look_at_whole(entry.sightings[i], standing[i], alter);
        }
    }

    template <class Alter>
    void look_at_whole(const Sighting& sighting, const Standing& standing, const Alter& alter) {
        if (sighting.bundles > 1) ++proof_.twice;
        if (standing.foreign) alter(Verdict::Change::OtherMaker);
        if (findings_.with_key && !sighting.opened) alter(Verdict::Change::DoesNotOpen);
    }

    const Findings& findings_;
    Verdict& proof_;
    std::vector<Numbers> numbers_;
    Counts stated_;
};

void add_devices(const Findings& findings, Counts stated, Verdict& proof) {
    std::map<std::pair<DeviceName, EventTag>, std::uint64_t> chains;
    std::set<DeviceName> devices(findings.makers.begin(), findings.makers.end());
    for (const auto& chain : findings.chains) {
        devices.insert(chain.device);
        ++chains[{chain.device, chain.event}];
    }
    proof.tablets = devices.size();
    for (const auto& [of, count] : chains) {
        if (count > 1) proof.began_anew.push_back({of.first, count});
    }
    Counts tallies;
    for (const auto& link : findings.links) {
        auto& tally = tallies[findings.chains[link.chain].device];
        tally = std::max(tally, link.tally);
    }
    for (const auto& gap : proof.missing_statements) stated[gap.chain.device] += gap.entries;
    for (const auto& [device, tally] : tallies) {
        if (tally > stated[device]) proof.untold.push_back({device, tally - stated[device]});
    }
}

}  // namespace

Result<Verdict> prove(Findings& findings) {
    Verdict proof;
    proof.opened = findings.with_key;
    proof.damaged = findings.damaged;
    proof.practised = findings.practised;
    Comparison comparison(findings, proof);
    if (auto seen = findings.see([&](const OfEntry& entry) { comparison.look_at(entry); }); !seen) {
        return tl::unexpected(seen.error());
    }
    comparison.finish();
    for (std::size_t i = 0; i < findings.chains.size(); ++i) {
        const auto told = told_by(findings, i, comparison.numbers()[i]);
        for (const auto number : contradictions_in(told)) proof.contradictions.push_back({findings.chains[i], number});
        for (const auto& gap : gaps_in(told, findings.chains[i])) proof.missing_statements.push_back(gap);
    }
    add_devices(findings, comparison.stated(), proof);
    proof.missing = proof.missing_entries.size();
    for (const auto& gap : proof.missing_statements) proof.missing += gap.entries;
    return proof;
}

}  // namespace hineni
