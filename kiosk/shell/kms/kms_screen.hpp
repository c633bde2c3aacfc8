// KmsScreen: the screen of a device by the kernel's mode setting alone. It draws in ordinary memory and copies what
// changed into one dumb buffer, straight into the picture that is shown: the shortest way to the glass, and the rows of
// one letter never wait for a frame's end.
//
// The first program that opens a graphics device drives it, with no right but to the file: group video. Where another
// one is first, this one fails, and says so.
#pragma once

#include <optional>
#include <vector>

#include "hineni/result.hpp"
#include "kiosk/shell/kms/dumb_buffer.hpp"
#include "kiosk/shell/kms/output.hpp"
#include "kiosk/shell/kms/panel.hpp"

namespace hineni {

class KmsScreen {
  public:
    enum class Change { Nothing, Lost, Resized };

    [[nodiscard]] static Result<KmsScreen> open();
    KmsScreen(KmsScreen&& other) noexcept;
    KmsScreen& operator=(KmsScreen&&) = delete;
    ~KmsScreen();

    // Keeps what was drawn, until the size changes.
    [[nodiscard]] Pixels pixels();
    // The first picture also sets the mode: what the screen showed before stays until there is something to see.
    [[nodiscard]] Result<void> show(const std::vector<PixelRect>& changed);

    // Something was plugged in or out. Without a screen it waits for one: pictures then go nowhere. Lost: there is one
    // again, and it shows nothing.
    [[nodiscard]] Result<Change> look_again();

    [[nodiscard]] PixelExtent panel() const { return output_.panel(); }
    [[nodiscard]] PanelUp up() const { return output_.up; }

  private:
    KmsScreen(int device, const ScreenOutput& output, DumbBuffer buffer);
    [[nodiscard]] Result<void> tell_driver(const std::vector<PixelRect>& changed);
    void make_picture();

    int device_ = -1;
    ScreenOutput output_;
    std::optional<DumbBuffer> buffer_;
    std::vector<std::uint32_t> picture_;
    bool connected_ = true;
    bool lit_ = false;         // The screen shows the buffer.
    bool driver_asks_ = true;  // It wants to be told what changed; most show the buffer as it is.
};

}  // namespace hineni
