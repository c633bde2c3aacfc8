#include "sync/seal/content.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <charconv>

#include "hineni/receipt_code.hpp"
#include "hineni/utf8.hpp"

namespace hineni {

namespace {

struct Counting {
    std::size_t size = 0;
    void operator()(std::string_view piece) { size += piece.size(); }
};

struct Filling {
    Secret& out;
    void operator()(std::string_view piece) {
        [[maybe_unused]] const bool fits = out.append(piece);
        assert(fits);
    }
};

// One writer for measuring and for filling, so that the two cannot disagree.
template <class Sink>
class Json {
  public:
    explicit Json(Sink& sink) : sink_(sink) {}

    void raw(std::string_view piece) { sink_(piece); }
    void text(std::string_view words) {
        raw("\"");
        for (const char& c : words) {
            if (c == '"' || c == '\\') raw("\\");
            raw({&c, 1});
        }
        raw("\"");
    }
    void number(std::int64_t value) {
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    void choice(bool yes) { raw(yes ? "true" : "false"); }
    void base64(BytesView bytes) {
        std::array<char, 48> letters{};
        sodium_bin2base64(letters.data(), letters.size(), bytes.data(), bytes.size(),
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING);
        raw("\"");
        raw(letters.data());
        raw("\"");
    }
    // A list, or the members of an object: `each` writes one element.
    template <class Elements, class Each>
    void separated(const Elements& elements, Each each) {
        bool first = true;
        for (const auto& element : elements) {
            if (!first) raw(",");
            first = false;
            each(element);
        }
    }

  private:
    Sink& sink_;
};

std::string_view name_of(Channel channel) {
    switch (channel) {
        case Channel::Email: return "email";
        case Channel::Sms: return "sms";
        case Channel::Call: return "call";
        case Channel::Share: return "share";
    }
    return "";
}

template <class Sink>
void write_moment(Json<Sink>& json, const Moment& moment) {
    json.raw("{\"boot\":");
    json.base64(moment.boot);
    json.raw(",\"since_boot_ms\":");
    json.number(moment.since_boot.count());
    json.raw(",\"unix_s\":");
    if (moment.unix_s) {
        json.number(*moment.unix_s);
    } else {
        json.raw("null");
    }
    json.raw(",\"within_s\":");
    json.number(moment.within_s);
    json.raw("}");
}

template <class Sink>
void write_consent(Json<Sink>& json, const ConsentGiven& given) {
    json.raw("{\"id\":");
    json.text(given.consent);
    json.raw(",\"to\":");
    json.text(given.to);
    json.raw(",\"channel\":");
    json.text(name_of(given.channel));
    json.raw(",\"words\":");
    json.base64(given.words);
    json.raw(",\"yes\":");
    json.choice(given.yes);
    json.raw("}");
}

template <class Sink>
void write_pledge(Json<Sink>& json, const Entry& entry) {
    json.raw(",\"text\":");
    if (entry.text) {
        json.base64(*entry.text);
    } else {
        json.raw("null");
    }
    json.raw(",\"public\":");
    if (entry.public_name) {
        json.choice(*entry.public_name);
    } else {
        json.raw("null");
    }
    json.raw(",\"signature\":");
    json.text(entry.signature.text());
    if (entry.signature_typed.empty()) return;
    json.raw(",\"signature_typed\":");
    json.text(entry.signature_typed.text());
}

template <class Sink>
void write_entry(Sink& sink, const Entry& entry) {
    Json<Sink> json(sink);
    json.raw("{\"v\":1,\"event\":");
    json.text(entry.event);
    json.raw(",\"pack\":");
    json.base64(entry.pack);
    json.raw(",\"form\":");
    json.text(entry.form);
    json.raw(",\"language\":");
    json.text(entry.language);
    json.raw(",\"collected\":");
    write_moment(json, entry.collected);
    json.raw(",\"took_s\":");
    json.number(entry.took_s);
    json.raw(",\"answers\":{");
    json.separated(entry.answers, [&](const Answer& answer) {
        json.text(answer.field);
        json.raw(":");
        json.text(answer.value.text());
    });
    json.raw("},\"consents\":[");
    json.separated(entry.consents, [&](const ConsentGiven& given) { write_consent(json, given); });
    json.raw("]");
    write_pledge(json, entry);
    json.raw(",\"occasions\":[");
    json.separated(entry.occasions, [&](const std::string& occasion) { json.text(occasion); });
    json.raw("]");
    if (!entry.receipt_code.empty()) {
        json.raw(",\"receipt\":");
        json.text(entry.receipt_code);
    }
    json.raw("}");
}

// Nobody can type a control character at the kiosk, and each would take six bytes in JSON instead of at most four a
// character, so that fullest_card() would not hold.
Result<void> plain(std::string_view what, std::string_view words) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (!utf8::valid(words)) return fail("seal: " + std::string(what) + " is not valid utf-8");
    if (std::any_of(words.begin(), words.end(), control)) {
        return fail("seal: " + std::string(what) + " holds a control character");
    }
    return {};
}

}  // namespace

Result<void> can_be_written(const Entry& entry) {
    if (entry.event.size() > longest_event_id) return fail("seal: the event's id is longer than 40 bytes");
    if (entry.language.size() > longest_language) return fail("seal: the language is longer than 35 bytes");
    if (entry.receipt_code.size() > receipt_code_symbols)
        return fail("seal: the receipt code is longer than 12 symbols");
    Result<void> checked;
    const auto check = [&](std::string_view what, std::string_view words) {
        if (checked) checked = plain(what, words);
    };
    check("the event's id", entry.event);
    check("the form's id", entry.form);
    check("the language", entry.language);
    check("the signature", entry.signature.text());
    check("the typed signature", entry.signature_typed.text());
    check("the receipt code", entry.receipt_code);
    for (const auto& answer : entry.answers) {
        check("a field's id", answer.field);
        check("the answer to " + answer.field, answer.value.text());
    }
    for (const auto& given : entry.consents) {
        check("a consent's id", given.consent);
        check("a consent's partner", given.to);
    }
    for (const auto& occasion : entry.occasions) check("an occasion's id", occasion);
    return checked;
}

std::size_t content_size(const Entry& entry) {
    Counting counting;
    write_entry(counting, entry);
    return counting.size;
}

void write_content(const Entry& entry, Secret& out) {
    Filling filling{out};
    write_entry(filling, entry);
}

}  // namespace hineni
