// The rule by which a language chooses among its plural forms, as a gettext catalogue states it: an expression of C in
// n, "n%10==1 && n%100!=11 ? 0 : 1". Whole numbers; ? : || && == != < > <= >= + - * / % ! and brackets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hineni {

class PluralRule {
  public:
    // English: one form for 1 and another for the rest.
    PluralRule() = default;

    // `header`: the value of Plural-Forms, "nplurals=2; plural=n != 1;". Nothing where it does not say both, cannot be
    // worked out, or leads beyond its own number of forms (tried for 0 to 1000).
    [[nodiscard]] static std::optional<PluralRule> read(std::string_view header);

    // Which form is for `count`: less than forms().
    [[nodiscard]] std::size_t form_for(std::size_t count) const;
    [[nodiscard]] std::size_t forms() const { return forms_; }

  private:
    std::size_t forms_ = 2;
    std::string expression_ = "n != 1";
};

}  // namespace hineni
