// Times: when an entry was made, as an interval in which the true time lies. A tablet without a clock chip knows only
// the boot and the time since it; its statements tell of moments at which the true time was known (anchors). An entry
// lies so far from an anchor of its own boot; after what is known of the boots before it, and before what is known of
// those after. Pure: it depends on what was added and not on the order.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "sync/bundle/statement.hpp"

namespace hineni {

class Times {
  public:
    void add(const Statement& statement);

    // What an entry says itself.
    struct Claim {
        DeviceName device{};
        BootTag boot{};
        Monotonic since_boot{0};
        std::optional<std::int64_t> unix_s;
        int within_s = 0;
    };
    struct Stated {
        std::optional<std::int64_t> unix_s;  // The middle; nothing where nothing is known.
        int within_s = 0;
        bool contradicted = false;  // Two things cannot both be true: a clock was set in between. The narrower counts.
    };
    [[nodiscard]] Stated of(const Claim& claim);

  private:
    static constexpr std::int64_t never = std::int64_t{1} << 60U;
    // Milliseconds since 1970; from -never or up to never: not known.
    struct Interval {
        std::int64_t low = -never;
        std::int64_t high = never;
    };
    struct BySharpness {
        bool operator()(const Anchor& a, const Anchor& b) const;
    };
    struct Boot {
        std::int64_t lasted = 0;
        std::set<Anchor, BySharpness> anchors;
        std::set<BootTag> later;           // That came after it.
        std::int64_t not_before = -never;  // Its start, by the boots before it.
        std::int64_t over_by = never;      // Its end, by the boots after it.
    };
    using Boots = std::map<BootTag, Boot>;

    [[nodiscard]] static std::vector<BootTag> in_order(const Boots& boots);
    static void pass_on(Boots& boots);
    [[nodiscard]] static Interval at(const Boot& boot, std::int64_t since, const std::optional<Interval>& claimed,
                                     bool& contradicted);

    std::map<DeviceName, Boots> devices_;
    bool passed_on_ = true;
};

}  // namespace hineni
