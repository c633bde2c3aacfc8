// Sealing at a fiftieth of its price, under the shipping code: the linker leads its calls of libsodium here
// (tests/CMakeLists.txt,
// --wrap). Worlds are about what becomes of envelopes, not about whether they can be broken, and elliptic curves would
// be nine tenths of their time. What a function promises stays true for whoever does not attack it: what is sealed to
// one key opens with that one and no other, a signature is of these bytes by this key, and any altered byte is noticed.
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <map>
#include <utility>

namespace {

using Key = std::array<unsigned char, 32>;

Key key_at(const unsigned char* bytes) {
    Key key{};
    std::memcpy(key.data(), bytes, key.size());
    return key;
}

// The same pure function, asked about the same few keys again and again.
template <class Question, class Answer, class Ask>
const Answer& remembered(std::map<Question, Answer>& known, const Question& question, Ask ask) {
    const auto [at, fresh] = known.try_emplace(question);
    if (fresh) at->second = ask();
    return at->second;
}

// 16 bytes that tell whether it opens, 32 of a pad.
std::array<unsigned char, 48> pad_for(const unsigned char* front, const unsigned char* key) {
    std::array<unsigned char, 48> pad{};
    crypto_generichash(pad.data(), pad.size(), front, 32, key, 32);
    return pad;
}

}  // namespace

extern "C" {

int __real_crypto_scalarmult(unsigned char* q, const unsigned char* n, const unsigned char* p);
int __real_crypto_scalarmult_base(unsigned char* q, const unsigned char* n);
int __real_crypto_sign_ed25519_pk_to_curve25519(unsigned char* to, const unsigned char* from);

int __wrap_crypto_scalarmult(unsigned char* q, const unsigned char* n, const unsigned char* p) {
    static std::map<std::array<Key, 2>, std::pair<Key, int>> known;
    const auto answer = remembered(known, {key_at(n), key_at(p)}, [&] {
        std::pair<Key, int> fresh;
        fresh.second = __real_crypto_scalarmult(fresh.first.data(), n, p);
        return fresh;
    });
    std::memcpy(q, answer.first.data(), answer.first.size());
    return answer.second;
}

int __wrap_crypto_scalarmult_base(unsigned char* q, const unsigned char* n) {
    static std::map<Key, Key> known;
    const auto answer = remembered(known, key_at(n), [&] {
        Key fresh{};
        __real_crypto_scalarmult_base(fresh.data(), n);
        return fresh;
    });
    std::memcpy(q, answer.data(), answer.size());
    return 0;
}

int __wrap_crypto_sign_ed25519_pk_to_curve25519(unsigned char* to, const unsigned char* from) {
    static std::map<Key, std::pair<Key, int>> known;
    const auto answer = remembered(known, key_at(from), [&] {
        std::pair<Key, int> fresh;
        fresh.second = __real_crypto_sign_ed25519_pk_to_curve25519(fresh.first.data(), from);
        return fresh;
    });
    std::memcpy(to, answer.first.data(), answer.first.size());
    return answer.second;
}

int __wrap_crypto_box_keypair(unsigned char* public_half, unsigned char* secret_half) {
    randombytes_buf(public_half, 32);
    std::memcpy(secret_half, public_half, 32);
    return 0;
}

int __wrap_crypto_box_seal(unsigned char* out, const unsigned char* in, unsigned long long size,
                           const unsigned char* key) {
    if (size != 32) std::abort();
    randombytes_buf(out, 32);
    const auto pad = pad_for(out, key);
    std::memcpy(out + 32, pad.data(), 16);
    for (std::size_t i = 0; i < 32; ++i) out[48 + i] = in[i] ^ pad[16 + i];
    return 0;
}

int __wrap_crypto_box_seal_open(unsigned char* out, const unsigned char* in, unsigned long long size,
                                const unsigned char* key, const unsigned char*) {
    if (size != 80) return -1;
    const auto pad = pad_for(in, key);
    if (std::memcmp(in + 32, pad.data(), 16) != 0) return -1;
    for (std::size_t i = 0; i < 32; ++i) out[i] = in[48 + i] ^ pad[16 + i];
    return 0;
}

int __wrap_crypto_sign_detached(unsigned char* signature, unsigned long long*, const unsigned char* words,
                                unsigned long long size, const unsigned char* secret_half) {
    return crypto_generichash(signature, 64, words, size, secret_half + 32, 32);
}

int __wrap_crypto_sign_verify_detached(const unsigned char* signature, const unsigned char* words,
                                       unsigned long long size, const unsigned char* public_half) {
    std::array<unsigned char, 64> wanted{};
    crypto_generichash(wanted.data(), wanted.size(), words, size, public_half, 32);
    return std::memcmp(signature, wanted.data(), wanted.size()) == 0 ? 0 : -1;
}

// Guarded pages are four calls of the system for a block.
void* __wrap_sodium_malloc(std::size_t size) {
    return std::calloc(1, size == 0 ? 1 : size);
}
void __wrap_sodium_free(void* block) {
    std::free(block);
}

}  // extern "C"
