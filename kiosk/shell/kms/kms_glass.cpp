// The whole screen of a device without X or Wayland. One wait for all that can happen: touches and keys, devices and
// screens that come and go, signals. Nothing wakes it while nothing does.
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <deque>
#include <limits>

#include "kiosk/shell/kms/console.hpp"
#include "kiosk/shell/kms/devices.hpp"
#include "kiosk/shell/kms/input_reading.hpp"
#include "kiosk/shell/kms/kms_screen.hpp"
#include "kiosk/shell/kms/uevents.hpp"
#include "kiosk/shell/window_glass.hpp"

namespace hineni {
namespace {

using std::chrono::milliseconds;

// The signals that end a program, and the end of one that was started, as something to read.
class SignalFile {
  public:
    SignalFile() {
        sigset_t heard;
        sigemptyset(&heard);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&heard, signal);
        pthread_sigmask(SIG_BLOCK, &heard, &before_);
        file_ = signalfd(-1, &heard, SFD_CLOEXEC | SFD_NONBLOCK);
    }
    SignalFile(const SignalFile&) = delete;
    SignalFile& operator=(const SignalFile&) = delete;
    ~SignalFile() {
        close(file_);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

    [[nodiscard]] int descriptor() const { return file_; }
    void hear(std::deque<Window::Event>& happened) const {
        signalfd_siginfo arrived{};
        while (read(file_, &arrived, sizeof arrived) == static_cast<ssize_t>(sizeof arrived)) {
            if (arrived.ssi_signo == SIGCHLD) {
                happened.emplace_back(Window::ChildEnded{});
            } else {
                happened.emplace_back(Window::Quit{});
            }
        }
    }

  private:
    sigset_t before_{};
    int file_ = -1;
};

class KmsGlass : public Glass {
  public:
    KmsGlass(KmsScreen screen, InputDevices devices, Uevents uevents)
        : screen_(std::move(screen)), devices_(std::move(devices)), uevents_(std::move(uevents)) {
        reading_.set_panel(screen_.panel(), screen_.up());
    }

    std::optional<Window::Event> wait(std::optional<milliseconds> timeout) override;
    Result<Pixels> pixels() override;
    Result<void> show(const std::vector<PixelRect>& changed) override { return screen_.show(changed); }

  private:
    [[nodiscard]] static milliseconds now();
    [[nodiscard]] int patience(std::optional<milliseconds> until) const;
    void sleep(int patience);
    void look_at_screen();

    Console console_;  // Held back before the screen is taken, back after it is let go.
    SignalFile signals_;
    KmsScreen screen_;
    InputDevices devices_;
    Uevents uevents_;
    InputReading reading_;
    std::deque<Window::Event> happened_;
    std::optional<Error> trouble_;
};

milliseconds KmsGlass::now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
}

// What poll() takes: until the end of waiting, or until a held key says its name again.
int KmsGlass::patience(std::optional<milliseconds> until) const {
    auto end = until;
    if (const auto repeat = reading_.next_repeat()) end = end ? std::min(*end, *repeat) : *repeat;
    if (!end) return -1;
    const auto left = (*end - now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
}

void KmsGlass::look_at_screen() {
    const auto change = screen_.look_again();
    if (!change) trouble_ = change.error();  // The next pixels() says it.
    if (change && *change == KmsScreen::Change::Nothing) return;
    reading_.set_panel(screen_.panel(), screen_.up());
    if (!change || *change == KmsScreen::Change::Lost) {
        happened_.emplace_back(Window::Exposed{});
        return;
    }
    const auto size = picture_on(screen_.panel(), screen_.up());
    happened_.emplace_back(Window::Resized{size.width, size.height});
}

void KmsGlass::sleep(int patience) {
    std::array<pollfd, 4> waiting{pollfd{devices_.events_descriptor(), POLLIN, 0},
                                  pollfd{devices_.folder_descriptor(), POLLIN, 0},
                                  pollfd{uevents_.descriptor(), POLLIN, 0}, pollfd{signals_.descriptor(), POLLIN, 0}};
    if (poll(waiting.data(), waiting.size(), patience) <= 0) return;
    if (waiting[0].revents != 0 || waiting[1].revents != 0) devices_.hear(reading_, now(), happened_);
    if (waiting[2].revents != 0 && uevents_.screens_changed()) look_at_screen();
    if (waiting[3].revents != 0) signals_.hear(happened_);
}

std::optional<Window::Event> KmsGlass::wait(std::optional<milliseconds> timeout) {
    const auto until = timeout ? std::optional(now() + *timeout) : std::nullopt;
    do {
        if (happened_.empty()) sleep(patience(until));
        if (happened_.empty()) {
            if (auto again = reading_.repeat(now())) return again;
            continue;
        }
        const auto event = happened_.front();
        happened_.pop_front();
        return event;
    } while (!until || now() < *until);
    return std::nullopt;
}

Result<Pixels> KmsGlass::pixels() {
    if (trouble_) return tl::unexpected(*trouble_);
    return screen_.pixels();
}

Result<std::unique_ptr<Glass>> open_bare_screen() {
    // First the ears, so that no change between looking and listening is missed.
    auto uevents = Uevents::open();
    if (!uevents) return within("open the screen", uevents.error());
    auto screen = KmsScreen::open();
    if (!screen) return tl::unexpected(screen.error());
    auto devices = InputDevices::open();
    if (!devices) return within("open the screen", devices.error());
    return std::make_unique<KmsGlass>(std::move(*screen), std::move(*devices), std::move(*uevents));
}

}  // namespace
}  // namespace hineni

extern "C" void hineni_open_glass(const std::string& /*title*/, std::optional<hineni::Window::Size> /*size*/,
                                  hineni::Result<std::unique_ptr<hineni::Glass>>& opened) {
    opened = hineni::open_bare_screen();
}
