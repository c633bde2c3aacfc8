// Tablet: one device at a table, with its two programs as they ship, on a disk of its own. Each turn of it is an hour's
// life in a moment: somebody signs up, sync carries, the kiosk lets go, a program ends, the power goes, a clock is set.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "hineni/queue.hpp"
#include "sync/queue/ledger.hpp"
#include "sync/send/uploader.hpp"
#include "tests/worlds/drop.hpp"
#include "tests/worlds/setting.hpp"

namespace hineni::worlds {

class Tablet {
  public:
    Tablet(Setting& setting, std::size_t number, const DeviceKey& key, Drop& drop);
    Tablet(const Tablet&) = delete;
    Tablet& operator=(const Tablet&) = delete;
    ~Tablet();

    // One of the things that happen at a table, as luck has it.
    void live();
    // What a tablet does once the world is well: carries, listens for receipts, lets go.
    void settle_down();
    // What was set aside waits again, as after `send --again`.
    void try_again();

    // Nobody was thanked for anything that is still only here, and nothing is left to let go.
    [[nodiscard]] bool drained();
    // Everything that it still holds, on a stick.
    [[nodiscard]] Result<std::vector<Bundle>> export_all();

    [[nodiscard]] const std::string& called() const { return called_; }
    [[nodiscard]] const std::filesystem::path& state() const { return state_; }

  private:
    struct Sync {
        Ledger ledger;
        std::optional<Uploader> uploader;
    };

    void sign_up();
    void carry(std::size_t steps);
    void let_go();
    void cut_power();
    void end_programs();
    void set_clock();
    [[nodiscard]] bool start_kiosk();
    [[nodiscard]] bool start_sync();
    void begin_boot();
    template <class Act>
    void with_mishaps(Act act);
    [[nodiscard]] Now now() const;
    void tell(std::string what);
    void check_may_go(const EntryId& id);

    Setting& setting_;
    std::string called_;
    std::filesystem::path state_;
    const DeviceKey& key_;
    Drop& drop_;
    Line line_;

    std::optional<Queue> kiosk_;
    std::unique_ptr<Sync> sync_;

    // Its clocks.
    Moment boot_;  // Which boot, and nothing else.
    TrueTime booted_at_ = 0;
    bool knows_time_ = false;
    int within_s_ = 0;
    TrueTime clock_is_off_by_ = 0;
};

}  // namespace hineni::worlds
