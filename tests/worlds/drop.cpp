#include "tests/worlds/drop.hpp"

#include <algorithm>

#include "sync/bundle/bundle.hpp"

namespace hineni::worlds {

namespace {

// The same for people, every time.
std::string short_name(std::string_view name) {
    return std::string(name.substr(name.find('-') + 1, 6));
}

bool holds_any(BytesView bytes, const std::set<EntryId>& wanted) {
    if (wanted.empty()) return false;
    const auto bundle = read_bundle(bytes);
    return bundle && std::ranges::any_of(bundle->envelopes, [&](const auto& each) { return wanted.contains(each.id); });
}

}  // namespace

void Drop::store(std::string_view name, BytesView bytes) {
    auto& file = held[std::string(name)];
    if (!file.empty()) older[std::string(name)] = file;
    file.assign(bytes.begin(), bytes.end());
}

void Drop::let_arrive(Setting& setting) {
    if (late.empty()) return;
    const auto at = late.begin() + static_cast<std::ptrdiff_t>(setting.luck.below(late.size()));
    setting.truth.tell(called + " gets " + short_name(at->name) + ", which was late");
    store(at->name, at->bytes);
    late.erase(at);
}

void Drop::lose_one(Setting& setting) {
    if (held.empty()) return;
    const auto at = std::next(held.begin(), static_cast<std::ptrdiff_t>(setting.luck.below(held.size())));
    setting.truth.tell(called + " loses " + short_name(at->first));
    held.erase(at);
}

bool Line::meets_weather() {
    return !setting_.well && setting_.luck.percent(setting_.rough);
}

Answered Line::unreachable(std::string why, std::string_view name) {
    setting_.truth.tell(who_ + " puts " + short_name(name) + ": " + why);
    Answered answer{Reply::Unreachable, std::move(why), "", {}, {}};
    if (setting_.luck.one_in(8)) answer.not_before = std::chrono::seconds(setting_.luck.below(900));
    return answer;
}

Answered Line::accept(std::string_view name, BytesView bytes, bool told) {
    drop_.store(name, bytes);
    if (!told) return unreachable("the answer is lost", name);
    setting_.truth.tell(who_ + " puts " + short_name(name) + ": taken");
    if (const auto bundle = read_bundle(bytes)) {
        for (const auto& each : bundle->envelopes)
            setting_.truth.taken_by_drop.try_emplace(each.id, setting_.truth.now);
    }
    return {Reply::Accepted, {}, {}, {}, {}};
}

Answered Line::put(std::string_view name, BytesView bytes) {
    return ask(name, bytes, setting_.truth.now);
}

// The drop's time is told against the moment at which the question was begun: of several at a time, that of all.
Answered Line::ask(std::string_view name, BytesView bytes, TrueTime begun) {
    auto& luck = setting_.luck;
    if (setting_.mishap.over()) return {Reply::Unreachable, "the program is gone", "", {}, {}};
    if (!setting_.well && luck.one_in(16)) setting_.pass(90 * second);
    if (setting_.mishap.kind() == Mishap::Kind::Crash && luck.one_in(4)) {
        if (luck.one_in(2)) drop_.store(name, bytes);
        setting_.end_it_here();
        return unreachable("the program ends in the middle", name);
    }
    if (bytes.size() > drop_.largest || holds_any(bytes, drop_.not_wanted)) {
        setting_.truth.tell(who_ + " puts " + short_name(name) + ": refused");
        return {Reply::Refused, "the drop does not take it", "ask the drop", {}, {}};
    }
    auto answer = [&] {
        if (!meets_weather()) return accept(name, bytes, true);
        switch (luck.below(8)) {
            case 0: return unreachable("no route", name);
            case 1: return accept(name, bytes, false);
            case 2:
                drop_.late.push_back({std::string(name), Bytes(bytes.begin(), bytes.end())});
                return unreachable("it hangs somewhere", name);
            case 3:
                drop_.late.push_back({std::string(name), Bytes(bytes.begin(), bytes.end())});
                return accept(name, bytes, true);
            case 4:
                drop_.store(name, bytes.first(luck.below(bytes.size())));
                return unreachable("cut off in the middle", name);
            case 5: return unreachable("a login page answers 200", name);
            case 6: return unreachable("an empty 200", name);
            default: return unreachable("busy", name);
        }
    }();
    if (luck.one_in(4)) {
        // Rounded down to a second, somewhere between question and answer.
        const auto said = luck.between(begun, setting_.truth.now) / second;
        answer.time = Answered::Time{said, static_cast<int>((setting_.truth.now - begun) / second) + 2};
    }
    return answer;
}

Answered Line::put_and(std::string_view name, BytesView bytes, const std::function<void()>& meanwhile) {
    const auto when = setting_.luck.below(3);
    if (when == 0) meanwhile();
    auto answer = put(name, bytes);
    if (when == 1) meanwhile();
    return answer;
}

std::vector<Answered> Line::put_all(std::span<const Parcel> parcels) {
    std::vector<std::size_t> order(parcels.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (auto i = order.size(); i > 1; --i) std::swap(order[i - 1], order[setting_.luck.below(i)]);
    const auto begun = setting_.truth.now;
    std::vector<Answered> answers(parcels.size());
    for (const auto i : order) answers[i] = ask(parcels[i].name, parcels[i].bytes, begun);
    return answers;
}

Result<std::vector<std::string>> Line::list() {
    if (meets_weather()) return fail("list " + drop_.called + ": no answer");
    std::vector<std::string> names;
    for (const auto& [name, bytes] : drop_.held) {
        if (!meets_weather()) names.push_back(name);
    }
    return names;
}

Result<std::optional<Bytes>> Line::find(std::string_view name, std::size_t at_most) {
    if (setting_.mishap.over()) return fail("the program is gone");
    auto& luck = setting_.luck;
    const auto& from =
        meets_weather() && luck.one_in(2) && drop_.older.contains(std::string(name)) ? drop_.older : drop_.held;
    const auto found = from.find(std::string(name));
    if (!meets_weather()) {
        if (found == from.end()) return std::nullopt;
        if (found->second.size() > at_most) return fail("it is too large");
        return found->second;
    }
    switch (luck.below(4)) {
        case 0: return std::nullopt;
        case 1: {
            const auto page = as_bytes("<html>Please log in</html>");
            return Bytes(page.begin(), page.end());
        }
        case 2:
            if (found != from.end())
                return Bytes(found->second.begin(),
                             found->second.begin() + static_cast<std::ptrdiff_t>(found->second.size() / 2));
            [[fallthrough]];
        default: return fail("no answer");
    }
}

}  // namespace hineni::worlds
