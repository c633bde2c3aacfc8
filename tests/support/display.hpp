// Display: a real X server without a screen (Xvfb), for programs with a window, and xdotool as the finger on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

// Where a finger touches the glass.
struct Finger {
    int x = 0, y = 0;
};

// "touch X Y" lines of a rehearsal with --touches.
[[nodiscard]] std::vector<Finger> rehearsed_touches(const std::string& out);

class Display {
  public:
    Display(int width, int height);

    // For the environment of a program: "DISPLAY=:7".
    [[nodiscard]] std::string variable() const { return "DISPLAY=:" + number_; }
    void tap(int x, int y) const;
    // All of them by one xdotool, which takes a fraction of the time; then the pointer rests in the lower right corner.
    void tap(const std::vector<Finger>& places) const;
    // The letters as keys of a real keyboard.
    void write(std::string_view text) const;
    // What stands in the upper left corner, two fifths of the height and half of the width, as a number that another
    // picture does not have: read from the server's own memory, at no cost to the program.
    [[nodiscard]] std::uint64_t corner() const;
    // What is on the screen, as a PNG. False where there is none.
    bool picture(const std::filesystem::path& png) const;
    // Takes pictures into `png` until one shows the same pixels as `expected`; false after half a minute's worth of
    // tries.
    [[nodiscard]] bool comes_to_show(const std::filesystem::path& expected, const std::filesystem::path& png) const;

  private:
    FreshFolder folder_;
    int width_, height_;
    Child server_;
    std::string number_;
};

}  // namespace hineni
