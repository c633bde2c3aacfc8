// Answers to errands: what was asked of the other services since the start, and what became of it.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "hineni/errand.hpp"

namespace hineni {

class ErrandAnswers {
  public:
    explicit ErrandAnswers(std::filesystem::path state) : state_(std::move(state)) {}

    // Takes the place of the one of its kind before.
    [[nodiscard]] Result<void> ask(ErrandKind kind, const std::string& what = {});
    using All = std::array<std::optional<Outcome>, errand_kinds>;
    // By kind; nothing: not asked. Working until somebody has answered. `trouble`: an answer that cannot be read.
    [[nodiscard]] All look(std::string& trouble);

  private:
    std::filesystem::path state_;
    std::array<std::optional<Errand>, errand_kinds> asked_;
    All last_;
};

}  // namespace hineni
