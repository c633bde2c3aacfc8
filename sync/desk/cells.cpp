#include "sync/desk/cells.hpp"

#include <algorithm>

namespace hineni {

namespace {

// Of UTF-8 what breaks a line or turns its order for whoever reads: C1, the separators and the marks of direction.
bool is_unruly(std::string_view two_or_three) {
    const auto at = [&](std::size_t i) {
        return i < two_or_three.size() ? static_cast<unsigned char>(two_or_three[i]) : 0U;
    };
    if (at(0) == 0xC2) return at(1) >= 0x80 && at(1) <= 0x9F;
    if (at(0) != 0xE2) return false;
    const bool general = at(1) == 0x80 && ((at(2) >= 0xA8 && at(2) <= 0xAE) || at(2) == 0x8E || at(2) == 0x8F);
    const bool isolates = at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9;
    return general || isolates;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string_view answer_to(const DeskEntry& entry, std::string_view field) {
    const auto at = std::ranges::find(entry.answers, field, &std::pair<std::string, std::string>::first);
    return at == entry.answers.end() ? std::string_view() : std::string_view(at->second);
}

std::string_view answer_to_consent(const DeskEntry& entry, std::string_view consent) {
    const auto at = std::ranges::find(entry.consents, consent, &DeskConsent::id);
    return at == entry.consents.end() ? std::string_view() : yes_or_no(at->yes);
}

std::string_view yes_or_no(bool yes) {
    return yes ? "yes" : "no";
}

std::string tamed(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const bool unruly = is_unruly(text.substr(0, 3));
        const std::size_t size = !unruly ? 1 : lead == 0xC2 ? 2 : 3;
        if (unruly || lead < 0x20 || lead == 0x7F) {
            out += ' ';
        } else {
            out += text.front();
        }
        text.remove_prefix(size);
    }
    return out;
}

}  // namespace hineni
