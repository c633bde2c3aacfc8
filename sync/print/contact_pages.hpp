// ContactPages: the annex with which an organizer reaches everybody who signed. Confidential, and every page says so;
// it is no part of the book, whose pages and hashes are the same without it.
#pragma once

#include "sync/print/book.hpp"
#include "sync/print/canvas.hpp"

namespace hineni {

// Nothing where the book has no contacts.
void draw_contact_pages(Canvas& canvas, const Press& press, const Box& area, const Book& book);

}  // namespace hineni
