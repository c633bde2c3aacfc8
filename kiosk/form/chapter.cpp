#include "kiosk/form/chapter.hpp"

namespace hineni {

static bool is_separator(char c) {
    return c == ' ' || c == '-';
}
static char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Compares in place: what was typed is never copied.
static bool begins_with(std::string_view typed, std::string_view prefix) {
    for (const char letter : prefix) {
        while (!typed.empty() && is_separator(typed.front())) typed.remove_prefix(1);
        if (typed.empty() || upper(typed.front()) != upper(letter)) return false;
        typed.remove_prefix(1);
    }
    return true;
}

const Chapter* chapter_for(const EventPack& pack, std::string_view postal_code) {
    const Chapter* best = nullptr;
    std::size_t longest = 0;
    for (const auto& chapter : pack.chapters) {
        for (const auto& prefix : chapter.postal_codes) {
            if (prefix.size() > longest && begins_with(postal_code, prefix)) {
                longest = prefix.size();
                best = &chapter;
            }
        }
    }
    return best;
}

}  // namespace hineni
