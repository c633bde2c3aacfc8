// A stick that anybody may have prepared: files, folders, links, pipes and names of any kind, made from the input below
// a folder in memory, and walked as the desk walks a stick.
//
// Held against it: the walk ends; what is found is a bundle's name below the stick, once; what cannot be used is said
// in words that cannot drive a terminal; nothing that was found is a bundle unless it is one.
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

#include "sync/bundle/bundle.hpp"
#include "sync/desk/bundles.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t deepest = 40;
constexpr std::size_t most_things = 100;

// A name of one part; nothing that leads elsewhere.
std::string name_in(std::string_view text) {
    std::string name(text.substr(0, 200));
    std::erase_if(name, [](char c) { return c == '/' || c == '\0'; });
    if (name.empty() || name == "." || name == "..") return "x";
    return name;
}

// A line for each thing: a letter for its kind, its name, and behind a "|" what it holds or leads to.
class Stick {
  public:
    explicit Stick(const fs::path& root) : here_(root) {}

    void make(std::string_view line) {
        const auto bar = std::min(line.find('|'), line.size());
        const auto place = here_ / name_in(line.substr(1, bar - 1));
        const auto rest = line.substr(std::min(bar + 1, line.size()));
        std::error_code ignored;
        switch (line.front()) {
            case 'd':
                if (++depth_ < deepest && fs::create_directory(place, ignored)) here_ = place;
                break;
            case 'u':
                if (depth_ > 0) here_ = here_.parent_path();
                depth_ -= depth_ > 0 ? 1 : 0;
                break;
            case 'l': fs::create_symlink(name_in(rest), place, ignored); break;
            case 'c': fs::create_directory_symlink(".", place, ignored); break;
            case 'p': ::mkfifo(place.c_str(), 0600); break;
            case 'v':
                file(place, as_text(known_file("9df90d2e6b58b489-52c5e1659c2baed7e52a797a5aade7f0.hineni")));
                break;
            default: file(place, rest);
        }
    }

  private:
    static void file(const fs::path& place, std::string_view text) {
        std::error_code ignored;
        if (!fs::exists(fs::symlink_status(place, ignored))) std::ofstream(place, std::ios::binary) << text;
    }
    fs::path here_;
    std::size_t depth_ = 0;
};

bool harmless(std::string_view words) {
    return std::ranges::none_of(words, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

void stick(BytesView input) {
    const auto& root = empty_folder();
    auto text = as_text(input);
    Stick made(root);
    for (std::size_t things = 0; !text.empty() && things < most_things; ++things) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (!line.empty()) made.make(line);
    }
    const auto found = find_bundles({root.string()});
    promise(found.places == 1, "a stick that was read is said not to have answered");
    std::set<std::string> seen;
    for (const auto& each : found.bundles) {
        promise(is_bundle_name(each.name), "a bundle of another name");
        promise(each.address.starts_with(root.string()), "a bundle that does not lie on the stick");
        promise(seen.insert(each.address + "/" + each.name).second, "a file is found twice");
        promise(harmless(each.called), "a name that could drive a terminal");
    }
    for (const auto& words : found.problems) promise(harmless(words), "a problem that could drive a terminal");
    for (const auto& words : found.passed_over) promise(harmless(words), "a remark that could drive a terminal");
    for (const auto& each : found.bundles) {
        const auto bytes = fetch(each);
        promise(bytes || harmless(bytes.error().what), "a failure that could drive a terminal");
        if (bytes && read_bundle(*bytes)) promise(bytes->size() >= around_bundle, "nothing is read as a bundle");
    }
}

}  // namespace hineni::fuzz
