#include "sync/seal/vouch.hpp"

#include <sodium.h>

#include "sync/seal/voucher.hpp"

namespace hineni {

Result<Voucher> vouch_to(const PublicKey& other, const SecretKey& organizer, std::string_view about, BytesView words) {
    const auto voucher = make_voucher(organizer.bytes, other, {public_half(organizer), other}, about, words);
    if (!voucher) return fail("vouch to " + to_text(other) + ": this is no key of anybody");
    return *voucher;
}

Result<Voucher> vouch_to(const DeviceName& device, const SecretKey& organizer, std::string_view about,
                         BytesView words) {
    PublicKey converted;
    if (crypto_sign_ed25519_pk_to_curve25519(converted.bytes.data(), device.data()) != 0) {
        return fail("vouch to the device " + hex(device) + ": this is no key of a device");
    }
    return vouch_to(converted, organizer, about, words);
}

bool vouched_for(const SecretKey& me, const PublicKey& organizer, std::string_view about, BytesView words,
                 const Voucher& voucher) {
    const auto made = make_voucher(me.bytes, organizer, {organizer, public_half(me)}, about, words);
    return made && same(*made, voucher);
}

}  // namespace hineni
