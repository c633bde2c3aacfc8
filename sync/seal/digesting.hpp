// Digesting: the digest of words that come one after the other, as digest() gives it of all of them at once.
#pragma once

#include <memory>

#include "hineni/bytes.hpp"

namespace hineni {

class Digesting {
  public:
    Digesting();
    Digesting(const Digesting&) = delete;
    Digesting& operator=(const Digesting&) = delete;
    ~Digesting();

    void add(BytesView bytes);
    // Once, in the end.
    [[nodiscard]] Digest done();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace hineni
