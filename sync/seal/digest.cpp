// The small words of sealing: digests, tags, marks and ids.
#include <sodium.h>

#include <algorithm>

#include "hineni/practice.hpp"
#include "hineni/seal.hpp"
#include "sync/seal/digesting.hpp"

namespace hineni {

Result<void> start_sealing() {
    if (sodium_init() < 0) return fail("start libsodium: it found no source of randomness");
    return {};
}

Digest digest(BytesView bytes) {
    Digest out{};
    crypto_generichash_blake2b(out.data(), out.size(), bytes.data(), bytes.size(), nullptr, 0);
    return out;
}

struct Digesting::State {
    crypto_generichash_blake2b_state inside;
};

Digesting::Digesting() : state_(std::make_unique<State>()) {
    crypto_generichash_blake2b_init(&state_->inside, nullptr, 0, sizeof(Digest));
}
Digesting::~Digesting() = default;

void Digesting::add(BytesView bytes) {
    crypto_generichash_blake2b_update(&state_->inside, bytes.data(), bytes.size());
}

Digest Digesting::done() {
    Digest out{};
    crypto_generichash_blake2b_final(&state_->inside, out.data(), out.size());
    return out;
}

EventTag event_tag(std::string_view event_id) {
    const Digest whole = digest(as_bytes(event_id));
    EventTag tag{};
    std::copy_n(whole.begin(), tag.size(), tag.begin());
    return tag;
}

bool is_of_practice(const EventTag& event) {
    static const EventTag practised = event_tag(practice_event);  // Asked of every envelope.
    return event == practised;
}

EnvelopeMark mark_of(BytesView envelope) {
    const Digest whole = digest(envelope);
    EnvelopeMark mark{};
    std::copy_n(whole.begin(), mark.size(), mark.begin());
    return mark;
}

EntryId new_entry_id() {
    EntryId id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

}  // namespace hineni
