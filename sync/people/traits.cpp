#include "sync/people/traits.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>

#include "hineni/seal.hpp"
#include "sync/people/contact.hpp"

namespace hineni {

namespace {

constexpr auto longest_boot_ms = std::int64_t{1} << 50U;

std::vector<WordTrait> word_traits(const std::vector<NameWord>& name, const Marker& marker) {
    std::vector<WordTrait> words;
    words.reserve(name.size());
    for (const auto& word : name) {
        const auto mark = [&](const std::string& text) { return text == word.own ? 0 : marker.of('w', 0, text); };
        WordTrait trait{marker.of('w', 0, word.own), mark(word.latin), mark(word.spelled), mark(word.first),
                        word.script};
        for (auto* same : {&trait.latin, &trait.spelled, &trait.first}) {
            if (*same == 0) *same = trait.own;
        }
        words.push_back(trait);
    }
    return words;
}

// First and last name may be two fields.
std::string whole_name(const DeskEntry& entry, const Kinds& kinds) {
    std::string name;
    for (const auto& [field, answer] : entry.answers) {
        if (answer.empty() || kinds.of(entry, field) != FieldKind::Name) continue;
        if (!name.empty()) name += ' ';
        name += answer;
    }
    return name;
}

Trait answers_of(const DeskEntry& entry, const Marker& marker) {
    std::string all;
    for (const auto& [field, answer] : entry.answers) {
        if (answer.empty()) continue;
        for (const auto& part : {field, answer}) {
            all += part;
            all += '\0';
        }
    }
    return marker.of('a', 0, all);
}

bool same_word(const WordTrait& a, const WordTrait& b) {
    if (a.own == b.own) return true;
    if (a.script == b.script) return false;
    return a.latin == b.latin || a.latin == b.spelled || a.spelled == b.latin || a.spelled == b.spelled;
}

std::vector<WordTrait> not_in(const std::vector<WordTrait>& other, const std::vector<WordTrait>& words) {
    std::vector<WordTrait> rest;
    for (const auto& word : words) {
        if (std::ranges::none_of(other, [&](const auto& each) { return same_word(word, each); })) rest.push_back(word);
    }
    return rest;
}

// Each word of `few` is one of `many`, or its initial, or of an initial there the word.
bool is_within(const std::vector<WordTrait>& few, const std::vector<WordTrait>& many) {
    const auto left = not_in(many, few);
    const auto right = not_in(few, many);
    return std::ranges::all_of(left, [&](const WordTrait& word) {
        const auto alike = [&](const WordTrait& each) {
            return each.first == word.first && each.is_initial() == word.is_initial();
        };
        const auto fits = [&](const WordTrait& each) {
            return each.first == word.first && each.is_initial() != word.is_initial();
        };
        return std::ranges::count_if(left, alike) <= std::ranges::count_if(right, fits);
    });
}

}  // namespace

Marker::Marker() {
    const auto half = new_entry_id();
    const auto other = new_entry_id();
    std::ranges::copy(half.bytes, key_.begin());
    std::ranges::copy(other.bytes, key_.begin() + half.bytes.size());
}

Trait Marker::of(char what, Trait within, std::string_view text) const {
    std::string words(key_.size() + 1 + sizeof within, what);
    std::memcpy(words.data(), key_.data(), key_.size());
    std::memcpy(words.data() + key_.size() + 1, &within, sizeof within);
    words += text;
    const auto whole = digest(as_bytes(words));
    Trait front = 0;
    std::memcpy(&front, whole.data(), sizeof front);
    return front == 0 ? 1 : front;
}

Traits traits_of(const DeskEntry& entry, const Kinds& kinds, const Marker& marker, Folding& folding) {
    Traits traits;
    traits.id = entry.id;
    traits.form = marker.of('f', 0, entry.event + '\0' + entry.form);
    const auto typed = whole_name(entry, kinds);
    const auto name = folding.name(typed);
    traits.words = word_traits(name, marker);
    traits.junk = junk_in(typed, name);
    const auto mark = [&](char what, const std::string& form) {
        return form.empty() ? 0 : marker.of(what, traits.form, form);
    };
    const auto& region = kinds.region(entry);
    traits.email = mark('e', email_form(Folding::small(kinds.answer(entry, FieldKind::Email))));
    traits.phone = mark('p', phone_form(Folding::narrow(kinds.answer(entry, FieldKind::Phone)), region));
    const auto home = postal_code_form(Folding::narrow(kinds.answer(entry, FieldKind::PostalCode)), region);
    std::string whole;
    for (const auto& word : name) whole += word.own + ' ';
    if (!whole.empty()) traits.name = marker.of('n', 0, whole);
    const auto full = std::ranges::count_if(traits.words, [](const auto& word) { return !word.is_initial(); }) > 1 ||
                      std::ranges::any_of(name, &NameWord::syllables);
    if (full && !home.empty()) traits.name_and_home = marker.of('h', traits.form, whole + '\0' + home);
    if (traits.name != 0 || traits.email != 0 || traits.phone != 0) traits.answers = answers_of(entry, marker);
    traits.boot = marker.of('b', 0, std::string(as_text(entry.device)) + entry.boot);
    // A foreign device may have written anything.
    traits.since_boot_ms = std::clamp(entry.since_boot_ms, std::int64_t{0}, longest_boot_ms);
    traits.unix_s = entry.unix_s;
    traits.took_s = entry.took_s;
    return traits;
}

bool compatible(const std::vector<WordTrait>& a, const std::vector<WordTrait>& b) {
    return is_within(a, b) || is_within(b, a);
}

std::vector<std::size_t> oldest_first(const std::vector<Traits>& all, std::vector<std::size_t> places) {
    if (places.size() < 2) return places;
    std::map<Trait, std::vector<std::size_t>> boots;  // Latest first.
    std::ranges::sort(places, [&](std::size_t a, std::size_t b) {
        return std::tie(all[b].since_boot_ms, all[b].id) < std::tie(all[a].since_boot_ms, all[a].id);
    });
    for (const auto place : places) boots[all[place].boot].push_back(place);
    std::vector<std::size_t> ordered;
    while (!boots.empty()) {
        const auto next = std::ranges::min_element(boots, {}, [&](const auto& boot) {
            const auto& first = all[boot.second.back()];
            return std::tie(first.unix_s, first.id);
        });
        ordered.push_back(next->second.back());
        next->second.pop_back();
        if (next->second.empty()) boots.erase(next);
    }
    return ordered;
}

}  // namespace hineni
