// Wanted: which entries are asked for, where not all are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hineni {

// An empty list asks for all. What is left out still counts as known: it is neither a problem nor missing.
struct Wanted {
    std::vector<std::string> forms;      // Ids.
    std::vector<std::string> events;     // Ids.
    std::vector<std::string> languages;  // As entries have them: "es".
    std::optional<std::int64_t> since;   // Unix seconds. Only what was surely made before is left out.
};

}  // namespace hineni
