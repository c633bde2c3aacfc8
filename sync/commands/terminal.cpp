#include "sync/commands/terminal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace hineni {

namespace {

constexpr std::size_t longest_yes = 16;

}  // namespace

Terminal::Terminal(Typing typing) : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0 || tcgetattr(descriptor_, &before_) != 0) return;
    termios now = before_;
    now.c_lflag |= ICANON | ECHONL | ECHO;
    if (typing == Typing::Hidden) now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    // What was typed before the question is no answer to it.
    ready_ = tcsetattr(descriptor_, TCSAFLUSH, &now) == 0;
}

Terminal::~Terminal() {
    if (ready_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Terminal::say(std::string_view words) const {
    static_cast<void>(::write(descriptor_, words.data(), words.size()) < 0);
}

Terminal::Line Terminal::line(std::size_t at_most) const {
    Line line{Secret(at_most)};
    for (;;) {
        char c = 0;
        const auto got = ::read(descriptor_, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) line.ended = true;
        if (got <= 0 || c == '\n') return line;
        line.whole = line.text.append({&c, 1}) && line.whole;
    }
}

bool Terminal::agrees_to(std::string_view question) const {
    say(question);
    const auto answer = line(longest_yes);
    if (answer.ended) say("\n");
    return answer.text.text() == "yes" || answer.text.text() == "Yes" || answer.text.text() == "YES";
}

}  // namespace hineni
