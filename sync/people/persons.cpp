#include "sync/people/persons.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t word = 64;

std::uint64_t bit_of(std::size_t place) {
    return std::uint64_t{1} << place % word;
}

std::size_t first_entry(const Person& person) {
    return person.entries.front();
}

}  // namespace

Persons::Persons(std::size_t entries, std::vector<Person> several, const std::vector<std::size_t>& out)
    : several_(std::move(several)), first_((entries + word - 1) / word, ~std::uint64_t{0}) {
    std::ranges::sort(several_, {}, first_entry);
    if (entries % word != 0) first_.back() = bit_of(entries) - 1;
    const auto not_first = [&](std::size_t place) { first_[place / word] &= ~bit_of(place); };
    for (const auto place : out) not_first(place);
    for (const auto& person : several_) {
        for (const auto place : person.entries) not_first(place);
        first_[first_entry(person) / word] |= bit_of(first_entry(person));
    }
    before_.reserve(first_.size());
    for (const auto bits : first_) {
        before_.push_back(static_cast<std::uint32_t>(size_));
        size_ += static_cast<std::size_t>(std::popcount(bits));
    }
}

std::size_t Persons::first_of(std::size_t person) const {
    const auto at = static_cast<std::size_t>(std::ranges::upper_bound(before_, person) - before_.begin()) - 1;
    auto bits = first_[at];
    for (auto left = person - before_[at]; left > 0; --left) bits &= bits - 1;
    return at * word + static_cast<std::size_t>(std::countr_zero(bits));
}

Person Persons::operator[](std::size_t person) const {
    const auto place = first_of(person);
    const auto at = std::ranges::lower_bound(several_, place, {}, first_entry);
    if (at != several_.end() && first_entry(*at) == place) return *at;
    return {{place}};
}

std::size_t Persons::whose_first(std::size_t place) const {
    const auto lower = first_[place / word] & (bit_of(place) - 1);
    return before_[place / word] + static_cast<std::size_t>(std::popcount(lower));
}

}  // namespace hineni
