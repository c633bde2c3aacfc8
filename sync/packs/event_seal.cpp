#include "sync/packs/event_seal.hpp"

#include <algorithm>

#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

// Takes "word value\n" off the front; empty where it does not begin so.
std::string_view take_line(std::string_view& text, std::string_view word) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(word) || word.size() >= end) return {};
    const auto value = text.substr(word.size(), end - word.size());
    text.remove_prefix(end + 1);
    return value;
}

bool read_hex(std::string_view text, OrganizerSignature& into) {
    if (text.size() != 2 * into.size()) return false;
    static constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t i = 0; i < into.size(); ++i) {
        const auto high = digits.find(text[2 * i]);
        const auto low = digits.find(text[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return false;
        into[i] = static_cast<std::uint8_t>(high << 4U | low);
    }
    return true;
}

}  // namespace

std::string sealed_words(const EventPack& pack) {
    return "hineni-event-seal 1\nevent " + pack.id + "\ndigest " + hex(pack.digest) + "\n";
}

std::string written_seal(const EventPack& pack, const SigningName& by, const OrganizerSignature& signature) {
    return sealed_words(pack) + "by " + to_text(by) + "\nsignature " + hex(signature) + "\n";
}

std::optional<SigningName> seal_of(const EventPack& pack, std::string_view file) {
    const auto words = sealed_words(pack);
    if (!file.starts_with(words)) return std::nullopt;
    auto rest = file.substr(words.size());
    const auto by = signing_name_from_text(take_line(rest, "by "));
    OrganizerSignature signature{};
    if (!by || !read_hex(take_line(rest, "signature "), signature)) return std::nullopt;
    // One way to write it, to the last bit: a name may also be read in capitals.
    if (written_seal(pack, *by, signature) != file) return std::nullopt;
    if (!signed_by_organizer(*by, seal_about, as_bytes(words), signature)) return std::nullopt;
    return *by;
}

SealFound find_seal(const EventPack& pack) {
    SealFound found;
    const auto file = read_small_file(pack.folder / seal_file, largest_seal_file);
    found.there = !file || file->has_value();
    if (file && *file) found.by = seal_of(pack, as_text(**file));
    return found;
}

}  // namespace hineni
