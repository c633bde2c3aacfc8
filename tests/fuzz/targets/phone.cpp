// A phone number in the module that knows the numbers of the world, as the kiosk's child calls it. The first byte
// chooses the region.
//
// Held against it: what it writes fits into its room and is UTF-8; a number in its shape stays in it, letter by letter.
#include <array>

#include "hineni/utf8.hpp"
#include "kiosk/form/phone_module.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

extern "C" hineni::ReadPhone hineni_read_phone;

namespace hineni::fuzz {

void phone(BytesView input) {
    constexpr std::array<const char*, 6> regions{"US", "DE", "MX", "IL", "XX", "GB"};
    if (input.empty() || input.size() > 100) return;
    const auto* region = regions[input.front() % regions.size()];
    const auto typed = text_of(input.subspan(1));
    std::array<char, 64> room{};
    const int size = hineni_read_phone(typed.data(), typed.size(), region, room.data(), room.size());
    promise(size >= -1 && size <= static_cast<int>(room.size()), "a number larger than its room");
    if (size <= 0) return;
    const std::string shaped(room.data(), static_cast<std::size_t>(size));
    promise(utf8::valid(shaped), "a number that is not UTF-8");
    const int again = hineni_read_phone(shaped.data(), shaped.size(), region, room.data(), room.size());
    promise(again > 0 && shaped == std::string_view(room.data(), static_cast<std::size_t>(again)),
            "a number in its shape is another, or none");
}

}  // namespace hineni::fuzz
