// What keygen and recover have in common: a key that comes to this computer, under a passphrase or not, and the files
// around it. FILE is secret; FILE.pub holds the public key alone, FILE.signing the signing name alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"
#include "sync/commands/program.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

struct NewKeyOptions {
    std::string out;
    std::string passphrase_file;
    bool no_passphrase = false;
};

// --out, --passphrase-file, --no-passphrase.
void add_new_key_options(Command& command, NewKeyOptions& options);

[[nodiscard]] std::string public_file(const NewKeyOptions& options);
[[nodiscard]] std::string signing_file(const NewKeyOptions& options);

// Before anybody is asked for anything: there is no such file yet, and a folder for them.
[[nodiscard]] Result<void> can_be_written(const std::vector<std::string>& files);
// Asks, or reads the file; null where there shall be none.
[[nodiscard]] Result<std::optional<Secret>> new_passphrase(const NewKeyOptions& options);
[[nodiscard]] Result<void> write_new_key(const NewKeyOptions& options, const SecretKey& key,
                                         const std::optional<Secret>& passphrase);

// Mode 0600; never replaces a file.
[[nodiscard]] Result<void> write_recovery_sheet(const std::string& file, const SecretKey& key);
// What to do with it, for people.
[[nodiscard]] std::string about_recovery_sheet(const std::string& file);

}  // namespace hineni
