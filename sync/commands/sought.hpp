// Sought: the entries that somebody means by the code on their slip, by their e-mail address or their phone number.
// Contacts are compared as people are (sync/people/contact.hpp).
#pragma once

#include <string>
#include <vector>

#include "hineni/entry.hpp"
#include "hineni/result.hpp"
#include "sync/desk/collect.hpp"
#include "sync/people/kinds.hpp"

namespace hineni {

struct Sought {
    std::vector<std::string> codes;     // As receipt_code_in() gives them.
    std::vector<std::string> contacts;  // As typed.
    [[nodiscard]] bool empty() const { return codes.empty() && contacts.empty(); }
};

// Fails where a code is mistyped, saying how, or a contact is neither an address nor a number.
[[nodiscard]] Result<Sought> sought_by(const std::vector<std::string>& codes, const std::vector<std::string>& contacts);

struct Match {
    EntryId id;
    std::string event;
    std::string form;
    friend bool operator==(const Match&, const Match&) = default;
};

struct Matches {
    std::vector<Match> entries;         // By id, each once.
    std::vector<std::string> problems;  // What is asked for and fits no entry; never a contact itself.
};
[[nodiscard]] Result<Matches> entries_sought(const Sought& sought, const Collection& collection, const Kinds& kinds);

}  // namespace hineni
