#include "sync/desk/evidence.hpp"

#include <algorithm>
#include <optional>

#include "hineni/practice.hpp"
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

// New numbers in the order of what they stand for.
template <class T>
std::vector<std::size_t> renumber(std::map<T, std::uint32_t>& numbers, std::vector<T>& out) {
    std::vector<std::size_t> now(numbers.size());
    for (const auto& [thing, before] : numbers) {
        now[before] = out.size();
        out.push_back(thing);
    }
    numbers.clear();
    return now;
}

}  // namespace

void Findings::take(const Said& said, OfEntry& entry) const {
    if (said.kind == Kind::Listed) {
        const auto chain = chain_now_[said.who];
        const auto& all = entry.listings;
        // The first has the lowest number.
        if (!all.empty() && all.back().chain == chain && all.back().mark == said.mark) return;
        entry.listings.push_back({chain, said.mark, said.number});
        return;
    }
    const auto same = std::ranges::find(entry.sightings, said.mark, &Sighting::mark);
    if (same != entry.sightings.end()) {
        ++same->bundles;
        return;
    }
    const bool opened = said.kind == Kind::Opened;
    entry.sightings.push_back({said.mark, 1, opened, opened ? maker_now_[said.who] : 0});
}

Result<void> Findings::see(const See& see) {
    if (!added_) return added_;
    OfEntry entry;
    const auto pass_on = [&] {
        std::ranges::sort(entry.sightings, {}, &Sighting::mark);
        if (!entry.listings.empty() || !entry.sightings.empty()) see(entry);
        entry.listings.clear();
        entry.sightings.clear();
    };
    auto seen = said_.see([&](const Said& said) -> Result<void> {
        if (said.id != entry.id || said.event != entry.event) {
            pass_on();
            entry.id = said.id;
            entry.event = said.event;
        }
        take(said, entry);
        return {};
    });
    if (seen) pass_on();
    return seen;
}

// What one bundle adds.
struct Evidence::Fresh {
    struct Envelope {
        EntryId id;
        EventTag event{};
        EnvelopeMark mark{};
        std::optional<DeviceName> maker;                                      // Where it was opened.
        friend auto operator<=>(const Envelope&, const Envelope&) = default;  // NOLINT(modernize-use-nullptr)
    };
    Digest sum{};
    std::vector<std::pair<Statement, Digest>> statements;
    std::vector<Envelope> envelopes;
    std::vector<EntryId> practised;
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
        if (is_of_practice(outside->event)) return fresh.practised.push_back(outside->id);
        std::optional<DeviceName> maker;
        if (opener != nullptr) {
            if (const auto opened = opener->open(part.bytes)) maker = opened->device;
        }
        fresh.envelopes.push_back({outside->id, outside->event, mark_of(part.bytes), maker});
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
    const auto envelopes = fresh->envelopes.size();
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
    practised_.insert(fresh.practised.begin(), fresh.practised.end());
    // The same envelope twice in one bundle was sent once.
    std::ranges::sort(fresh.envelopes);
    fresh.envelopes.erase(std::unique(fresh.envelopes.begin(), fresh.envelopes.end()), fresh.envelopes.end());
    for (const auto& each : fresh.envelopes) {
        std::uint32_t maker = 0;
        if (each.maker)
            maker = makers_.try_emplace(*each.maker, static_cast<std::uint32_t>(makers_.size())).first->second;
        say({each.id, each.event, each.maker ? Findings::Kind::Opened : Findings::Kind::Unopened, maker, each.mark, 0});
    }
}

void Evidence::say(const Findings::Said& said) {
    if (auto added = findings_.said_.add(said); !added) findings_.added_ = std::move(added);
}

void Evidence::add_statement(const Statement& statement, const Digest& own) {
    if (!statements_.insert(own).second) return;
    const ChainName chain{statement.event, statement.device, statement.chain};
    const auto at = chains_.try_emplace(chain, static_cast<std::uint32_t>(chains_.size())).first->second;
    findings_.links.push_back({at, statement.number, statement.kind, own, statement.before, statement.told,
                               statement.tally, statement.entries.size()});
    for (const auto& each : statement.entries) {
        say({each.id, statement.event, Findings::Kind::Listed, at, each.mark, statement.number});
    }
}

Findings Evidence::take_findings() {
    const std::lock_guard lock(mutex_);
    auto findings = std::exchange(findings_, {});
    findings.chain_now_ = renumber(chains_, findings.chains);
    findings.maker_now_ = renumber(makers_, findings.makers);
    for (auto& link : findings.links) link.chain = findings.chain_now_[link.chain];
    std::ranges::sort(findings.links);
    findings.with_key = with_key_;
    findings.practised = practised_.size();
    std::set<std::string> whole;
    for (const auto& sum : bundles_) whole.insert(short_name(sum));
    for (const auto& [name, line] : damaged_) {
        if (!whole.contains(front_in(name))) findings.damaged.push_back(line);
    }
    std::ranges::sort(findings.damaged);
    return findings;
}

}  // namespace hineni
