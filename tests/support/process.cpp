#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace hineni {

namespace {

constexpr int patience_ms = 30'000;

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
    return ends;
}

[[noreturn]] void become(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                         int keep_open) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // A test that dies leaves nobody behind.
    if (keep_open >= 0) fcntl(keep_open, F_SETFD, 0);
    for (const auto& line : environment) {
        const auto equals = line.find('=');
        setenv(line.substr(0, equals).c_str(), line.substr(equals + 1).c_str(), 1);
    }
    std::vector<char*> arguments;
    for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    _exit(127);
}

// False at the end of the pipe.
bool drain(int& pipe, std::string& into) {
    std::array<char, 4096> piece{};
    const auto size = ::read(pipe, piece.data(), piece.size());
    if (size > 0) {
        into.append(piece.data(), static_cast<std::size_t>(size));
        return true;
    }
    if (size < 0 && errno == EINTR) return true;
    ::close(pipe);
    pipe = -1;
    return false;
}

}  // namespace

Child::Child(std::vector<std::string> command, const std::vector<std::string>& environment, int keep_open) {
    const auto out = make_pipe();
    const auto err = make_pipe();
    pid_ = fork();
    if (pid_ == 0) {
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        become(command, environment, keep_open);
    }
    ::close(out[1]);
    ::close(err[1]);
    out_ = out[0];
    err_ = err[0];
}

Child::~Child() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    if (out_ >= 0) ::close(out_);
    if (err_ >= 0) ::close(err_);
}

void Child::signal(int number) const {
    if (pid_ > 0) kill(pid_, number);
}

// False where both pipes are at their end, or nothing comes any more.
bool Child::read_some() {
    if (out_ < 0 && err_ < 0) return false;
    std::array<pollfd, 2> pipes{{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
    if (poll(pipes.data(), pipes.size(), patience_ms) <= 0) return false;
    if (pipes[0].revents != 0) drain(out_, finished_.out);
    if (pipes[1].revents != 0) drain(err_, finished_.err);
    return true;
}

bool Child::says(std::string_view words) {
    for (;;) {
        const auto at = finished_.err.find(words, heard_);
        if (at != std::string::npos) {
            heard_ = at + words.size();
            return true;
        }
        if (!read_some()) return false;
    }
}

Finished Child::wait() {
    while (read_some()) {}
    int status = 0;
    if (waitpid(pid_, &status, 0) == pid_) {
        finished_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    pid_ = -1;
    return std::exchange(finished_, {});
}

bool Child::ends_within(std::chrono::microseconds time) const {
    const int process = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    if (process < 0) std::abort();
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(time);
    const timespec patience{whole.count(), std::chrono::nanoseconds(time - whole).count()};
    pollfd end{process, POLLIN, 0};
    const bool ended = ppoll(&end, 1, &patience, nullptr) > 0;
    ::close(process);
    return ended;
}

Finished Child::killed_after(std::chrono::microseconds time) {
    if (!ends_within(time)) signal(SIGKILL);
    return wait();
}

Finished finish(std::vector<std::string> command, const std::vector<std::string>& environment) {
    return Child(std::move(command), environment).wait();
}

}  // namespace hineni
