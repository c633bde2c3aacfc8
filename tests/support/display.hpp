// Display: a real X server without a screen (Xvfb), for programs with a window, and xdotool as the finger on it.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/process.hpp"

namespace hineni {

class Display {
  public:
    Display(int width, int height);

    // For the environment of a program: "DISPLAY=:7".
    [[nodiscard]] std::string variable() const { return "DISPLAY=:" + number_; }
    void tap(int x, int y) const;
    // What is on the screen, as a PNG. False where there is none.
    bool picture(const std::filesystem::path& png) const;
    // Takes pictures into `png` until one shows the same pixels as `expected`; false after half a minute's worth of
    // tries.
    [[nodiscard]] bool comes_to_show(const std::filesystem::path& expected, const std::filesystem::path& png) const;

  private:
    Child server_;
    std::string number_;
};

}  // namespace hineni
