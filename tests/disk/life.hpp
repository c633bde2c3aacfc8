// Life: a kiosk's queue on a crash disk, doing what a kiosk does, and every moment of it to cut the power at. What was
// promised by each moment is kept beside it, by whoever got the promise: this program, not the disk.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hineni/queue.hpp"
#include "tests/support/crash_disk.hpp"

namespace hineni {

// What somebody may rely on.
struct Promised {
    std::map<EntryId, std::shared_ptr<const Bytes>> tried;  // Handed to add(), whatever it said.
    std::set<EntryId> thanked;                              // add() succeeded, and erase() was not called since.
    std::set<EntryId> erased;                               // erase() succeeded.
    std::set<EntryId> erasing;                              // erase() is under way, or failed.
    std::size_t thanks = 0;                                 // Ever.
};

struct Instant {
    DiskImage disk;
    std::shared_ptr<const Promised> promised;
};

// One thing that a kiosk does with its queue.
enum class Deed { Add, AddAgain, Erase, Tally, Reopen };

class Life {
  public:
    // `disk` outlives it.
    Life(CrashDisk& disk, Chance& chance);

    // Where it begins. The queue is closed.
    void begin(const Instant& instant);
    // Opens the queue, does all of it and closes. Of the moments before each change of the disk it keeps one in
    // `one_in`, and each moment in which a deed was done. Where a deed fails it stops and says why.
    std::optional<std::string> live(const std::vector<Deed>& deeds, std::uint64_t one_in = 1);

    [[nodiscard]] const std::vector<Instant>& instants() const { return instants_; }
    // Of instants(): those with nothing under way.
    [[nodiscard]] const std::vector<std::size_t>& idle() const { return idle_; }
    // How it ended.
    [[nodiscard]] Instant now() const;

    [[nodiscard]] std::filesystem::path state() const { return disk_.folder() / "state"; }

  private:
    std::optional<std::string> open();
    std::optional<std::string> act(Deed deed);
    std::optional<std::string> add(const Envelope& envelope);
    std::optional<std::string> erase();
    [[nodiscard]] Envelope fresh_envelope();
    void rest();

    CrashDisk& disk_;
    Chance& chance_;
    std::optional<Queue> queue_;
    std::shared_ptr<const Promised> promised_ = std::make_shared<Promised>();
    std::vector<Instant> instants_;
    std::vector<std::size_t> idle_;
};

[[nodiscard]] std::vector<Deed> some_deeds(std::size_t count, Chance& chance);

// What is wrong with a disk, given what was promised; nothing is what it should be. Opens it with the shipping Queue.
struct Verdict {
    std::string opens;     // It cannot be opened, or read.
    bool lost = false;     // Something thanked for is not there.
    bool partial = false;  // Something is there that nobody added, or not all of it.
    bool corrupt = false;  // SQLite's integrity check does not say "ok".
    bool undead = false;   // Something erased is there again.
    bool miscounted = false;

    [[nodiscard]] bool fine() const { return opens.empty() && !lost && !partial && !corrupt && !undead && !miscounted; }
    [[nodiscard]] std::string in_words() const;
};
[[nodiscard]] Verdict judge(CrashDisk& disk, const DiskImage& image, const Promised& promised);
// The same of a folder that lies wherever it lies.
[[nodiscard]] Verdict judge_folder(const std::filesystem::path& state, const Promised& promised);

// While it lives, every connection is set so (a pragma) behind the back of whoever opened it. For controls.
class Spoiled {
  public:
    explicit Spoiled(const char* pragma);
    ~Spoiled();
    Spoiled(const Spoiled&) = delete;
    Spoiled& operator=(const Spoiled&) = delete;
    // Called by Life once its queue is open; nothing where nothing is spoiled.
    static void spoil();
};

}  // namespace hineni
