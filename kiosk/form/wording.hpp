// Wording: the kiosk's own words in each language, from gettext catalogues (assets/wording/*.po, compiled by the
// build). The English sentence in the code is the key and the fallback. What the pack says comes from the pack, not
// from here.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "hineni/form.hpp"
#include "hineni/result.hpp"

namespace hineni {

class Wording {
  public:
    // Reads the catalogues of `languages` from `folder` (<code>.mo). A language without one speaks English; a damaged
    // catalogue is an error.
    [[nodiscard]] static Result<Wording> open(const std::filesystem::path& folder,
                                              const std::vector<Language>& languages);

    // The result stays valid as long as the Wording.
    [[nodiscard]] std::string_view in(const Language& language, std::string_view english) const;
    // The form for `count` by the language's own plural rule (the catalogue's Plural-Forms). "{n}" is for the caller to
    // fill.
    [[nodiscard]] std::string_view in(const Language& language, std::string_view one, std::string_view many,
                                      std::size_t count) const;

  private:
    struct Catalogue;
    std::vector<std::pair<Language, std::shared_ptr<const Catalogue>>> catalogues_;
};

// "{name}" in `pattern` replaced by `value`.
[[nodiscard]] std::string filled(std::string_view pattern, std::string_view name, std::string_view value);

// 12840 as "12,840", "12.840", "12 840", as the language writes it.
[[nodiscard]] std::string number_in(const Language& language, std::size_t number);

// "Thursday, December 10" / "jueves, 10 de diciembre", "5 PM" / "17:00" / "5:00 م". Digits in a language that is
// written from right to left come within isolates (U+2066 and U+2069), so that a time keeps its order wherever it
// stands.
[[nodiscard]] std::string day_in(const Language& language, const LocalTime& time);
[[nodiscard]] std::string time_in(const Language& language, const LocalTime& time);

// The language's own name for itself: "Español".
[[nodiscard]] std::string_view own_name(const Language& language);

}  // namespace hineni
