// Published: what has been asked of Action Network for which entry, and what it said: the one thing that makes sending
// twice, or after being killed, change nothing. It holds ids of entries, what was done with them, and the ids under
// which Action Network has it; no name, no contact, and nothing made of one.
//
// A step is written before its question leaves (Begun) and after its answer was heard (Confirmed). What is Begun may
// have been done: it is looked for before it is asked again.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hineni/entry.hpp"
#include "hineni/result.hpp"
#include "sync/queue/database.hpp"

namespace hineni {

struct PublishedStep {
    enum class State { Begun = 1, Confirmed = 2 };
    EntryId entry;
    std::string what;  // "person", or key_of() an action.
    State state = State::Begun;
    std::string record;    // Action Network's id; empty where it is not known.
    unsigned remarks = 0;  // Of a person: Remark, those that the list gave rise to.
};
inline constexpr const char* person_step = "person";

class Published {
  public:
    // Makes the file (mode 0600) where there is none. Refuses one that was begun for another address of the API.
    [[nodiscard]] static Result<Published> open(const std::filesystem::path& file, const std::string& api);
    // For looking alone: nothing is made and nothing is changed. Empty where there is no file.
    [[nodiscard]] static Result<Published> look_at(const std::filesystem::path& file);

    // All in one commit, on the disk when it returns. Nothing goes back from Confirmed.
    [[nodiscard]] Result<void> record(std::span<const PublishedStep> steps);

    [[nodiscard]] const PublishedStep* find(const EntryId& entry, const std::string& what) const;
    // Every entry has this step behind it.
    [[nodiscard]] bool confirmed(std::span<const EntryId> entries, const std::string& what) const;
    // Something was begun for one of them.
    [[nodiscard]] bool touched(std::span<const EntryId> entries) const;
    [[nodiscard]] std::vector<PublishedStep> of(const EntryId& entry) const;

  private:
    explicit Published(Database database) : database_(std::move(database)) {}
    Published() = default;
    [[nodiscard]] Result<void> bind_to(const std::string& api);
    [[nodiscard]] Result<void> read();

    std::optional<Database> database_;
    std::optional<Query> put_;
    std::map<std::pair<EntryId, std::string>, PublishedStep> steps_;
};

}  // namespace hineni
