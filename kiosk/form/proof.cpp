#include "kiosk/form/proof.hpp"

#include <algorithm>
#include <fstream>

#include "hineni/utf8.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

namespace fs = std::filesystem;
using document::Place;

void Proof::complain(Place at, std::string wrong, std::string instead) {
    complaints_.push_back({0, at, {"event.toml", at.line, std::move(wrong), std::move(instead)}});
}

void Proof::complain_about(const std::string& file, int line, std::string wrong, std::string instead) {
    // Two forms may name the same file.
    const auto said = [&](const Remark& each) { return each.complaint.file == file && each.complaint.line == line; };
    if (std::any_of(complaints_.begin(), complaints_.end(), said)) return;
    complaints_.push_back({++spoilt_files_, {line, 0}, {file, line, std::move(wrong), std::move(instead)}});
}

std::optional<std::string> Proof::refuse(Place at, std::string wrong, std::string instead) {
    complain(at, std::move(wrong), std::move(instead));
    return std::nullopt;
}

// Nothing where it cannot be read or holds more than `at_most` bytes.
static std::optional<std::string> bytes_of(const fs::path& path, std::size_t at_most) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(at_most + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.bad() || !in.eof()) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

static std::string in_kib(std::size_t bytes) {
    return std::to_string(bytes / 1024) + " KiB";
}

std::optional<std::string> Proof::event_toml() {
    std::error_code trouble;
    const auto path = folder_ / "event.toml";
    if (!fs::is_directory(folder_, trouble)) {
        return refuse({}, "there is no folder " + folder_.string(), "the folder that holds event.toml");
    }
    if (!fs::is_regular_file(path, trouble)) {
        return refuse({}, "there is no such file in " + folder_.string(), "a folder with a file named event.toml");
    }
    auto bytes = bytes_of(path, largest_event_toml);
    if (!bytes) {
        return refuse({}, "it cannot be read, or is very large",
                      "a readable file of at most " + in_kib(largest_event_toml));
    }
    files_["event.toml"] = *bytes;
    return bytes;
}

static bool lies_inside(const fs::path& folder, const fs::path& path) {
    std::error_code trouble;
    const auto home = fs::canonical(folder, trouble);
    if (trouble) return false;
    const auto place = fs::canonical(path, trouble);
    if (trouble) return false;
    return std::mismatch(home.begin(), home.end(), place.begin(), place.end()).first == home.end();
}

static int line_of(std::string_view text, std::size_t at) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

static std::size_t first_spoilt_byte(std::string_view text) {
    std::size_t at = 0;
    while (const auto size = utf8::front_size(text.substr(at))) at += size;
    return at;
}

// As it will be shown: editors on Windows put a mark in front and a '\r' at each end of line.
static std::string as_shown(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) != "\r\n") out.push_back(text[i]);
    }
    return out;
}

// The file's bytes, where it is one of the folder's own and of a sane size.
std::optional<std::string> Proof::own_file(const std::string& name, Place named_at) {
    if (!spelling::is_inner_path(name)) {
        return refuse(named_at, "\"" + name + "\" does not name a file of this folder",
                      "a name such as pledge.en.md, without .. and without a / in front");
    }
    named_.insert(fs::path(name).lexically_normal().generic_string());
    std::error_code trouble;
    const auto path = folder_ / name;
    if (!fs::exists(path, trouble)) {
        return refuse(named_at, "there is no file " + name, "the name of a file that lies beside event.toml");
    }
    if (!fs::is_regular_file(path, trouble)) return refuse(named_at, name + " is not a file", "a plain text file");
    if (!lies_inside(folder_, path)) {
        return refuse(named_at, name + " is a link that leads out of the folder", "the file itself inside the folder");
    }
    auto bytes = bytes_of(path, largest_named_file);
    if (!bytes) {
        return refuse(named_at, name + " cannot be read, or is very large",
                      "a readable file of at most " + in_kib(largest_named_file));
    }
    return bytes;
}

std::optional<std::string> Proof::named_file(const std::string& name, Place named_at) {
    const auto bytes = own_file(name, named_at);
    if (!bytes) return std::nullopt;
    files_[fs::path(name).lexically_normal().generic_string()] = *bytes;
    if (!utf8::valid(*bytes)) {
        complain_about(name, line_of(*bytes, first_spoilt_byte(*bytes)), "this is not UTF-8",
                       "the file saved as UTF-8, which every editor offers");
        return std::nullopt;
    }
    auto text = as_shown(*bytes);
    if (const auto at = spelling::control_character(text); at != std::string::npos) {
        complain_about(name, line_of(text, at), "there is a control character in this line",
                       "letters, signs, spaces and line ends only");
        return std::nullopt;
    }
    if (spelling::is_blank(text)) {
        complain_about(name, 0, "the file is empty", "the words that people are asked to sign");
        return std::nullopt;
    }
    return text;
}

std::vector<Complaint> Proof::in_order() const {
    auto sorted = complaints_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Remark& a, const Remark& b) { return a.file != b.file ? a.file < b.file : a.at < b.at; });
    std::vector<Complaint> out;
    out.reserve(sorted.size());
    for (auto& remark : sorted) out.push_back(std::move(remark.complaint));
    return out;
}

static void put_number(std::string& out, std::uint64_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(static_cast<unsigned char>(number >> (8 * i))));
}

std::string one_of_all(const std::map<std::string, std::string>& files) {
    std::string out = "hineni pack 1\n";
    for (const auto& [name, bytes] : files) {
        put_number(out, name.size(), 4);
        out += name;
        put_number(out, bytes.size(), 8);
        out += bytes;
    }
    return out;
}

}  // namespace hineni
