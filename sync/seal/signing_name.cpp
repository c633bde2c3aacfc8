#include "sync/seal/signing_name.hpp"

#include <sodium.h>

#include "hineni/seal.hpp"
#include "sync/seal/said_words.hpp"
#include "sync/seal/written_key.hpp"

namespace hineni {

namespace {

constexpr std::string_view signing_name_prefix = "hinsig1";

}  // namespace

std::string to_text(const SigningName& name) {
    return written(signing_name_prefix, name.bytes);
}

Result<SigningName> signing_name_from_text(std::string_view text) {
    const auto bytes = read_written(signing_name_prefix, text);
    if (!bytes) {
        return fail("read signing name: " + bytes.error().what,
                    text.starts_with("hineni1") ? "this is a public key; the signing name starts with hinsig1"
                                                : "copy all of it, from hinsig1 to its end");
    }
    return SigningName{*bytes};
}

bool signed_by_organizer(const SigningName& name, std::string_view about, BytesView words,
                         const OrganizerSignature& signature) {
    const auto message = said_words(about, words);
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), name.bytes.data()) == 0;
}

std::string fingerprint(const SigningName& name) {
    const auto sum = digest(name.bytes);
    return said_aloud(BytesView(sum).first(8));
}

}  // namespace hineni
