#include "tests/altered/alteration.hpp"

#include <algorithm>
#include <utility>

namespace hineni::altered {

namespace {

using worlds::Luck;

std::string flip_bits(Bytes& bytes, Luck& luck) {
    const auto many = luck.one_in(2) ? 1 : 1 + luck.below(8);
    std::string how = "bits flipped at";
    for (std::size_t i = 0; i < many; ++i) {
        const auto at = luck.below(bytes.size());
        bytes[at] ^= static_cast<std::uint8_t>(1U << luck.below(8));
        how += " " + std::to_string(at);
    }
    return how;
}

std::string overwrite(Bytes& bytes, Luck& luck) {
    const auto at = luck.below(bytes.size());
    const auto size = 1 + luck.below(std::min<std::size_t>(64, bytes.size() - at));
    const bool with_zeros = luck.one_in(3);
    for (std::size_t i = at; i < at + size; ++i) bytes[i] = with_zeros ? 0 : static_cast<std::uint8_t>(luck());
    return std::to_string(size) + " bytes overwritten at " + std::to_string(at);
}

std::string cut_off(Bytes& bytes, Luck& luck) {
    bytes.resize(luck.one_in(2) ? luck.below(bytes.size())
                                : bytes.size() - 1 - luck.below(std::min<std::size_t>(40, bytes.size())));
    return "cut off at " + std::to_string(bytes.size());
}

// Sometimes to a length that such a thing may have.
std::string lengthen(Bytes& bytes, Luck& luck) {
    const auto more = luck.one_in(2) ? bytes.size() : 1 + luck.below(200);
    for (std::size_t i = 0; i < more; ++i) bytes.push_back(luck.one_in(2) ? 0 : static_cast<std::uint8_t>(luck()));
    return std::to_string(more) + " bytes added";
}

std::string take_out_or_put_in(Bytes& bytes, Luck& luck) {
    const auto at = luck.below(bytes.size());
    const auto size = 1 + luck.below(std::min<std::size_t>(40, bytes.size() - at));
    const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    if (luck.one_in(2)) {
        bytes.erase(here, here + static_cast<std::ptrdiff_t>(size));
        return std::to_string(size) + " bytes taken out at " + std::to_string(at);
    }
    bytes.insert(here, size, static_cast<std::uint8_t>(luck()));
    return std::to_string(size) + " bytes put in at " + std::to_string(at);
}

std::string change_places(Bytes& bytes, std::span<const Place> places, Luck& luck) {
    const auto& one = places[luck.below(places.size())];
    const auto& other = places[luck.below(places.size())];
    const auto size = std::min(one.size, other.size);
    if (std::max(one.at, other.at) + size > bytes.size()) return flip_bits(bytes, luck);
    std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(one.at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(one.at + size),
                     bytes.begin() + static_cast<std::ptrdiff_t>(other.at));
    return std::to_string(one.at) + " and " + std::to_string(other.at) + " changed places";
}

// A field of another one, or of nobody's.
std::string replace(Bytes& bytes, const Bytes& other, std::span<const Place> places, Luck& luck) {
    const auto& place = places[luck.below(places.size())];
    if (place.at + place.size > std::min(bytes.size(), other.size())) return flip_bits(bytes, luck);
    const bool random = luck.one_in(2);
    for (std::size_t i = place.at; i < place.at + place.size; ++i) {
        bytes[i] = random ? static_cast<std::uint8_t>(luck()) : other[i];
    }
    return std::string(random ? "something random" : "that of another") + " at " + std::to_string(place.at);
}

std::string splice(Bytes& bytes, const Bytes& other, Luck& luck) {
    const auto at = luck.below(std::min(bytes.size(), other.size()));
    bytes.resize(at);
    bytes.insert(bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(at), other.end());
    return "its front, and another's end from " + std::to_string(at);
}

}  // namespace

Altered alter(std::span<const Bytes> good, std::size_t which, std::span<const Place> places, Luck& luck) {
    Altered out{good[which], {}};
    const auto& other = good[luck.below(good.size())];
    switch (luck.below(10)) {
        case 0:
        case 1:
        case 2: out.how = flip_bits(out.bytes, luck); break;
        case 3: out.how = overwrite(out.bytes, luck); break;
        case 4: out.how = cut_off(out.bytes, luck); break;
        case 5: out.how = lengthen(out.bytes, luck); break;
        case 6: out.how = take_out_or_put_in(out.bytes, luck); break;
        case 7: out.how = change_places(out.bytes, places, luck); break;
        case 8: out.how = replace(out.bytes, other, places, luck); break;
        default: out.how = splice(out.bytes, other, luck);
    }
    return out;
}

}  // namespace hineni::altered
