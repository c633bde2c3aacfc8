// Catalogue: a compiled gettext catalogue (.mo), in the byte order of either kind of machine. Every offset is checked
// before it is followed; README tells the bytes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"
#include "kiosk/form/plural.hpp"

namespace hineni {

class Catalogue {
  public:
    // Fails where `bytes` are not a whole catalogue in UTF-8 with a plural rule that works.
    [[nodiscard]] static Result<Catalogue> read(std::string_view bytes);

    // Empty where there is no translation. Valid as long as the Catalogue.
    [[nodiscard]] std::string_view find(std::string_view english) const;
    [[nodiscard]] std::string_view find(std::string_view english, std::size_t count) const;

    [[nodiscard]] std::size_t size() const { return translations_.size(); }

  private:
    std::map<std::string, std::vector<std::string>, std::less<>> translations_;  // The forms, by the English singular.
    PluralRule plural_;
};

}  // namespace hineni
