#include "sync/send/backoff.hpp"

#include <doctest/doctest.h>

using namespace hineni;
using namespace std::chrono_literals;

TEST_CASE("a wait is never nothing, never above its ceiling, and spread over all of it") {
    for (unsigned failures = 1; failures < 40; ++failures) {
        CAPTURE(failures);
        const auto ceiling = ceiling_after(failures);
        CHECK(ceiling >= 1s);
        CHECK(ceiling <= 15min);
        CHECK(ceiling >= ceiling_after(failures - 1));
        Monotonic before{0};
        for (std::uint64_t dice = 0; dice <= 0xFFFFFFFFU; dice += 0x0FFFFFFFU) {
            const auto wait = wait_after(failures, static_cast<std::uint32_t>(dice));
            CHECK(wait > before);
            CHECK(wait <= ceiling);
            before = wait;
        }
        CHECK(wait_after(failures, 0) < 10ms);
        CHECK(wait_after(failures, 0xFFFFFFFFU) > ceiling - 10ms);
    }
}
