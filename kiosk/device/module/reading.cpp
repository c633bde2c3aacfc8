#include "kiosk/device/module/reading.hpp"

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

// A service lists some tens of each.
constexpr std::size_t most_values = 500;
constexpr std::size_t longest_text = 4096;
constexpr std::size_t most_passed_over = 5000;

// Steps into each entry of a dictionary with this content, until `see` gives false or the message does not fit.
void for_entries(sd_bus_message* message, const char* entry, const std::function<bool(const char* key)>& see) {
    if (sd_bus_message_enter_container(message, 'a', entry) <= 0) return;
    const std::string inner(entry + 1, std::char_traits<char>::length(entry) - 2);
    for (std::size_t count = 0; count < most_values; ++count) {
        if (sd_bus_message_enter_container(message, 'e', inner.c_str()) <= 0) break;
        const char* key = nullptr;
        if (sd_bus_message_read(message, "s", &key) <= 0 || !see(key)) return;
        if (sd_bus_message_exit_container(message) < 0) return;
    }
    (void)sd_bus_message_exit_container(message);
}

// The variant that comes next; what `see` did not read of it is passed over. False: nothing more can be read.
bool see_variant(sd_bus_message* message, std::string_view name, const SeeValue& see) {
    char kind = 0;
    const char* content = nullptr;
    if (sd_bus_message_peek_type(message, &kind, &content) <= 0 || kind != 'v' || content == nullptr) return false;
    const std::string type(content);
    const bool known =
        type == "u" || type == "y" || type == "b" || type == "s" || type == "o" || type == "ay" || type == "ao";
    if (!known) return sd_bus_message_skip(message, "v") >= 0;
    if (sd_bus_message_enter_container(message, 'v', type.c_str()) <= 0) return false;
    see(name, Value(message, type));
    while (sd_bus_message_at_end(message, 0) == 0) {
        if (sd_bus_message_skip(message, nullptr) < 0) return false;
    }
    return sd_bus_message_exit_container(message) >= 0;
}

// Marks that turn the direction of what follows, or take no room and hide in a name.
bool unseen(char32_t sign) {
    return sign < 0x20 || (sign >= 0x7F && sign <= 0x9F) || sign == 0xAD || sign == 0x61C ||
           (sign >= 0x200B && sign <= 0x200F) || (sign >= 0x2028 && sign <= 0x202E) ||
           (sign >= 0x2060 && sign <= 0x206F) || (sign >= 0xFFF0 && sign <= 0xFFFB) || sign == 0xFEFF ||
           (sign >= 0xE0000 && sign <= 0xE0FFF);
}

}  // namespace

std::optional<std::uint32_t> Value::number() const {
    std::uint32_t value = 0;
    if (type_ != "u" || sd_bus_message_read_basic(message_, 'u', &value) <= 0) return std::nullopt;
    return value;
}

std::optional<std::uint8_t> Value::byte() const {
    std::uint8_t value = 0;
    if (type_ != "y" || sd_bus_message_read_basic(message_, 'y', &value) <= 0) return std::nullopt;
    return value;
}

std::optional<bool> Value::yes() const {
    int value = 0;
    if (type_ != "b" || sd_bus_message_read_basic(message_, 'b', &value) <= 0) return std::nullopt;
    return value != 0;
}

std::optional<std::string> Value::text() const {
    const char* value = nullptr;
    if ((type_ != "s" && type_ != "o") || sd_bus_message_read_basic(message_, type_.front(), &value) <= 0) {
        return std::nullopt;
    }
    std::string text(value);
    return text.size() <= longest_text ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<std::string> Value::bytes() const {
    const void* value = nullptr;
    std::size_t size = 0;
    if (type_ != "ay" || sd_bus_message_read_array(message_, 'y', &value, &size) < 0) return std::nullopt;
    if (size > longest_text) return std::nullopt;
    return size == 0 ? std::string() : std::string(static_cast<const char*>(value), size);
}

std::vector<std::string> Value::paths() const {
    return type_ == "ao" ? read_paths(message_) : std::vector<std::string>{};
}

void read_properties(sd_bus_message* message, const SeeValue& see) {
    for_entries(message, "{sv}", [&](const char* name) { return see_variant(message, name, see); });
}

void read_settings(sd_bus_message* message, const SeeValue& see) {
    for_entries(message, "{sa{sv}}", [&](const char* section) {
        const std::string before = std::string(section) + ".";
        read_properties(message,
                        [&](std::string_view name, const Value& value) { see(before + std::string(name), value); });
        return true;
    });
}

std::vector<std::string> read_paths(sd_bus_message* message) {
    std::vector<std::string> paths;
    if (sd_bus_message_enter_container(message, 'a', "o") <= 0) return paths;
    const char* path = nullptr;
    while (paths.size() < most_paths && sd_bus_message_read_basic(message, 'o', &path) > 0) {
        const std::string_view text(path);
        if (text.size() > 1 && text.size() <= longest_text) paths.emplace_back(text);
    }
    // What is beyond is passed over, so that what follows in the message can be read.
    for (std::size_t more = 0; more < most_passed_over && sd_bus_message_at_end(message, 0) == 0; ++more) {
        if (sd_bus_message_skip(message, "o") <= 0) break;
    }
    (void)sd_bus_message_exit_container(message);
    return paths;
}

std::string shown_name(std::string_view ssid) {
    std::string shown;
    while (!ssid.empty()) {
        const auto size = utf8::front_size(ssid);
        if (size == 0 || unseen(utf8::front(ssid))) {
            shown.push_back('?');
        } else {
            shown.append(ssid.substr(0, size));
        }
        ssid.remove_prefix(size == 0 ? 1 : size);
    }
    return shown;
}

}  // namespace hineni
