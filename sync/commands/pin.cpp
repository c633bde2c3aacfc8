#include "hineni/pin.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "hineni/seal.hpp"
#include "sync/commands/desk.hpp"
#include "sync/commands/passphrase.hpp"
#include "sync/commands/pin.hpp"
#include "sync/commands/terminal.hpp"

namespace hineni {

namespace {

struct PinOptions {
    std::string file;
};

Result<Secret> asked_pin() {
    const Terminal terminal(Typing::Hidden);
    if (!terminal.ready()) return fail("ask for the PIN: there is no terminal", "put it into a file: --pin-file FILE");
    const auto ask = [&](const char* question) {
        terminal.say(question);
        return terminal.line(longest_pin);
    };
    auto once = ask("PIN, 6 to 12 digits: ");
    auto twice = ask("The same again: ");
    if (!once.whole || !twice.whole)
        return fail("ask for the PIN: it is longer than 12 digits", "choose a shorter one");
    if (once.text != twice.text) return fail("the two PINs differ", "try again");
    return std::move(once.text);
}

Result<Done> make_pin(const PinOptions& options) {
    if (auto started = start_sealing(); !started) return tl::unexpected(started.error());
    const auto chosen = options.file.empty() ? asked_pin() : passphrase_from_file(options.file);
    if (!chosen) return within("pin", chosen.error());
    const auto hash = pin_hash(*chosen);
    if (!hash) return within("pin", hash.error());
    std::printf("[organizer]\npin = \"%s\"\n", hash->c_str());
    std::fflush(stdout);
    say("Put these two lines into event.toml. Whoever has the pack can try PINs on the hash: one that nobody uses\n"
        "elsewhere, please. It guards switches, and no names.");
    return Done::Well;
}

}  // namespace

void pin(Program& program) {
    const auto options = std::make_shared<PinOptions>();
    auto command = program.command("pin", "Make the PIN of a device's organizer's screen",
                                   [options] { return make_pin(*options); });
    command.takes("--pin-file", options->file, "Read the PIN from its first line instead of asking", "FILE");
}

}  // namespace hineni
