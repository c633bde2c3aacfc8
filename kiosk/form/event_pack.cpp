#include "hineni/event_pack.hpp"

#include "kiosk/form/named_files.hpp"
#include "kiosk/form/parts.hpp"

namespace hineni {

std::string in_words(const Complaint& complaint) {
    std::string out = complaint.file;
    if (complaint.line > 0) out += ":" + std::to_string(complaint.line);
    return out + ": " + complaint.wrong + "; right would be: " + complaint.instead;
}

// The whole of event.toml. Languages come first, because every text is held against them; partners before the consents
// that name them, chapters before the fields that offer them.
static EventPack read_pack(Section whole) {
    EventPack pack;
    (void)whole.number("hineni", Need::Required, 1, 1);
    if (auto event = whole.section("event", "[event]", Need::Required)) read_event(std::move(*event), pack);
    if (auto keys = whole.section("keys", "[keys]", Need::Required)) read_keys(std::move(*keys), pack);
    if (auto organizer = whole.section("organizer", "[organizer]", Need::Optional)) {
        read_organizer(std::move(*organizer), pack);
    }
    if (auto deliver = whole.section("deliver", "[deliver]", Need::Optional)) read_delivery(std::move(*deliver), pack);
    pack.partners = read_partners(whole.sections("partner", "[[partner]]", Need::Optional, 50));
    pack.chapters = read_chapters(whole.sections("chapter", "[[chapter]]", Need::Optional, 200));
    pack.forms = read_forms(whole.sections("form", "[[form]]", Need::Required, 12), pack);
    whole.end();
    return pack;
}

// Nothing where there is something to complain about.
static std::optional<EventPack> read_with(Proof& proof) {
    const auto toml = proof.event_toml();
    if (!toml) return std::nullopt;
    const auto parsed = document::parse(*toml);
    if (!parsed) {
        const auto& [at, what] = parsed.error();
        proof.complain(at, "this is not TOML: " + what, "a line such as name = { en = \"…\" }");
        return std::nullopt;
    }
    auto pack = read_pack(Section(proof, "event.toml", std::get<document::Table>(parsed->is), parsed->place));
    if (proof.complaints() > 0) return std::nullopt;
    pack.digest = digest(as_bytes(one_of_all(proof.files())));
    return pack;
}

tl::expected<EventPack, std::vector<Complaint>> read_event_pack(const std::filesystem::path& folder) {
    if (const auto sealing = start_sealing(); !sealing) {
        return tl::unexpected(std::vector<Complaint>{{"event.toml", 0, sealing.error().what, sealing.error().hint}});
    }
    // A link may come to mean another pack meanwhile (shelf.hpp): all files are one folder's.
    std::error_code none;
    const bool link = std::filesystem::is_symlink(folder, none);
    const auto home = link ? std::filesystem::canonical(folder, none) : folder;
    Proof proof(none ? folder : home);
    auto pack = read_with(proof);
    if (!pack) return tl::unexpected(proof.in_order());
    pack->folder = folder;
    return std::move(*pack);
}

std::set<std::string> files_named_by(const std::filesystem::path& folder) {
    if (!start_sealing()) return {};
    Proof proof(folder);
    (void)read_with(proof);
    return proof.named();
}

}  // namespace hineni
