#include "kiosk/device/kernel.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

namespace hineni {

namespace {

namespace fs = std::filesystem;

// A machine has a handful of each, and a mount table a few hundred lines.
constexpr std::size_t most_things = 64;
constexpr std::size_t longest_file = 1U << 20U;

// One line, without what stands around it.
std::string line_of(const fs::path& file) {
    auto text = kernel_file(file);
    text.resize(std::min(text.find('\n'), text.size()));
    return text;
}

std::optional<std::int64_t> number_in(const fs::path& file) {
    const auto text = line_of(file);
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

// In the order of their names, so that the first is the same one each time.
std::vector<fs::path> things_in(const fs::path& folder) {
    std::vector<fs::path> things;
    std::error_code none;
    for (fs::directory_iterator each(folder, none), end; !none && each != end && things.size() < most_things;
         each.increment(none)) {
        things.push_back(each->path());
    }
    std::ranges::sort(things);
    return things;
}

int rounded_percent(std::int64_t part, std::int64_t whole) {
    return static_cast<int>((std::clamp(part, std::int64_t{0}, whole) * 200 + whole) / (2 * whole));
}

struct Light {
    fs::path file;
    std::int64_t most = 0;
};

std::optional<Light> light(const fs::path& sys) {
    constexpr std::int64_t sensible = 1'000'000;
    for (const auto& each : things_in(sys / "class/backlight")) {
        const auto most = number_in(each / "max_brightness");
        const auto file = each / "brightness";
        if (most && *most >= 1 && *most <= sensible && access(file.c_str(), W_OK) == 0) return Light{file, *most};
    }
    return std::nullopt;
}

// The kernel writes a space, a tab, a line's end and the backslash itself as three octal digits.
std::string unescaped(std::string_view word) {
    std::string plain;
    const auto octal = [](char digit) { return digit >= '0' && digit <= '7'; };
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] == '\\' && at + 3 < word.size() && std::ranges::all_of(word.substr(at + 1, 3), octal)) {
            plain.push_back(
                static_cast<char>((word[at + 1] - '0') * 64 + (word[at + 2] - '0') * 8 + word[at + 3] - '0'));
            at += 3;
        } else {
            plain.push_back(word[at]);
        }
    }
    return plain;
}

// The word with this number, from 0.
std::string_view word_of(std::string_view line, std::size_t number) {
    for (; number > 0; --number) {
        const auto space = line.find(' ');
        if (space == std::string_view::npos) return {};
        line.remove_prefix(space + 1);
    }
    return line.substr(0, line.find(' '));
}

}  // namespace

std::string kernel_file(const fs::path& file) {
    const int opened = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (opened < 0) return {};
    std::string all;
    std::array<char, 4096> some{};
    for (;;) {
        const auto got = read(opened, some.data(), some.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || all.size() >= longest_file) break;
        all.append(some.data(), static_cast<std::size_t>(got));
    }
    close(opened);
    return all;
}

std::optional<Battery> battery(const fs::path& sys) {
    for (const auto& each : things_in(sys / "class/power_supply")) {
        if (line_of(each / "type") != "Battery" || line_of(each / "scope") == "Device") continue;
        if (line_of(each / "present") == "0") continue;
        const auto percent = number_in(each / "capacity");
        if (!percent || *percent < 0 || *percent > 100) continue;
        const auto status = line_of(each / "status");
        return Battery{static_cast<int>(*percent), status == "Charging" || status == "Full"};
    }
    return std::nullopt;
}

std::optional<int> temperature(const fs::path& sys) {
    std::optional<std::int64_t> chosen;
    for (const auto& each : things_in(sys / "class/thermal")) {
        if (!each.filename().string().starts_with("thermal_zone")) continue;
        const auto type = line_of(each / "type");
        const bool of_processor = type.find("cpu") != std::string::npos || type == "x86_pkg_temp";
        if (!of_processor && each.filename() != "thermal_zone0") continue;
        const auto degrees = number_in(each / "temp");
        if (!degrees) continue;
        if (of_processor || !chosen) chosen = *degrees;
        if (of_processor) break;
    }
    // In thousandths. A sensor that is torn off shows anything.
    if (!chosen || *chosen < -40'000 || *chosen > 150'000) return std::nullopt;
    return static_cast<int>((*chosen + (*chosen < 0 ? -500 : 500)) / 1000);
}

std::optional<int> brightness(const fs::path& sys) {
    const auto found = light(sys);
    if (!found) return std::nullopt;
    const auto now = number_in(found->file);
    if (!now || *now < 0) return std::nullopt;
    return rounded_percent(*now, found->most);
}

Result<void> set_brightness(const fs::path& sys, int percent) {
    constexpr auto attempt = "set the brightness";
    const auto found = light(sys);
    if (!found)
        return fail(std::string(attempt) + ": no light of a screen may be set here",
                    "on the card image a rule of udev allows it");
    const auto value = (found->most * std::clamp(percent, 5, 100) + 50) / 100;
    const auto text = std::to_string(std::max(std::int64_t{1}, value));
    const int opened = open(found->file.c_str(), O_WRONLY | O_CLOEXEC | O_TRUNC);
    if (opened < 0) return fail(std::string(attempt) + ": " + std::strerror(errno));
    const auto written = write(opened, text.data(), text.size());
    const int problem = errno;
    close(opened);
    if (written != static_cast<ssize_t>(text.size())) return fail(std::string(attempt) + ": " + std::strerror(problem));
    return {};
}

std::optional<DiskRoom> room_in(const fs::path& folder) {
    struct statvfs room {};
    if (statvfs(folder.c_str(), &room) != 0) return std::nullopt;
    return DiskRoom{std::uint64_t{room.f_bavail} * room.f_frsize, std::uint64_t{room.f_blocks} * room.f_frsize};
}

std::vector<fs::path> mounts_below(std::string_view mountinfo, const fs::path& folder) {
    std::vector<fs::path> mounts;
    const auto above = folder.string() + "/";
    while (!mountinfo.empty()) {
        const auto line = mountinfo.substr(0, mountinfo.find('\n'));
        mountinfo.remove_prefix(std::min(line.size() + 1, mountinfo.size()));
        const auto kind_at = line.find(" - ");
        if (kind_at == std::string_view::npos || word_of(line.substr(kind_at + 3), 0) == "autofs") continue;
        auto place = unescaped(word_of(line.substr(0, kind_at), 4));
        if (place.size() > above.size() && place.starts_with(above)) mounts.emplace_back(std::move(place));
    }
    return mounts;
}

}  // namespace hineni
