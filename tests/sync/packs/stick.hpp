// A stick with an event pack on it, and whoever seals it.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "hineni/event_pack.hpp"
#include "hineni/shelf.hpp"
#include "sync/packs/event_seal.hpp"
#include "sync/packs/shelving.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni {

inline void spill_text(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

inline std::string text_in(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string toml_of(const std::string& id, const std::string& pledge = "texts/pledge.en.md") {
    return "hineni = 1\n[event]\nid = \"" + id +
           "\"\nname = { en = \"Vigil of Light\" }\nplace = { en = \"Square\" }\n"
           "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n[keys]\n"
           "recipients = [\"hineni1pn42e2fmaq3gzmgsxb7ak6na2okcc5horyoif6lupntmzrefkvqkbl4rqe\"]\n"
           "[[form]]\nid = \"pledge\"\nkind = \"pledge\"\ntitle = { en = \"Pledge\" }\nsignature = \"none\"\n"
           "text = { en = \"" +
           pledge + "\" }\n";
}

class Stick {
  public:
    explicit Stick(const std::string& id = "vigil") {
        (void)start_sealing();
        spill_text(pack() / "event.toml", toml_of(id));
        spill_text(pack() / "texts" / "pledge.en.md", "# The pledge\n\nWe are here.\n");
    }
    Stick& sealed_with(const SecretKey& key) {
        const auto read = read_event_pack(pack());
        REQUIRE(read);
        const auto words = sealed_words(*read);
        spill_text(pack() / "event.seal",
                   written_seal(*read, signing_name(key), sign_as_organizer(key, seal_about, as_bytes(words))));
        return *this;
    }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path pack() const { return folder_ / "event"; }
    [[nodiscard]] std::string digest() const { return hex(read_event_pack(pack()).value().digest); }

  private:
    FreshFolder folder_;
};

inline SecretKey organizer_key() {
    (void)start_sealing();
    return new_secret_key();
}

using Became = Shelving::Became;
using From = Shelving::From;

inline Became look(const std::filesystem::path& shelf, const std::filesystem::path& below, From from = From::Stick) {
    auto shelving = Shelving::open(shelf);
    REQUIRE(shelving);
    const auto looked = shelving->look(below, from);
    REQUIRE_MESSAGE(looked, looked.error().what);
    return looked->became;
}

// A shelf with Ada's pack in use, and a stranger's that waits.
struct ShelfOfTwo {
    ShelfOfTwo() {
        REQUIRE(look(folder.path(), in_use.sealed_with(ada).path()) == Became::Taken);
        REQUIRE(look(folder.path(), waits.sealed_with(eve).path()) == Became::Waiting);
    }

    FreshFolder folder;
    SecretKey ada = organizer_key(), eve = organizer_key();
    Stick in_use, waits{"march"};
};

inline std::string refusal(const std::filesystem::path& shelf, const std::filesystem::path& below) {
    auto shelving = Shelving::open(shelf);
    REQUIRE(shelving);
    const auto looked = shelving->look(below, From::Stick);
    REQUIRE_FALSE(looked);
    return looked.error().what;
}

}  // namespace hineni
