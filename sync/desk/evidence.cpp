#include "sync/desk/evidence.hpp"

#include <algorithm>
#include <optional>

#include "sync/bundle/bundle.hpp"
#include "sync/seal/layout.hpp"

namespace hineni {

namespace {

constexpr std::size_t front_digits = 32;  // Of a bundle's checksum, in its name after tag and dash.

std::string short_name(const Digest& sum) {
    return hex(BytesView(sum).first(front_digits / 2));
}

std::string front_in(std::string_view name) {
    return is_bundle_name(name) ? std::string(name.substr(17, front_digits)) : std::string();
}

// Sorts, and lets the first of equal ones take what `join` gives it of the others.
template <class T, class Same, class Join>
void sort_and_join(std::vector<T>& all, const Same& same, const Join& join) {
    std::ranges::sort(all);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (kept > 0 && same(all[kept - 1], all[i])) {
            join(all[kept - 1], all[i]);
        } else {
            all[kept++] = all[i];
        }
    }
    all.resize(kept);
}

// New numbers in the order of what they stand for.
template <class T>
std::vector<std::size_t> renumber(std::map<T, std::size_t>& numbers, std::vector<T>& out) {
    std::vector<std::size_t> now(numbers.size());
    for (const auto& [thing, before] : numbers) {
        now[before] = out.size();
        out.push_back(thing);
    }
    numbers.clear();
    return now;
}

}  // namespace

// What one bundle adds.
struct Evidence::Fresh {
    Digest sum{};
    std::vector<std::pair<Statement, Digest>> statements;
    std::vector<std::pair<Sighting, std::optional<DeviceName>>> sightings;  // With the maker, where it was opened.
    std::vector<std::string> problems;
};

Result<Evidence::Fresh> Evidence::look_into(BytesView bundle, Opener* opener) const {
    Fresh fresh;
    const auto read = read_parts(bundle, [&](const Part& part) {
        if (part.kind == statement_part) {
            auto statement = read_statement(part.bytes);
            if (statement) {
                fresh.statements.emplace_back(std::move(*statement), statement_digest(part.bytes));
            } else {
                fresh.problems.push_back(statement.error().what);
            }
        }
        if (part.kind != envelope_part) return;
        const auto outside = layout::read_outside(part.bytes);
        if (!outside) return fresh.problems.push_back(outside.error().what);
        std::optional<DeviceName> maker;
        if (opener != nullptr) {
            if (const auto opened = opener->open(part.bytes)) maker = opened->device;
        }
        fresh.sightings.push_back({{outside->event, {outside->id, mark_of(part.bytes)}}, maker});
    });
    if (!read) return tl::unexpected(read.error());
    std::copy_n(bundle.end() - static_cast<std::ptrdiff_t>(fresh.sum.size()), fresh.sum.size(), fresh.sum.begin());
    return fresh;
}

std::size_t Evidence::add(const std::string& name, const std::string& called, BytesView bundle) {
    auto fresh = with_key_ ? openers_.with_one([&](Opener& opener) { return look_into(bundle, &opener); })
                           : look_into(bundle, nullptr);
    if (!fresh) {
        add_unreadable(name, called + ": " + fresh.error().what);
        return 0;
    }
    const auto envelopes = fresh->sightings.size();
    const std::lock_guard lock(mutex_);
    if (bundles_.insert(fresh->sum).second) merge(std::move(*fresh));
    return envelopes;
}

void Evidence::add_unreadable(const std::string& name, const std::string& line) {
    const std::lock_guard lock(mutex_);
    damaged_.insert({name, line});
}

void Evidence::merge(Fresh&& fresh) {
    for (const auto& problem : fresh.problems)
        damaged_.insert({"", "bundle " + short_name(fresh.sum) + ": " + problem});
    for (const auto& [statement, own] : fresh.statements) add_statement(statement, own);
    // The same envelope twice in one bundle was sent once.
    std::ranges::sort(fresh.sightings);
    fresh.sightings.erase(std::unique(fresh.sightings.begin(), fresh.sightings.end()), fresh.sightings.end());
    for (auto& [sighting, maker] : fresh.sightings) {
        sighting.opened = maker.has_value();
        if (maker) sighting.device = makers_.try_emplace(*maker, makers_.size()).first->second;
        facts_.sightings.push_back(sighting);
    }
    constexpr std::size_t worth_it = 4096;
    if (facts_.sightings.size() + facts_.listings.size() > 2 * in_order_ + worth_it) put_in_order();
}

void Evidence::add_statement(const Statement& statement, const Digest& own) {
    if (!statements_.insert(own).second) return;
    const ChainName chain{statement.event, statement.device, statement.chain};
    const auto at = chains_.try_emplace(chain, chains_.size()).first->second;
    facts_.links.push_back({at, statement.number, statement.kind, own, statement.before, statement.told,
                            statement.tally, statement.entries.size()});
    for (const auto& listed : statement.entries) facts_.listings.push_back({at, listed, statement.number});
}

// Each once, so that what was said a hundred times takes the room of once.
void Evidence::put_in_order() {
    sort_and_join(
        facts_.listings, [](const Listing& a, const Listing& b) { return a.chain == b.chain && a.listed == b.listed; },
        [](Listing&, const Listing&) {});  // The first has the lowest number.
    sort_and_join(
        facts_.sightings,
        [](const Sighting& a, const Sighting& b) { return a.event == b.event && a.envelope == b.envelope; },
        [](Sighting& a, const Sighting& b) { a.bundles += b.bundles; });
    in_order_ = facts_.listings.size() + facts_.sightings.size();
}

Facts Evidence::take_facts() {
    const std::lock_guard lock(mutex_);
    auto facts = std::exchange(facts_, {});
    const auto chains = renumber(chains_, facts.chains);
    const auto makers = renumber(makers_, facts.makers);
    for (auto& link : facts.links) link.chain = chains[link.chain];
    for (auto& listing : facts.listings) listing.chain = chains[listing.chain];
    for (auto& sighting : facts.sightings) sighting.device = sighting.opened ? makers[sighting.device] : 0;
    std::swap(facts, facts_);
    put_in_order();
    std::swap(facts, facts_);
    std::ranges::sort(facts.links);
    facts.with_key = with_key_;
    std::set<std::string> whole;
    for (const auto& sum : bundles_) whole.insert(short_name(sum));
    for (const auto& [name, line] : damaged_) {
        if (!whole.contains(front_in(name))) facts.damaged.push_back(line);
    }
    std::ranges::sort(facts.damaged);
    return facts;
}

}  // namespace hineni
