// Document: event.toml as plain values, each with the place where it stands. The one door to toml++; everything
// behind it reads these values and has never heard of the library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hineni/event_pack.hpp"

namespace hineni::document {

struct Place {
    int line = 0;    // From 1.
    int column = 0;  // From 1; keeps two complaints of one line in order.
    friend bool operator<(const Place& a, const Place& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    }
};

struct Key;
struct Value;

// Keys in the order of the file.
struct Table {
    std::vector<Key> keys;
    [[nodiscard]] const Key* find(std::string_view name) const;
};
struct List {
    std::vector<Value> items;
};
// What TOML has and a pack has no use for: a fraction, a day without an hour. `what` says so in words.
struct Unused {
    std::string what;
};

struct Value {
    Place place;
    std::variant<Unused, bool, std::int64_t, std::string, LocalTime, List, Table> is;
};
struct Key {
    std::string name;
    Place place;
    Value value;
};

// "a number", "a table": for telling what stands there.
[[nodiscard]] std::string in_words(const Value& value);

struct Mistake {
    Place place;
    std::string what;
};

// The whole file, or the first place where it is not TOML.
[[nodiscard]] tl::expected<Value, Mistake> parse(std::string_view toml);

}  // namespace hineni::document
