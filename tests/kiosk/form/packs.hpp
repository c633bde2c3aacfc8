// Event packs for the tests: the sample, and copies in a fresh folder that a test may spoil.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "hineni/event_pack.hpp"

namespace hineni {

inline std::filesystem::path sample_vigil() {
    return std::filesystem::path(HINENI_SOURCE) / "assets/events/vigil";
}

inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline void write(const std::filesystem::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

// A folder that goes when the test does.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "hineni-pack-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::filesystem::path path;
};

// The sample vigil in a folder of its own.
struct Copy : TemporaryFolder {
    Copy() { std::filesystem::copy(sample_vigil(), path, std::filesystem::copy_options::recursive); }

    // Replaces the first `old` in a file of the copy.
    void change(std::string_view old, std::string_view by, const std::string& file = "event.toml") {
        auto text = text_of(path / file);
        const auto at = text.find(old);
        REQUIRE(at != std::string::npos);
        text.replace(at, old.size(), by);
        write(path / file, text);
    }

    // What reading it has to say, a line each.
    [[nodiscard]] std::string complaints() const {
        const auto pack = read_event_pack(path);
        std::string out;
        if (!pack) {
            for (const auto& complaint : pack.error()) out += in_words(complaint) + "\n";
        }
        return out;
    }
};

}  // namespace hineni
