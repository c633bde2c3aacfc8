// WindowSignals: turns the signals that end a program into SDL_QUIT, and the end of a program that was started into an
// SDL_USEREVENT. SDL's own handlers only set a flag, which nobody sees while a program sleeps in an X11 wait; here a
// thread sleeps on the signals and wakes it.
#pragma once

#include <csignal>
#include <thread>

namespace hineni {

class WindowSignals {
  public:
    WindowSignals();  // Before SDL starts threads of its own: they take over which signals are held back.
    void listen();    // Once SDL takes events: one that came earlier has waited.
    WindowSignals(const WindowSignals&) = delete;
    WindowSignals& operator=(const WindowSignals&) = delete;
    ~WindowSignals();

  private:
    void tell() const;

    sigset_t before_{};
    int signals_ = -1;
    int stop_ = -1;
    std::thread thread_;
};

}  // namespace hineni
