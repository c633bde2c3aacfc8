#include "kiosk/voice/voices.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace hineni {

namespace {

// Where a language's plain code is not the voice that is meant. First choice first.
struct Choice {
    std::string_view language;
    std::array<std::string_view, 2> names;
};
constexpr std::array choices{Choice{"en", {"en-us", "en-gb"}}, Choice{"es", {"es-419", "es"}},
                             Choice{"fr", {"fr-fr", "fr"}}, Choice{"pt", {"pt-br", "pt"}},
                             // The plain "cmn" of espeak-ng 1.51 reads characters as English letters and numbers.
                             Choice{"zh", {"cmn-latn-pinyin", "cmn-latn-pinyin"}},
                             // It has the consonants alone of two words in three: nobody can follow that. See README.
                             Choice{"he", {"", ""}}};

constexpr std::array words_a_minute{110, 140, 175, 220, 280};
constexpr std::array loudness{40, 70, 100, 140, 200};  // Of 200.

template <std::size_t steps>
std::string level(const std::array<int, steps>& all, int which) {
    return std::to_string(all[static_cast<std::size_t>(std::clamp(which, 1, static_cast<int>(steps))) - 1]);
}

}  // namespace

Voices::Voices(std::string_view list) {
    std::istringstream lines{std::string(list)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream columns(line);
        std::string priority;
        std::string name;
        if (columns >> priority >> name && priority != "Pty") names_.push_back(name);
    }
}

std::optional<std::string> Voices::of(const Language& language) const {
    const auto has = [&](std::string_view name) {
        return std::find(names_.begin(), names_.end(), name) != names_.end();
    };
    for (const auto& choice : choices) {
        if (choice.language != language) continue;
        for (const auto name : choice.names) {
            if (has(name)) return std::string(name);
        }
        return std::nullopt;
    }
    return has(language) ? std::optional(language) : std::nullopt;
}

std::vector<std::string> arguments_for(const std::string& voice, const Voice& how, bool spelled) {
    std::vector<std::string> all{
        "--stdin", "-b", "1", "-v", voice, "-s", level(words_a_minute, how.speed), "-a", level(loudness, how.volume)};
    if (spelled) all.emplace_back("--punct");
    return all;
}

}  // namespace hineni
