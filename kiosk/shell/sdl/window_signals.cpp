#include "kiosk/shell/sdl/window_signals.hpp"

#include <SDL.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cstdint>

namespace hineni {

WindowSignals::WindowSignals() {
    sigset_t heard;
    sigemptyset(&heard);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&heard, signal);
    pthread_sigmask(SIG_BLOCK, &heard, &before_);
    signals_ = signalfd(-1, &heard, SFD_CLOEXEC);
    stop_ = eventfd(0, EFD_CLOEXEC);
}

void WindowSignals::listen() {
    thread_ = std::thread([this] { tell(); });
}

WindowSignals::~WindowSignals() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
    if (thread_.joinable()) thread_.join();
    close(signals_);
    close(stop_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void WindowSignals::tell() const {
    std::array<pollfd, 2> waiting{pollfd{signals_, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
    while (poll(waiting.data(), waiting.size(), -1) > 0 && waiting[1].revents == 0) {
        signalfd_siginfo arrived{};
        if (read(signals_, &arrived, sizeof arrived) != static_cast<ssize_t>(sizeof arrived)) return;
        SDL_Event told{};
        told.type = arrived.ssi_signo == SIGCHLD ? SDL_USEREVENT : SDL_QUIT;
        SDL_PushEvent(&told);
    }
}

}  // namespace hineni
