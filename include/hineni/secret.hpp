// Secret is where typed answers live while they are in the clear: bytes in guarded memory that is locked
// against swapping, left out of core dumps, fenced by inaccessible pages, and wiped when let go
// (libsodium's sodium_malloc; the implementation is in sync/seal).
//
// The capacity is fixed at birth, so that nothing is ever moved and left behind. Appending beyond it is
// refused as a whole. Copying makes a second guarded block; moving hands the block on.
// Not for sharing between threads.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "hineni/bytes.hpp"

namespace hineni {

class Secret {
  public:
    Secret() noexcept = default;            // Holds nothing and has room for nothing.
    explicit Secret(std::size_t capacity);  // Throws std::bad_alloc where the system has no memory left.
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

    // Valid until the next change of this Secret. Never copy into a std::string.
    [[nodiscard]] std::string_view text() const noexcept { return {reinterpret_cast<const char*>(bytes_), size_}; }
    [[nodiscard]] BytesView bytes() const noexcept { return {bytes_, size_}; }
    // All of the block, for filling in place; follow with resize().
    [[nodiscard]] std::span<std::uint8_t> room() noexcept { return {bytes_, capacity_}; }

    // False, and nothing changed, where it does not fit.
    [[nodiscard]] bool append(std::string_view more) noexcept;
    // Inserts before byte `at` (0 to size()); the same promise.
    [[nodiscard]] bool insert(std::size_t at, std::string_view more) noexcept;
    // Takes out `count` bytes from `at` on; the range lies inside size().
    void erase(std::size_t at, std::size_t count) noexcept;
    // Shortens (and wipes what is cut off) or lengthens within the capacity.
    void resize(std::size_t size) noexcept;
    void wipe() noexcept { resize(0); }

    friend bool operator==(const Secret& a, const Secret& b) noexcept { return a.text() == b.text(); }

  private:
    std::uint8_t* bytes_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace hineni
