// What every drop promises, whatever stands behind it. Each kind of drop is tried with the same suite.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/send/transport.hpp"
#include "tests/support/envelopes.hpp"

namespace hineni {

inline Bundle some_bundle(std::size_t envelopes = 3) {
    std::vector<Bytes> all;
    for (std::size_t i = 0; i < envelopes; ++i) all.push_back(noise_envelope().bytes);
    return make_bundle(event_tag("vigil"), all);
}

// What a test does behind a drop's back.
struct Backstage {
    std::function<void(const std::string& name)> add;     // A file with a few bytes.
    std::function<void(const std::string& name)> damage;  // Cut off after a hundred bytes.
};

inline void takes_and_gives_back(Transport& drop) {
    constexpr std::size_t plenty = 4UL * 1024 * 1024;
    const auto bundle = some_bundle();
    const auto full = some_bundle(60);

    INFO("it takes bundles");
    for (const auto& each : {bundle, full}) {
        const auto answer = drop.put(each.name, each.bytes);
        CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    }
    INFO("twice is once");
    CHECK(drop.put(bundle.name, bundle.bytes).reply == Reply::Accepted);
    const auto names = drop.list();
    REQUIRE_MESSAGE(names, names.error().what);
    CHECK(*names == std::vector{std::min(bundle.name, full.name), std::max(bundle.name, full.name)});

    INFO("it gives back what it was given");
    CHECK(drop.get(bundle.name, plenty).value_or(Bytes{}) == bundle.bytes);
    CHECK(drop.get(full.name, plenty).value_or(Bytes{}) == full.bytes);
    CHECK(drop.get(full.name, full.bytes.size()).has_value());

    INFO("it does not give more than asked for, nor what is not there");
    CHECK_FALSE(drop.get(full.name, full.bytes.size() - 1).has_value());
    CHECK_FALSE(drop.get("../" + bundle.name, plenty).has_value());
    CHECK_FALSE(drop.get(some_bundle(1).name, plenty).has_value());
    const auto none = drop.find(some_bundle(1).name, plenty);
    REQUIRE_MESSAGE(none, none.error().what);
    CHECK_FALSE(none->has_value());
}

inline void keeps_a_receipt(Transport& drop) {
    const auto name = receipt_name(event_tag("vigil"), DeviceName{1}, PublicKey{{2}});
    const auto before = drop.find(name, largest_receipt);
    REQUIRE_MESSAGE(before, before.error().what);
    CHECK_FALSE(before->has_value());
    const auto receipt = some_bundle(1).bytes;
    const auto answer = drop.put(name, receipt);
    CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    const auto after = drop.find(name, largest_receipt);
    REQUIRE_MESSAGE(after, after.error().what);
    CHECK(after->value_or(Bytes{}) == receipt);
}

inline void takes_many_at_a_time(Transport& drop) {
    std::vector<Bundle> bundles;
    std::vector<Parcel> parcels;
    bundles.reserve(20);
    for (std::size_t i = 0; i < 20; ++i) bundles.push_back(some_bundle(1 + i % 3));
    for (const auto& each : bundles) parcels.push_back({each.name, each.bytes});
    const auto answers = drop.put_all(parcels);
    REQUIRE(answers.size() == parcels.size());
    for (const auto& answer : answers) CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
    for (const auto& each : bundles) CHECK(drop.get(each.name, each.bytes.size()).value_or(Bytes{}) == each.bytes);
    INFO("all of it once more is harmless");
    for (const auto& answer : drop.put_all(parcels)) CHECK_MESSAGE(answer.reply == Reply::Accepted, answer.why);
}

inline void keeps_its_promises(Transport& drop, const Backstage& backstage) {
    takes_and_gives_back(drop);
    const auto listed = drop.list().value();
    keeps_a_receipt(drop);

    INFO("it lists bundles and nothing else");
    const auto& name = listed.front();
    backstage.add("notes.txt");
    backstage.add("." + name + ".part");
    CHECK(drop.list().value_or(std::vector<std::string>{}) == listed);
    CHECK_FALSE(drop.get("notes.txt", 1024).has_value());

    INFO("a damaged bundle under the same name is replaced");
    const auto bytes = drop.get(name, largest_bundle).value();
    backstage.damage(name);
    CHECK(drop.put(name, bytes).reply == Reply::Accepted);
    CHECK(drop.get(name, largest_bundle).value_or(Bytes{}) == bytes);

    takes_many_at_a_time(drop);
}

}  // namespace hineni
