#include "sync/send/chains.hpp"

#include <algorithm>
#include <utility>

#include "sync/bundle/bundle.hpp"

namespace hineni {

Result<void> Chains::read(Ledger& ledger) {
    chains_.clear();
    changed_.clear();
    told_.clear();
    auto chains = ledger.chains();
    if (!chains) return tl::unexpected(chains.error());
    for (auto& chain : *chains) chains_.emplace(chain.key, chain);
    const auto told = ledger.told();
    if (!told) return tl::unexpected(told.error());
    told_.insert(told->begin(), told->end());
    return {};
}

// The last of the event's: what another device has begun is not gone on with.
Chain& Chains::of(const EventTag& event) {
    for (auto each = chains_.rbegin(); each != chains_.rend(); ++each) {
        auto& chain = each->second;
        if (chain.event == event && chain.device == device_->public_half) return chain;
    }
    Chain fresh;
    fresh.key = chains_.empty() ? 1 : chains_.rbegin()->first + 1;
    fresh.event = event;
    fresh.device = device_->public_half;
    for (std::size_t at = 0; at < fresh.id.size();) {
        const auto number = dice_();
        for (unsigned shift = 0; shift < 32; shift += 8) fresh.id[at++] = static_cast<std::uint8_t>(number >> shift);
    }
    return chains_.emplace(fresh.key, fresh).first->second;
}

Chains::Said Chains::tell(const EventTag& event, std::vector<Listed> entries, const World& world) {
    auto& chain = of(event);
    for (const auto& entry : entries) {
        const auto before = told_.find(entry.id);
        if (before == told_.end() || before->second != chain.key) ++chain.told;
        if (before != told_.end()) told_.erase(before);
    }
    Statement statement;
    statement.kind = Statement::Kind::Next;
    statement.event = event;
    statement.chain = chain.id;
    statement.number = chain.next;
    statement.before = chain.before;
    statement.told = chain.told;
    statement.tally = world.tally;
    statement.boots = world.boots;
    statement.entries = std::move(entries);
    auto bytes = write_statement(statement, *device_);
    ++chain.next;
    chain.before = statement_digest(bytes);
    changed_[chain.key] = true;
    return {chain.key, std::move(bytes)};
}

std::vector<Chain> Chains::take_changed() {
    std::vector<Chain> out;
    for (const auto& [key, changed] : std::exchange(changed_, {})) out.push_back(chains_.at(key));
    return out;
}

std::vector<Chain> Chains::mine() const {
    std::vector<Chain> out;
    for (const auto& [key, chain] : chains_) {
        if (chain.device == device_->public_half) out.push_back(chain);
    }
    return out;
}

void Chains::told_whole(std::int64_t key) {
    auto& chain = chains_.at(key);
    chain.told_whole = chain.told;
    changed_[key] = true;
}

std::size_t room_for_statement(const std::vector<BootSeen>& boots, std::size_t entries) {
    constexpr std::size_t around = 122 + 4 + 64;
    std::size_t size = around_part + around + 32 * entries;
    for (const auto& boot : boots) size += 17 + 20 * boot.anchors.size();
    return size;
}

Bytes write_whole(const Chain& chain, std::vector<Listed> entries, const Chains::World& world,
                  const DeviceKey& device) {
    Statement statement;
    statement.kind = Statement::Kind::Whole;
    statement.event = chain.event;
    statement.chain = chain.id;
    statement.number = chain.next == 0 ? 0 : chain.next - 1;
    statement.before = chain.before;
    statement.told = entries.size();
    statement.tally = world.tally;
    statement.boots = world.boots;
    statement.entries = std::move(entries);
    return write_statement(statement, device);
}

}  // namespace hineni
