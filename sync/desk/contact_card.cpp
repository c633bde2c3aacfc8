#include "sync/desk/contact_card.hpp"

#include <algorithm>
#include <string_view>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

constexpr std::size_t longest_line = 75;  // Octets, RFC 6350 3.2; the end of line does not count.

// RFC 6350 3.4: a backslash before what would end a value or a part of it. Other control characters are in no value.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool end_of_line = c == '\n' || (c == '\r' && text.substr(i + 1, 1) != "\n");
        if (end_of_line) {
            out += "\\n";
        } else if (c == '\\' || c == ',' || c == ';') {
            out += '\\';
            out += c;
        } else if ((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\t') {
            out += c;
        }
    }
    return out;
}

// A line that goes on begins with a space. A character is never cut in two.
std::string folded(std::string_view line) {
    std::string out;
    std::size_t used = 0;
    while (!line.empty()) {
        const auto size = std::max<std::size_t>(utf8::front_size(line), 1);
        if (used + size > longest_line) {
            out += "\r\n ";
            used = 1;
        }
        out += line.substr(0, size);
        used += size;
        line.remove_prefix(size);
    }
    return out + "\r\n";
}

// "20261210T230000Z"
std::string compact(std::string time) {
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    return time;
}

// "9f86d081-884c-7d65-9a2f-eaa0c55ad015", RFC 4122 3.
std::string uuid(const EntryId& id) {
    auto text = hex(id.bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
    return text;
}

class Card {
  public:
    void add(std::string_view property, std::string_view value) {
        if (!value.empty()) out_ += folded(std::string(property) + ":" + escaped(value));
    }
    // A value that has parts of its own, escaped already.
    void add_parts(std::string_view property, std::string_view value) {
        out_ += folded(std::string(property) + ":" + std::string(value));
    }
    [[nodiscard]] const std::string& text() const { return out_; }

  private:
    std::string out_;
};

}  // namespace

std::string contact_card(const DeskEntry& one, const EntryId& id, const Contact& contact) {
    if (contact.empty()) return {};
    Card card;
    card.add("BEGIN", "VCARD");
    card.add("VERSION", "4.0");
    card.add("UID", "urn:uuid:" + uuid(id));
    card.add("FN", !contact.name.empty() ? contact.name : !contact.email.empty() ? contact.email : contact.phone);
    card.add("EMAIL", contact.email);
    card.add("TEL;VALUE=text", contact.phone);
    // Box, extended address, street, city, region, code, country.
    if (!contact.postal_code.empty()) card.add_parts("ADR", ";;;;;" + escaped(contact.postal_code) + ";");
    card.add("LANG", one.language);
    card.add_parts("CATEGORIES", escaped(one.form) + "," + escaped(one.event));
    if (one.unix_s) card.add("REV", compact(iso_8601(*one.unix_s)));
    card.add("END", "VCARD");
    return card.text();
}

}  // namespace hineni
