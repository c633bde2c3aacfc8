// TitlePage: what the book is, how many signed, and the hash by which two copies are told to be the same.
#pragma once

#include <string>
#include <vector>

#include "sync/print/book.hpp"
#include "sync/print/canvas.hpp"

namespace hineni {

void draw_title_page(Canvas& canvas, const Press& press, const Box& area, const Book& book, const Digest& hash);

// "137 people who signed without showing their name": for the title page and for the end of the list. Empty: nobody.
[[nodiscard]] std::string unnamed_in_words(const Book& book);
[[nodiscard]] std::string in_thousands(std::size_t number);  // "12,480"

}  // namespace hineni
