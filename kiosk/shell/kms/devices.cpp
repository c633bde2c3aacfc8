#include "kiosk/shell/kms/devices.hpp"

#include <fcntl.h>
#include <libinput.h>
#include <linux/input.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "hineni/log.hpp"

namespace hineni {
namespace {

namespace fs = std::filesystem;
constexpr const char* folder = "/dev/input";

bool has_key(int device, unsigned key) {
    std::array<unsigned char, KEY_MAX / 8 + 1> keys{};
    if (ioctl(device, EVIOCGBIT(EV_KEY, keys.size()), keys.data()) < 0) return false;
    return (keys.at(key / 8) >> (key % 8) & 1U) != 0;
}

// InputReading is enough: what libinput would write are the lights of a keyboard.
int open_device(const char* path, int flags, void*) {
    const int device = ::open(path, (flags & ~O_ACCMODE) | O_RDONLY | O_CLOEXEC);
    if (device < 0) return -errno;
    if (has_key(device, KEY_ENTER) || has_key(device, KEY_TAB) || has_key(device, KEY_SPACE)) {
        (void)ioctl(device, EVIOCGRAB, 1);
    }
    return device;
}

void close_device(int device, void*) {
    ::close(device);
}

constexpr libinput_interface files{open_device, close_device};

// On a slow device libinput says with each touch that it was late: nobody can do anything about it, and it fills the
// journal.
void say(libinput*, libinput_log_priority, const char* format, va_list words) {
    if (std::strstr(format, "lagging behind") != nullptr) return;
    std::array<char, 256> line{};
    (void)std::vsnprintf(line.data(), line.size(), format, words);
    const std::string_view said(line.data());
    log("hineni-kiosk: libinput: " + std::string(said.substr(0, said.find_last_not_of('\n') + 1)));
}

PanelSpot share_of(libinput_event_touch* touch) {
    return {static_cast<float>(libinput_event_touch_get_x_transformed(touch, 1)),
            static_cast<float>(libinput_event_touch_get_y_transformed(touch, 1))};
}

InputReading::Heard touched(libinput_event* event, InputReading& reading) {
    auto* touch = libinput_event_get_touch_event(event);
    switch (libinput_event_get_type(event)) {
        case LIBINPUT_EVENT_TOUCH_DOWN:
            return reading.finger_down(libinput_event_touch_get_seat_slot(touch), share_of(touch));
        case LIBINPUT_EVENT_TOUCH_MOTION:
            return reading.finger_moves(libinput_event_touch_get_seat_slot(touch), share_of(touch));
        case LIBINPUT_EVENT_TOUCH_UP: return reading.finger_up(libinput_event_touch_get_seat_slot(touch));
        case LIBINPUT_EVENT_TOUCH_CANCEL: return reading.finger_lost(libinput_event_touch_get_seat_slot(touch));
        default: return std::nullopt;
    }
}

InputReading::Heard pointed(libinput_event* event, InputReading& reading) {
    auto* pointer = libinput_event_get_pointer_event(event);
    switch (libinput_event_get_type(event)) {
        case LIBINPUT_EVENT_POINTER_MOTION:
            return reading.mouse_moves(static_cast<float>(libinput_event_pointer_get_dx(pointer)),
                                       static_cast<float>(libinput_event_pointer_get_dy(pointer)));
        case LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE:
            return reading.mouse_at(
                {static_cast<float>(libinput_event_pointer_get_absolute_x_transformed(pointer, 1)),
                 static_cast<float>(libinput_event_pointer_get_absolute_y_transformed(pointer, 1))});
        case LIBINPUT_EVENT_POINTER_BUTTON:
            if (libinput_event_pointer_get_button(pointer) != BTN_LEFT) return std::nullopt;
            return reading.mouse_button(libinput_event_pointer_get_button_state(pointer) ==
                                        LIBINPUT_BUTTON_STATE_PRESSED);
        default: return std::nullopt;
    }
}

}  // namespace

void InputDevices::FreeLibinput::operator()(libinput* input) const {
    libinput_unref(input);
}

Result<InputDevices> InputDevices::open() {
    InputDevices made;
    made.input_.reset(libinput_path_create_context(&files, nullptr));
    made.folder_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (!made.input_ || made.folder_ < 0) {
        return fail(std::string("listen for touches and keys: ") + std::strerror(errno));
    }
    libinput_log_set_handler(made.input_.get(), say);
    made.watch_folder();
    made.look_for_new();
    return made;
}

InputDevices::InputDevices(InputDevices&& other) noexcept
    : input_(std::move(other.input_)),
      devices_(std::move(other.devices_)),
      layout_(std::move(other.layout_)),
      no_layout_(other.no_layout_),
      folder_(std::exchange(other.folder_, -1)),
      watching_(other.watching_) {}

InputDevices::~InputDevices() {
    if (folder_ >= 0) close(folder_);
}

int InputDevices::events_descriptor() const {
    return libinput_get_fd(input_.get());
}

// The folder comes with the first device and goes with the last: without it, the one above says when it is there.
void InputDevices::watch_folder() {
    if (watching_) return;
    watching_ = inotify_add_watch(folder_, folder, IN_CREATE | IN_ATTRIB | IN_DELETE) >= 0;
    if (!watching_) (void)inotify_add_watch(folder_, "/dev", IN_CREATE);
}

// A device that is not ours to read yet is one once udev says whose it is, which changes it (IN_ATTRIB).
void InputDevices::look_for_new() {
    std::error_code problem;
    for (const auto& node : fs::directory_iterator(folder, problem)) {
        const auto name = node.path().filename().string();
        if (!name.starts_with("event") || devices_.contains(name) || access(node.path().c_str(), R_OK) != 0) continue;
        auto* device = libinput_path_add_device(input_.get(), node.path().c_str());
        if (device != nullptr) libinput_device_ref(device);
        devices_.emplace(name, device);
    }
}

InputReading::Heard InputDevices::key(libinput_event* event, InputReading& reading, InputReading::Time now) {
    auto* stroke = libinput_event_get_keyboard_event(event);
    const auto code = libinput_event_keyboard_get_key(stroke);
    if (!layout_ && !no_layout_) {
        auto read = Layout::read();
        if (read) layout_ = std::move(*read);
        if (!read) log("hineni-kiosk: " + read.error().what);
        no_layout_ = !read;
    }
    if (!layout_) return std::nullopt;
    if (libinput_event_keyboard_get_key_state(stroke) == LIBINPUT_KEY_STATE_RELEASED) {
        layout_->up(code);
        return reading.key_up(code);
    }
    const auto means = layout_->down(code);
    return means ? reading.key_down(*means, code, now) : std::nullopt;
}

InputReading::Heard InputDevices::meaning(libinput_event* event, InputReading& reading, InputReading::Time now) {
    switch (libinput_event_get_type(event)) {
        case LIBINPUT_EVENT_KEYBOARD_KEY: return key(event, reading, now);
        case LIBINPUT_EVENT_TOUCH_DOWN:
        case LIBINPUT_EVENT_TOUCH_MOTION:
        case LIBINPUT_EVENT_TOUCH_UP:
        case LIBINPUT_EVENT_TOUCH_CANCEL: return touched(event, reading);
        case LIBINPUT_EVENT_POINTER_MOTION:
        case LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE:
        case LIBINPUT_EVENT_POINTER_BUTTON: return pointed(event, reading);
        default: return std::nullopt;
    }
}

void InputDevices::forget_gone() {
    alignas(inotify_event) std::array<char, 4096> room{};
    for (ssize_t size = 0; (size = read(folder_, room.data(), room.size())) > 0;) {
        for (ssize_t at = 0; at < size;) {
            inotify_event told{};
            std::memcpy(&told, room.data() + at, sizeof told);
            const char* name = room.data() + at + sizeof told;
            if ((told.mask & IN_IGNORED) != 0) watching_ = false;
            if ((told.mask & IN_DELETE) != 0 && told.len > 0) forget(name);
            at += static_cast<ssize_t>(sizeof told + told.len);
        }
    }
}

void InputDevices::forget(const std::string& name) {
    const auto found = devices_.find(name);
    if (found == devices_.end()) return;
    if (found->second != nullptr) {
        libinput_path_remove_device(found->second);
        libinput_device_unref(found->second);
    }
    devices_.erase(found);
}

void InputDevices::hear(InputReading& reading, InputReading::Time now, std::deque<Window::Event>& happened) {
    forget_gone();
    watch_folder();
    look_for_new();
    (void)libinput_dispatch(input_.get());
    while (auto* event = libinput_get_event(input_.get())) {
        if (auto means = meaning(event, reading, now)) happened.push_back(*means);
        libinput_event_destroy(event);
    }
}

}  // namespace hineni
