// Setting: what all that lives in a world shares: the truth, the luck, the disk, and the organizers' pack.
#pragma once

#include <filesystem>
#include <vector>

#include "hineni/event_pack.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/seal/open.hpp"
#include "tests/support/crash_disk.hpp"
#include "tests/worlds/luck.hpp"
#include "tests/worlds/truth.hpp"

namespace hineni::worlds {

// Ways to break a promise on purpose. Each must be found out.
enum class Control { None, NewIdForEachAttempt, EraseOnDelivered };

// What befalls a program in the middle of what it does.
class Mishap {
  public:
    enum class Kind { None, Fault, Crash, PowerCut };
    Mishap() = default;
    Mishap(Kind kind, std::size_t after, CrashDisk::Weather weather) : kind_(kind), after_(after), weather_(weather) {}

    // Asked before each call that SQLite makes. Where it is over() from then on, whoever asks lets the tablet's
    // programs end.
    CrashDisk::Weather ask() {
        if (struck_) return over() ? CrashDisk::Weather::Broken : CrashDisk::Weather::Fair;
        if (kind_ == Kind::None || after_-- > 0) return CrashDisk::Weather::Fair;
        struck_ = true;
        return over() ? CrashDisk::Weather::Broken : weather_;
    }
    void strike() { struck_ = kind_ != Kind::None; }
    // The programs have ended, even if they do not know it yet.
    [[nodiscard]] bool over() const { return struck_ && kind_ != Kind::Fault; }
    [[nodiscard]] Kind kind() const { return kind_; }

  private:
    Kind kind_ = Kind::None;
    std::size_t after_ = 0;
    CrashDisk::Weather weather_ = CrashDisk::Weather::Fair;
    bool struck_ = false;
};

struct Setting {
    Setting(std::uint64_t seed, Control way, CrashDisk& on, Chance& cuts)
        : luck(seed), control(way), disk(on), chance(cuts) {}

    Luck luck;
    Control control = Control::None;
    Truth truth;
    CrashDisk& disk;
    Chance& chance;  // For power cuts.
    Mishap mishap;   // Of the tablet whose turn it is, which lives in this folder.
    std::filesystem::path acting;

    // The pack.
    std::string event = "vigil";
    std::vector<PublicKey> organizers;
    Erase erase = Erase::Received;
    int erase_after_days = 0;
    std::size_t largest_bundle = hineni::largest_bundle;

    bool well = false;     // The world heals: no weather, no mishaps.
    unsigned rough = 0;    // Of a hundred questions, how many meet weather.
    unsigned unlucky = 0;  // Of a hundred turns, how many meet a mishap.
    bool drop_loses = false;

    // The programs of whoever acts end here, in the middle.
    void end_it_here() {
        mishap.strike();
        if (mishap.over()) disk.crash(acting);
    }
    void pass(TrueTime most) { truth.now += luck.between(0, most); }
};

}  // namespace hineni::worlds
