#include "kiosk/shell/window.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

#include "kiosk/shell/window_glass.hpp"

namespace hineni {

struct Window::Inside {
    std::unique_ptr<Glass> glass;
};

Window::Window(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

static bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

// SDL_VIDEODRIVER names what SDL is to draw on: who sets it wants SDL.
static bool on_a_display() {
    return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("SDL_VIDEODRIVER");
}

// Beside the program, and loaded for good: what its libraries keep to the end of the process stays in order.
static Result<OpenGlass*> load_glass(const char* name) {
    std::error_code problem;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
    if (problem) return fail("find this program's own folder: " + problem.message());
    const auto file = program.parent_path() / "../lib/hineni" / name;
    void* module = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    void* found = module != nullptr ? dlsym(module, open_glass_name) : nullptr;
    if (found == nullptr) {
        const char* cause = dlerror();
        return fail(std::string("load the screen's module: ") + (cause != nullptr ? cause : "it is empty"),
                    "install the kiosk anew; lib/hineni lies beside the bin that it runs from");
    }
    return reinterpret_cast<OpenGlass*>(found);
}

Result<Window> Window::open(const std::string& title, std::optional<Size> size) {
    const bool bare = !size && !on_a_display();
    const auto open_glass = load_glass(bare ? "hineni-screen.so" : "hineni-window.so");
    if (!open_glass) return tl::unexpected(open_glass.error());
    Result<std::unique_ptr<Glass>> glass;
    (*open_glass)(title, size, glass);
    if (!glass) return tl::unexpected(glass.error());
    return Window(std::make_unique<Inside>(Inside{std::move(*glass)}));
}

std::optional<Window::Event> Window::wait(std::optional<std::chrono::milliseconds> timeout) {
    return inside_->glass->wait(timeout);
}

Result<Pixels> Window::pixels() {
    return inside_->glass->pixels();
}

Result<void> Window::show(const std::vector<PixelRect>& changed) {
    return inside_->glass->show(changed);
}

}  // namespace hineni
