// The pledge book: the exact words in each language that was signed, and who signed them. Only who allowed it is named;
// the others are counted. README.md says what the hashes at the foot of its pages are of.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/desk/texts.hpp"
#include "sync/people/kinds.hpp"
#include "sync/print/canvas.hpp"
#include "sync/print/paper.hpp"

namespace hineni {

// Words that somebody signed.
struct SignedText {
    std::string hash;  // Digest, hex.
    Language language;
    std::string file;   // As the pack calls it.
    std::string words;  // Empty: they are in none of the packs.
    std::size_t people = 0;
};

// Somebody who is named. All of it as it is printed.
struct Signatory {
    std::string order;             // By which the names are sorted.
    std::vector<std::string> ids;  // Of the person's entries, hex, sorted.
    std::string name;
    std::string affiliation;
    std::string signature;  // An SVG path, or
    std::string typed;      // a name in its place.
    std::string day;
    std::string text;  // Digest, hex.
    Language language;
};

// How somebody can be reached; for the annex that nobody else may see.
struct Reachable {
    std::string order;
    std::string name;
    std::string email;
    std::string phone;
    std::string postal_code;
};

struct Book {
    std::string event_id;
    std::string form_id;
    std::string event;  // Its name.
    std::string place;
    std::string day;
    std::string made;    // For the file's own date: the day of the event, and no clock.
    std::string title;   // Of the pledge.
    bool asked = false;  // Whether the name may be shown.
    std::size_t people = 0;
    std::vector<SignedText> texts;       // In the pack's order of languages.
    std::vector<Signatory> signatories;  // By name.
    std::vector<Reachable> contacts;     // By name; all people, or none where no annex was asked for.
};

// One person who signed: the entry that they amount to, and the ids of all their entries.
struct Signed {
    DeskEntry entry;
    std::vector<std::string> ids;
};

struct BookWishes {
    std::vector<std::string> without;  // Fields that are not printed.
    bool contacts = false;
};

// `people` in any order: the same ones give the same book.
[[nodiscard]] Book book_of(const EventPack& pack, const Form& form, const Texts& texts, const Kinds& kinds,
                           std::span<const Signed> people, const BookWishes& wishes);

// What was printed.
struct PrintedPage {
    std::size_t number = 0;
    Digest hash{};
    std::vector<std::string> texts;  // Hashes of the texts of which lines are on it.
    std::size_t first = 0;           // Of the signatories on it, from 1;
    std::size_t signatories = 0;     // how many. One that stands on no page is not there.
};
struct PrintedBook {
    Digest hash{};
    std::vector<PrintedPage> pages;  // From the second on: the first is the title page, which says the whole's.
    std::size_t pages_in_all = 0;    // Without the annex.
};

[[nodiscard]] Result<PrintedBook> print_book(const Book& book, Paper paper, const TakePiece& take);

}  // namespace hineni
