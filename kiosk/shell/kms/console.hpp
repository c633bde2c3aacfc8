// Console: holds the text console back while the screen is the kiosk's. Where the process was started on one (its
// standard input), no key reaches a shell, none switches consoles, and no text is drawn; in the end it is as it was. A
// process without a console simply goes on: the keyboards are its own by other means (InputDevices).
#pragma once

namespace hineni {

class Console {
  public:
    Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;
    ~Console();

  private:
    int keys_before_ = -1, picture_before_ = -1;  // Negative: not ours to put back.
};

}  // namespace hineni
