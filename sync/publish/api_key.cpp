#include "sync/publish/api_key.hpp"

#include <algorithm>
#include <utility>

namespace hineni {

Result<ApiKey> ApiKey::from(Secret typed) {
    const std::string hint = "Action Network shows it under Start Organizing, Details, API & Sync; copy it whole";
    if (typed.empty()) return fail("API key: it is empty", hint);
    // A line end would begin a header of its own.
    const bool plain = std::ranges::all_of(typed.text(), [](char c) { return c > ' ' && c < '\x7F'; });
    if (!plain) return fail("API key: it has a blank or a character that keys do not have", hint);
    return ApiKey(std::move(typed));
}

std::string ApiKey::header() const {
    return "OSDI-API-Token: " + std::string(key_.text());
}

std::string ApiKey::taken_out_of(std::string text) const {
    static constexpr std::string_view instead = "(the key)";
    for (auto at = text.find(key_.text()); at != std::string::npos; at = text.find(key_.text(), at + instead.size())) {
        text.replace(at, key_.size(), instead);
    }
    return text;
}

}  // namespace hineni
