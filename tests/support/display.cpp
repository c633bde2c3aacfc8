#include "tests/support/display.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace hineni {

namespace {

// The server picks a free number and writes it to what is our end of its stderr; its own chatter goes nowhere.
std::vector<std::string> server(int width, int height, const std::string& folder) {
    const auto screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
    return {"sh", "-c",
            "exec Xvfb -displayfd 3 -screen 0 " + screen + " -fbdir " + folder +
                " -nolisten tcp -noreset 3>&2 2>/dev/null"};
}

// The header of an XWD file is of big-endian words.
std::size_t word(const std::string& xwd, std::size_t index) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(xwd[index * 4 + i]);
    return value;
}

}  // namespace

std::vector<Finger> rehearsed_touches(const std::string& out) {
    std::vector<Finger> places;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        Finger place;
        if (std::string word; words >> word >> place.x >> place.y && word == "touch") places.push_back(place);
    }
    return places;
}

Display::Display(int width, int height)
    : width_(width), height_(height), server_(server(width, height, folder_.path().string())) {
    if (!server_.says("\n")) std::abort();
    number_ = server_.said().substr(0, server_.said().find('\n'));
}

void Display::tap(int x, int y) const {
    finish({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "mousedown", "1", "mouseup", "1"},
           {variable()});
}

void Display::tap(const std::vector<Finger>& places) const {
    std::vector<std::string> command{"xdotool"};
    for (const auto& place : places) {
        command.insert(command.end(), {"mousemove", std::to_string(place.x), std::to_string(place.y), "mousedown", "1",
                                       "mouseup", "1"});
    }
    command.insert(command.end(), {"mousemove", std::to_string(width_ - 1), std::to_string(height_ - 1)});
    finish(command, {variable()});
}

void Display::write(std::string_view text) const {
    finish({"xdotool", "type", "--delay", "0", "--", std::string(text)}, {variable()});
}

std::uint64_t Display::corner() const {
    std::ifstream file(folder_ / "Xvfb_screen0", std::ios::binary);
    std::string header(25 * 4, '\0');
    if (!file.read(header.data(), static_cast<std::streamsize>(header.size()))) return 0;
    const auto pixels = word(header, 0) + 12 * word(header, 19);  // Header, then colours of 12 bytes.
    const auto line = word(header, 12);
    std::string rows(line * static_cast<std::size_t>(height_ * 2 / 5), '\0');
    file.seekg(static_cast<std::streamoff>(pixels));
    if (!file.read(rows.data(), static_cast<std::streamsize>(rows.size()))) return 0;
    std::uint64_t all = 0;
    for (std::size_t at = 0; at < rows.size(); at += line) {
        all = all * 31 + std::hash<std::string_view>{}(std::string_view(rows).substr(at, line / 2));
    }
    return all;
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
