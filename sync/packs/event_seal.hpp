// EventSeal: who stands for an event pack. event.seal lies beside event.toml, and is exactly these lines:
//
//   hineni-event-seal 1
//   event <event.id>
//   digest <64 hexadecimal digits>      EventPack::digest: of event.toml and every file that it names
//   by <signing name, hinsig1…>
//   signature <128 hexadecimal digits>  sync/seal/organizer_signature.hpp, about "hineni event pack v1", of the first
//                                       three lines with their ends
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hineni/event_pack.hpp"
#include "sync/seal/signing_name.hpp"

namespace hineni {

inline constexpr std::string_view seal_about = "hineni event pack v1";
inline constexpr std::string_view seal_file = "event.seal";
inline constexpr std::size_t largest_seal_file = 1024;

// The first three lines: what is signed.
[[nodiscard]] std::string sealed_words(const EventPack& pack);
// The whole file.
[[nodiscard]] std::string written_seal(const EventPack& pack, const SigningName& by,
                                       const OrganizerSignature& signature);

// Whose the seal is. Nothing where it is anything but a good seal of this very pack.
[[nodiscard]] std::optional<SigningName> seal_of(const EventPack& pack, std::string_view file);

// The same of event.seal in the pack's folder, told apart for people.
struct SealFound {
    bool there = false;             // Something lies there.
    std::optional<SigningName> by;  // Good.
};
[[nodiscard]] SealFound find_seal(const EventPack& pack);

}  // namespace hineni
