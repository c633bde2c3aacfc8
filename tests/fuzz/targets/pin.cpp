// The hash of an organizer's PIN, as it stands in an event pack and in the device's own file.
//
// Held against it: what is taken for one is exactly what pin_hash() could have written, so no other work and no other
// memory than its own is ever spent on a PIN that somebody types; a file that holds none is a failure, never a way in.
#include "hineni/pin.hpp"

#include <algorithm>
#include <fstream>

#include "tests/fuzz/support/pretended_hashing.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

constexpr std::string_view our_costs = "$argon2id$v=19$m=32768,t=4,p=1$";

bool base64(std::string_view text) {
    const auto digit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    };
    return std::ranges::all_of(text, digit);
}

// 16 bytes of salt and 32 of hash: 22 and 43 digits.
bool could_be_ours(std::string_view text) {
    if (!text.starts_with(our_costs) || text.size() != our_costs.size() + 22 + 1 + 43) return false;
    const auto rest = text.substr(our_costs.size());
    return base64(rest.substr(0, 22)) && rest[22] == '$' && base64(rest.substr(23));
}

Secret some_pin() {
    Secret pin(longest_pin);
    static_cast<void>(pin.append("271828"));
    return pin;
}

}  // namespace

void pin(BytesView input) {
    static const auto typed = some_pin();
    const auto text = as_text(input);
    const bool taken = is_pin_hash(text);
    promise(!taken || could_be_ours(text), "a hash that we would not have written");
    const auto same = pin_is(text, typed);
    promise(same.has_value() == taken, "what is no hash is looked at, or a hash is not");
    promise(!same || !*same, "a PIN that nobody hashed lets somebody in");
    const auto looked_at = hashes_looked_at();
    promise(looked_at.size() == (taken ? 1U : 0U), "work is done for what is no hash");
    promise(looked_at.empty() || looked_at.front() == text, "another hash than this was looked at");

    const auto& state = empty_folder();
    std::ofstream(state / "pin", std::ios::binary) << text;
    const auto kept = kept_pin(state);
    promise(!kept || could_be_ours(*kept), "a device keeps what is no hash of its own");
    promise(!kept || text.substr(0, text.find('\n')) == *kept, "a device keeps another hash than its file has");
}

}  // namespace hineni::fuzz
