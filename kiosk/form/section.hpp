// Section: one table of event.toml while it is being read. Each key is one line of the reader that asks for it, with
// its type and its limits; what is wrong is complained about on the spot, a harmless value stands in, and reading goes
// on, so that an organizer sees all of it at once. Every key that was asked for is known; end() complains of the rest.
#pragma once

#include <set>
#include <span>
#include <utility>

#include "kiosk/form/proof.hpp"

namespace hineni {

enum class Need { Required, Optional };

// How long a text may be that the kiosk shows, in characters, and whether it may hold more than one line.
struct Room {
    std::size_t characters = 0;
    bool lines = false;
};

template <class Value>
using Choices = std::span<const std::pair<std::string_view, Value>>;

class Section {
  public:
    // `name`: how the file calls it: "[event]", "[[form]]". `table` outlives the Section.
    Section(Proof& proof, std::string name, const document::Table& table, document::Place at)
        : proof_(&proof), name_(std::move(name)), table_(&table), at_(at) {}

    [[nodiscard]] std::string words(std::string_view key, Need need, std::size_t most);
    // The same, optional, and no complaint shows what stands there.
    [[nodiscard]] std::string secret(std::string_view key, std::size_t most);
    [[nodiscard]] std::string id(std::string_view key, std::string_view also = "-_");
    // Complains of an id that `taken` holds already, and adds it.
    [[nodiscard]] std::string id_among(std::set<std::string>& taken);
    [[nodiscard]] Text text(std::string_view key, Need need, Room room);
    [[nodiscard]] bool yes_no(std::string_view key);  // Optional; no where it is missing.
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view key, Need need, std::int64_t low,
                                                     std::int64_t high);
    [[nodiscard]] std::optional<LocalTime> time(std::string_view key, Need need);
    [[nodiscard]] std::string uuid(std::string_view key);  // Optional.
    template <class Value>
    [[nodiscard]] std::optional<Value> one_of(std::string_view key, Need need, Choices<Value> choices) {
        const auto index = index_of(key, need, names_of(choices));
        return index ? std::optional(choices[*index].second) : std::nullopt;
    }

    struct Item {
        std::string words;
        document::Place at;
    };
    // A list of texts in quotes, `fewest` to `most` of them, none empty or longer than 500 characters.
    [[nodiscard]] std::vector<Item> list(std::string_view key, Need need, std::size_t fewest, std::size_t most);
    // [[name]], at most `most` of them.
    [[nodiscard]] std::vector<Section> sections(std::string_view key, std::string_view name, Need need,
                                                std::size_t most);
    [[nodiscard]] std::optional<Section> section(std::string_view key, std::string_view name, Need need);

    // True where `fits`. Otherwise the key is known, but must not be here; `with` says where it belongs.
    [[nodiscard]] bool belongs(std::string_view key, bool fits, std::string_view with);
    [[nodiscard]] bool has(std::string_view key) const { return table_->find(key) != nullptr; }

    void complain(std::string_view key, std::string wrong, std::string instead);
    void complain_at(document::Place at, std::string wrong, std::string instead) {
        proof_->complain(at, std::move(wrong), std::move(instead));
    }
    [[nodiscard]] document::Place place() const { return at_; }
    // Of `inner` in the table that `key` holds.
    [[nodiscard]] document::Place place_of(std::string_view key, std::string_view inner) const;
    [[nodiscard]] Proof& proof() const { return *proof_; }

    // Complains of every key that nobody asked for.
    void end();

  private:
    template <class Value>
    static std::vector<std::string_view> names_of(Choices<Value> choices) {
        std::vector<std::string_view> names;
        for (const auto& choice : choices) names.push_back(choice.first);
        return names;
    }
    [[nodiscard]] std::optional<std::size_t> index_of(std::string_view key, Need need,
                                                      const std::vector<std::string_view>& names);
    [[nodiscard]] const document::Key* find(std::string_view key, Need need, std::string_view instead);
    // The value where it is of the kind asked for; complains where it is of another, or missing and needed.
    template <class Kind>
    [[nodiscard]] const Kind* get(std::string_view key, Need need, std::string_view instead) {
        const auto* found = find(key, need, instead);
        if (found == nullptr) return nullptr;
        const auto* value = std::get_if<Kind>(&found->value.is);
        if (value == nullptr) {
            proof_->complain(found->place, std::string(key) + " is " + in_words(found->value), std::string(instead));
        }
        return value;
    }
    bool check_words(const std::string& what, const std::string& words, document::Place at, Room room);
    bool check_language(std::string_view key, const document::Key& in);

    Proof* proof_;
    std::string name_;
    const document::Table* table_;
    document::Place at_;
    std::vector<std::string_view> known_;
};

// "a, b, c"
[[nodiscard]] std::string listed(const std::vector<std::string_view>& names);
// `"word"`, cut to a length that a terminal bears.
[[nodiscard]] std::string in_quotes(std::string_view word);

}  // namespace hineni
