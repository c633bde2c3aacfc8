// An event pack by anybody, in a folder that anybody prepared (prepared_folder.hpp), read as kiosk and sync read it.
//
// Held against it: a pack is taken as a whole, within the limits of kiosk/form/README.md and the same each time, or it
// is complained about in words that a terminal can show.
#include <algorithm>

#include "hineni/event_pack.hpp"
#include "hineni/utf8.hpp"
#include "kiosk/form/icalendar.hpp"
#include "tests/fuzz/support/prepared_folder.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

bool can_be_said(std::string_view words) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return utf8::valid(words) && std::ranges::none_of(words, control);
}

void judge_form(const Form& form, const EventPack& pack) {
    promise(fullest_card(form) <= card_room(), "a form whose fullest card does not fit into an envelope");
    promise(form.fields.size() <= 40 && form.consents.size() <= 40 && form.occasions.size() <= 40,
            "more on a card than there may be");
    promise(form.kind != FormKind::Pledge || !form.text.empty(), "a pledge without a text");
    for (const auto& field : form.fields) promise(field.max_length <= 400, "a field without end");
    for (const auto& occasion : form.occasions) {
        for (const auto& language : pack.languages) {
            promise(in_calendar(occasion, pack, language).size() <= longest_calendar,
                    "a calendar too large for a code");
        }
    }
}

void judge(const EventPack& pack) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    promise(!pack.id.empty() && pack.id.size() <= 40 && std::ranges::all_of(pack.id, fits),
            "an event without a right id");
    promise(!pack.languages.empty() && pack.languages.size() <= 16, "a pack without a language, or with too many");
    promise(!pack.recipients.empty() && pack.recipients.size() <= 4, "a pack that nobody could open");
    promise(!pack.forms.empty() && pack.forms.size() <= 12, "a pack without a form, or with too many");
    promise(pack.partners.size() <= 50 && pack.chapters.size() <= 200, "more partners or chapters than there may be");
    promise(pack.erase_after_days >= 0 && pack.erase_after_days <= 3650, "a time to erase that cannot be");
    for (const auto& language : pack.languages) promise(!pack.name.in(language).empty(), "an event without a name");
    for (const auto& form : pack.forms) judge_form(form, pack);
}

}  // namespace

void event_pack(BytesView input) {
    const auto& folder = empty_folder();
    prepare_folder(folder, as_text(input));
    const auto pack = read_event_pack(folder);
    if (!pack) {
        promise(!pack.error().empty(), "a pack is refused without a word");
        for (const auto& each : pack.error()) {
            promise(!each.wrong.empty() && !each.instead.empty(), "a complaint without a word");
            promise(can_be_said(in_words(each)), "a complaint that could drive a terminal");
        }
        return;
    }
    judge(*pack);
    const auto again = read_event_pack(folder);
    promise(again && again->digest == pack->digest, "the same pack is another one the second time");
}

}  // namespace hineni::fuzz
