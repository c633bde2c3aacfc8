// The only one who knows libphonenumber. A module: loaded in the child of phone_in_child.cpp, never by the kiosk.
#include "kiosk/form/phone_module.hpp"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <memory>
#include <optional>
#include <string>

namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

std::optional<PhoneNumber> possible_number(const PhoneNumberUtil& phones, const std::string& typed,
                                           const std::string& region) {
    PhoneNumber number;
    const bool read = phones.Parse(typed, region, &number) == PhoneNumberUtil::NO_PARSING_ERROR;
    return read && phones.IsPossibleNumber(number) ? std::optional(number) : std::nullopt;
}

// A few odd numbers are written in a way that reads as another number, or as none.
bool reads_as(const PhoneNumberUtil& phones, const PhoneNumber& number, const std::string& shape,
              const std::string& region) {
    const auto again = possible_number(phones, shape, region);
    return again && phones.IsNumberMatch(number, *again) == PhoneNumberUtil::EXACT_MATCH;
}

}  // namespace

extern "C" int hineni_read_phone(const char* typed, std::size_t size, const char* region, char* shaped,
                                 std::size_t room) noexcept {
    auto& phones = *PhoneNumberUtil::GetInstance();
    // Owned by the library from here on; numbers are nobody else's business.
    phones.SetLogger(std::make_unique<NullLogger>().release());
    const int home = phones.GetCountryCodeForRegion(region);
    if (home == 0) return -1;

    const std::string words(typed, size);
    auto number = possible_number(phones, words, region);
    // "00" is the + of most of the world, also where the region's own phones begin otherwise.
    if (!number && words.starts_with("00")) number = possible_number(phones, "+" + words.substr(2), region);
    if (!number) return 0;

    std::string out;
    const bool at_home = number->country_code() == home;
    phones.Format(*number, at_home ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL, &out);
    if (out.empty() || out.size() > room || !reads_as(phones, *number, out, region)) return -1;
    return static_cast<int>(out.copy(shaped, room));
}
