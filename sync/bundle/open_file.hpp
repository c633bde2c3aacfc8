// OpenFile: a file or folder that is open, and closed when it goes; and all of its bytes, whatever interrupts. What the
// mirror and a drop that is a folder write bundles with.
#pragma once

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

namespace hineni {

class OpenFile {
  public:
    // Takes over the descriptor; negative: it could not be opened, and errno says why.
    explicit OpenFile(int number) : number_(number) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    explicit operator bool() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

    // False: errno says why.
    [[nodiscard]] bool write_all(BytesView bytes) const;
    // Fails where it is no ordinary file, is larger than `at_most` bytes, or becomes shorter meanwhile.
    [[nodiscard]] Result<Bytes> read_all(std::size_t at_most) const;

  private:
    int number_;
};

}  // namespace hineni
