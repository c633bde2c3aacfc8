#include "sync/commands/keygen.hpp"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "sync/commands/passphrase.hpp"
#include "sync/seal/key_file.hpp"

namespace hineni {

namespace {

struct KeygenOptions {
    std::string out;
    std::string passphrase_file;
    bool no_passphrase = false;
};

constexpr auto without_terminal = "give --passphrase-file FILE, or --no-passphrase";

Result<Secret> asked_twice() {
    auto once = ask_passphrase("New passphrase: ", without_terminal);
    if (!once) return once;
    auto twice = ask_passphrase("The same again: ", without_terminal);
    if (!twice) return twice;
    if (*once != *twice) return fail("make key: the two passphrases differ", "try again; nothing was written");
    return once;
}

Result<Done> make_key(const KeygenOptions& options) {
    std::optional<Secret> passphrase;
    if (!options.no_passphrase) {
        auto given = options.passphrase_file.empty() ? asked_twice() : passphrase_from_file(options.passphrase_file);
        if (!given) return tl::unexpected(given.error());
        passphrase = std::move(*given);
    }
    const auto key = new_secret_key();
    if (auto written = write_key_file(options.out, key, passphrase ? &*passphrase : nullptr); !written) {
        return within("make key", written.error());
    }
    std::printf("%s\n", to_text(public_half(key)).c_str());
    std::fprintf(stderr,
                 "secret key in %s: keep it, and a copy elsewhere; without it nothing can be opened\n"
                 "public key in %s.pub: put its line into keys.recipients of the event pack\n",
                 options.out.c_str(), options.out.c_str());
    return Done::Well;
}

}  // namespace

void keygen(Program& program) {
    const auto options = std::make_shared<KeygenOptions>();
    auto command =
        program.command("keygen", "Make an organizer's key: FILE is secret, FILE.pub goes into the event pack",
                        [options] { return make_key(*options); });
    command.needs("--out", options->out, "Where the secret key goes; never overwritten", "FILE");
    command.takes("--passphrase-file", options->passphrase_file,
                  "Take the passphrase from the first line of this file instead of asking", "FILE");
    command.flag("--no-passphrase", options->no_passphrase, "Whoever has the file can open all entries");
    command.not_both("--no-passphrase", "--passphrase-file");
}

}  // namespace hineni
