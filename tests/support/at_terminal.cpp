#include "tests/support/at_terminal.hpp"

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace hineni {

namespace {

// False at the program's end.
bool read_more(int terminal, std::string& shown) {
    char piece[1024];
    const auto got = ::read(terminal, piece, sizeof piece);
    if (got > 0) shown.append(piece, static_cast<std::size_t>(got));
    return got > 0;
}

}  // namespace

Conversation at_terminal(const std::vector<std::string>& command, const std::vector<Answering>& answers) {
    std::vector<char*> words;
    for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child < 0) std::abort();
    if (child == 0) {
        execvp(words[0], words.data());
        _exit(127);
    }
    Conversation out;
    std::size_t heard = 0;
    for (const auto& [asked, answer] : answers) {
        auto at = out.shown.find(asked, heard);
        while (at == std::string::npos && read_more(terminal, out.shown)) at = out.shown.find(asked, heard);
        if (at == std::string::npos) {
            out.asked_all = false;
            break;
        }
        heard = at + asked.size();
        const auto line = answer + "\n";
        if (::write(terminal, line.data(), line.size()) < 0) std::abort();
    }
    while (read_more(terminal, out.shown)) {}
    ::close(terminal);
    int status = 0;
    waitpid(child, &status, 0);
    out.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return out;
}

}  // namespace hineni
