// seal() as somebody would write it who wants to debug: the first answer stays readable where ciphertext should be, in
// the encoding that CONTROL_ENCODING names (utf8, utf16, base64, hex).
#include <cstdlib>
#include <cstring>
#include <string>

#include "hineni/seal.hpp"
#include "tests/support/encodings.hpp"

#define SEAL "_ZN6hineni4sealERKNS_5EntryESt4spanIKNS_9PublicKeyELm18446744073709551615EERKNS_9DeviceKeyE"

using namespace hineni;
using Recipients = std::span<const PublicKey>;

extern "C" Result<Envelope> real_seal(const Entry& entry, Recipients recipients,
                                      const DeviceKey& device) asm("__real_" SEAL);
extern "C" Result<Envelope> wrapped_seal(const Entry& entry, Recipients recipients,
                                         const DeviceKey& device) asm("__wrap_" SEAL);

extern "C" Result<Envelope> wrapped_seal(const Entry& entry, Recipients recipients, const DeviceKey& device) {
    auto envelope = real_seal(entry, recipients, device);
    const char* wanted = std::getenv("CONTROL_ENCODING");
    if (!envelope || wanted == nullptr) return envelope;
    const std::string answer(entry.answers.front().value.text());
    for (const auto& [encoding, bytes] : encodings_of(answer)) {
        if (encoding == wanted) std::memcpy(envelope->bytes.data() + 1024, bytes.data(), bytes.size());
    }
    return envelope;
}
