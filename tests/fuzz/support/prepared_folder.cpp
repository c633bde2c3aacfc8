#include "tests/fuzz/support/prepared_folder.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

namespace hineni::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view next_thing = "\n==== ";
constexpr std::string_view leads_to = " -> ";
constexpr std::string_view as_pipe = " |";
constexpr std::size_t longest_name = 100;
constexpr std::size_t most_things = 40;

bool is_part(std::string_view part) {
    return !part.empty() && part != "." && part != ".." && part.find('\0') == std::string_view::npos;
}

// Where a thing of this name is to be, with the folders that it lies in; nothing where it would be outside, or where
// something is already.
std::optional<fs::path> place_of(const fs::path& folder, std::string_view name) {
    if (name.size() > longest_name) return std::nullopt;
    auto place = folder;
    std::error_code wrong;
    for (;;) {
        const auto end = std::min(name.find('/'), name.size());
        if (!is_part(name.substr(0, end))) return std::nullopt;
        place /= std::string(name.substr(0, end));
        const auto there = fs::symlink_status(place, wrong).type();
        if (end == name.size()) return there == fs::file_type::not_found ? std::optional(place) : std::nullopt;
        if (there == fs::file_type::not_found && !fs::create_directory(place, wrong)) return std::nullopt;
        if (there != fs::file_type::not_found && there != fs::file_type::directory) return std::nullopt;
        name.remove_prefix(end + 1);
    }
}

void make(const fs::path& folder, std::string_view line, std::string_view rest) {
    const auto arrow = line.find(leads_to);
    const bool pipe = line.ends_with(as_pipe);
    const auto name = pipe ? line.substr(0, line.size() - as_pipe.size()) : line.substr(0, arrow);
    const auto place = place_of(folder, name);
    if (!place) return;
    if (pipe) {
        static_cast<void>(::mkfifo(place->c_str(), 0600));
    } else if (arrow != std::string_view::npos) {
        std::error_code ignored;
        fs::create_symlink(std::string(line.substr(arrow + leads_to.size())), *place, ignored);
    } else {
        std::ofstream(*place, std::ios::binary) << rest;
    }
}

}  // namespace

void prepare_folder(const fs::path& folder, std::string_view text) {
    auto at = text.find(next_thing);
    const auto first = text.substr(0, at);
    // Where there is none, another thing may take its name.
    if (!first.empty()) make(folder, "event.toml", first);
    for (std::size_t things = 0; at != std::string_view::npos && things < most_things; ++things) {
        const auto from = at + next_thing.size();
        at = text.find(next_thing, from);
        const auto thing = text.substr(from, at == std::string_view::npos ? at : at - from);
        const auto line = thing.substr(0, thing.find('\n'));
        make(folder, line, thing.substr(std::min(line.size() + 1, thing.size())));
    }
}

}  // namespace hineni::fuzz
