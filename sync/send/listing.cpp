#include "sync/send/listing.hpp"

#include <algorithm>

#include "sync/bundle/bundle.hpp"

namespace hineni {

namespace {

constexpr std::string_view name_closes = ".hineni";
constexpr std::size_t name_size = 16 + 1 + 32 + name_closes.size();

// Could belong to a file name that only contains ours.
bool goes_on(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == '~' || c == '%';
}

}  // namespace

std::vector<std::string> bundle_names_in(std::string_view text) {
    std::vector<std::string> names;
    for (auto at = text.find(name_closes); at != std::string_view::npos; at = text.find(name_closes, at + 1)) {
        const auto end = at + name_closes.size();
        if (end < name_size) continue;
        const auto begin = end - name_size;
        const auto name = text.substr(begin, name_size);
        if (!is_bundle_name(name)) continue;
        if (begin > 0 && goes_on(text[begin - 1])) continue;
        if (end < text.size() && (goes_on(text[end]) || text[end] == '/')) continue;
        names.emplace_back(name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace hineni
