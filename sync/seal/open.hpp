// Opening: the organizer's side of sealing. Nothing on the device includes this.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "hineni/envelope.hpp"
#include "hineni/result.hpp"
#include "hineni/seal.hpp"
#include "hineni/secret.hpp"

namespace hineni {

// An organizer's secret key (X25519). Whoever has it reads every entry sealed to its public half.
struct SecretKey {
    Secret bytes;  // 32
};
[[nodiscard]] SecretKey new_secret_key();
[[nodiscard]] PublicKey public_half(const SecretKey& key);

// What lay in an envelope. That the device made it as it is was checked; that the device is one of ours was not: the
// desk knows which devices stood on the table.
struct Opened {
    EntryId id;
    EventTag event{};
    std::array<std::uint8_t, 32> device{};  // Public half of the device's key.
    Secret content;                         // JSON; README.md. Not looked at here.
};

// Fails with one of: an unknown format; not sealed to this key; altered (outside, inside, or the device's signature).
[[nodiscard]] Result<Opened> open(const Envelope& envelope, const SecretKey& key);

// Opens many, one after the other, in the same guarded memory: a block for each envelope costs a third of the whole.
// One for each thread.
class Opener {
  public:
    explicit Opener(const SecretKey& key);

    // The same, for as long as nothing else is opened.
    struct View {
        EntryId id;
        EventTag event{};
        std::array<std::uint8_t, 32> device{};
        std::string_view content;
    };
    [[nodiscard]] Result<View> open(const Envelope& envelope);
    // As it came; where it does not even look like an envelope, it says so as read_envelope() does.
    [[nodiscard]] Result<View> open(BytesView envelope);

  private:
    [[nodiscard]] bool find_content_key(BytesView envelope);
    [[nodiscard]] bool decrypt(BytesView envelope);
    [[nodiscard]] bool signed_by_device(BytesView envelope, BytesView content);

    SecretKey secret_;
    PublicKey own_;
    Secret key_;     // Of the content.
    Secret inside_;  // What lay in the envelope.
    Secret words_;   // What the device signed.
};

}  // namespace hineni
