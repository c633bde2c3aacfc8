#include "sync/desk/proof.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace hineni {

namespace {

// A chain's own part of the facts, which are in order.
struct Told {
    std::size_t chain = 0;
    std::span<const Link> links;
    std::vector<std::uint64_t> listed;  // For each envelope the first number that lists it, in order.
};

Told told_by(const Facts& facts, std::size_t chain) {
    Told told{chain, those_with(facts.links, chain, &Link::chain), {}};
    const auto listings = those_with(facts.listings, chain, &Listing::chain);
    for (const auto& listing : listings) told.listed.push_back(listing.number);
    std::ranges::sort(told.listed);
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
    const auto known =
        static_cast<std::uint64_t>(std::ranges::upper_bound(told.listed, link.number) - told.listed.begin());
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

// What is known of an envelope that is here.
struct Standing {
    bool stated = false;   // Just so.
    bool spoken = false;   // Its id, at least.
    bool foreign = false;  // By a device that did not make it.
};

// Goes once through what was stated and what is here.
class Comparison {
  public:
    Comparison(const Facts& facts, Verdict& proof) : facts_(facts), proof_(proof), standing_(facts.sightings.size()) {}

    void compare() {
        for (const auto& listing : facts_.listings) look_for(listing);
        for (std::size_t first = 0; first < facts_.sightings.size();) first = count(first);
        std::ranges::sort(proof_.missing_entries);
        proof_.missing_entries.erase(std::unique(proof_.missing_entries.begin(), proof_.missing_entries.end()),
                                     proof_.missing_entries.end());
        std::ranges::sort(proof_.altered);
    }

  private:
    [[nodiscard]] bool same_entry(std::size_t a, std::size_t b) const {
        return facts_.sightings[a].event == facts_.sightings[b].event &&
               facts_.sightings[a].envelope.id == facts_.sightings[b].envelope.id;
    }

    void look_for(const Listing& listing) {
        const auto& chain = facts_.chains[listing.chain];
        const auto wanted = std::tie(chain.event, listing.listed.id);
        const auto key = [](const Sighting& each) { return std::tie(each.event, each.envelope.id); };
        const auto here = those_with(facts_.sightings, wanted, key);
        if (here.empty()) return proof_.missing_entries.push_back({chain.device, chain.event, listing.listed.id});
        for (const auto& each : here) {
            auto& standing = standing_[static_cast<std::size_t>(&each - facts_.sightings.data())];
            standing.spoken = true;
            if (each.envelope.mark != listing.listed.mark) continue;
            standing.stated = true;
            if (each.opened && facts_.makers[each.device] != chain.device) standing.foreign = true;
        }
    }

    // All envelopes of one entry; the place of the next entry's.
    std::size_t count(std::size_t first) {
        std::size_t end = first + 1;
        while (end < standing_.size() && same_entry(first, end)) ++end;
        const auto all = std::span(standing_).subspan(first, end - first);
        const bool stated = std::ranges::any_of(all, &Standing::stated);
        const bool spoken = std::ranges::any_of(all, &Standing::spoken);
        const auto& one = facts_.sightings[first];
        const auto alter = [&](Verdict::Change change) {
            const bool whole_copy = stated && change == Verdict::Change::OtherContent;
            proof_.altered.push_back({one.event, one.envelope.id, change, whole_copy});
        };
        if (!spoken && end - first > 1) return alter(Verdict::Change::TwoContents), end;
        if (spoken && std::ranges::any_of(all, [](const auto& each) { return !each.stated; })) {
            alter(Verdict::Change::OtherContent);
        }
        if (spoken && !stated) return end;
        ++proof_.entries;
        if (!spoken) ++proof_.unspoken;
        for (std::size_t i = first; i < end; ++i) look_at_whole(i, alter, spoken);
        return end;
    }

    template <class Alter>
    void look_at_whole(std::size_t at, const Alter& alter, bool spoken) {
        const auto& sighting = facts_.sightings[at];
        if (spoken && !standing_[at].stated) return;
        if (sighting.bundles > 1) ++proof_.twice;
        if (standing_[at].foreign) alter(Verdict::Change::OtherMaker);
        if (facts_.with_key && !sighting.opened) alter(Verdict::Change::DoesNotOpen);
    }

    const Facts& facts_;
    Verdict& proof_;
    std::vector<Standing> standing_;  // Of each sighting.
};

using Counts = std::map<DeviceName, std::uint64_t>;

// Different entries that each device has stated, over all its chains.
Counts stated_by(const Facts& facts, const Verdict& proof) {
    std::vector<std::tuple<DeviceName, EventTag, EntryId>> each;
    each.reserve(facts.listings.size());
    for (const auto& listing : facts.listings) {
        const auto& chain = facts.chains[listing.chain];
        each.emplace_back(chain.device, chain.event, listing.listed.id);
    }
    std::ranges::sort(each);
    each.erase(std::unique(each.begin(), each.end()), each.end());
    Counts counts;
    for (const auto& [device, event, id] : each) ++counts[device];
    for (const auto& gap : proof.missing_statements) counts[gap.chain.device] += gap.entries;
    return counts;
}

void add_devices(const Facts& facts, Verdict& proof) {
    std::map<std::pair<DeviceName, EventTag>, std::uint64_t> chains;
    std::set<DeviceName> devices(facts.makers.begin(), facts.makers.end());
    for (const auto& chain : facts.chains) {
        devices.insert(chain.device);
        ++chains[{chain.device, chain.event}];
    }
    proof.tablets = devices.size();
    for (const auto& [of, count] : chains) {
        if (count > 1) proof.began_anew.push_back({of.first, count});
    }
    Counts tallies;
    for (const auto& link : facts.links) {
        auto& tally = tallies[facts.chains[link.chain].device];
        tally = std::max(tally, link.tally);
    }
    auto stated = stated_by(facts, proof);
    for (const auto& [device, tally] : tallies) {
        if (tally > stated[device]) proof.untold.push_back({device, tally - stated[device]});
    }
}

}  // namespace

Verdict prove(const Facts& facts) {
    Verdict proof;
    proof.opened = facts.with_key;
    proof.damaged = facts.damaged;
    for (std::size_t i = 0; i < facts.chains.size(); ++i) {
        const auto told = told_by(facts, i);
        for (const auto number : contradictions_in(told)) proof.contradictions.push_back({facts.chains[i], number});
        for (const auto& gap : gaps_in(told, facts.chains[i])) proof.missing_statements.push_back(gap);
    }
    Comparison(facts, proof).compare();
    add_devices(facts, proof);
    proof.missing = proof.missing_entries.size();
    for (const auto& gap : proof.missing_statements) proof.missing += gap.entries;
    return proof;
}

}  // namespace hineni
