// Sayings: the glass in words. Made from what the Ledger says is there and from the session; pure, and in the language
// in which the Ledger was written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hineni/secret.hpp"
#include "kiosk/form/wording.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/voice/reading_order.hpp"
#include "kiosk/widgets/touch.hpp"

namespace hineni {

// What is said at once. `words` are ours and the pack's; what somebody typed or chose comes after them and is in the
// Secret alone.
struct Saying {
    std::string words;
    Secret answer;
    bool spelled = false;  // Each mark by its name: a full stop is heard.
};

// What is on the glass at a moment, in the language that speaks.
struct Glimpse {
    const touch::Ledger& ledger;
    const Session& session;
    const Wording& wording;
    Language language;
    std::optional<std::uint32_t> focus;  // The target that has it, by its id in `ledger`.

    [[nodiscard]] std::string say(std::string_view english) const { return std::string(wording.in(language, english)); }
    [[nodiscard]] Across across() const;
};

// What is being typed into, whether a field, a signature or the password of a Wi-Fi.
struct Typed {
    std::size_t field = 0;  // signature: none of the form's, nor of any form.
    const Secret* text = nullptr;
    std::size_t caret = 0;
    bool hidden = false;
    static constexpr std::size_t signature = static_cast<std::size_t>(-1);
};
[[nodiscard]] std::optional<Typed> typed_on(const Session& session);

[[nodiscard]] const touch::Target* target_with(const touch::Ledger& ledger, std::optional<std::uint32_t> id);

// The words that stand on nothing that can be tapped, in the order in which they are read.
[[nodiscard]] std::vector<std::string> words_between(const Glimpse& glimpse);

// One thing: its label and the words on it, what it is, and how it stands.
[[nodiscard]] Saying about(const touch::Target& target, const Glimpse& glimpse);

// What an answer answers, where several things on the glass have the same label ("Yes"): the words right before it.
[[nodiscard]] std::string question_of(const touch::Target& target, const Glimpse& glimpse);

// One or a few characters by their names; `hidden`: that there is one.
[[nodiscard]] Saying letters(std::string_view characters, bool hidden, const Glimpse& glimpse);

// The receipt code, sign by sign, a pause between its groups; empty where none is on the glass.
[[nodiscard]] Secret code_on(const Session& session);

// Sentences and parts of one, with the marks between them that make a voice pause.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace hineni
