#include "tests/worlds/world.hpp"

#include <sodium.h>

#include <algorithm>
#include <map>
#include <memory>

#include "tests/worlds/laptop.hpp"
#include "tests/worlds/people.hpp"
#include "tests/worlds/stock.hpp"
#include "tests/worlds/tablet.hpp"

namespace hineni::worlds {

namespace {

constexpr int most_rounds = 30;  // In which everything must have drained once the world is well.
constexpr TrueTime an_evening_in_december = 1'796'943'600 * second;

// libsodium's randomness, from the world's seed.
Luck* sodium_luck = nullptr;
void sodium_bytes(void* into, std::size_t size) {
    auto* bytes = static_cast<std::uint8_t*>(into);
    for (std::size_t i = 0; i < size; i += 8) {
        const auto some = (*sodium_luck)();
        for (std::size_t j = i; j < std::min(size, i + 8); ++j)
            bytes[j] = static_cast<std::uint8_t>(some >> 8 * (j - i));
    }
}
randombytes_implementation seeded_sodium{[] { return "a world's luck"; },
                                         [] { return static_cast<std::uint32_t>((*sodium_luck)()); },
                                         nullptr,
                                         nullptr,
                                         sodium_bytes,
                                         nullptr};

class World {
  public:
    World(std::uint64_t seed, Control control) : disk_(seed), chance_(seed), setting_(seed, control, disk_, chance_) {
        sodium_luck = &setting_.luck;
        randombytes_set_implementation(&seeded_sodium);
        choose_the_pack();
        people_it();
        put_devices_on_tables();
        disk_.watch([this](CrashDisk::Call, std::string_view) { return befall(); });
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Lived live() {
        const auto turns = 10 + tablets_.size() * 8;
        for (std::size_t i = 0; i < turns; ++i) turn();
        heal();
        hold_against_the_truth();
        return {std::move(setting_.truth.broken), std::move(setting_.truth.steps), tablets_.size(),
                setting_.truth.people.size()};
    }

  private:
    CrashDisk::Weather befall() {
        const bool was_over = setting_.mishap.over();
        const auto weather = setting_.mishap.ask();
        if (!was_over && setting_.mishap.over()) disk_.crash(setting_.acting);
        return weather;
    }
    void choose_the_pack();
    void people_it();
    void put_devices_on_tables();
    void turn();
    void heal();
    void take_by_stick();
    [[nodiscard]] bool drained();
    void hold_against_the_truth();
    [[nodiscard]] std::uint64_t gone_before_the_thanks();
    void check_list(const Laptop& laptop);
    void check_proof(const Laptop& laptop);

    Luck& luck() { return setting_.luck; }
    Truth& truth() { return setting_.truth; }
    template <class Some>
    Some& any(std::vector<Some>& some) {
        return some[luck().below(some.size())];
    }

    CrashDisk disk_;
    Chance chance_;
    Setting setting_;
    std::vector<Drop> drops_;
    std::vector<std::unique_ptr<Tablet>> tablets_;
    std::vector<Laptop> laptops_;
};

void World::choose_the_pack() {
    constexpr std::array<int, 4> days{0, 0, 1, 30};
    constexpr std::array<std::size_t, 4> bundles{largest_bundle, largest_bundle, 10'000, 30'000};
    setting_.erase = luck().one_in(3) ? Erase::Delivered : Erase::Received;
    setting_.erase_after_days = days[luck().below(days.size())];
    setting_.largest_bundle = bundles[luck().below(bundles.size())];
    setting_.rough = static_cast<unsigned>(luck().below(60));
    setting_.unlucky = static_cast<unsigned>(luck().below(40));
    setting_.drop_loses = setting_.erase == Erase::Received && luck().one_in(4);
    truth().now = an_evening_in_december;
}

// Mostly few: most of what can go wrong goes wrong between two.
void World::people_it() {
    auto tablets = static_cast<std::size_t>(luck().between(2, 3));
    if (luck().one_in(8)) tablets = static_cast<std::size_t>(luck().between(4, 8));
    if (luck().one_in(500)) tablets = static_cast<std::size_t>(luck().between(9, 50));
    drops_.resize(luck().one_in(4) ? 2 : 1);
    for (std::size_t i = 0; i < drops_.size(); ++i) {
        drops_[i].called = "drop " + std::to_string(i);
        if (luck().one_in(4)) drops_[i].largest = static_cast<std::size_t>(luck().between(6'000, 20'000));
    }
    const auto& known = cast();
    const auto keys = 1 + luck().below(most_keys);
    for (std::size_t i = 0; i < keys; ++i) setting_.organizers.push_back(public_half(known.organizers[i]));
    for (std::size_t i = 0; i < tablets; ++i) {
        tablets_.push_back(std::make_unique<Tablet>(setting_, i, known.devices[i], any(drops_)));
    }
    const auto laptops = 1 + luck().below(3);
    for (std::size_t i = 0; i < laptops; ++i) laptops_.emplace_back(setting_, i, known.organizers[i % keys]);
}

// A queue shuffles a thousand pages at first, as long as all the rest of a world takes: most tablets get theirs from a
// stock.
void World::put_devices_on_tables() {
    std::vector<std::filesystem::path> states;
    for (const auto& tablet : tablets_) {
        if (!luck().one_in(50)) states.push_back(tablet->state());
    }
    stock_up(disk_, states);
}

void World::turn() {
    setting_.pass(luck().one_in(20) ? 3 * day : luck().one_in(3) ? 2 * hour : minute);
    switch (luck().below(12)) {
        case 0: return any(drops_).let_arrive(setting_);
        case 1: return any(laptops_).collect(drops_);
        case 2: {
            auto& laptop = any(laptops_);
            laptop.collect(drops_);
            return laptop.give_receipts(drops_);
        }
        case 3:
            if (luck().one_in(4)) return any(laptops_).withdraw_someone(drops_);
            if (setting_.drop_loses) return any(drops_).lose_one(setting_);
            if (luck().one_in(4)) return any(laptops_).take(any(laptops_).files());
            return;
        default: return any(tablets_)->live();
    }
}

bool World::drained() {
    return std::ranges::all_of(tablets_, [](const auto& each) { return each->drained(); });
}

void World::heal() {
    truth().tell("the world heals");
    setting_.well = true;
    for (auto& drop : drops_) {
        while (!drop.late.empty()) drop.let_arrive(setting_);
        drop.largest = 4UL * 1024 * 1024;
        drop.not_wanted.clear();
    }
    for (auto& tablet : tablets_) tablet->try_again();
    for (int round = 0; round < most_rounds; ++round) {
        for (auto& tablet : tablets_) tablet->settle_down();
        for (auto& laptop : laptops_) {
            laptop.collect(drops_);
            laptop.give_receipts(drops_);
        }
        // What a drop lost is called by its id, and then fetched from the tablet by hand.
        if (round == 1 && setting_.drop_loses) take_by_stick();
        if (drained()) return;
        truth().now += round < 1 ? hour : (1 + setting_.erase_after_days) * day;
    }
    truth().accuse("after " + std::to_string(most_rounds) + " rounds in good weather something still waits");
}

void World::take_by_stick() {
    auto& laptop = laptops_.front();
    for (const auto& other : laptops_) laptop.take(other.files());
    check_proof(laptop);
    for (auto& tablet : tablets_) {
        const auto bundles = tablet->export_all();
        if (!bundles) return truth().accuse(tablet->called() + ": " + bundles.error().what);
        for (const auto& bundle : *bundles) laptop.take(bundle);
    }
    laptop.give_receipts(drops_);
}

// Before the stick: what a drop lost, and a statement that is here lists, is called by its id.
void World::check_proof(const Laptop& laptop) {
    const auto proven = laptop.prove();
    if (!proven.sound) truth().accuse(laptop.called() + " finds something wrong: " + proven.words);
    for (const auto& id : laptop.told_of()) {
        if (truth().at_a_desk.contains(id) || std::ranges::binary_search(proven.missing, id)) continue;
        truth().accuse(laptop.called() + " was told of entry " + hex(id.bytes).substr(0, 4) +
                       ", has it not, and does not call it missing: " + proven.words);
    }
}

void World::hold_against_the_truth() {
    // Everybody's files, in everybody's order.
    for (auto& laptop : laptops_) {
        for (const auto& other : laptops_) laptop.take(other.files());
        check_list(laptop);
        const auto proven = laptop.prove();
        // A statement that a drop lost stays missing, though its entries came by stick.
        const bool misses = !setting_.drop_loses && proven.missing_in_all > gone_before_the_thanks();
        if (!proven.sound || misses) {
            truth().accuse(laptop.called() + " has everything and does not prove it: " + proven.words);
        }
    }
}

// Nobody was thanked for these, and they are nowhere: the kiosk ended while it stored them, sync saw them and told of
// them, and the power went before the disk had them.
std::uint64_t World::gone_before_the_thanks() {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        truth().people, [this](const SignUp& who) { return !who.thanked && !truth().at_a_desk.contains(who.entry); }));
}

void World::check_list(const Laptop& laptop) {
    std::map<std::size_t, std::size_t> counted;
    for (const auto& entry : laptop.list()) {
        const auto person = static_cast<std::size_t>(std::stoul(entry.answers.at(0).second));
        ++counted[person];
        const auto name = "person " + std::to_string(person);
        if (truth().withdrawn.contains(entry.id))
            truth().accuse(name + " was withdrawn and is on the list of " + laptop.called());
        if (!entry.unix_s) continue;
        const auto off_by = std::abs(truth().people[person].at - *entry.unix_s * second);
        if (off_by > entry.within_s * second) {
            truth().accuse("the time stated for " + name + " is off by " + std::to_string(off_by) +
                           " ms, and it says at most " + std::to_string(entry.within_s) + " s");
        }
    }
    for (std::size_t person = 0; person < truth().people.size(); ++person) {
        const auto& who = truth().people[person];
        const auto name = "person " + std::to_string(person);
        if (counted[person] > 1)
            truth().accuse(name + " is counted " + std::to_string(counted[person]) + " times by " + laptop.called());
        if (who.thanked && counted[person] == 0 && !truth().withdrawn.contains(who.entry)) {
            truth().accuse(name + " was thanked and is not on the list of " + laptop.called());
        }
    }
}

}  // namespace

Lived live(std::uint64_t seed, Control control) {
    // What is made once takes none of the first world's luck.
    static const bool begun = start_sealing().has_value();
    if (!begun) return {{"libsodium does not start"}, {}, 0, 0};
    static_cast<void>(cast());
    make_stock();
    World world(seed, control);
    return world.live();
}

}  // namespace hineni::worlds
