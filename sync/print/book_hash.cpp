#include "sync/print/book_hash.hpp"

#include "hineni/seal.hpp"

namespace hineni {

namespace {

std::string in_fours(const std::string& digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); i += 4) out += (i > 0 ? " " : "") + digits.substr(i, 4);
    return out;
}

}  // namespace

std::string signatory_line(std::size_t number, const Signatory& signatory) {
    std::string line = "signatory\t" + std::to_string(number) + "\t";
    for (const auto& id : signatory.ids) line += (line.back() == '\t' ? "" : ",") + id;
    for (const auto* field : {&signatory.text, &signatory.name, &signatory.affiliation, &signatory.signature,
                              &signatory.typed, &signatory.day}) {
        line += "\t" + *field;
    }
    return line + "\n";
}

Digest page_hash(const Book& book, const PrintedPage& page) {
    std::string words = "hineni book page 1\n";
    for (const auto& text : page.texts) words += "text\t" + text + "\n";
    for (std::size_t i = 0; i < page.signatories; ++i) {
        words += signatory_line(page.first + i, book.signatories[page.first - 1 + i]);
    }
    return digest(as_bytes(words));
}

Digest book_hash(const Book& book, const std::vector<PrintedPage>& pages) {
    std::string words = "hineni book 1\nevent\t" + book.event_id + "\nform\t" + book.form_id + "\npeople\t" +
                        std::to_string(book.people) + "\nnamed\t" + std::to_string(book.signatories.size()) + "\n";
    for (const auto& page : pages) words += "page\t" + std::to_string(page.number) + "\t" + hex(page.hash) + "\n";
    return digest(as_bytes(words));
}

std::string short_hash(const Digest& hash) {
    return in_fours(hex(hash).substr(0, 16));
}

std::string long_hash(const Digest& hash) {
    return in_fours(hex(hash));
}

}  // namespace hineni
