// What libFuzzer calls: one target, named by HINENI_TARGET. A broken promise is told in words and ends the program,
// which libFuzzer keeps as a finding.
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        hineni::fuzz::HINENI_TARGET({bytes, size});
    } catch (const hineni::fuzz::Broken& broken) {
        std::fprintf(stderr, "BROKEN PROMISE: %s\n", broken.what());
        std::abort();
    }
    return 0;
}
