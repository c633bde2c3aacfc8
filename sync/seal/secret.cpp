#include "hineni/secret.hpp"

#include <sodium.h>

#include <cassert>
#include <cstring>
#include <new>
#include <utility>

namespace hineni {

namespace {

// sodium_malloc needs the library started. Doing it here keeps Secret usable wherever it is first made.
std::uint8_t* guarded(std::size_t capacity) {
    static const bool started = sodium_init() >= 0;
    auto* bytes = started ? static_cast<std::uint8_t*>(sodium_malloc(capacity)) : nullptr;
    if (bytes == nullptr) throw std::bad_alloc();
    return bytes;
}

}  // namespace

// Room for nothing needs no block: two guard pages around an empty one would be waste.
Secret::Secret(std::size_t capacity) : bytes_(capacity == 0 ? nullptr : guarded(capacity)), capacity_(capacity) {}

Secret::Secret(const Secret& other) : Secret(other.capacity_) {
    size_ = other.size_;
    if (bytes_ != nullptr) std::memcpy(bytes_, other.bytes_, size_);
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) *this = Secret(other);
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    sodium_free(bytes_);
    bytes_ = std::exchange(other.bytes_, nullptr);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
}

Secret::~Secret() {
    sodium_free(bytes_);
}  // Wipes; does nothing for a null pointer.

bool Secret::append(std::string_view more) noexcept {
    return insert(size_, more);
}

bool Secret::insert(std::size_t at, std::string_view more) noexcept {
    assert(at <= size_);
    if (more.size() > capacity_ - size_) return false;
    if (more.empty()) return true;
    std::memmove(bytes_ + at + more.size(), bytes_ + at, size_ - at);
    std::memcpy(bytes_ + at, more.data(), more.size());
    size_ += more.size();
    return true;
}

void Secret::erase(std::size_t at, std::size_t count) noexcept {
    assert(at <= size_ && count <= size_ - at);
    if (count == 0) return;
    std::memmove(bytes_ + at, bytes_ + at + count, size_ - at - count);
    resize(size_ - count);
}

void Secret::resize(std::size_t size) noexcept {
    assert(size <= capacity_);
    if (size < size_) sodium_memzero(bytes_ + size, size_ - size);
    size_ = size;
}

}  // namespace hineni
