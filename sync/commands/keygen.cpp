#include "sync/commands/keygen.hpp"

#include <cstdio>
#include <memory>
#include <string>

#include "sync/commands/desk.hpp"
#include "sync/commands/new_key.hpp"

namespace hineni {

namespace {

struct KeygenOptions : NewKeyOptions {
    bool no_sheet = false;
};

std::string sheet_file(const KeygenOptions& options) {
    return options.out + ".recovery.pdf";
}

Result<void> write_all(const KeygenOptions& options, const SecretKey& key, const std::optional<Secret>& passphrase) {
    if (auto written = write_new_key(options, key, passphrase); !written) return written;
    if (options.no_sheet) return {};
    auto written = write_recovery_sheet(sheet_file(options), key);
    if (written) return written;
    return fail(written.error().what, "the key itself is there; hineni-desk sheet --key " + options.out +
                                          " --pdf FILE writes its recovery sheet");
}

void explain(const KeygenOptions& options) {
    say("Secret key in " + options.out + ": it opens the entries. Keep it on this computer.");
    say("Public key in " + public_file(options) + ": put its line into keys.recipients of the event pack.");
    say("Signing name in " + signing_file(options) + ": give it to whoever shall check a proof that you sign.");
    say("");
    if (options.no_sheet) {
        say("There is no recovery sheet. Keep a copy of the key elsewhere: without it nothing can be opened.");
    } else {
        say(about_recovery_sheet(sheet_file(options)));
    }
    say("");
    say("Ask a second organizer to make a key of their own, on their own computer, and put both lines into\n"
        "keys.recipients: then either of you can open the entries, and a lost key loses nobody.");
}

Result<Done> make_key(const KeygenOptions& options) {
    std::vector<std::string> files{options.out, public_file(options), signing_file(options)};
    if (!options.no_sheet) files.push_back(sheet_file(options));
    if (auto can = can_be_written(files); !can) return within("make key", can.error());
    const auto passphrase = new_passphrase(options);
    if (!passphrase) return within("make key", passphrase.error());
    const auto key = new_secret_key();
    if (auto written = write_all(options, key, *passphrase); !written) return within("make key", written.error());
    std::printf("%s\n", to_text(public_half(key)).c_str());
    std::fflush(stdout);
    explain(options);
    return Done::Well;
}

}  // namespace

void keygen(Program& program) {
    const auto options = std::make_shared<KeygenOptions>();
    auto command = program.command("keygen", "Make an organizer's key, and the sheet of paper that brings it back",
                                   [options] { return make_key(*options); });
    add_new_key_options(command, *options);
    command.flag("--no-sheet", options->no_sheet, "Write no recovery sheet (FILE.recovery.pdf)");
}

}  // namespace hineni
