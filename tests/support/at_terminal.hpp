// AtTerminal: a program with a terminal of its own, and a person who answers what it asks.
#pragma once

#include <string>
#include <vector>

namespace hineni {

struct Answering {
    std::string asked;   // Waited for on the terminal, after what came before.
    std::string answer;  // Typed then, with Enter.
};

struct Conversation {
    int exit_code = -1;
    std::string shown;      // All that stood on the terminal.
    bool asked_all = true;  // Each question came.
};

[[nodiscard]] Conversation at_terminal(const std::vector<std::string>& command, const std::vector<Answering>& answers);

}  // namespace hineni
