// Pages as a reader's program sees them: poppler's text, fonts and pictures of a PDF, and people who signed the sample
// pledge.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "hineni/event_pack.hpp"
#include "hineni/seal.hpp"
#include "sync/print/book.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

class Pages {
  public:
    explicit Pages(const std::string& pdf) { std::ofstream(file(), std::ios::binary) << pdf; }

    [[nodiscard]] std::string file() const { return folder_ / "pages.pdf"; }
    [[nodiscard]] std::string says(const std::string& program, std::vector<std::string> words) const {
        words.insert(words.begin(), program);
        const auto done = finish(words);
        REQUIRE_MESSAGE(done.exit_code == 0, done.err);
        return done.out;
    }
    [[nodiscard]] std::string text() const { return says("pdftotext", {file(), "-"}); }
    [[nodiscard]] std::string text(std::size_t page) const {
        return says("pdftotext", {"-f", std::to_string(page), "-l", std::to_string(page), file(), "-"});
    }
    [[nodiscard]] std::size_t count() const {
        const auto facts = says("pdfinfo", {file()});
        return std::stoul(facts.substr(facts.find("Pages:") + 6));
    }

    // How far ink stands from the edges of any page, in points.
    struct Ink {
        double left = 1e9, right = 1e9, top = 1e9, bottom = 1e9;
    };
    [[nodiscard]] Ink ink() const {
        static_cast<void>(says("pdftoppm", {"-gray", "-r", "36", file(), folder_ / "page"}));
        Ink nearest;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            if (entry.path().extension() == ".pgm") look(entry.path(), nearest);
        }
        return nearest;
    }

  private:
    static void look(const std::filesystem::path& picture, Ink& nearest) {
        std::ifstream in(picture, std::ios::binary);
        std::string kind;
        int width = 0;
        int height = 0;
        int most = 0;
        in >> kind >> width >> height >> most;
        in.get();
        const std::string dots{std::istreambuf_iterator<char>(in), {}};
        REQUIRE(dots.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                if (static_cast<unsigned char>(dots[static_cast<std::size_t>(y * width + x)]) > 230) continue;
                nearest.left = std::min(nearest.left, x * 2.0);
                nearest.right = std::min(nearest.right, (width - 1 - x) * 2.0);
                nearest.top = std::min(nearest.top, y * 2.0);
                nearest.bottom = std::min(nearest.bottom, (height - 1 - y) * 2.0);
            }
        }
    }

    FreshFolder folder_;
};

// Letters alone, as they stand in a file: without blanks and without the marks by which directions are told.
inline std::string letters(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto three = words.substr(i, 3);
        const bool mark = three >= "\u202A" && three <= "\u202E";
        const bool other = three == "\u200E" || three == "\u200F" || three == "\u202F";
        if (mark || other) {
            i += 2;
        } else if (words.substr(i, 2) == "\u00A0") {
            i += 1;
        } else if (static_cast<unsigned char>(words[i]) > 0x20) {
            out += words[i];
        }
    }
    return out;
}

inline bool has(const std::string& text, std::string_view words) {
    return letters(text).find(letters(words)) != std::string::npos;
}

struct Shown {
    std::string pdf;
    PrintedBook printed;
};

inline Shown print(const Book& book, Paper paper = Paper::A4) {
    Shown shown;
    auto printed = print_book(book, paper, [&](std::string_view piece) -> Result<void> {
        shown.pdf += piece;
        return {};
    });
    REQUIRE_MESSAGE(printed, printed.error().what);
    shown.printed = std::move(*printed);
    return shown;
}

// The sample pack with the pledge in eleven languages, and who signed it.
struct Table {
    EventPack pack = read_event_pack(HINENI_SOURCE "/assets/events/tongues").value();
    const Form& form = *pack.form("pledge");
    Texts texts;
    Kinds kinds;
    std::vector<Signed> people;

    Table() {
        texts.add(pack);
        kinds.add(pack);
    }
    Signed& sign(const std::string& name, std::optional<bool> shown = true, const Language& language = "en") {
        DeskEntry entry;
        entry.id.bytes.fill(static_cast<std::uint8_t>(people.size() + 1));
        entry.event = pack.id;
        entry.form = form.id;
        entry.language = language;
        entry.unix_s = 1'796'943'600;  // 2026-12-10T23:00:00Z
        entry.within_s = 60;
        entry.answers = {{"name", name},
                         {"institution", "College of " + std::to_string(people.size())},
                         {"email", "somebody" + std::to_string(people.size()) + "@example.org"}};
        entry.text = hex(digest(as_bytes(form.text.in(language))));
        entry.public_name = shown;
        entry.signature = "M10 20L300 40L600 390";
        people.push_back({entry, {hex(entry.id.bytes)}});
        return people.back();
    }
    [[nodiscard]] Book book(const BookWishes& wishes = {}) const {
        return book_of(pack, form, texts, kinds, people, wishes);
    }
};

}  // namespace hineni
