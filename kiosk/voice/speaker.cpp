#include "kiosk/voice/speaker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>

#include "hineni/log.hpp"

namespace hineni {

namespace {

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
        out = ends[0];
        in = ends[1];
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close_in();
        if (out >= 0) close(out);
    }
    void close_in() {
        if (in >= 0) close(std::exchange(in, -1));
    }

    int out = -1, in = -1;
};

// In the child, between fork and exec: nothing but calls that are safe there. It keeps the two ends and no other file,
// hears every signal again, and does not outlive the kiosk.
[[noreturn]] void become(char* const* command, int in, int out, pid_t kiosk) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != kiosk) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(in >= 0 ? in : nowhere, STDIN_FILENO);
    dup2(out >= 0 ? out : nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    fcntl(STDIN_FILENO, F_SETFL, 0);  // It waits for what it reads.
    close_range(STDERR_FILENO + 1, ~0U, 0);
    execvp(command[0], command);
    _exit(127);
}

std::optional<pid_t> start(std::vector<std::string> command, int in, int out) {
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (auto& word : command) words.push_back(word.data());
    words.push_back(nullptr);
    const pid_t kiosk = getpid();
    const pid_t child = fork();
    if (child == 0) become(words.data(), in, out, kiosk);
    return child > 0 ? std::optional(child) : std::nullopt;
}

bool has_ended(pid_t child) {
    return waitpid(child, nullptr, WNOHANG) != 0;
}

// A pipe has room for 64 KiB; what is more than it takes is left unsaid.
void put(int in, std::string_view text) {
    [[maybe_unused]] const auto written = write(in, text.data(), text.size());
}

// All that the program prints, for as long as a list takes and no longer.
std::string printed_by(const std::string& program, const std::string& argument) {
    using namespace std::chrono;
    Pipe pipe;
    const auto child = start({program, argument}, -1, pipe.in);
    if (!child) return {};
    pipe.close_in();
    std::string all;
    const auto end = steady_clock::now() + 2s;
    pollfd waiting{pipe.out, POLLIN, 0};
    std::array<char, 4096> some{};
    for (;;) {
        const auto left = duration_cast<milliseconds>(end - steady_clock::now()).count();
        if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) <= 0) break;
        const auto got = read(pipe.out, some.data(), some.size());
        if (got <= 0) break;
        all.append(some.data(), static_cast<std::size_t>(got));
    }
    kill(*child, SIGKILL);
    waitpid(*child, nullptr, 0);
    return all;
}

}  // namespace

Speaker::Speaker(std::vector<std::string> command) : command_(std::move(command)) {}

Speaker::~Speaker() {
    hush();
    for (const auto child : ended_) waitpid(child, nullptr, 0);
}

const Voices& Speaker::voices() {
    if (!voices_) {
        voices_.emplace(printed_by(command_.front(), "--voices"));
        if (!voices_->of("en")) log("hineni-kiosk: find a voice: espeak-ng is not installed or has none for English");
    }
    return *voices_;
}

bool Speaker::has_voice(const Language& language) {
    return voices().of(language).has_value();
}

void Speaker::say(const Saying& saying, const Language& language, const Voice& how) {
    hush();
    const auto voice = voices().of(language);
    if (!voice) return;
    Pipe text;
    put(text.in, saying.words);
    if (!saying.words.empty() && !saying.answer.empty()) put(text.in, ", ");
    put(text.in, saying.answer.text());
    text.close_in();
    auto command = command_;
    for (auto& argument : arguments_for(*voice, how, saying.spelled)) command.push_back(std::move(argument));
    speaking_ = start(std::move(command), text.out, -1);
}

void Speaker::hush() {
    if (speaking_) {
        kill(*speaking_, SIGKILL);  // Ours until it is reaped, so its number is nobody else's.
        ended_.push_back(*std::exchange(speaking_, std::nullopt));
    }
    reap();
}

void Speaker::reap() {
    if (speaking_ && has_ended(*speaking_)) speaking_.reset();
    ended_.erase(std::remove_if(ended_.begin(), ended_.end(), has_ended), ended_.end());
}

}  // namespace hineni
