#include "hineni/shelf.hpp"

#include <algorithm>

#include "sync/packs/disk.hpp"
#include "sync/packs/places.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace places {

std::string target_for(const std::string& digest) {
    return "packs/" + digest;
}

std::optional<std::string> digest_behind(const fs::path& shelf, const std::string& link) {
    const auto target = disk::target_of(shelf / link);
    const std::string front = target_for("");
    if (!target || !target->starts_with(front)) return std::nullopt;
    auto digest = target->substr(front.size());
    const bool digits = digest.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digits || digest.size() != 2 * sizeof(Digest)) return std::nullopt;
    return digest;
}

Result<EventPack> whole_pack(const fs::path& shelf, const std::string& digest) {
    auto pack = read_event_pack(shelf / target_for(digest));
    if (!pack) {
        const auto why = pack.error().empty() ? std::string("it cannot be read") : in_words(pack.error().front());
        return fail("read the pack on the shelf: " + why, "bring the pack again");
    }
    if (hex(pack->digest) != digest) return fail("read the pack on the shelf: it was changed", "bring the pack again");
    return std::move(*pack);
}

Result<std::vector<SigningName>> trusted_on(const fs::path& shelf) {
    const auto file = read_small_file(shelf / "trusted", 4096);
    if (!file) return within("read whom this device trusts", file.error());
    std::vector<SigningName> names;
    if (!*file) return names;
    auto text = as_text(**file);
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto name = signing_name_from_text(text.substr(0, end));
        if (!name) return fail("read whom this device trusts: the list is damaged", "wipe the device");
        names.push_back(*name);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

bool holds(const std::vector<SigningName>& names, const SealFound& seal) {
    return seal.by && std::find(names.begin(), names.end(), *seal.by) != names.end();
}

ShelvedPack shelved(const EventPack& pack, const SealFound& seal, Sealer sealer) {
    ShelvedPack out;
    out.digest = hex(pack.digest);
    out.event_id = pack.id;
    out.event_name = pack.name.in(pack.languages.front());
    out.sealer = sealer;
    if (seal.by) out.sealer_words = fingerprint(*seal.by);
    return out;
}

}  // namespace places

namespace {

Result<std::optional<ShelvedPack>> pack_behind(const fs::path& shelf, const std::string& link,
                                               const std::vector<SigningName>& trusted) {
    const auto digest = places::digest_behind(shelf, link);
    if (!digest) return std::nullopt;
    const auto pack = places::whole_pack(shelf, *digest);
    if (!pack) return tl::unexpected(pack.error());
    const auto seal = find_seal(*pack);
    const auto known = places::holds(trusted, seal) ? Sealer::Trusted : Sealer::Stranger;
    return places::shelved(*pack, seal, seal.by ? known : Sealer::Nobody);
}

}  // namespace

Result<Shelf> read_shelf(const fs::path& shelf) {
    Shelf out;
    const auto trusted = places::trusted_on(shelf);
    if (!trusted) return tl::unexpected(trusted.error());
    auto current = pack_behind(shelf, "current", *trusted);
    if (!current) return tl::unexpected(current.error());
    auto waiting = pack_behind(shelf, "waiting", *trusted);
    if (!waiting) return tl::unexpected(waiting.error());
    out.current = std::move(*current);
    out.waiting = std::move(*waiting);
    // Taken a moment ago, and the power went.
    if (out.current && out.waiting && out.current->digest == out.waiting->digest) out.waiting.reset();
    const auto complaint = read_small_file(shelf / "complaint", places::longest_complaint);
    if (!complaint) return tl::unexpected(complaint.error());
    if (*complaint) out.complaint = as_text(**complaint);
    return out;
}

}  // namespace hineni
