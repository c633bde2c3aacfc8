#include "tests/support/display.hpp"

#include <cstdlib>

namespace hineni {

namespace {

// The server picks a free number and writes it to what is our end of its stderr; its own chatter goes nowhere.
std::vector<std::string> server(int width, int height) {
    const auto screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
    return {"sh", "-c", "exec Xvfb -displayfd 3 -screen 0 " + screen + " -nolisten tcp -noreset 3>&2 2>/dev/null"};
}

}  // namespace

Display::Display(int width, int height) : server_(server(width, height)) {
    if (!server_.says("\n")) std::abort();
    number_ = server_.said().substr(0, server_.said().find('\n'));
}

void Display::tap(int x, int y) const {
    finish({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "mousedown", "1", "mouseup", "1"},
           {variable()});
}

bool Display::picture(const std::filesystem::path& png) const {
    return finish({"import", "-silent", "-window", "root", png.string()}, {variable()}).exit_code == 0;
}

bool Display::comes_to_show(const std::filesystem::path& expected, const std::filesystem::path& png) const {
    for (int tries = 0; tries < 100; ++tries) {
        if (picture(png) &&
            finish({"compare", "-metric", "AE", expected.string(), png.string(), "null:"}).exit_code == 0) {
            return true;
        }
    }
    return false;
}

}  // namespace hineni
