#include "sync/desk/desk_entry.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

using Json = nlohmann::ordered_json;

// Reads one object's members by kind and remembers whether all were there. Without exceptions: the content comes from
// whoever had the public key.
class Members {
  public:
    explicit Members(const Json& object) : object_(object) {}

    [[nodiscard]] bool all_well() const { return well_; }

    const Json& member(const char* name, Json::value_t kind) {
        static const Json nothing;
        const auto found = object_.is_object() ? object_.find(name) : object_.end();
        const bool there = object_.is_object() && found != object_.end() && found->type() == kind;
        well_ = well_ && there;
        return there ? *found : nothing;
    }
    [[nodiscard]] bool is_null(const char* name) const {
        return object_.is_object() && object_.contains(name) && object_.find(name)->is_null();
    }
    std::string text(const char* name) { return as_text(member(name, Json::value_t::string)); }
    std::string as_text(const Json& value) {
        const auto* words = value.get_ptr<const Json::string_t*>();
        well_ = well_ && words != nullptr;
        return words == nullptr ? std::string() : *words;
    }
    std::int64_t number(const char* name) {
        const auto found = object_.is_object() ? object_.find(name) : object_.end();
        const bool there = object_.is_object() && found != object_.end() && found->is_number_integer() &&
                           (!found->is_number_unsigned() || found->get<std::uint64_t>() <= most);
        well_ = well_ && there;
        return there ? found->get<std::int64_t>() : 0;
    }
    int small_number(const char* name) {
        const auto value = number(name);
        const bool fits = value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
        well_ = well_ && fits;
        return fits ? static_cast<int>(value) : 0;
    }
    bool choice(const char* name) {
        const auto& value = member(name, Json::value_t::boolean);
        return value.is_boolean() && value.get<bool>();
    }
    // Base64url without padding, as the device writes it; in hexadecimal.
    std::string digest_hex(const char* name) {
        const auto bytes = from_base64(text(name));
        well_ = well_ && bytes.has_value();
        return bytes ? hex(*bytes) : std::string();
    }

  private:
    static constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

    static std::optional<Bytes> from_base64(std::string_view text) {
        static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        Bytes out;
        unsigned held = 0;
        unsigned bits = 0;
        for (const char c : text) {
            const auto value = alphabet.find(c);
            if (value == std::string_view::npos) return std::nullopt;
            held = (held << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            out.push_back(static_cast<std::uint8_t>(held >> bits & 0xFFU));
        }
        return out;
    }

    const Json& object_;
    bool well_ = true;
};

bool read_collected(const Json& json, DeskEntry& entry) {
    Members collected(json);
    entry.boot = collected.digest_hex("boot");
    entry.since_boot_ms = collected.number("since_boot_ms");
    if (!collected.is_null("unix_s")) entry.unix_s = collected.number("unix_s");
    entry.within_s = collected.small_number("within_s");
    return collected.all_well();
}

bool read_consent(const Json& json, DeskEntry& entry) {
    Members members(json);
    DeskConsent consent;
    consent.id = members.text("id");
    consent.to = members.text("to");
    consent.channel = members.text("channel");
    consent.words = members.digest_hex("words");
    consent.yes = members.choice("yes");
    entry.consents.push_back(std::move(consent));
    return members.all_well();
}

bool read_entry(const Json& json, DeskEntry& entry) {
    Members members(json);
    entry.event = members.text("event");
    entry.pack = members.digest_hex("pack");
    entry.form = members.text("form");
    entry.language = members.text("language");
    bool well = read_collected(members.member("collected", Json::value_t::object), entry);
    entry.took_s = members.small_number("took_s");
    for (const auto& [field, answer] : members.member("answers", Json::value_t::object).items()) {
        entry.answers.emplace_back(field, members.as_text(answer));
    }
    for (const auto& consent : members.member("consents", Json::value_t::array)) {
        well = read_consent(consent, entry) && well;
    }
    if (!members.is_null("text")) entry.text = members.digest_hex("text");
    if (!members.is_null("public")) entry.public_name = members.choice("public");
    entry.signature = members.text("signature");
    // Contents of the first kiosks know no other way to sign than drawing.
    if (json.is_object() && json.contains("signature_typed")) entry.signature_typed = members.text("signature_typed");
    for (const auto& occasion : members.member("occasions", Json::value_t::array)) {
        entry.occasions.push_back(members.as_text(occasion));
    }
    if (json.is_object() && json.contains("receipt")) entry.receipt_code = members.text("receipt");
    return well && members.all_well();
}

// Of the content's digest and not of the content, which so need not be copied behind the device.
Digest digest_of(const Opener::View& opened) {
    std::array<std::uint8_t, 2 * std::tuple_size_v<Digest>> both{};
    auto* at = std::ranges::copy(opened.device, both.begin()).out;
    std::ranges::copy(digest(as_bytes(opened.content)), at);
    return digest(both);
}

}  // namespace

Result<DeskEntry> desk_entry(const Opened& opened) {
    return desk_entry(Opener::View{opened.id, opened.event, opened.device, opened.content.text()});
}

Result<DeskEntry> desk_entry(const Opener::View& opened) {
    const std::string attempt = "read entry " + hex(opened.id.bytes);
    const auto json = Json::parse(opened.content, nullptr, false);
    if (json.is_discarded() || !json.is_object()) return fail(attempt + ": its content is not an entry");
    Members members(json);
    if (members.number("v") != 1) return fail(attempt + ": its content is newer than this program", "update it");
    DeskEntry entry;
    entry.id = opened.id;
    entry.signed_as = digest_of(opened);
    entry.device = opened.device;
    if (!read_entry(json, entry)) return fail(attempt + ": its content is not an entry");
    if (event_tag(entry.event) != opened.event) return fail(attempt + ": it belongs to another event than it says");
    return entry;
}

std::string device_name(const DeviceName& device) {
    return hex(digest(device)).substr(0, 16);
}

std::string iso_8601(std::int64_t unix_s) {
    using namespace std::chrono;
    // The years that four digits and the calendar can say.
    static constexpr std::int64_t first = -62'135'596'800;
    static constexpr std::int64_t last = 253'402'300'799;
    const sys_seconds at{seconds(std::clamp(unix_s, first, last))};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{at - day};
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return out.data();
}

}  // namespace hineni
