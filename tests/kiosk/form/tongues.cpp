// The sample pack in eleven languages: complete in each of them, and the same event as the sample vigil.
#include <algorithm>
#include <functional>
#include <set>

#include "kiosk/form/wording.hpp"
#include "tests/kiosk/form/packs.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

EventPack tongues() {
    auto pack = read_event_pack(fs::path(HINENI_SOURCE) / "assets/events/tongues");
    if (!pack) FAIL(in_words(pack.error().front()));
    return std::move(*pack);
}

using Heard = std::function<void(const std::string& where, const Text& text)>;

void hear_form(const Form& form, const Heard& heard) {
    heard(form.id + " title", form.title);
    heard(form.id + " thanks", form.thanks);
    heard(form.id + " text", form.text);
    for (const auto& field : form.fields) {
        heard(form.id + " " + field.id, field.label);
        heard(form.id + " " + field.id + " hint", field.hint);
        for (const auto& option : field.options) heard(form.id + " " + field.id + " " + option.id, option.label);
    }
    for (const auto& consent : form.consents) heard(form.id + " " + consent.id, consent.text);
    for (const auto& occasion : form.occasions) {
        heard(form.id + " " + occasion.id, occasion.name);
        heard(form.id + " " + occasion.id + " place", occasion.place);
    }
}

void hear_all(const EventPack& pack, const Heard& heard) {
    heard("name", pack.name);
    heard("place", pack.place);
    heard("headline", pack.headline);
    heard("invitation", pack.invitation);
    for (const auto& partner : pack.partners) heard(partner.id, partner.name);
    for (const auto& chapter : pack.chapters) heard(chapter.id, chapter.name);
    for (const auto& form : pack.forms) hear_form(form, heard);
}

// What a reader sees of a text's bones: headings, points of lists and paragraphs in their order.
std::string bones(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = std::string_view(text).substr(at, end - at);
        const auto mark = line.substr(0, std::min(line.find_first_not_of("#-*"), line.size()));
        if (!line.empty()) out += std::string(mark) + (line.ends_with('*') ? "*" : "") + "\n";
        at = end + 1;
    }
    return out;
}

}  // namespace

TEST_CASE("the sample in eleven languages says everything in every one of them") {
    const auto pack = tongues();
    CHECK(pack.languages == std::vector<Language>{"en", "es", "he", "yi", "ar", "pt", "fr", "ht", "ru", "vi", "zh"});
    hear_all(pack, [&](const std::string& where, const Text& text) {
        CAPTURE(where);
        if (!text.empty()) CHECK(text.by_language.size() == pack.languages.size());
    });
}

TEST_CASE("the sample in eleven languages is the sample vigil, with the same ids and the same English and Spanish") {
    const auto vigil = read_event_pack(sample_vigil());
    REQUIRE(vigil);
    const auto said = [](const EventPack& pack, const Language& language) {
        std::string out = pack.id + "\n";
        hear_all(pack,
                 [&](const std::string& where, const Text& text) { out += where + ": " + text.in(language) + "\n"; });
        return out;
    };
    const auto pack = tongues();
    for (const Language language : {"en", "es"}) CHECK(said(pack, language) == said(*vigil, language));
    for (const auto& form : pack.forms) CHECK(fullest_card(form) == fullest_card(*vigil->form(form.id)));
}

TEST_CASE("a pledge has the same headings, points and paragraphs in every language, and other words in each") {
    const auto pack = tongues();
    const auto& text = pack.form("pledge")->text;
    std::set<std::string> seen;
    for (const auto& language : pack.languages) {
        CAPTURE(language);
        CHECK(bones(text.in(language)) == bones(text.in("en")));
        CHECK(seen.insert(text.in(language)).second);
    }
}
