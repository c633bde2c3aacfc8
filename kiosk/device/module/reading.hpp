// Reading: answers of a service taken apart with suspicion. What has another type than it should, and what is beyond a
// sensible number, is left out; the rest is read.
#pragma once

#include <systemd/sd-bus.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hineni {

// One value of a dictionary of properties or settings, inside its variant.
class Value {
  public:
    explicit Value(sd_bus_message* message, std::string_view type) : message_(message), type_(type) {}

    [[nodiscard]] std::optional<std::uint32_t> number() const;  // u
    [[nodiscard]] std::optional<std::uint8_t> byte() const;     // y
    [[nodiscard]] std::optional<bool> yes() const;              // b
    [[nodiscard]] std::optional<std::string> text() const;      // s, o
    [[nodiscard]] std::optional<std::string> bytes() const;     // ay
    [[nodiscard]] std::vector<std::string> paths() const;       // ao; at most most_paths.

  private:
    sd_bus_message* message_;
    std::string type_;
};

inline constexpr std::size_t most_paths = 100;

using SeeValue = std::function<void(std::string_view name, const Value& value)>;
// a{sv}
void read_properties(sd_bus_message* message, const SeeValue& see);
// a{sa{sv}}: "section.name".
void read_settings(sd_bus_message* message, const SeeValue& see);
// ao
[[nodiscard]] std::vector<std::string> read_paths(sd_bus_message* message);

// An SSID is any 32 bytes. What is no character, or would move what stands beside it, is shown as "?".
[[nodiscard]] std::string shown_name(std::string_view ssid);

}  // namespace hineni
