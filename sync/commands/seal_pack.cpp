#include "sync/commands/seal_pack.hpp"

#include <cstdio>
#include <memory>
#include <string>

#include "sync/commands/delivery.hpp"
#include "sync/commands/desk.hpp"
#include "sync/packs/event_seal.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

struct SealPackOptions : KeyOptions {
    std::string event;
};

Result<void> write_seal(const EventPack& pack, const SecretKey& key) {
    const auto by = signing_name(key);
    const auto words = sealed_words(pack);
    const auto text = written_seal(pack, by, sign_as_organizer(key, seal_about, as_bytes(words)));
    const auto place = pack.folder / seal_file;
    auto file = WholeFile::begin(place);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(as_bytes(text)); !written) return written;
    if (auto put = file->put(); !put) return put;
    // It is no secret, and the user of a device reads it.
    using std::filesystem::perms;
    std::error_code wrong;
    std::filesystem::permissions(place, perms::group_read | perms::others_read, std::filesystem::perm_options::add,
                                 wrong);
    return {};
}

Result<Done> seal_now(const SealPackOptions& options) {
    const auto pack = pack_at(options.event);
    if (!pack) return within("seal", pack.error());
    const auto key = key_for(options);
    if (!key) return within("seal", key.error());
    if (auto written = write_seal(*pack, *key); !written) return within("seal", written.error());
    std::printf("%s\n", fingerprint(signing_name(*key)).c_str());
    std::fflush(stdout);
    say("The pack is sealed. These four words are your fingerprint: a device that does not know you yet shows them on\n"
        "the organizer's screen, and whoever says yes there compares them. Seal again after every change of the pack.");
    return Done::Well;
}

}  // namespace

void seal_pack(Program& program) {
    const auto options = std::make_shared<SealPackOptions>();
    auto command = program.command("seal-pack", "Say that an event pack is yours, so that devices take it",
                                   [options] { return seal_now(*options); });
    command.needs("--key", options->key, "Your secret key, from keygen", "FILE");
    command.needs("--event", options->event, "Folder of the event pack", "DIR");
    add_passphrase_option(command, *options);
}

}  // namespace hineni
