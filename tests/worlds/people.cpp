#include "tests/worlds/people.hpp"

#include <sodium.h>

#include <algorithm>

#include "tests/support/sample_entry.hpp"

namespace hineni::worlds {

namespace {

Cast make_cast() {
    Cast cast;
    for (std::size_t i = 0; i < most_tablets; ++i) {
        const auto seed = digest(as_bytes("tablet " + std::to_string(i)));
        DeviceKey key{{}, Secret(crypto_sign_SECRETKEYBYTES)};
        crypto_sign_seed_keypair(key.public_half.data(), key.secret_half.room().data(), seed.data());
        key.secret_half.resize(key.secret_half.capacity());
        cast.devices.push_back(std::move(key));
    }
    for (std::size_t i = 0; i < most_keys; ++i) {
        const auto seed = digest(as_bytes("organizer " + std::to_string(i)));
        SecretKey key{Secret(seed.size())};
        std::ranges::copy(seed, key.bytes.room().begin());
        key.bytes.resize(seed.size());
        cast.organizers.push_back(std::move(key));
    }
    return cast;
}

}  // namespace

Entry card_of(std::size_t person, const std::string& event, const Moment& when) {
    Entry entry;
    entry.event = event;
    entry.form = "join";
    entry.language = "en";
    entry.collected = when;
    entry.answers.push_back({"name", secret(std::to_string(person))});
    return entry;
}

const Cast& cast() {
    static const Cast made = make_cast();
    return made;
}

}  // namespace hineni::worlds
