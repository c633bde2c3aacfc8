// Voices: which languages espeak-ng speaks here, and its command line for one of them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/form.hpp"
#include "kiosk/session/comfort.hpp"

namespace hineni {

class Voices {
  public:
    Voices() = default;
    // What `espeak-ng --voices` prints.
    explicit Voices(std::string_view list);

    // The name of the voice for a language; nothing where there is none that can be understood.
    [[nodiscard]] std::optional<std::string> of(const Language& language) const;

  private:
    std::vector<std::string> names_;
};

// What follows the program's name: the text comes through its standard input, as UTF-8.
[[nodiscard]] std::vector<std::string> arguments_for(const std::string& voice, const Voice& how, bool spelled);

}  // namespace hineni
