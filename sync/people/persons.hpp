// Persons: who is behind the entries, in the order of their first entries. Nearly everybody has one entry: only who has
// several takes room in memory, all others two bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace hineni {

// Places are those of a settled Collection: Collection::entry(place).
struct Person {
    std::vector<std::size_t> entries;  // Oldest first; at least one.
};

class Persons {
  public:
    Persons() = default;
    // Of `entries` entries: `several` who have more than one, and everybody else but those at the places `out`.
    Persons(std::size_t entries, std::vector<Person> several, const std::vector<std::size_t>& out);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] Person operator[](std::size_t person) const;
    // Whose first entry lies at `place`.
    [[nodiscard]] std::size_t whose_first(std::size_t place) const;
    // Who has more than one entry, in the order of their first ones.
    [[nodiscard]] const std::vector<Person>& several() const { return several_; }

    class Iterator {
      public:
        using value_type = Person;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        Iterator() = default;
        Iterator(const Persons* all, std::size_t at) : all_(all), at_(at) {}
        [[nodiscard]] Person operator*() const { return (*all_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        void operator++(int) { ++at_; }
        friend bool operator==(const Iterator&, const Iterator&) = default;

      private:
        const Persons* all_ = nullptr;
        std::size_t at_ = 0;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size_}; }

  private:
    [[nodiscard]] std::size_t first_of(std::size_t person) const;

    std::vector<Person> several_;
    std::vector<std::uint64_t> first_;   // A bit for each entry: it is the first of somebody.
    std::vector<std::uint32_t> before_;  // How many are in the words before each.
    std::size_t size_ = 0;
};

}  // namespace hineni
