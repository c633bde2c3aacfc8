// Loan: a library of the machine that the kiosk takes in while it is needed, and gives back. What it costs, it costs
// only then (README.md, "Why on loan").
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "hineni/result.hpp"

namespace hineni {

class Loan {
  public:
    // `module`: one that the build makes of kiosk/device/module.
    [[nodiscard]] static Result<Loan> take(const std::filesystem::path& module);
    // Null where the module has none of this name.
    template <class Function>
    [[nodiscard]] Function* find(const char* name) const {
        return reinterpret_cast<Function*>(found(name));
    }

  private:
    struct GiveBack {
        void operator()(void* library) const;
    };
    explicit Loan(void* library) : library_(library) {}
    [[nodiscard]] void* found(const char* name) const;

    std::unique_ptr<void, GiveBack> library_;
};

// Something that lives in a loan; ends before it.
template <class Thing>
class Loaned {
  public:
    // `open`: what the module has under `name`, called with the rest. Does nothing where it is there already.
    template <class Open, class... With>
    [[nodiscard]] Result<Thing*> take(const std::filesystem::path& module, const char* name, With... with) {
        if (thing_) return thing_.get();
        auto loan = Loan::take(module);
        if (!loan) return tl::unexpected(loan.error());
        auto* const open = loan->template find<Open>(name);
        if (open == nullptr) return fail("load " + module.string() + ": it is of another version");
        loan_.emplace(std::move(*loan));
        thing_.reset(open(with...));
        return thing_.get();
    }
    void give_back() {
        thing_.reset();
        loan_.reset();
    }
    [[nodiscard]] Thing* get() const { return thing_.get(); }

  private:
    std::optional<Loan> loan_;
    std::unique_ptr<Thing> thing_;
};

}  // namespace hineni
