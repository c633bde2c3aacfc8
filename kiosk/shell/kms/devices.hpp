// InputDevices: the touch screens, mice and keyboards of a device, by libinput, those among it that are plugged in
// later. It sees them appear in /dev/input itself: udev's words do not reach a service that has a network of its own.
//
// Keyboards are its own while it runs: the kernel hands their keys to nobody else, so that no combination switches
// consoles, starts anew or reaches a shell. A power button is no keyboard, and stays the system's.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "hineni/result.hpp"
#include "kiosk/shell/kms/input_reading.hpp"
#include "kiosk/shell/kms/layout.hpp"

struct libinput;
struct libinput_device;
struct libinput_event;

namespace hineni {

class InputDevices {
  public:
    [[nodiscard]] static Result<InputDevices> open();
    InputDevices(InputDevices&& other) noexcept;
    InputDevices& operator=(InputDevices&&) = delete;
    ~InputDevices();

    // Either readable: hear().
    [[nodiscard]] int events_descriptor() const;
    [[nodiscard]] int folder_descriptor() const { return folder_; }

    // Takes all that waits and appends what it means.
    void hear(InputReading& reading, InputReading::Time now, std::deque<Window::Event>& happened);

  private:
    struct FreeLibinput {
        void operator()(libinput* input) const;
    };

    InputDevices() = default;
    void watch_folder();
    void look_for_new();
    void forget_gone();
    void forget(const std::string& name);
    InputReading::Heard meaning(libinput_event* event, InputReading& reading, InputReading::Time now);
    InputReading::Heard key(libinput_event* event, InputReading& reading, InputReading::Time now);

    std::unique_ptr<libinput, FreeLibinput> input_;
    std::map<std::string, libinput_device*> devices_;  // By name in /dev/input; null: nothing of ours.
    std::optional<Layout> layout_;
    bool no_layout_ = false;
    int folder_ = -1;
    bool watching_ = false;
};

}  // namespace hineni
