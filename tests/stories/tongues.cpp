// Every form in every language: scripts made of the pack's own words and the kiosk's in that language, names typed on
// that language's keys, all played by one kiosk, sent, opened by the desk, and compared with what was meant.
#include <doctest/doctest.h>

#include <map>

#include "hineni/event_pack.hpp"
#include "kiosk/form/wording.hpp"
#include "tests/stories/vigil.hpp"

using namespace hineni;

namespace {

const std::string pack_folder = HINENI_SOURCE "/assets/events/tongues";

// A name that the keys of that language write letter by letter; Chinese ones write pinyin, from which one chooses.
std::string name_in(const Language& language) {
    static const std::map<Language, std::string> names{{"es", "María Núñez"}, {"he", "שרה לוי"},  {"yi", "חנה"},
                                                       {"ar", "سارة"},        {"pt", "João"},     {"fr", "Zoé"},
                                                       {"ht", "Wòch"},        {"ru", "Анна Ким"}, {"vi", "Nguyễn Ánh"}};
    const auto found = names.find(language);
    return found == names.end() ? "Ada Sample" : found->second;
}

std::string quoted(const std::string& words) {
    return "\"" + words + "\"\n";
}

// One attendee's script, from the welcome in the pack's first language to the welcome again.
class Script {
  public:
    Script(const EventPack& pack, const Wording& wording, Language language)
        : pack_(pack), wording_(wording), language_(std::move(language)) {}

    std::string of(const Form& form) {
        out_.clear();
        if (language_ != pack_.languages.front()) {
            out_ += "tap \"Choose your language\"\nlanguage " + quoted(std::string(own_name(language_)));
        }
        tap(form.title.in(language_));
        // More of them than any text has pages: the card stays where a name is missing.
        if (form.kind == FormKind::Pledge) next(9);
        if (form.kind == FormKind::Rsvp) {
            tap(form.occasions.front().name.in(language_));
            next(1);
        }
        out_ += "type " + quoted(name_in(language_));
        next((form.fields.size() + 3) / 4);
        out_ += "tap " + quoted(std::string(wording_.in(language_, "Yes")));
        out_.insert(out_.size() - 1, " near \"" + form.consents.front().text.in(language_) + "\"");
        next((form.consents.size() + 4) / 5);
        if (form.drawn_signature) {
            out_ += "draw 0.10,0.50 0.30,0.20 0.60,0.70 0.80,0.30\n";
            next(1);
        }
        next(1);
        return out_ + "see \"Stand with us\"\n";
    }

  private:
    void tap(const std::string& words) { out_ += "tap " + quoted(words); }
    void next(std::size_t times) {
        for (std::size_t i = 0; i < times; ++i) out_ += "next\n";
    }

    const EventPack& pack_;
    const Wording& wording_;
    Language language_;
    std::string out_;
};

// The sample in all languages, sealed to the story's own key.
void lay_out(const Vigil& vigil) {
    auto toml = read_whole(pack_folder + "/event.toml");
    for (const std::string key : {"recipients", "drop"}) {
        const auto own = read_whole(vigil.event() / "event.toml");
        const auto from = own.find("\n" + key + " = ");
        const auto at = toml.find("\n" + key + " = ");
        REQUIRE(from != std::string::npos);
        REQUIRE(at != std::string::npos);
        toml.replace(at, toml.find('\n', at + 1) - at, own.substr(from, own.find('\n', from + 1) - from));
    }
    using Copy = std::filesystem::copy_options;
    std::filesystem::copy(pack_folder, vigil.event(), Copy::recursive | Copy::overwrite_existing);
    write_whole(vigil.event() / "event.toml", toml);
}

nlohmann::json opened_with_texts(const Vigil& vigil, const std::filesystem::path& csv) {
    auto command = vigil.desk_open(vigil.drop().string(), "-");
    command.insert(command.end(), {"--csv", csv.string(), "--event", vigil.event().string()});
    const auto said = finish(command);
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    return nlohmann::json::parse(said.out);
}

void check_entry(const nlohmann::json& entry, const Form& form, const std::string& csv) {
    const Language language = entry["language"];
    CHECK(entry["answers"]["name"] == name_in(language));
    REQUIRE(entry["consents"].size() == form.consents.size());
    for (std::size_t i = 0; i < form.consents.size(); ++i) {
        const auto& given = entry["consents"][i];
        CHECK(given["id"] == form.consents[i].id);
        CHECK(given["yes"] == (i == 0));
        CHECK(given["words"] == hex(digest(as_bytes(form.consents[i].text.in(language)))));
    }
    if (form.kind == FormKind::Pledge) {
        const auto file = "pledge." + language + ".md";
        CHECK(entry["text_hash"] == hex(digest(as_bytes(read_whole(pack_folder + "/" + file)))));
        CHECK(entry["text_language"] == language);
        CHECK(entry["text_file"] == file);
        CHECK(entry["signature"].get<std::string>().starts_with("M"));
    }
    if (form.kind == FormKind::Rsvp) CHECK(entry["occasions"] == nlohmann::json{form.occasions.front().id});
    const auto row = csv.find(entry["entry_id"].get<std::string>() + "," + form.id + ",");
    REQUIRE(row != std::string::npos);
    const auto cells = csv.substr(row, csv.find("\r\n", row) - row);
    CHECK(cells.find("," + language + ",") != std::string::npos);
    CHECK(cells.find("," + name_in(language) + ",") != std::string::npos);
}

}  // namespace

TEST_CASE("every form in every language arrives as it was meant" * doctest::test_suite("long")) {
    REQUIRE(start_sealing());
    const auto pack = read_event_pack(pack_folder);
    REQUIRE(pack);
    const auto wording = Wording::open(HINENI_SHARE "/wording", pack->languages);
    REQUIRE(wording);
    const Vigil vigil;
    lay_out(vigil);
    std::string script;
    for (const auto& language : pack->languages) {
        for (const auto& form : pack->forms) script += Script(*pack, *wording, language).of(form);
    }
    vigil.play(script);
    REQUIRE(finish(vigil.sync("send")).exit_code == 0);

    const auto csv = vigil.folder() / "entries.csv";
    const auto entries = opened_with_texts(vigil, csv);
    const auto rows = read_whole(csv);
    REQUIRE(entries.size() == pack->languages.size() * pack->forms.size());
    std::map<std::pair<std::string, std::string>, int> seen;
    for (const auto& entry : entries) {
        CAPTURE(entry["language"]);
        CAPTURE(entry["form"]);
        ++seen[{entry["language"], entry["form"]}];
        const auto* form = pack->form(entry["form"].get<std::string>());
        REQUIRE(form != nullptr);
        check_entry(entry, *form, rows);
    }
    CHECK(seen.size() == entries.size());
}
