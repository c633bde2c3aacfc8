#include "sync/people/verdicts.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "sync/people/joined.hpp"

namespace hineni {

namespace {

using Ids = std::map<std::string, std::size_t, std::less<>>;

tl::unexpected<Error> not_bound(int line, const std::string& what, std::string hint) {
    return fail("decisions: line " + std::to_string(line) + ": " + what, std::move(hint));
}

Result<std::size_t> named(const std::string& beginning, int line, const Ids& ids) {
    const auto first = ids.lower_bound(beginning);
    if (first == ids.end() || !first->first.starts_with(beginning)) {
        return not_bound(
            line, "no entry here begins with " + beginning,
            "right would be an id from the table of entries; if the entry was withdrawn, or is left out by "
            "an option, take it out of the line");
    }
    const auto second = std::next(first);
    if (second != ids.end() && second->first.starts_with(beginning)) {
        return not_bound(line, "several entries begin with " + beginning, "right would be more characters of the id");
    }
    return first->second;
}

Result<std::vector<std::size_t>> named(const Decision& decision, const Ids& ids) {
    std::vector<std::size_t> places;
    for (const auto& beginning : decision.entries) {
        const auto place = named(beginning, decision.line, ids);
        if (!place) return tl::unexpected(place.error());
        if (std::ranges::find(places, *place) != places.end()) {
            return not_bound(decision.line, "names " + beginning + " twice", "right would be each entry once");
        }
        places.push_back(*place);
    }
    return places;
}

// Binds one line after the other, and remembers who spoke first.
class Binding {
  public:
    explicit Binding(const std::vector<Traits>& all) : all_(all), joined_(all.size()), said_(all.size()) {
        verdicts_.aside.resize(all.size());
        verdicts_.keep.resize(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) ids_.emplace(hex(all[i].id.bytes), i);
    }

    Result<void> take(const Decision& decision) {
        const auto places = named(decision, ids_);
        if (!places) return tl::unexpected(places.error());
        switch (decision.what) {
            case Decision::What::Apart: return apart(*places, decision.line);
            case Decision::What::Together: return together(*places, decision.line);
            case Decision::What::Aside: return mark(verdicts_.aside, verdicts_.keep, *places, decision.line);
            case Decision::What::Keep: return mark(verdicts_.keep, verdicts_.aside, *places, decision.line);
        }
        return {};
    }

    Result<Verdicts> done() {
        for (const auto& [line, a, b] : apart_) {
            if (joined_.root(a) != joined_.root(b)) continue;
            return not_bound(line,
                             "takes apart " + called(a) + " and " + called(b) + ", which together makes one person",
                             "right would be one of the two lines");
        }
        for (std::size_t i = 0; i < all_.size(); ++i) verdicts_.one_with.push_back(joined_.root(i));
        return std::move(verdicts_);
    }

  private:
    [[nodiscard]] std::string called(std::size_t place) const { return hex(BytesView(all_[place].id.bytes).first(4)); }

    Result<void> apart(const std::vector<std::size_t>& places, int line) {
        for (const auto a : places) {
            for (const auto b : places) {
                if (a == b) continue;
                verdicts_.apart.emplace(a, b);
                apart_.emplace_back(line, a, b);
            }
        }
        return {};
    }

    Result<void> together(const std::vector<std::size_t>& places, int line) {
        for (const auto place : places) {
            if (all_[place].form != all_[places.front()].form) {
                return not_bound(line, called(places.front()) + " and " + called(place) + " are of different forms",
                                 "right would be entries of one form: each form has its own people");
            }
            joined_.join(places.front(), place);
        }
        return {};
    }

    Result<void> mark(std::vector<bool>& yes, const std::vector<bool>& no, const std::vector<std::size_t>& places,
                      int line) {
        for (const auto place : places) {
            if (no[place]) {
                return not_bound(
                    line, called(place) + " is both to keep and to set aside: see line " + std::to_string(said_[place]),
                    "right would be one of the two lines");
            }
            yes[place] = true;
            said_[place] = line;
        }
        return {};
    }

    const std::vector<Traits>& all_;
    Ids ids_;
    Joined joined_;
    std::vector<int> said_;
    std::vector<std::tuple<int, std::size_t, std::size_t>> apart_;
    Verdicts verdicts_;
};

}  // namespace

Result<Verdicts> bind(const std::vector<Decision>& decisions, const std::vector<Traits>& all) {
    if (decisions.empty()) {
        Verdicts none;
        none.one_with.resize(all.size());
        std::iota(none.one_with.begin(), none.one_with.end(), std::size_t{0});
        none.aside.resize(all.size());
        none.keep.resize(all.size());
        return none;
    }
    Binding binding(all);
    for (const auto& decision : decisions) {
        if (auto taken = binding.take(decision); !taken) return tl::unexpected(taken.error());
    }
    return binding.done();
}

}  // namespace hineni
