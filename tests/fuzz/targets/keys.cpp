// Keys as people have them: public keys and signing names as they stand in packs and proofs, an organizer's key file.
//
// Held against it: what is read is written again letter by letter; a key file gives the key whose public half it names.
#include <fstream>

#include "sync/seal/key_file.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void keys(BytesView input) {
    const auto text = text_of(input);
    if (const auto key = public_key_from_text(text)) {
        promise(to_text(*key) == text, "a public key that was read is written differently");
    }
    if (const auto name = signing_name_from_text(text)) {
        promise(to_text(*name) == text, "a signing name that was read is written differently");
    }
    if (!text.starts_with("hineni-secret-key")) return;
    const auto file = empty_folder() / "a.key";
    std::ofstream(file, std::ios::binary) << text;
    // Nobody is there to type a passphrase: stretching one takes a second, and no file makes it take more memory than
    // key_file.cpp allows.
    const auto key = read_key_file(file, [] { return Result<Secret>(fail("nobody is there")); });
    if (!key) return;
    promise(text.find(to_text(public_half(*key))) != std::string::npos, "a file gives another key than it names");
}

}  // namespace hineni::fuzz
