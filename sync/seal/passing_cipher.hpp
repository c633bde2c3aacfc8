// PassingCipher: for what a program on the laptop puts aside on the disk while it runs. The key is random, lives in
// guarded memory and is gone with the program, so what is left behind after a crash is noise.
#pragma once

#include <cstdint>
#include <string_view>

#include "hineni/bytes.hpp"
#include "hineni/secret.hpp"

namespace hineni {

class PassingCipher {
  public:
    PassingCipher();

    // XChaCha20-Poly1305. `place`: a number that is never used twice, such as where it will lie; it opens at no other.
    static constexpr std::size_t longer_by = 16;
    [[nodiscard]] Bytes seal(std::string_view clear, std::uint64_t place) const;
    // Into the front of `clear`, which has room for it. False where it is not what was sealed for this place.
    [[nodiscard]] bool open(BytesView sealed, std::uint64_t place, Secret& clear) const;

  private:
    Secret key_;
};

}  // namespace hineni
