#include "sync/desk/kept.hpp"

#include <optional>
#include <tuple>
#include <utility>

namespace hineni {

bool KeptEntries::ById::operator()(const Kept& a, const Kept& b) const {
    return std::tie(a.id, a.signed_as) < std::tie(b.id, b.signed_as);
}

bool KeptEntries::ByTime::operator()(const Kept& a, const Kept& b) const {
    const auto* const one = all->making(a).form;
    const auto* const other = all->making(b).form;
    if (one != other) return *one < *other;
    return std::tie(a.unix_s, a.id) < std::tie(b.unix_s, b.id);
}

std::uint32_t KeptEntries::number_of(const DeviceName& device, const EventTag& event, const BootTag& boot,
                                     const std::string& form, Columns&& columns) {
    const Making making{device, event, boot, &*forms_.insert(form).first, &*columns_.insert(std::move(columns)).first};
    const auto [at, first] = numbers_.try_emplace(making, static_cast<std::uint32_t>(makings_.size()));
    if (first) makings_.push_back(&at->first);
    return at->second;
}

Result<void> KeptEntries::settle(const Settling& settling) {
    Sorter<Kept, ByTime> by_time(ByTime{this});
    std::optional<Kept> last;
    auto each_once = came_.see([&](const Kept& kept) -> Result<void> {
        if (last && last->id == kept.id) {
            if (last->signed_as == kept.signed_as) {
                settling.repeated();
            } else {
                settling.differs(kept.id);
            }
            return {};
        }
        last = kept;
        auto stated = kept;
        if (!settling.stays(stated)) return {};
        return by_time.add(stated);
    });
    if (!each_once) return each_once;
    std::vector<bool> seen(makings_.size());
    auto ordered = by_time.see([&](const Kept& kept) -> Result<void> {
        if (!seen[kept.making]) left_.push_back(&making(kept));
        seen[kept.making] = true;
        return in_order_.add(kept);
    });
    if (!ordered) return ordered;
    return in_order_.finish();
}

}  // namespace hineni
