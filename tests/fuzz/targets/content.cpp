// What lies inside an envelope: any bytes at all, sealed to the organizer and signed by the sample device, so that the
// cipher and the signature let them through (sample.hpp), as a device of somebody else's making could send.
//
// Held against it: it comes out as it went in; what is taken for an entry is of that event; an entry that a kiosk could
// have written is written and read again with nothing changed; no cell of its row runs as a formula.
#include <algorithm>
#include <charconv>

#include "hineni/utf8.hpp"
#include "sync/desk/contact_card.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/desk/table.hpp"
#include "sync/seal/content.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

Secret hidden(std::string_view text) {
    Secret out(text.size());
    static_cast<void>(out.append(text));
    return out;
}

template <std::size_t size>
bool bytes_of(std::string_view hexadecimal, std::array<std::uint8_t, size>& out) {
    if (hexadecimal.size() != 2 * size) return false;
    for (std::size_t i = 0; i < size; ++i) {
        std::from_chars(hexadecimal.data() + 2 * i, hexadecimal.data() + 2 * i + 2, out[i], 16);
    }
    return true;
}

bool channel_of(std::string_view name, Channel& out) {
    constexpr std::array<std::pair<std::string_view, Channel>, 4> channels{
        {{"email", Channel::Email}, {"sms", Channel::Sms}, {"call", Channel::Call}, {"share", Channel::Share}}};
    for (const auto& [word, channel] : channels) {
        if (word != name) continue;
        out = channel;
        return true;
    }
    return false;
}

// As the kiosk would have had it; false where no kiosk could.
bool as_entry(const DeskEntry& read, Entry& out) {
    out.id = read.id;
    out.event = read.event;
    out.form = read.form;
    out.language = read.language;
    out.collected.since_boot = Monotonic(read.since_boot_ms);
    out.collected.unix_s = read.unix_s;
    out.collected.within_s = read.within_s;
    out.took_s = read.took_s;
    out.public_name = read.public_name;
    out.signature = hidden(read.signature);
    out.signature_typed = hidden(read.signature_typed);
    out.occasions = read.occasions;
    out.receipt_code = read.receipt_code;
    bool fits = bytes_of(read.pack, out.pack) && bytes_of(read.boot, out.collected.boot);
    if (!read.text.empty()) fits = fits && bytes_of(read.text, out.text.emplace());
    for (const auto& [field, answer] : read.answers) out.answers.push_back({field, hidden(answer)});
    for (const auto& each : read.consents) {
        ConsentGiven given{each.id, each.to, Channel::Email, {}, each.yes};
        fits = fits && channel_of(each.channel, given.channel) && bytes_of(each.words, given.words);
        out.consents.push_back(std::move(given));
    }
    return fits && can_be_written(out);
}

void tables(const DeskEntry& entry) {
    Columns columns;
    columns.add(entry);
    const auto row = csv_row(entry, columns);
    promise(row.ends_with("\r\n"), "a row without an end");
    for (const auto& [field, answer] : entry.answers) {
        const auto cell = csv_cell(answer);
        const auto front = cell.substr(cell.starts_with("\"") ? 1 : 0, 1);
        promise(front.find_first_of("=+-@\t\r") == std::string::npos, "a cell that a spreadsheet would run");
    }
    promise(json_object(entry).starts_with("{"), "an entry that is no JSON object");
    if (entry.answers.empty()) return;
    const auto card = contact_card(entry, entry.id, {entry.answers[0].second, entry.answers.back().second, {}, {}});
    promise(card.empty() || card.find("\r\nEND:VCARD\r\n") + 13 == card.size(), "a card that ends before its end");
}

void written_again(const DeskEntry& read) {
    Entry entry;
    if (!as_entry(read, entry)) return;
    Secret content(content_size(entry));
    write_content(entry, content);
    const auto again = desk_entry(Opener::View{read.id, event_tag(read.event), read.device, content.text()});
    promise(again.has_value(), "an entry that was read and written is not read again");
    promise(json_object(*again) == json_object(read), "an entry that was read and written says something else");
}

}  // namespace

void content(BytesView input) {
    static Opener opener(sample().organizer);
    const auto sealed = envelope_around(as_text(input), sample().event);
    if (sealed.empty()) return;
    const auto opened = opener.open(sealed);
    promise(opened.has_value(), "an envelope that was sealed does not open");
    promise(opened->content == as_text(input), "a content comes out as something else");
    const auto entry = desk_entry(*opened);
    if (!entry) return;
    promise(event_tag(entry->event) == sample().event, "an entry of another event");
    promise(entry->device == sample().device.public_half, "an entry of another device");
    for (const auto& [field, answer] : entry->answers) promise(utf8::valid(answer), "an answer that is not UTF-8");
    tables(*entry);
    written_again(*entry);
}

}  // namespace hineni::fuzz
