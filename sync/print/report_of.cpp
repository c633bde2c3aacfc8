#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <set>
#include <utility>

#include "sync/print/days.hpp"
#include "sync/print/report.hpp"

namespace hineni {

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::size_t most_bars = 48;

std::optional<int> middle(std::vector<int> times) {
    if (times.size() < too_few) return std::nullopt;
    const auto half = times.begin() + static_cast<std::ptrdiff_t>((times.size() - 1) / 2);
    std::ranges::nth_element(times, half);
    return *half;
}

// The most first; of as many the one whose id comes first.
std::vector<LabelCount> sorted(std::vector<LabelCount> counts) {
    std::ranges::stable_sort(counts, std::greater(), &LabelCount::count);
    return counts;
}

std::int64_t began(const EventPack& pack) {
    const auto& at = pack.starts;
    const auto day = std::chrono::sys_days(std::chrono::year(at.year) / at.month / at.day);
    return std::int64_t{day.time_since_epoch().count()} * 24 * hour + at.hour * hour + std::int64_t{at.minute} * 60 -
           std::int64_t{at.utc_offset_minutes} * 60;
}

std::int64_t begin_of_bar(std::int64_t at, std::int64_t step) {
    return (at >= 0 ? at : at - step + 1) / step * step;
}

// As narrow as the paper allows: a quarter of an hour, unless it was a long day, or several.
int step_for(std::int64_t first, std::int64_t last) {
    for (const int step : {900, 1800, 3600, 2 * 3600, 6 * 3600}) {
        if ((last - first) / step < static_cast<std::int64_t>(most_bars)) return step;
    }
    int step = 24 * 3600;
    while ((last - first) / step >= static_cast<std::int64_t>(most_bars)) step *= 2;
    return step;
}

}  // namespace

const EventPack* Counting::pack_of(const std::string& event) const {
    const auto found = std::ranges::find(packs_, event, &EventPack::id);
    return found == packs_.end() ? nullptr : &*found;
}

void Counting::entry(const DeskEntry& entry) {
    auto& form = forms_[{entry.event, entry.form}];
    ++form.entries;
    if (entry.took_s > 0) form.took_s.push_back(entry.took_s);
    ++tablets_[device_name(entry.device)];
    if (entry.unix_s) {
        times_.emplace_back(*entry.unix_s, entry.within_s);
    } else {
        ++timeless_;
    }
}

void Counting::person(const DeskEntry& entry) {
    ++people_;
    ++forms_[{entry.event, entry.form}].people;
    ++languages_[entry.language];
    const auto* pack = pack_of(entry.event);
    const auto* form = pack == nullptr ? nullptr : pack->form(entry.form);
    for (const auto& [field, answer] : entry.answers) {
        if (answer.empty() || kinds_.of(entry, field) != FieldKind::Chapter) continue;
        auto& chapter = chapters_[answer];
        chapter.id = answer;
        ++chapter.count;
        if (answer == pod_option) chapter.label = "wants to start one";
        const auto known = pack == nullptr ? std::vector<Chapter>() : pack->chapters;
        const auto named = std::ranges::find(known, answer, &Chapter::id);
        if (named != known.end()) chapter.label = named->name.in(pack->languages.front());
        if (chapter.label.empty()) chapter.label = answer;
    }
    for (const auto& given : entry.consents) {
        YesCount words{given.id, given.to, {}, given.id, 0, 0};
        if (form != nullptr) {
            const auto asked = std::ranges::find(form->consents, given.id, &Consent::id);
            if (asked != form->consents.end()) words.words = asked->text.in(pack->languages.front());
        }
        const auto partners = pack == nullptr ? std::vector<Partner>() : pack->partners;
        const auto partner = std::ranges::find(partners, given.to, &Partner::id);
        if (partner != partners.end()) words.partner = partner->name.in(pack->languages.front());
        auto& count = consents_.try_emplace(Key(given.to, given.id, words.words), words).first->second;
        ++count.asked;
        count.yes += given.yes ? 1 : 0;
    }
}

Evening Counting::evening() const {
    Evening out{.from = 0, .step_s = 900, .utc_offset_minutes = 0, .bars = {}, .unknown = timeless_, .outside = 0};
    std::set<std::string> events;
    for (const auto& [key, form] : forms_) events.insert(key.first);
    const auto* pack = events.size() == 1 ? pack_of(*events.begin()) : nullptr;
    std::vector<std::pair<std::int64_t, int>> times;
    for (const auto& [at, within] : times_) {
        const bool inside = pack == nullptr || (at >= began(*pack) - 12 * hour && at < began(*pack) + 24 * hour);
        if (within > 12 * hour) {
            ++out.unknown;
        } else if (inside) {
            times.emplace_back(at, within);
        } else {
            ++out.outside;
        }
    }
    if (pack != nullptr) out.utc_offset_minutes = pack->starts.utc_offset_minutes;
    if (times.empty()) return out;
    std::ranges::sort(times);
    const auto first = times.front().first;
    const auto last = times.back().first;
    out.step_s = step_for(first, last);
    // Bars begin at full hours of the place.
    const std::int64_t shift = std::int64_t{out.utc_offset_minutes} * 60;
    out.from = begin_of_bar(first + shift, out.step_s) - shift;
    out.bars.resize(static_cast<std::size_t>((last - out.from) / out.step_s) + 1);
    for (const auto& [at, within] : times) {
        if (within > out.step_s / 2) {
            ++out.unknown;
        } else {
            ++out.bars[static_cast<std::size_t>((at - out.from) / out.step_s)];
        }
    }
    return out;
}

Report Counting::take() {
    Report report;
    report.people = people_;
    report.evening = evening();
    std::vector<int> took;
    std::set<std::string> events;
    for (auto& [key, form] : forms_) {
        const auto& [event, id] = key;
        events.insert(event);
        const auto* pack = pack_of(event);
        const auto* known = pack == nullptr ? nullptr : pack->form(id);
        report.entries += form.entries;
        took.insert(took.end(), form.took_s.begin(), form.took_s.end());
        report.forms.push_back({id, known == nullptr ? id : known->title.in(pack->languages.front()), form.people,
                                form.entries, middle(form.took_s)});
    }
    report.took_s = middle(std::move(took));
    for (const auto& event : events) {
        const auto* pack = pack_of(event);
        report.event +=
            (report.event.empty() ? "" : ", ") + (pack == nullptr ? event : pack->name.in(pack->languages.front()));
        if (pack == nullptr) continue;
        const auto& day = pack->starts;
        char made[16];
        std::snprintf(made, sizeof made, "%04u-%02u-%02u", static_cast<unsigned>(day.year) % 10'000U,
                      static_cast<unsigned>(day.month) % 100U, static_cast<unsigned>(day.day) % 100U);
        report.made = std::max<std::string>(report.made, made);
        if (events.size() > 1) continue;
        report.where = pack->place.in(pack->languages.front()) + " · " + day_in_words(day.year, day.month, day.day);
    }
    for (const auto& [name, count] : tablets_) report.by_tablet.push_back({name, name.substr(0, 8), count});
    for (const auto& [tag, count] : languages_) report.languages.push_back({tag, language_in_words(tag), count});
    for (const auto& [id, count] : chapters_) report.chapters.push_back(count);
    for (const auto& [key, count] : consents_) report.consents.push_back(count);
    report.by_tablet = sorted(std::move(report.by_tablet));
    report.languages = sorted(std::move(report.languages));
    report.chapters = sorted(std::move(report.chapters));
    std::ranges::stable_sort(report.forms, std::greater(), &FormCount::people);
    std::ranges::stable_sort(report.consents, std::greater(), &YesCount::asked);
    return report;
}

}  // namespace hineni
