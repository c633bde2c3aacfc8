// Folding: one form for all the ways in which the same answer is typed. Accents, points, width, case and punctuation
// are evened out, and what is written in another script gets a form in Latin letters beside its own. The only ICU.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hineni {

// One word of a name. Two of the same script are the same where `own` is; two of different scripts where a form in
// Latin letters is. So "עלי" and "אלי" are not taken for one another because both come out as "ly".
struct NameWord {
    std::string own;      // In its own script, folded: "мария". Latin words: "nunez".
    std::string latin;    // Letter by letter, as libraries write it: "maria".
    std::string spelled;  // By sound, as passports write it: "mariya"; differs for Cyrillic only.
    std::string first;    // Its first letter in its own script; the word is an initial where it is no more than that.
    std::uint16_t script = 0;
    bool syllables = false;  // Of Chinese, Japanese or Korean, where one word is often a full name.
};

// Dear to make, cheap to use; one thread at a time.
class Folding {
  public:
    Folding();
    ~Folding();
    Folding(const Folding&) = delete;
    Folding& operator=(const Folding&) = delete;

    // The words of a name, each once, in an order that depends on the words alone.
    [[nodiscard]] std::vector<NameWord> name(std::string_view typed);

    // Without space at both ends, in small letters.
    [[nodiscard]] static std::string small(std::string_view typed);
    // Digits of any script as 0 to 9, full-width letters and signs as usual ones.
    [[nodiscard]] static std::string narrow(std::string_view typed);

  private:
    struct Icu;
    std::unique_ptr<Icu> icu_;
};

}  // namespace hineni
