// The last part of most e-mail addresses is one of a few: one tap instead of ten.
#include <algorithm>
#include <array>

#include "kiosk/session/keyboard.hpp"

namespace hineni::keyboard {

namespace {

constexpr std::size_t at_most = 5;

struct Domains {
    std::string_view language;
    std::array<std::string_view, 10> names;  // The most likely first.
};

// Large providers of personal mail, from their own sign-up pages; which first is a guess for each language.
constexpr std::array domains{
    Domains{"en",
            {"@gmail.com", "@yahoo.com", "@icloud.com", "@outlook.com", "@hotmail.com", "@proton.me", "@aol.com",
             "@protonmail.com", "@comcast.net", "@riseup.net"}},
    Domains{"es",
            {"@gmail.com", "@hotmail.com", "@yahoo.com", "@outlook.com", "@icloud.com", "@proton.me", "@live.com",
             "@protonmail.com", "@aol.com", "@riseup.net"}},
};

const Domains& domains_of(const Language& language) {
    for (const auto& each : domains) {
        if (each.language == language) return each;
    }
    return domains.front();
}

}  // namespace

std::vector<Key> mail_domains(std::string_view typed, const Language& language) {
    const auto at = typed.find('@');
    if (typed.empty() || at == 0) return {};
    const auto begun = at == std::string_view::npos ? std::string_view{} : typed.substr(at);
    std::vector<Key> keys;
    for (const auto name : domains_of(language).names) {
        if (keys.size() == at_most || begun == name) break;
        if (!name.starts_with(begun)) continue;
        keys.push_back({Does::Insert, std::string(name), std::string(name.substr(begun.size())), 1});
    }
    return keys;
}

}  // namespace hineni::keyboard
