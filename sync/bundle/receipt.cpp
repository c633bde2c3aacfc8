#include "sync/bundle/receipt.hpp"

#include <algorithm>

namespace hineni {

namespace {

constexpr std::string_view name_end = ".receipt";
constexpr std::size_t tag_digits = 16;
constexpr std::size_t party_digits = 32;

bool is_lower_hex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

bool is_receipt_name(std::string_view name) {
    if (name.size() != tag_digits + 1 + party_digits + name_end.size()) return false;
    return is_lower_hex(name.substr(0, tag_digits)) && name[tag_digits] == '-' &&
           is_lower_hex(name.substr(tag_digits + 1, party_digits)) && name.ends_with(name_end);
}

}  // namespace hineni
