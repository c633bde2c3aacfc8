#include <array>
#include <map>

#include "kiosk/form/parts.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

using namespace std::string_view_literals;

static constexpr std::array partner_kinds{std::pair{"immigrant-led"sv, PartnerKind::ImmigrantLed},
                                          std::pair{"jewish"sv, PartnerKind::Jewish},
                                          std::pair{"interfaith"sv, PartnerKind::Interfaith}};

std::vector<Partner> read_partners(std::vector<Section> partners) {
    std::vector<Partner> out;
    std::set<std::string> taken;
    for (auto& section : partners) {
        Partner partner;
        partner.id = section.id_among(taken);
        if (partner.id == "us") section.complain("id", "id is \"us\", which means yourselves", "an id of its own");
        partner.kind = section.one_of<PartnerKind>("kind", Need::Required, partner_kinds).value_or(partner.kind);
        partner.name = section.text("name", Need::Required, {80});
        section.end();
        out.push_back(std::move(partner));
    }
    return out;
}

// `chapters`: which chapter has which prefix, so far.
static std::vector<std::string> read_postal_codes(Section& section, const std::string& chapter,
                                                  std::map<std::string, std::string>& chapters) {
    std::vector<std::string> out;
    for (const auto& [text, at] : section.list("postal_codes", Need::Required, 1, 1000)) {
        if (!spelling::is_postal_prefix(text)) {
            section.complain_at(at, "postal_codes holds " + in_quotes(text),
                                "the first letters or digits of a postal code, such as \"021\"");
            continue;
        }
        auto prefix = spelling::upper_case(text);
        if (const auto [other, is_new] = chapters.emplace(prefix, chapter); !is_new) {
            section.complain_at(at,
                                "postal_codes holds " + in_quotes(text) + ", which chapter " +
                                    in_quotes(other->second) + " holds already",
                                "each beginning of a postal code once");
            continue;
        }
        out.push_back(std::move(prefix));
    }
    return out;
}

std::vector<Chapter> read_chapters(std::vector<Section> chapters) {
    std::vector<Chapter> out;
    std::set<std::string> taken;
    std::map<std::string, std::string> prefixes;
    for (auto& section : chapters) {
        Chapter chapter;
        chapter.id = section.id_among(taken);
        chapter.name = section.text("name", Need::Required, {60});
        chapter.postal_codes = read_postal_codes(section, chapter.id, prefixes);
        section.end();
        out.push_back(std::move(chapter));
    }
    return out;
}

}  // namespace hineni
