// The seal of an event pack: as it comes, and once more with its words signed by the sample organizer, so that the
// signature is right and the rest decides.
//
// Held against it: a seal is good for the pack that it names, as written_seal() writes it, and for no other.
#include "sync/packs/event_seal.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

EventPack sample_pack() {
    EventPack pack;
    pack.id = "vigil-2026-12-10";
    pack.digest = digest(as_bytes("a pack"));
    return pack;
}

// Up to the end of the third line.
std::string_view words_in(std::string_view file) {
    std::size_t end = 0;
    for (int line = 0; line < 3; ++line) {
        const auto at = file.find('\n', end);
        if (at == std::string_view::npos) return file;
        end = at + 1;
    }
    return file.substr(0, end);
}

}  // namespace

void event_seal(BytesView input) {
    static const auto pack = sample_pack();
    static const auto name = signing_name(sample().organizer);
    const auto by_us = [&](std::string_view words) {
        return sign_as_organizer(sample().organizer, seal_about, as_bytes(words));
    };
    static const auto good = written_seal(pack, name, by_us(sealed_words(pack)));
    const auto text = as_text(input);
    promise(!seal_of(pack, text) || text == good, "a seal that nobody made is good");

    const auto words = words_in(text);
    const auto rest = good.substr(sealed_words(pack).size());
    const auto signature_at = rest.find("signature ") + 10;
    const auto file = std::string(words) + rest.substr(0, signature_at) + hex(by_us(words)) + "\n";
    const auto by = seal_of(pack, file);
    promise(by.has_value() == (words == sealed_words(pack)), "a seal of other words is good, or a right one is not");
    promise(!by || *by == name, "a seal is somebody else's");
}

}  // namespace hineni::fuzz
