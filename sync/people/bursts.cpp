#include "sync/people/bursts.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "sync/people/joined.hpp"

namespace hineni {

namespace {

using Run = std::vector<std::size_t>;  // Positions in the sequence of a boot.

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

// All entries of one boot of one tablet, in the order in which they were made.
class Sequence {
  public:
    Sequence(const std::vector<Traits>& all, std::vector<std::size_t> places, const std::vector<bool>& keep)
        : all_(all), places_(std::move(places)), keep_(keep) {
        std::ranges::sort(places_, {},
                          [&](std::size_t place) { return std::tie(all_[place].since_boot_ms, all_[place].id); });
        find_quick();
        find_junk();
        find_same();
    }

    [[nodiscard]] std::vector<Burst> bursts() const {
        Joined joined(places_.size());
        for (const auto* runs : {&quick_, &junk_, &same_}) {
            for (const auto& run : *runs) {
                for (const auto at : run) joined.join(at, run.front());
            }
        }
        std::vector<Burst> bursts;
        for (auto& group : joined.groups()) {
            std::ranges::sort(group);
            Burst burst;
            for (const auto at : group) burst.entries.push_back(places_[at]);
            burst.reasons = reasons_for(group);
            bursts.push_back(std::move(burst));
        }
        return bursts;
    }

  private:
    [[nodiscard]] const Traits& at(std::size_t position) const { return all_[places_[position]]; }
    [[nodiscard]] std::int64_t ms_between(std::size_t a, std::size_t b) const {
        return at(b).since_boot_ms - at(a).since_boot_ms;
    }

    void add(std::vector<Run>& runs, Run run) const {
        std::erase_if(run, [&](std::size_t each) { return keep_[places_[each]]; });
        if (run.size() >= smallest_burst) runs.push_back(std::move(run));
    }

    // Of `some`, those runs in which each came less than `within_s` after the one before.
    void add_runs(std::vector<Run>& runs, const Run& some, int within_s) const {
        Run run;
        for (const auto each : some) {
            if (!run.empty() && ms_between(run.back(), each) >= 1000 * std::int64_t{within_s}) {
                add(runs, std::exchange(run, {}));
            }
            run.push_back(each);
        }
        add(runs, run);
    }

    // Both the card itself and the time since the one before: somebody who types fast has still to step up.
    void find_quick() {
        Run some;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (at(i).took_s < quickest_card_s) {
                some.push_back(i);
            } else {
                add_runs(quick_, std::exchange(some, {}), quickest_card_s);
            }
        }
        add_runs(quick_, some, quickest_card_s);
    }

    void find_junk() {
        Run some;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (at(i).junk != Junk::None) some.push_back(i);
        }
        add_runs(junk_, some, in_a_row_s);
    }

    void find_same() {
        std::map<std::pair<Trait, Trait>, Run> by_answers;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (at(i).answers != 0) by_answers[{at(i).form, at(i).answers}].push_back(i);
        }
        for (const auto& [answers, some] : by_answers) add_runs(same_, some, in_a_row_s);
    }

    [[nodiscard]] std::vector<std::string> reasons_for(const Run& group) const {
        std::vector<std::string> reasons;
        const auto here = [&](const Run& run) { return std::ranges::binary_search(group, run.front()); };
        for (const auto& run : quick_) {
            if (!here(run)) continue;
            const auto ms = ms_between(run.front(), run.back()) + 1000 * std::int64_t{at(run.front()).took_s};
            reasons.push_back(std::to_string(run.size()) + " entries within " +
                              counted(static_cast<std::size_t>((ms + 999) / 1000), "second", "seconds"));
        }
        add_junk(reasons, group);
        for (const auto& run : same_) {
            if (here(run)) reasons.push_back(std::to_string(run.size()) + " entries have the same answers");
        }
        // Of several runs of the same answers the order would be that of digests.
        std::ranges::sort(reasons);
        return reasons;
    }

    void add_junk(std::vector<std::string>& reasons, const Run& group) const {
        std::map<Junk, std::size_t> count;
        for (const auto each : group) ++count[at(each).junk];
        if (count[Junk::OneKey] > 0) {
            reasons.push_back(counted(count[Junk::OneKey], "name is one key held down", "names are one key held down"));
        }
        if (count[Junk::KeyboardRun] > 0) {
            reasons.push_back(counted(count[Junk::KeyboardRun], "name is a run along the keyboard",
                                      "names are runs along the keyboard"));
        }
        if (count[Junk::NoLetters] > 0) {
            reasons.push_back(counted(count[Junk::NoLetters], "name has no letter", "names have no letter"));
        }
    }

    const std::vector<Traits>& all_;
    std::vector<std::size_t> places_;
    const std::vector<bool>& keep_;
    std::vector<Run> quick_;
    std::vector<Run> junk_;
    std::vector<Run> same_;
};

}  // namespace

std::vector<Burst> bursts_in(const std::vector<Traits>& all, const std::vector<bool>& keep) {
    std::map<Trait, std::vector<std::size_t>> boots;
    for (std::size_t place = 0; place < all.size(); ++place) boots[all[place].boot].push_back(place);
    std::vector<Burst> bursts;
    for (auto& [boot, places] : boots) {
        if (places.size() < smallest_burst) continue;
        auto some = Sequence(all, std::move(places), keep).bursts();
        std::ranges::move(some, std::back_inserter(bursts));
    }
    std::ranges::sort(bursts, {}, [](const Burst& burst) { return burst.entries.front(); });
    return bursts;
}

}  // namespace hineni
