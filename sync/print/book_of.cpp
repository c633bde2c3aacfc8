#include <glib.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <tuple>

#include "hineni/utf8.hpp"
#include "sync/print/book.hpp"
#include "sync/print/days.hpp"
#include "sync/print/pledge_text.hpp"

namespace hineni {

namespace {

// As a list is searched: whatever letters are large and have accents. Of names that are the same by that the letters
// themselves decide, and then the entries: never the order in which people came.
std::string order_of(const std::string& name, const std::string& id) {
    struct Let {
        void operator()(char* text) const { g_free(text); }
    };
    using Text = std::unique_ptr<char, Let>;
    const Text small(g_utf8_casefold(name.data(), static_cast<gssize>(name.size())));
    const Text apart(g_utf8_normalize(small.get(), -1, G_NORMALIZE_ALL));
    std::string order;
    for (const char* at = apart ? apart.get() : ""; *at != '\0'; at = g_utf8_next_char(at)) {
        const auto letter = g_utf8_get_char(at);
        if (g_unichar_ismark(letter) == FALSE) order += utf8::encode(letter);
    }
    return order + '\0' + name + '\0' + id;
}

std::string trimmed(std::string_view answer) {
    auto words = printable(answer);
    words.erase(0, std::min(words.find_first_not_of(' '), words.size()));
    words.erase(words.find_last_not_of(' ') + 1);
    return words;
}

std::string name_of(const DeskEntry& entry, const Kinds& kinds) {
    std::string name;
    for (const auto& [field, answer] : entry.answers) {
        if (kinds.of(entry, field) != FieldKind::Name) continue;
        const auto part = trimmed(answer);
        if (!name.empty() && !part.empty()) name += ' ';
        name += part;
    }
    return name;
}

// The labels of what was chosen, as the person saw them.
std::string chosen(const Field& field, std::string_view ids, const Language& language) {
    std::string labels;
    for (const auto& option : field.options) {
        const auto padded = " " + std::string(ids) + " ";
        if (padded.find(" " + option.id + " ") == std::string::npos) continue;
        labels += (labels.empty() ? "" : ", ") + trimmed(option.label.in(language));
    }
    return labels;
}

// What was typed and chosen beside names and contacts. What is answered with a yes or a no says nothing without its
// question, and a chapter is whom to call.
std::string affiliation_of(const DeskEntry& entry, const Form& form, const BookWishes& wishes) {
    std::string line;
    for (const auto& [id, answer] : entry.answers) {
        const auto field = std::ranges::find(form.fields, id, &Field::id);
        if (field == form.fields.end() || std::ranges::count(wishes.without, id) > 0) continue;
        std::string words;
        if (field->kind == FieldKind::Text) words = trimmed(answer);
        if (field->kind == FieldKind::Choice || field->kind == FieldKind::Choices) {
            words = chosen(*field, answer, entry.language);
        }
        if (!words.empty()) line += (line.empty() ? "" : " · ") + words;
    }
    return line;
}

Signatory signatory_of(const EventPack& pack, const Form& form, const Kinds& kinds, const Signed& person,
                       const BookWishes& wishes) {
    const auto& entry = person.entry;
    Signatory out;
    out.ids = person.ids;
    std::ranges::sort(out.ids);
    out.name = name_of(entry, kinds);
    out.order = order_of(out.name, out.ids.empty() ? std::string() : out.ids.front());
    out.affiliation = affiliation_of(entry, form, wishes);
    out.signature = entry.signature;
    if (out.signature.empty()) out.typed = trimmed(entry.signature_typed);
    out.day = short_day(entry.unix_s, entry.within_s, pack.starts.utc_offset_minutes);
    out.text = entry.text;
    out.language = entry.text_language.empty() ? entry.language : entry.text_language;
    return out;
}

Reachable reachable_of(const Kinds& kinds, const Signed& person) {
    const auto& entry = person.entry;
    const auto answer = [&](FieldKind kind) { return trimmed(kinds.answer(entry, kind)); };
    auto name = name_of(entry, kinds);
    auto order = order_of(name, person.ids.empty() ? std::string() : *std::ranges::min_element(person.ids));
    return {std::move(order), std::move(name), answer(FieldKind::Email), answer(FieldKind::Phone),
            answer(FieldKind::PostalCode)};
}

void count_text(std::vector<SignedText>& texts, const Texts& known, const DeskEntry& entry) {
    const auto there = std::ranges::find(texts, entry.text, &SignedText::hash);
    if (there != texts.end()) {
        ++there->people;
        // Of words that nobody has at hand the languages on the glass are all that is known; whoever comes first.
        if (there->words.empty()) there->language = std::min(there->language, entry.language);
        return;
    }
    auto named = entry;
    SignedText text{.hash = entry.text, .language = entry.language, .file = {}, .words = {}, .people = 1};
    if (known.name_text(named) && !entry.text.empty()) {
        text.language = named.text_language;
        text.file = named.text_file;
        text.words = known.find(entry.text)->words;
    }
    texts.push_back(std::move(text));
}

void sort_texts(std::vector<SignedText>& texts, const EventPack& pack) {
    std::ranges::sort(texts, {}, [&](const SignedText& text) {
        const auto place = std::ranges::find(pack.languages, text.language) - pack.languages.begin();
        return std::tuple(text.words.empty(), place, text.language, text.hash);
    });
}

// The heading of the text itself: a form's title is what stands on a button.
std::string title_of(const EventPack& pack, const Form& form) {
    for (const auto& block : pledge_text(form.text.in(pack.languages.front()))) {
        if (block.kind == TextBlock::Kind::Title) return printable(block.words);
    }
    return printable(form.title.in(pack.languages.front()));
}

}  // namespace

Book book_of(const EventPack& pack, const Form& form, const Texts& texts, const Kinds& kinds,
             std::span<const Signed> people, const BookWishes& wishes) {
    const auto& first = pack.languages.front();
    const auto& day = pack.starts;
    char made[16];
    std::snprintf(made, sizeof made, "%04u-%02u-%02u", static_cast<unsigned>(day.year) % 10'000U,
                  static_cast<unsigned>(day.month) % 100U, static_cast<unsigned>(day.day) % 100U);
    Book book{.event_id = pack.id,
              .form_id = form.id,
              .event = printable(pack.name.in(first)),
              .place = printable(pack.place.in(first)),
              .day = day_in_words(day.year, day.month, day.day),
              .made = made,
              .title = title_of(pack, form),
              .asked = form.ask_public,
              .people = people.size(),
              .texts = {},
              .signatories = {},
              .contacts = {}};
    for (const auto& person : people) {
        count_text(book.texts, texts, person.entry);
        // Named is who said yes to being shown, and nobody else: not being asked is not a yes.
        if (person.entry.public_name == true) {
            auto signatory = signatory_of(pack, form, kinds, person, wishes);
            if (!signatory.name.empty()) book.signatories.push_back(std::move(signatory));
        }
        if (wishes.contacts) book.contacts.push_back(reachable_of(kinds, person));
    }
    sort_texts(book.texts, pack);
    std::ranges::sort(book.signatories, {}, &Signatory::order);
    std::ranges::sort(book.contacts, {}, &Reachable::order);
    return book;
}

}  // namespace hineni
