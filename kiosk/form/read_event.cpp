#include <algorithm>

#include "kiosk/form/parts.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

static std::vector<Language> read_languages(Section& event) {
    std::vector<Language> languages;
    for (const auto& [code, at] : event.list("languages", Need::Required, 1, 16)) {
        if (!spelling::is_language(code)) {
            event.complain_at(at, "languages holds " + in_quotes(code),
                              "two or three small letters, such as en, es or he");
        } else if (std::find(languages.begin(), languages.end(), code) != languages.end()) {
            event.complain_at(at, "languages holds " + in_quotes(code) + " twice", "each language once");
        } else {
            languages.push_back(code);
        }
    }
    return languages;
}

static std::string read_online_form(Section& event) {
    auto url = event.words("online_form", Need::Optional, 500);
    if (!url.empty() && !spelling::is_url(url, "https://") && !spelling::is_url(url, "http://")) {
        event.complain("online_form", "online_form is " + in_quotes(url),
                       "an address such as https://example.org/join");
    }
    return url;
}

static std::string read_region(Section& event) {
    auto region = event.words("region", Need::Optional, 40);
    if (region.empty()) return "US";
    if (!spelling::is_region(region)) {
        event.complain("region", "region is " + in_quotes(region),
                       "a country's code of two capitals (ISO 3166), such as US, MX or IL");
    }
    return region;
}

void read_event(Section event, EventPack& pack) {
    event.proof().languages = pack.languages = read_languages(event);
    pack.id = event.id("id", "-");
    pack.name = event.text("name", Need::Required, {80});
    pack.place = event.text("place", Need::Required, {120});
    pack.headline = event.text("headline", Need::Optional, {120, true});
    pack.invitation = event.text("invitation", Need::Optional, {240, true});
    pack.starts = event.time("starts", Need::Required).value_or(LocalTime{});
    pack.region = read_region(event);
    pack.online_form = read_online_form(event);
    pack.signed_elsewhere =
        static_cast<std::size_t>(event.number("signed_elsewhere", Need::Optional, 0, 100'000'000).value_or(0));
    event.end();
    if (pack.headline.empty()) pack.headline = pack.name;
}

}  // namespace hineni
