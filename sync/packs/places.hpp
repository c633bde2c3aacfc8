// Where things lie on the shelf.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hineni/event_pack.hpp"
#include "hineni/shelf.hpp"
#include "sync/packs/event_seal.hpp"

namespace hineni::places {

inline constexpr std::size_t longest_complaint = 2000;
inline constexpr std::size_t most_trusted = 16;

// The digest that `shelf`/`link` leads to; nothing where it is not there, or no link of ours.
[[nodiscard]] std::optional<std::string> digest_behind(const std::filesystem::path& shelf, const std::string& link);
[[nodiscard]] std::string target_for(const std::string& digest);  // "packs/DIGEST"

// The pack in `shelf`/packs/DIGEST. Fails where it is not the one of this digest.
[[nodiscard]] Result<EventPack> whole_pack(const std::filesystem::path& shelf, const std::string& digest);

[[nodiscard]] Result<std::vector<SigningName>> trusted_on(const std::filesystem::path& shelf);
[[nodiscard]] bool holds(const std::vector<SigningName>& names, const SealFound& seal);

[[nodiscard]] ShelvedPack shelved(const EventPack& pack, const SealFound& seal, Sealer sealer);

}  // namespace hineni::places
