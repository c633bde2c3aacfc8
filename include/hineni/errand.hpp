// Errand: what an organizer asks of another service of the device, at the kiosk's screen, and what became of it. The
// services meet in files, each with one writer: `state`/errands/KIND.asked is the kiosk's, `state`/errands/KIND.answer
// belongs to whoever runs that kind of errand. A file appears whole or not at all. Implemented in sync/errand, where
// the bytes are described.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "hineni/result.hpp"

namespace hineni {

enum class ErrandKind {
    SendNow,         // Sync: try at once, whatever the backoff says.
    CopyToStick,     // Sync: everything that is in the queue, on to the stick. `what`: the stick's folder.
    TakePack,        // Import: the pack that waits is to be the one in use. `what`: its digest, in hexadecimal digits.
    LookForPack,     // Import: is there a pack on the stick? `what`: the stick's folder.
    WipeDeliveries,  // Sync: its ledger, receipts and answers.
    WipePacks,       // Import: every pack and whom it trusts.
};
inline constexpr std::size_t errand_kinds = 6;

struct Errand {
    ErrandKind kind = ErrandKind::SendNow;
    std::uint64_t number = 0;  // Random, never zero: tells an answer to this from one to the errand before.
    std::string what;          // UTF-8, at most 1000 bytes, no control characters.
};

struct Outcome {
    enum class Stage { Working, Done, Failed };
    std::uint64_t number = 0;  // Of the errand that is answered.
    Stage stage = Stage::Working;
    std::size_t done = 0;  // Of `of`, while working and in the end: entries copied, or sent.
    std::size_t of = 0;
    std::string why;  // Failed: as an Error has it.
    std::string hint;
};

// The kiosk's side. An errand that nobody answered yet is replaced.
[[nodiscard]] Result<Errand> ask(const std::filesystem::path& state, ErrandKind kind, const std::string& what = {});
// Nothing: nobody has answered this very errand (yet).
[[nodiscard]] Result<std::optional<Outcome>> answer_to(const std::filesystem::path& state, const Errand& errand);

// The service's side. Nothing: there is none that was not answered to the end. A file that is no errand is a failure.
[[nodiscard]] Result<std::optional<Errand>> errand_to_do(const std::filesystem::path& state, ErrandKind kind);
[[nodiscard]] Result<void> answer(const std::filesystem::path& state, ErrandKind kind, const Outcome& outcome);

}  // namespace hineni
