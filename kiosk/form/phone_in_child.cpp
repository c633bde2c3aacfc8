#include "kiosk/form/phone_in_child.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <tuple>
#include <utility>

#include "kiosk/form/phone_module.hpp"

namespace hineni {

namespace {

// One letter that says what it is, then the number as it is written. Less than PIPE_BUF, so it comes in one piece.
constexpr std::size_t longest_reply = 64;
constexpr char fine = 'f';
constexpr char impossible = 'i';

struct Pipe {
    int from = -1, to = -1;

    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) == 0) std::tie(from, to) = std::pair(ends[0], ends[1]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        if (from >= 0) close(from);
        close_writing();
    }
    void close_writing() {
        if (to >= 0) close(std::exchange(to, -1));
    }
};

// The child's whole life. What it leaves unsaid is Unread.
[[noreturn]] void answer(const char* module, std::string_view typed, const char* region, int to) {
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    void* library = dlopen(module, RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) _exit(1);
    auto* read_phone = reinterpret_cast<ReadPhone*>(dlsym(library, read_phone_name));
    if (read_phone == nullptr) _exit(1);
    char reply[longest_reply];
    const int size = read_phone(typed.data(), typed.size(), region, reply + 1, sizeof reply - 1);
    if (size < 0) _exit(1);
    reply[0] = size > 0 ? fine : impossible;
    const auto all = static_cast<std::size_t>(size) + 1;
    _exit(write(to, reply, all) == static_cast<ssize_t>(all) ? 0 : 1);
}

// Empty where nothing came in time. No signal cuts the waiting short: they are let in afterwards.
Secret receive(int from, std::chrono::milliseconds patience) {
    Secret reply(longest_reply);
    sigset_t all;
    sigfillset(&all);
    const timespec time{patience.count() / 1000, patience.count() % 1000 * 1'000'000};
    pollfd readable{from, POLLIN, 0};
    if (ppoll(&readable, 1, &time, &all) != 1) return reply;
    const auto size = read(from, reply.room().data(), longest_reply);
    reply.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return reply;
}

// It has answered, or is out of time: either way it holds a number and has to go.
void end(pid_t child) {
    kill(child, SIGKILL);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {}
}

PhoneRead in_words(Secret reply) {
    if (reply.empty()) return {};
    const char is = reply.text().front();
    if (is != fine) return {is == impossible ? PhoneIs::Impossible : PhoneIs::Unread, {}};
    reply.erase(0, 1);
    return {PhoneIs::Fine, std::move(reply)};
}

}  // namespace

PhoneReader phones_in_child(std::filesystem::path module, std::chrono::milliseconds patience) {
    return [module = std::move(module), patience](const Secret& typed, const std::string& region) -> PhoneRead {
        Pipe pipe;
        if (pipe.from < 0) return {};
        const pid_t child = fork();
        if (child < 0) return {};
        if (child == 0) answer(module.c_str(), typed.text(), region.c_str(), pipe.to);
        pipe.close_writing();
        auto reply = receive(pipe.from, patience);
        end(child);
        return in_words(std::move(reply));
    };
}

std::filesystem::path phone_module_beside(const std::filesystem::path& program) {
    return program.parent_path() / "../lib/hineni/hineni-phone.so";
}

}  // namespace hineni
