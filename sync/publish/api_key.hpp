// ApiKey: the key of the organizers' group. It reads their whole list, so it is never shown: it comes from a file or a
// prompt, leaves in one header, and is taken out of every text of the server's, which echoes it.
#pragma once

#include <string>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"

namespace hineni {

class ApiKey {
  public:
    // Fails, without repeating it, where it cannot be a key: empty, or with a blank or anything else than ASCII.
    [[nodiscard]] static Result<ApiKey> from(Secret typed);

    // The one header that carries it.
    [[nodiscard]] std::string header() const;
    // The text with "(the key)" in its place.
    [[nodiscard]] std::string taken_out_of(std::string text) const;

  private:
    explicit ApiKey(Secret key) : key_(std::move(key)) {}
    Secret key_;
};

}  // namespace hineni
