#include "sync/desk/desk_entry.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <chrono>
#include <cstdio>
#include <limits>
#include <string_view>

#include "sync/desk/json_reader.hpp"

namespace hineni {

namespace {

// Base64url without padding, as the device writes it; in hexadecimal.
bool as_hex(std::string_view base64, std::string& out) {
    static constexpr std::string_view digits = "0123456789abcdef";
    static constexpr auto values = [] {
        constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        std::array<std::uint8_t, 256> all{};
        all.fill(64);
        for (std::size_t i = 0; i < alphabet.size(); ++i) {
            all[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
        }
        return all;
    }();
    out.resize(base64.size() * 6 / 8 * 2);
    auto at = out.begin();
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : base64) {
        const unsigned value = values[static_cast<unsigned char>(c)];
        if (value == 64) return false;
        held = (held << 6U | value) & 0xFFFFU;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        *at++ = digits[held >> (bits + 4) & 15U];
        *at++ = digits[held >> bits & 15U];
    }
    return true;
}

// One object's members, one after the other as they come, and whether all that must be there were, each of its kind. Of
// a name that comes twice the last counts. Without exceptions: the content comes from whoever had the public key.
template <std::size_t count>
class Members {
  public:
    explicit Members(const std::array<std::string_view, count>& names) : names_(names) {}

    // Which of the names; `count` for any other.
    [[nodiscard]] std::size_t at(std::string_view name) const {
        return static_cast<std::size_t>(std::ranges::find(names_, name) - names_.begin());
    }
    void came(std::size_t member, bool well) { well_[member] = well; }
    [[nodiscard]] bool all_well() const { return well_.all(); }

  private:
    const std::array<std::string_view, count>& names_;
    std::bitset<count> well_;
};

class EntryReader {
  public:
    explicit EntryReader(std::string_view content) : json_(content) {}

    enum class Outcome { Read, NoEntry, Newer };
    Outcome read(DeskEntry& entry);

  private:
    bool member(std::size_t which, DeskEntry& entry);
    bool collected(DeskEntry& entry);
    bool answers(DeskEntry& entry);
    bool consents(DeskEntry& entry);
    bool consent(DeskConsent& consent);
    bool occasions(DeskEntry& entry);

    bool text(std::string& out) {
        const auto words = json_.take_text(room_);
        if (words) out = *words;
        return words.has_value();
    }
    bool digest_hex(std::string& out) {
        const auto words = json_.take_text(room_);
        return words && as_hex(*words, out);
    }
    bool whole(std::int64_t& out) {
        const auto value = json_.take_whole();
        out = value.value_or(0);
        return value.has_value();
    }
    bool small(int& out) {
        const auto value = json_.take_whole();
        const bool fits =
            value && *value >= std::numeric_limits<int>::min() && *value <= std::numeric_limits<int>::max();
        out = fits ? static_cast<int>(*value) : 0;
        return fits;
    }
    bool choice(bool& out) {
        const auto value = json_.take_choice();
        out = value.value_or(false);
        return value.has_value();
    }

    JsonReader json_;
    std::string room_;
    std::int64_t version_ = 0;
};

// In the order of the writer (sync/seal/content.cpp).
enum Member : std::size_t {
    version,
    event,
    pack,
    form,
    language,
    made,
    took,
    answered,
    agreed,
    words,
    shown,
    drawn,
    typed,
    going,
    receipt,
};
constexpr std::array<std::string_view, 15> entry_members{
    "v",        "event", "pack",   "form",      "language",        "collected", "took_s", "answers",
    "consents", "text",  "public", "signature", "signature_typed", "occasions", "receipt"};

EntryReader::Outcome EntryReader::read(DeskEntry& entry) {
    Members members(entry_members);
    members.came(typed, true);    // Contents of the first kiosks know no other way to sign than drawing,
    members.came(receipt, true);  // and no code.
    const bool object = json_.take_object([&](std::string_view name) {
        const auto which = members.at(name);
        if (which < entry_members.size()) members.came(which, member(which, entry));
    });
    if (!json_.ends() || !object) return Outcome::NoEntry;
    if (version_ != 1) return Outcome::Newer;
    return members.all_well() ? Outcome::Read : Outcome::NoEntry;
}

bool EntryReader::member(std::size_t which, DeskEntry& entry) {
    switch (which) {
        case version: return whole(version_);
        case event: return text(entry.event);
        case pack: return digest_hex(entry.pack);
        case form: return text(entry.form);
        case language: return text(entry.language);
        case made: return collected(entry);
        case took: return small(entry.took_s);
        case answered: return answers(entry);
        case agreed: return consents(entry);
        case words: entry.text.clear(); return json_.take_null() || digest_hex(entry.text);
        case shown: entry.public_name.reset(); return json_.take_null() || choice(entry.public_name.emplace());
        case drawn: return text(entry.signature);
        case typed: return text(entry.signature_typed);
        case going: return occasions(entry);
        case receipt: return text(entry.receipt_code);
        default: return false;
    }
}

bool EntryReader::collected(DeskEntry& entry) {
    static constexpr std::array<std::string_view, 4> names{"boot", "since_boot_ms", "unix_s", "within_s"};
    Members members(names);
    const bool object = json_.take_object([&](std::string_view name) {
        switch (const auto which = members.at(name)) {
            case 0: return members.came(which, digest_hex(entry.boot));
            case 1: return members.came(which, whole(entry.since_boot_ms));
            case 2:
                entry.unix_s.reset();
                return members.came(which, json_.take_null() || whole(entry.unix_s.emplace()));
            case 3: return members.came(which, small(entry.within_s));
            default: return;
        }
    });
    return object && members.all_well();
}

bool EntryReader::answers(DeskEntry& entry) {
    bool well = true;
    entry.answers.clear();
    const bool object = json_.take_object([&](std::string_view field) {
        auto at = std::ranges::find(entry.answers, field, &std::pair<std::string, std::string>::first);
        if (at == entry.answers.end()) at = entry.answers.emplace(at, field, std::string());
        well = text(at->second) && well;
    });
    return object && well;
}

bool EntryReader::consents(DeskEntry& entry) {
    bool well = true;
    entry.consents.clear();
    const bool array = json_.take_array([&] { well = consent(entry.consents.emplace_back()) && well; });
    return array && well;
}

bool EntryReader::consent(DeskConsent& consent) {
    static constexpr std::array<std::string_view, 5> names{"id", "to", "channel", "words", "yes"};
    Members members(names);
    const bool object = json_.take_object([&](std::string_view name) {
        switch (const auto which = members.at(name)) {
            case 0: return members.came(which, text(consent.id));
            case 1: return members.came(which, text(consent.to));
            case 2: return members.came(which, text(consent.channel));
            case 3: return members.came(which, digest_hex(consent.words));
            case 4: return members.came(which, choice(consent.yes));
            default: return;
        }
    });
    return object && members.all_well();
}

bool EntryReader::occasions(DeskEntry& entry) {
    bool well = true;
    entry.occasions.clear();
    const bool array = json_.take_array([&] { well = text(entry.occasions.emplace_back()) && well; });
    return array && well;
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
    const auto attempt = [&] { return "read entry " + hex(opened.id.bytes); };
    DeskEntry entry;
    switch (EntryReader(opened.content).read(entry)) {
        case EntryReader::Outcome::Read: break;
        case EntryReader::Outcome::NoEntry: return fail(attempt() + ": its content is not an entry");
        case EntryReader::Outcome::Newer:
            return fail(attempt() + ": its content is newer than this program", "update it");
    }
    entry.id = opened.id;
    entry.signed_as = digest_of(opened);
    entry.device = opened.device;
    if (event_tag(entry.event) != opened.event) return fail(attempt() + ": it belongs to another event than it says");
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
