#include "kiosk/form/catalogue.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

constexpr std::uint32_t magic = 0x950412DE;
constexpr std::uint32_t most_texts = 10'000;

// Numbers of 32 bits at any place of a file, in the order that its first four bytes tell.
class Numbers {
  public:
    explicit Numbers(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] std::optional<std::uint32_t> at(std::size_t offset) const {
        if (offset > bytes_.size() || bytes_.size() - offset < 4) return std::nullopt;
        std::uint32_t out = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto byte = static_cast<unsigned char>(bytes_[offset + (swapped_ ? i : 3 - i)]);
            out = out << 8U | byte;
        }
        return out;
    }
    // Finds out the order; false where this is no catalogue.
    bool settle_order() {
        if (at(0) == magic) return true;
        swapped_ = true;
        return at(0) == magic;
    }
    // The text whose length and place stand at `offset`; it is followed by a NUL that does not count.
    [[nodiscard]] std::optional<std::string_view> text(std::size_t offset) const {
        const auto length = at(offset);
        const auto place = at(offset + 4);
        if (!length || !place || *place >= bytes_.size() || *length >= bytes_.size() - *place) return std::nullopt;
        if (bytes_[*place + *length] != '\0') return std::nullopt;
        return bytes_.substr(*place, *length);
    }

  private:
    std::string_view bytes_;
    bool swapped_ = false;
};

}  // namespace

static std::vector<std::string> split_at_nul(std::string_view text) {
    std::vector<std::string> out;
    while (true) {
        const auto end = text.find('\0');
        out.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

// The value of one line of the header, which is the translation of "".
static std::string_view line_of(std::string_view header, std::string_view name) {
    const auto begin = header.find(name);
    if (begin == std::string_view::npos) return {};
    const auto rest = header.substr(begin + name.size());
    return rest.substr(0, rest.find('\n'));
}

Result<Catalogue> Catalogue::read(std::string_view bytes) {
    Numbers numbers(bytes);
    if (!numbers.settle_order()) return fail("not a compiled catalogue");
    const auto revision = numbers.at(4);
    const auto count = numbers.at(8);
    const auto english = numbers.at(12);
    const auto translated = numbers.at(16);
    if (!revision || !count || !english || !translated) return fail("cut off in its head");
    if (*revision >> 16U > 1) return fail("of a newer format");
    if (*count > most_texts) return fail("more than " + std::to_string(most_texts) + " texts");

    Catalogue out;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto key = numbers.text(*english + std::size_t{8} * i);
        const auto words = numbers.text(*translated + std::size_t{8} * i);
        if (!key || !words) return fail("text " + std::to_string(i + 1) + " lies outside the file");
        if (!utf8::valid(*words)) return fail("text " + std::to_string(i + 1) + " is not UTF-8");
        out.translations_[std::string(key->substr(0, key->find('\0')))] = split_at_nul(*words);
    }
    const auto header = out.find("");
    if (line_of(header, "charset=") != "UTF-8") return fail("its header does not say charset=UTF-8");
    if (const auto forms = line_of(header, "Plural-Forms:"); !forms.empty()) {
        auto rule = PluralRule::read(forms);
        if (!rule) return fail("its Plural-Forms cannot be followed");
        out.plural_ = std::move(*rule);
    }
    return out;
}

std::string_view Catalogue::find(std::string_view english) const {
    const auto found = translations_.find(english);
    return found == translations_.end() ? std::string_view{} : std::string_view(found->second.front());
}

std::string_view Catalogue::find(std::string_view english, std::size_t count) const {
    const auto found = translations_.find(english);
    if (found == translations_.end()) return {};
    return found->second[std::min(plural_.form_for(count), found->second.size() - 1)];
}

}  // namespace hineni
