// Doors: each way by which something signed, sealed or vouched for comes in, with valid examples, and what must happen
// to altered ones. A door that lets one in says so.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"

namespace hineni::altered {

class Door {
  public:
    Door() = default;
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    virtual ~Door() = default;

    [[nodiscard]] virtual std::string name() const = 0;
    // One alteration from the seed. What came of it, where something altered was let in; empty otherwise.
    [[nodiscard]] virtual std::string knock(std::uint64_t seed) = 0;
    // Are the unaltered ones let in? Else nothing that was refused means anything.
    [[nodiscard]] virtual bool opens_to_its_own() = 0;
    // How many of a hundred knocks are its: the cheaper and the more that hangs on it, the more.
    [[nodiscard]] virtual unsigned share() const = 0;
};

[[nodiscard]] std::vector<std::unique_ptr<Door>> all_doors();

struct Tally {
    std::uint64_t altered = 0;
    std::uint64_t let_in = 0;
    std::vector<std::string> accounts;  // Of the first few that were let in.
};

// So many alterations in all, over all doors by their shares.
[[nodiscard]] Tally knock_at_all(std::uint64_t first_seed, std::uint64_t many);

}  // namespace hineni::altered
