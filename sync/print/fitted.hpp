// Fitted: words that must not be cut, in the largest of several sizes in which they take few enough lines. A long name
// wraps; a very long one is set smaller. Beyond any name that a kiosk takes, the smallest size ends in "…".
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sync/print/setting.hpp"

namespace hineni {

class Fitted {
  public:
    Fitted(const Press& press, const Type& type, std::size_t lines);

    // One line stands where it begins in Latin too, so that a list lines up; more of them as their script goes. The
    // setting is good until the next call.
    const Setting& set(std::string_view words, double width);

  private:
    std::vector<Setting> sizes_;
    std::size_t lines_;
};

}  // namespace hineni
