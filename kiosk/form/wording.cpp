#include "kiosk/form/wording.hpp"

#include <fstream>
#include <iterator>
#include <optional>

#include "kiosk/form/catalogue.hpp"

namespace hineni {

struct Wording::Catalogue : hineni::Catalogue {};

static constexpr std::size_t largest_catalogue = std::size_t{1024} * 1024;

// Nothing where it cannot be read.
static std::optional<std::string> bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (in.bad()) return std::nullopt;
    return bytes;
}

static Result<Catalogue> read_file(const std::filesystem::path& path) {
    std::error_code trouble;
    const auto size = std::filesystem::file_size(path, trouble);
    if (trouble) return fail(trouble.message());
    if (size > largest_catalogue) return fail("larger than a catalogue can be");
    const auto bytes = bytes_of(path);
    if (!bytes) return fail("it cannot be read");
    return Catalogue::read(*bytes);
}

Result<Wording> Wording::open(const std::filesystem::path& folder, const std::vector<Language>& languages) {
    Wording wording;
    for (const auto& language : languages) {
        const auto path = folder / (language + ".mo");
        std::error_code trouble;
        if (!std::filesystem::exists(path, trouble)) continue;
        auto catalogue = read_file(path);
        if (!catalogue) {
            auto error = std::move(catalogue.error());
            error.hint = "install the program again, or leave " + language + " out of the languages of the event";
            return within("read the words of " + path.string(), std::move(error));
        }
        wording.catalogues_.emplace_back(language, std::make_shared<Catalogue>(Catalogue{std::move(*catalogue)}));
    }
    return wording;
}

std::string_view Wording::in(const Language& language, std::string_view english) const {
    for (const auto& [code, catalogue] : catalogues_) {
        if (code != language) continue;
        const auto found = catalogue->find(english);
        return found.empty() ? english : found;
    }
    return english;
}

std::string_view Wording::in(const Language& language, std::string_view one, std::string_view many,
                             std::size_t count) const {
    for (const auto& [code, catalogue] : catalogues_) {
        if (code != language) continue;
        if (const auto found = catalogue->find(one, count); !found.empty()) return found;
    }
    return count == 1 ? one : many;
}

std::string filled(std::string_view pattern, std::string_view name, std::string_view value) {
    const auto blank = "{" + std::string(name) + "}";
    std::string out;
    for (auto at = pattern.find(blank); at != std::string_view::npos; at = pattern.find(blank)) {
        out += pattern.substr(0, at);
        out += value;
        pattern.remove_prefix(at + blank.size());
    }
    return out += pattern;
}

}  // namespace hineni
