// Secret as somebody would write it who finds a std::string good enough: answers in ordinary memory, moved when they
// grow and left where they were. Linked in front of the guarded one.
#include "hineni/secret.hpp"

#include <cstring>
#include <string>
#include <utility>

namespace hineni {

namespace {

// No string hands out its bytes for good; the copy that this leaves behind is the point.
std::uint8_t* ordinary(std::size_t capacity) {
    return capacity == 0 ? nullptr : new std::uint8_t[capacity];
}

}  // namespace

Secret::Secret(std::size_t capacity) : bytes_(ordinary(capacity)), capacity_(capacity) {}
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
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
}
Secret::~Secret() {
    delete[] bytes_;
}
bool Secret::append(std::string_view more) noexcept {
    return insert(size_, more);
}
bool Secret::insert(std::size_t at, std::string_view more) noexcept {
    if (more.size() > capacity_ - size_) return false;
    std::string longer(text());
    longer.insert(at, more);
    size_ = longer.size();
    if (size_ > 0) std::memcpy(bytes_, longer.data(), size_);
    return true;
}
void Secret::erase(std::size_t at, std::size_t count) noexcept {
    if (count == 0) return;
    std::memmove(bytes_ + at, bytes_ + at + count, size_ - at - count);
    size_ -= count;
}
void Secret::resize(std::size_t size) noexcept {
    size_ = size;
}

}  // namespace hineni
