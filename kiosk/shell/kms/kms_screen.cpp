#include "kiosk/shell/kms/kms_screen.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xf86drm.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace hineni {
namespace {

// DRM_MODE_FB_DIRTY_MAX_CLIPS of the kernel.
constexpr std::size_t most_clips = 256;
// As many as the kernel numbers at all.
constexpr int most_cards = 64;

tl::unexpected<Error> screen_failed(const std::string& attempt) {
    return fail(attempt + ": " + std::strerror(errno));
}

// Has connectors at all and memory for everybody: a Raspberry Pi's other graphics device only computes.
bool drives_screens(int device) {
    std::uint64_t dumb = 0;
    auto* resources = drmModeGetResources(device);
    const bool drives = resources != nullptr && resources->count_connectors > 0 && resources->count_crtcs > 0;
    drmModeFreeResources(resources);
    return drives && drmGetCap(device, DRM_CAP_DUMB_BUFFER, &dumb) == 0 && dumb != 0;
}

struct Found {
    int device = -1;
    ScreenOutput output;
};

// The first device with a connected screen. The best reason why there is none comes back else.
Result<Found> find_screen() {
    Error why{"there is no graphics device in /dev/dri",
              "its driver must be loaded: on a Raspberry Pi dtoverlay=vc4-kms-v3d in config.txt"};
    for (int number = 0; number < most_cards; ++number) {
        const auto path = "/dev/dri/card" + std::to_string(number);
        const int device = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
        if (device < 0) {
            if (errno == ENOENT) continue;
            why = {path + ": " + std::strerror(errno),
                   "the user needs the group video; a unit, DeviceAllow=char-drm rw"};
            continue;
        }
        if (drives_screens(device)) {
            auto output = connected_output(device, Ask::Kernel);
            if (!output) output = connected_output(device, Ask::Anew);
            if (output) return Found{device, *output};
            why = {"no screen is connected", "connect the screen, switch it on, and start again"};
        }
        close(device);
    }
    return tl::unexpected(why);
}

// Free for the first; a program that has it does not share.
Result<void> become_master(int device) {
    if (drmIsMaster(device) != 0 || drmSetMaster(device) == 0) return {};
    return fail("another program has the screen",
                "stop what draws on it (X, a Wayland compositor, plymouth), or start the kiosk within it");
}

}  // namespace

KmsScreen::KmsScreen(int device, const ScreenOutput& output, DumbBuffer buffer)
    : device_(device), output_(output), buffer_(std::move(buffer)) {
    make_picture();
}

KmsScreen::KmsScreen(KmsScreen&& other) noexcept
    : device_(std::exchange(other.device_, -1)),
      output_(other.output_),
      buffer_(std::exchange(other.buffer_, std::nullopt)),
      picture_(std::move(other.picture_)),
      connected_(other.connected_),
      lit_(other.lit_),
      driver_asks_(other.driver_asks_) {}

KmsScreen::~KmsScreen() {
    buffer_.reset();
    if (device_ >= 0) close(device_);
}

void KmsScreen::make_picture() {
    const auto size = picture_on(output_.panel(), output_.up);
    picture_.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0);
}

Result<KmsScreen> KmsScreen::open() {
    const auto found = find_screen();
    if (!found) return within("open the screen", found.error());
    if (const auto master = become_master(found->device); !master) {
        close(found->device);
        return within("open the screen", master.error());
    }
    auto buffer = DumbBuffer::make(found->device, found->output.panel());
    if (!buffer) {
        close(found->device);
        return within("open the screen", buffer.error());
    }
    return KmsScreen(found->device, found->output, std::move(*buffer));
}

Pixels KmsScreen::pixels() {
    const auto size = picture_on(output_.panel(), output_.up);
    return {picture_.data(), size.width, size.height, size.width};
}

Result<void> KmsScreen::tell_driver(const std::vector<PixelRect>& changed) {
    if (!driver_asks_) return {};
    std::vector<drmModeClip> clips;
    for (const auto& part : no_more_than(most_clips, changed)) {
        const auto to = on_panel(part, output_.panel(), output_.up);
        clips.push_back({static_cast<std::uint16_t>(to.x), static_cast<std::uint16_t>(to.y),
                         static_cast<std::uint16_t>(to.x + to.width), static_cast<std::uint16_t>(to.y + to.height)});
    }
    const int told =
        drmModeDirtyFB(device_, buffer_->framebuffer(), clips.data(), static_cast<std::uint32_t>(clips.size()));
    if (told == 0) return {};
    if (told == -ENOSYS) {
        driver_asks_ = false;
        return {};
    }
    errno = -told;
    return screen_failed("show the picture");
}

Result<void> KmsScreen::show(const std::vector<PixelRect>& changed) {
    if (!connected_) return {};
    const auto picture = pixels();
    std::vector<PixelRect> parts;
    for (const auto& part : changed) {
        const auto inside = within_extent(part, {picture.width, picture.height});
        if (inside.width == 0 || inside.height == 0) continue;
        copy_to_panel(picture, inside, buffer_->pixels(), output_.up);
        parts.push_back(inside);
    }
    if (lit_) return parts.empty() ? Result<void>{} : tell_driver(parts);
    if (drmModeSetCrtc(device_, output_.crtc, buffer_->framebuffer(), 0, 0, &output_.connector, 1, &output_.mode) !=
        0) {
        return screen_failed("switch the screen on");
    }
    lit_ = true;
    return {};
}

Result<KmsScreen::Change> KmsScreen::look_again() {
    const auto now = connected_output(device_, Ask::Anew);
    connected_ = now.has_value();
    if (!now) return Change::Nothing;
    // Also where it seems to be the same: it may have been away for less time than this took.
    const auto before = picture_on(output_.panel(), output_.up);
    if (now->panel() != output_.panel()) {
        auto buffer = DumbBuffer::make(device_, now->panel());
        if (!buffer) return within("open the screen again", buffer.error());
        buffer_ = std::move(*buffer);
    }
    output_ = *now;
    lit_ = false;
    if (picture_on(output_.panel(), output_.up) == before) return Change::Lost;
    make_picture();
    return Change::Resized;
}

}  // namespace hineni
