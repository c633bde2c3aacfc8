// Where the same form waits online, in the language on the glass.
#pragma once

#include <string>
#include <string_view>

#include "hineni/form.hpp"

namespace hineni {

// `address` with lang=LANGUAGE in its query: after what the query has, before the fragment. A lang that is there
// already gives way. Empty for an empty address.
[[nodiscard]] std::string online_form_in(std::string_view address, const Language& language);

}  // namespace hineni
