#include "sync/commands/wakeup.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <string_view>
#include <utility>

namespace hineni {

namespace {

sigset_t ending_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

Result<Wakeup> Wakeup::in(const std::filesystem::path& state, const Connectivity* network) {
    const auto set = ending_signals();
    sigprocmask(SIG_BLOCK, &set, nullptr);
    const int signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    const int changes = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    Wakeup wakeup(signals, changes, state / "errands", network);
    if (signals < 0 || changes < 0 ||
        inotify_add_watch(changes, state.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO | IN_DELETE) < 0) {
        return fail("watch " + state.string() + ": " + std::strerror(errno));
    }
    wakeup.watch_errands();
    return wakeup;
}

Wakeup::Wakeup(Wakeup&& other) noexcept
    : signals_(std::exchange(other.signals_, -1)),
      changes_(std::exchange(other.changes_, -1)),
      errands_(std::move(other.errands_)),
      queue_changed_(other.queue_changed_),
      errand_came_(other.errand_came_),
      network_(other.network_) {}

Wakeup::~Wakeup() {
    if (signals_ >= 0) ::close(signals_);
    if (changes_ >= 0) ::close(changes_);
}

bool Wakeup::end_asked() {
    sigset_t pending;
    return sigpending(&pending) == 0 && (sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1);
}

// The folder may be gone after a wipe; then it is watched again when somebody makes it.
void Wakeup::watch_errands() const {
    std::error_code none;
    using std::filesystem::perms;
    if (std::filesystem::create_directory(errands_, none)) {
        std::filesystem::permissions(errands_, perms::owner_all, none);
    }
    (void)inotify_add_watch(changes_, errands_.c_str(), IN_MOVED_TO);  // Files there appear whole.
}

// Takes all that inotify has to tell. Our own deliveries.db lies in the same folder and does not count. What import has
// answered may mean another event pack.
void Wakeup::take_changes() {
    alignas(inotify_event) std::array<char, 16 * (sizeof(inotify_event) + NAME_MAX + 1)> events;
    for (;;) {
        const auto size = ::read(changes_, events.data(), events.size());
        if (size <= 0) return;
        for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
            const auto* event = reinterpret_cast<const inotify_event*>(events.data() + at);
            const std::string_view name = event->len > 0 ? event->name : "";
            const bool overflow = (event->mask & IN_Q_OVERFLOW) != 0;
            const bool folder_is_new = name == "errands" && (event->mask & IN_CREATE) != 0;
            if (folder_is_new) watch_errands();
            if (overflow || name == "queue.db" || name == "queue.db-wal") queue_changed_ = true;
            if (overflow || folder_is_new || name.ends_with(".asked") || name == "take-pack.answer" ||
                name == "look-for-pack.answer") {
                errand_came_ = true;
            }
            at += sizeof(inotify_event) + event->len;
        }
    }
}

Wakeup::By Wakeup::wait(std::optional<Monotonic> at_most) {
    const int network = network_ != nullptr ? network_->descriptor() : -1;  // poll() passes over -1.
    std::array<pollfd, 3> files{{{signals_, POLLIN, 0}, {changes_, POLLIN, 0}, {network, POLLIN, 0}}};
    if (queue_changed_) at_most = Monotonic(0);  // Left from before.
    int timeout = -1;
    if (at_most) timeout = static_cast<int>(std::clamp<Monotonic::rep>(at_most->count(), 0, INT_MAX));
    if (::poll(files.data(), files.size(), timeout) < 0 && errno != EINTR) return By::Time;
    if (end_asked()) return By::End;
    if (files[2].revents != 0 && network_->route_appeared()) return By::Network;
    if (files[1].revents != 0) take_changes();
    if (std::exchange(errand_came_, false)) return By::Errand;
    if (std::exchange(queue_changed_, false)) return By::Queue;
    return By::Time;
}

}  // namespace hineni
