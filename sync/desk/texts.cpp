#include "sync/desk/texts.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

#include "hineni/seal.hpp"

namespace hineni {

namespace {

namespace fs = std::filesystem;

// A pack refuses a longer text.
constexpr std::uintmax_t longest_text = std::uintmax_t{64} * 1024;

std::string hash_of(std::string_view words) {
    return hex(digest(as_bytes(words)));
}

// As a pack shows a file, and so as it is signed: without a mark in front, lines ending in '\n'.
std::string as_shown(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes.compare(i, 2, "\r\n") != 0) out.push_back(bytes[i]);
    }
    return out;
}

// Which file of the folder holds the words with this hash. By content: a pack as it was read no longer says from where.
std::map<std::string, std::string> files_by_hash(const fs::path& folder) {
    std::map<std::string, std::string> files;
    std::error_code trouble;
    fs::recursive_directory_iterator each(folder, trouble);
    for (; !trouble && each != fs::recursive_directory_iterator(); each.increment(trouble)) {
        std::error_code none;
        if (!each->is_regular_file(none) || each->file_size(none) > longest_text) continue;
        const auto name = each->path().lexically_relative(folder).generic_string();
        const auto [at, first] = files.try_emplace(hash_of(as_shown(each->path())), name);
        if (!first) at->second = std::min(at->second, name);  // Of two copies always the same one.
    }
    return files;
}

}  // namespace

void Texts::add(const EventPack& pack) {
    const auto files = files_by_hash(pack.folder);
    for (const auto& form : pack.forms) {
        for (const auto& [language, words] : form.text.by_language) {
            auto hash = hash_of(words);
            const auto file = files.find(hash);
            all_.push_back({std::move(hash), pack.id, form.id, "", language,
                            file == files.end() ? std::string() : file->second, words});
        }
        for (const auto& consent : form.consents) {
            for (const auto& [language, words] : consent.text.by_language) {
                all_.push_back({hash_of(words), pack.id, form.id, consent.id, language, "", words});
            }
        }
    }
}

const KnownText* Texts::find(std::string_view hash) const {
    const auto at = std::ranges::find(all_, hash, &KnownText::hash);
    return at == all_.end() ? nullptr : &*at;
}

bool Texts::name_text(DeskEntry& entry) const {
    if (entry.text.empty()) return true;
    // The entry's own event first: two packs may share a text.
    auto at = std::ranges::find_if(all_, [&](const KnownText& text) {
        return text.hash == entry.text && text.event == entry.event && text.form == entry.form;
    });
    if (at == all_.end()) at = std::ranges::find(all_, entry.text, &KnownText::hash);
    if (at == all_.end()) return false;
    entry.text_language = at->language;
    entry.text_file = at->file;
    return true;
}

}  // namespace hineni
