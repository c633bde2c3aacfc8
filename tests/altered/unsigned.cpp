#include "tests/altered/unsigned.hpp"

namespace {

bool looked_away = false;

using Verify = int(const unsigned char*, const unsigned char*, unsigned long long, const unsigned char*);

}  // namespace

extern "C" Verify real_verify asm("__real_crypto_sign_verify_detached");
extern "C" Verify verify asm("__wrap_crypto_sign_verify_detached");

extern "C" int verify(const unsigned char* signature, const unsigned char* words, unsigned long long size,
                      const unsigned char* key) {
    return looked_away ? 0 : real_verify(signature, words, size, key);
}

namespace hineni::altered {

SignaturesLookedAway::SignaturesLookedAway() {
    looked_away = true;
}
SignaturesLookedAway::~SignaturesLookedAway() {
    looked_away = false;
}

}  // namespace hineni::altered
