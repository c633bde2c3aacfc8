#include "sync/commands/passphrase.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "hineni/bytes.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

// The terminal, whatever standard input is, with its echo off; as it was before at the end.
class SilentTerminal {
  public:
    SilentTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ < 0 || tcgetattr(descriptor_, &before_) != 0) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ICANON | ECHONL;
        silent_ = tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal() {
        if (silent_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

    [[nodiscard]] bool silent() const { return silent_; }

    void say(std::string_view words) const { static_cast<void>(::write(descriptor_, words.data(), words.size()) < 0); }

    // Up to the end of the line; as much of it as fits.
    [[nodiscard]] Secret line() const {
        Secret line(longest_passphrase);
        for (;;) {
            char c = 0;
            const auto got = ::read(descriptor_, &c, 1);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0 || c == '\n') return line;
            static_cast<void>(line.append({&c, 1}));
        }
    }

  private:
    int descriptor_;
    termios before_{};
    bool silent_ = false;
};

}  // namespace

Result<Secret> passphrase_from_file(const std::string& file) {
    auto content = read_secret_file(file, longest_passphrase);
    if (!content) return within("passphrase", content.error());
    content->resize(std::min(content->text().find('\n'), content->size()));
    if (content->text().ends_with('\r')) content->resize(content->size() - 1);
    if (content->empty()) {
        return fail("passphrase: read " + file + ": its first line is empty", "put the passphrase into its first line");
    }
    return content;
}

Result<Secret> ask_passphrase(const std::string& question, const std::string& hint_without_terminal) {
    const SilentTerminal terminal;
    if (!terminal.silent()) return fail("ask for passphrase: there is no terminal", hint_without_terminal);
    terminal.say(question);
    auto answer = terminal.line();
    if (answer.empty()) return fail("ask for passphrase: nothing was typed", hint_without_terminal);
    return answer;
}

}  // namespace hineni
