// What the hashes of a book are of: lines of what is printed, so that whoever has the table of entries can make them
// again. README.md has the format.
#pragma once

#include <string>

#include "sync/print/book.hpp"

namespace hineni {

// "signatory", its number, and all that is printed of it; tabs between, a line feed at the end.
[[nodiscard]] std::string signatory_line(std::size_t number, const Signatory& signatory);

[[nodiscard]] Digest page_hash(const Book& book, const PrintedPage& page);
[[nodiscard]] Digest book_hash(const Book& book, const std::vector<PrintedPage>& pages);

// "7f3a 91c2 04de b81f": enough to compare by eye.
[[nodiscard]] std::string short_hash(const Digest& hash);
// All of it, four by four.
[[nodiscard]] std::string long_hash(const Digest& hash);

}  // namespace hineni
