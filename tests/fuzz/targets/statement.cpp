// A device's statement: the input is its words, which the sample device signs in its own name, so that the code behind
// the signature is reached.
//
// Held against it: what is read is written again byte for byte; lists are in order; without the signature, or with one
// of other words, nothing is read.
#include <algorithm>

#include "sync/bundle/packing.hpp"
#include "sync/bundle/statement.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void statement(BytesView input) {
    constexpr std::size_t device_at = 17;
    const auto& device = sample().device;
    promise(!read_statement(input) || input.size() > 121 + 64, "a statement that nobody signed is read");
    Bytes words(input.begin(), input.end());
    if (words.size() >= device_at + device.public_half.size()) {
        std::ranges::copy(device.public_half, words.begin() + device_at);
    }
    const auto signature = sign(device, "hineni statement v1", words);
    words.insert(words.end(), signature.begin(), signature.end());
    const auto read = read_statement(words);
    if (!read) return;
    promise(read->boots.size() <= most_boots, "more boots than there may be");
    for (const auto& boot : read->boots) promise(boot.anchors.size() <= most_anchors, "more anchors than there may be");
    promise(packing::in_order(read->entries), "entries that are not in order");
    promise(read->entries.size() <= words.size() / sizeof(Listed), "more entries than there are bytes");
    promise(write_statement(*read, device) == words, "a statement that was read is written differently");
    words[words.size() - 1 - words.size() % 64] ^= 4;
    promise(!read_statement(words), "a statement is read though its signature is of other words");
}

}  // namespace hineni::fuzz
