// Power cuts of a real ext4: a real program stores through the real queue, and every write to the disk is logged. A
// state of the disk is the log up to a flush and some of what came after it; the kernel recovers its journal, the
// shipping code opens the queue, and what had been promised by then must be there.
#include <doctest/doctest.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "tests/disk/campaign.hpp"
#include "tests/disk/life.hpp"
#include "tests/disk/numbered.hpp"
#include "tests/disk/real_ext4.hpp"
#include "tests/disk/write_log.hpp"
#include "tests/support/process.hpp"

using namespace hineni;

namespace {

constexpr unsigned envelopes = 42;

// From so many entries of the log on, this was promised.
struct Milestone {
    std::size_t entries = 0;
    Promised promised;
};

void thanked(Promised& promised, unsigned number) {
    promised.thanked.insert(numbered_envelope(number).id);
    ++promised.thanks;
}
void erasing(Promised& promised, unsigned number) {
    const auto id = numbered_envelope(number).id;
    promised.thanked.erase(id);
    promised.erasing.insert(id);
}
void erased(Promised& promised, unsigned number) {
    const auto id = numbered_envelope(number).id;
    promised.erasing.erase(id);
    promised.erased.insert(id);
}

std::size_t settled(WriteLog& log) {
    auto count = log.read_on();
    while (!log.at_rest()) {
        ::sched_yield();
        count = log.read_on();
    }
    return count;
}

// Stores everything; what was promised when. The keeper waits at each promise until the log was looked at.
std::vector<Milestone> keep(const RealExt4& ext4, WriteLog& log, const char* pragma) {
    std::array<int, 2> acknowledge{};
    REQUIRE(::pipe(acknowledge.data()) == 0);
    std::vector<std::string> command{HINENI_BIN "/keeper", (ext4.mounted() / "state").string(),
                                     std::to_string(envelopes), std::to_string(acknowledge[0])};
    if (pragma != nullptr) command.emplace_back(pragma);
    Child keeper(command, {}, acknowledge[0]);
    Promised promised;
    for (unsigned number = 1; number <= envelopes; ++number) {
        const auto envelope = numbered_envelope(number);
        promised.tried.emplace(envelope.id, std::make_shared<const Bytes>(envelope.bytes));
    }
    std::vector<Milestone> milestones{{0, promised}};
    const auto follow = [&](const char* what, unsigned number, void (*change)(Promised&, unsigned)) {
        REQUIRE(keeper.says(what + (" " + std::to_string(number)) + "."));
        change(promised, number);
        milestones.push_back({settled(log), promised});
        REQUIRE(::write(acknowledge[1], "x", 1) == 1);
    };
    for (unsigned number = 1; number <= envelopes; ++number) {
        follow("thanked", number, thanked);
        if (number % 7 != 0) continue;
        follow("erasing", number - 3, erasing);
        follow("erased", number - 3, erased);
    }
    REQUIRE(keeper.says("all"));
    REQUIRE(::write(acknowledge[1], "x", 1) == 1);
    CHECK(keeper.wait().exit_code == 0);
    for (const int end : acknowledge) ::close(end);
    return milestones;
}

struct Count {
    std::uint64_t lost = 0;
    std::uint64_t bad = 0;
    std::string first;
};

void judge_state(const RealExt4& ext4, const Bytes& disk, const Milestone& at, Count& count) {
    const auto image = ext4.folder() / "crashed";
    std::ofstream(image, std::ios::binary | std::ios::in | std::ios::out)
        .write(reinterpret_cast<const char*>(disk.data()), static_cast<std::streamsize>(disk.size()));
    const Mounted mounted(image, ext4.folder() / "recovered");
    if (!mounted.trouble().empty()) {
        ++count.bad;
        count.first = mounted.trouble();
        return;
    }
    const auto verdict = judge_folder(ext4.folder() / "recovered" / "state", at.promised);
    if (verdict.lost) ++count.lost;
    if (!verdict.fine() && !verdict.lost) ++count.bad;
    if (!verdict.fine() && count.first.empty()) {
        count.first = verdict.in_words() + " after " + std::to_string(at.promised.thanks) + " thanks";
    }
}

// One in ten while the queue is being made, which is most of the log; otherwise between any two promises.
std::size_t any_cut(const std::vector<Milestone>& milestones, std::size_t end, Chance& chance) {
    const auto at = chance() % 10 == 0 ? 0 : 1 + chance() % (milestones.size() - 1);
    const auto from = milestones[at].entries;
    const auto to = at + 1 < milestones.size() ? milestones[at + 1].entries : end;
    return from + chance() % (to - from + 1);
}

Count crash_states(std::uint64_t states, const char* pragma) {
    RealExt4 ext4;
    const auto started = ext4.start();
    REQUIRE_MESSAGE(started, started.error().what);
    WriteLog log(ext4.log());
    const auto milestones = keep(ext4, log, pragma);
    const auto end = settled(log);
    Chance chance(seed_or(1));
    std::vector<std::size_t> cuts(states);
    std::ranges::generate(cuts, [&] { return any_cut(milestones, end, chance); });
    std::ranges::sort(cuts);
    std::filesystem::copy_file(ext4.blank(), ext4.folder() / "crashed");
    Bytes disk(ext4_bytes);
    std::ifstream(ext4.blank(), std::ios::binary).read(reinterpret_cast<char*>(disk.data()), ext4_bytes);
    std::size_t done = 0;
    Count count;
    for (const auto cut : cuts) {
        log.replay(disk, done, cut);
        auto crashed = disk;
        log.cut(crashed, done, cut, chance);
        const auto next = std::ranges::upper_bound(milestones, cut, {}, &Milestone::entries);
        judge_state(ext4, crashed, *std::prev(next), count);
    }
    MESSAGE(states, " states of ", end, " writes and flushes: ", count.lost, " lost something thanked for, ", count.bad,
            " anything else");
    return count;
}

void survives(std::uint64_t states) {
    if (const auto why = no_ext4_here(); !why.empty()) return MESSAGE("skipped: ", why);
    const auto count = crash_states(states, nullptr);
    CHECK_MESSAGE(count.lost == 0, count.first);
    CHECK_MESSAGE(count.bad == 0, count.first);
}

}  // namespace

TEST_CASE("a power cut of a real ext4 takes nothing that was thanked for" * doctest::test_suite("long")) {
    survives(runs_or(300));
}

TEST_CASE("on a real ext4 synchronous=NORMAL is caught losing entries" * doctest::test_suite("long")) {
    if (const auto why = no_ext4_here(); !why.empty()) return MESSAGE("skipped: ", why);
    CHECK(crash_states(60, "PRAGMA synchronous=NORMAL").lost >= 12);
}
