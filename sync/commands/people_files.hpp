// PeopleFiles: what open writes about people: a table, cards, one partner's list, and what wants a human. Persons are
// read from the spool one after the other, on all processors, and written in their order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sync/commands/gather.hpp"
#include "sync/desk/contact_card.hpp"
#include "sync/desk/review.hpp"
#include "sync/desk/table.hpp"

namespace hineni {

class PeopleFiles {
  public:
    // What was gathered outlives this.
    [[nodiscard]] static Result<PeopleFiles> of(const Gathered& gathered);

    [[nodiscard]] Result<void> write_table(const Write& write) const;
    [[nodiscard]] Result<void> write_cards(const Write& write) const;

    struct Partnered {
        std::size_t people = 0;
        std::vector<std::string> problems;  // Entries that were left out, one a line.
    };
    [[nodiscard]] Result<Partnered> write_partner(const std::string& partner, const Write& write) const;

    [[nodiscard]] Result<void> write_review(const Write& write) const;

  private:
    // Of one person, as a piece of a file.
    using RenderPerson = std::function<Result<std::string>(std::size_t person, const DeskEntry& one,
                                                           const std::vector<DeskEntry>& entries)>;

    explicit PeopleFiles(const Gathered& gathered) : gathered_(gathered) {}
    void find_checks();
    [[nodiscard]] Result<void> write_each(const RenderPerson& render, const Write& write) const;
    [[nodiscard]] Contact contact_of(const DeskEntry& one) const;
    [[nodiscard]] std::string called(std::size_t place) const;
    [[nodiscard]] std::string check_of(std::size_t person) const;
    [[nodiscard]] std::vector<std::string> called(const std::vector<std::size_t>& places) const;
    [[nodiscard]] std::vector<std::size_t> first_of_each(const Shared& shared) const;
    [[nodiscard]] Result<Reviewed> reviewed(std::string why, const std::vector<std::size_t>& places) const;
    [[nodiscard]] Result<void> review_merged(const Write& write) const;
    [[nodiscard]] Result<void> review_shared(const Write& write) const;
    [[nodiscard]] Result<void> review_bursts(const Write& write) const;
    [[nodiscard]] Result<void> review_set_aside(const Write& write) const;

    const Gathered& gathered_;
    std::vector<EntryId> ids_;                                     // By place.
    std::size_t written_ = 0;                                      // Characters of an id.
    std::map<std::size_t, std::vector<const Shared*>> shared_by_;  // By person.
    std::map<std::size_t, const Burst*> burst_of_;                 // By place of an entry.
};

}  // namespace hineni
