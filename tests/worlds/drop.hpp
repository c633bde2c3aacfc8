// Drop: the place that holds bundles, in memory, with all that a network and a server do to them on the way.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/send/transport.hpp"
#include "tests/worlds/setting.hpp"

namespace hineni::worlds {

struct Drop {
    // A file on its way that nobody waits for any more: it arrives later, or once more.
    struct Late {
        std::string name;
        Bytes bytes;
    };
    std::string called;
    std::map<std::string, Bytes> held;
    std::map<std::string, Bytes> older;  // What was there before it was replaced.
    std::vector<Late> late;
    std::size_t largest = 4UL * 1024 * 1024;
    std::set<EntryId> not_wanted;

    void store(std::string_view name, BytesView bytes);
    // Something of what is late arrives.
    void let_arrive(Setting& setting);
    // Loses a file that it had accepted.
    void lose_one(Setting& setting);
};

// One who asks the drop: a tablet's sync or a desk.
class Line : public Transport {
  public:
    Line(Setting& setting, Drop& drop, std::string who) : setting_(setting), drop_(drop), who_(std::move(who)) {}

    [[nodiscard]] Answered put(std::string_view name, BytesView bytes) override;
    [[nodiscard]] Answered put_and(std::string_view name, BytesView bytes,
                                   const std::function<void()>& meanwhile) override;
    [[nodiscard]] std::vector<Answered> put_all(std::span<const Parcel> parcels) override;
    [[nodiscard]] Result<std::vector<std::string>> list() override;
    [[nodiscard]] Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override;
    [[nodiscard]] std::string place() const override { return drop_.called; }

  private:
    [[nodiscard]] Answered ask(std::string_view name, BytesView bytes, TrueTime begun);
    [[nodiscard]] Answered accept(std::string_view name, BytesView bytes, bool told);
    [[nodiscard]] Answered unreachable(std::string why, std::string_view name);
    [[nodiscard]] bool meets_weather();

    Setting& setting_;
    Drop& drop_;
    std::string who_;
};

}  // namespace hineni::worlds
