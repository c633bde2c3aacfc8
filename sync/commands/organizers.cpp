#include "sync/commands/organizers.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

constexpr std::size_t most_lines = 256;
constexpr std::size_t largest_file = most_lines * 128;

using Lines = std::vector<std::string>;

std::string line_of(const EventTag& event, const PublicKey& key) {
    return hex(event) + " " + to_text(key);
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<EventTag> tag_in(std::string_view text) {
    EventTag tag{};
    if (text.size() != 2 * tag.size()) return std::nullopt;
    for (std::size_t i = 0; i < tag.size(); ++i) {
        const int high = digit_of(text[2 * i]);
        const int low = digit_of(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        tag[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return tag;
}

bool add_line(std::string_view line, OrganizersOf& organizers) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return false;
    const auto tag = tag_in(line.substr(0, space));
    const auto key = public_key_from_text(line.substr(space + 1));
    if (!tag || !key) return false;
    organizers[*tag].push_back(*key);
    return true;
}

Result<void> write_lines(const std::filesystem::path& place, const Lines& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    auto file = WholeFile::begin(place);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(as_bytes(text)); !written) return written;
    return file->put();
}

}  // namespace

Result<OrganizersOf> remember_organizers(const std::filesystem::path& state, const EventPack& pack) {
    const auto place = state / "organizers";
    const auto file = read_small_file(place, largest_file);
    if (!file) return within("remember the organizers", file.error());
    Lines lines;
    OrganizersOf organizers;
    auto text = *file ? as_text(**file) : std::string_view();
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!add_line(lines.back(), organizers)) {
            return fail("remember the organizers: " + place.string() + " is damaged",
                        "move it away: receipts of earlier events then count no more, and nothing else is lost");
        }
    }
    const auto before = lines.size();
    for (const auto& key : pack.recipients) {
        auto line = line_of(event_tag(pack.id), key);
        if (std::find(lines.begin(), lines.end(), line) != lines.end()) continue;
        (void)add_line(line, organizers);
        lines.push_back(std::move(line));
    }
    if (lines.size() == before) return organizers;
    if (lines.size() > most_lines) lines.erase(lines.begin(), lines.end() - most_lines);
    if (auto written = write_lines(place, lines); !written) return within("remember the organizers", written.error());
    return organizers;
}

Result<Receipt> read_own_receipt(BytesView file, const DeviceKey& me, const OrganizersOf& organizers) {
    const auto about = take_apart_receipt(file);
    if (!about) return tl::unexpected(about.error());
    const auto found = organizers.find(about->receipt.event);
    if (found == organizers.end()) return fail("read receipt: it is of another event");
    return read_receipt(file, found->first, me, found->second);
}

}  // namespace hineni
