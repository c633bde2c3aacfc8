// A bundle: as it comes, and once more with the right start and checksum around it, so that the parts are reached by
// every input and not by one in 2^256.
//
// Held against it: a bundle is its parts and nothing else, so that they make the same bytes again; without the checksum
// nothing is read.
#include <algorithm>

#include "sync/bundle/bundle.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

void look(const Bytes& bytes) {
    std::vector<Part> parts;
    const auto read = read_parts(bytes, [&](const Part& part) { parts.push_back(part); });
    const auto unbundled = read_bundle(bytes);
    promise(read.has_value() == unbundled.has_value(), "one bundle is read in one of two ways");
    if (!read) return;
    promise(parts.size() <= bytes.size() / around_part, "more parts than there are bytes");
    if (!parts.empty()) promise(make_bundle({}, parts).bytes == bytes, "its parts make another bundle");
    const auto of = [&](std::string_view kind) {
        return static_cast<std::size_t>(std::ranges::count(parts, kind, &Part::kind));
    };
    promise(unbundled->envelopes.size() + unbundled->bad.size() == of(envelope_part),
            "an envelope is lost in a bundle");
    promise(unbundled->statements.size() == of(statement_part), "a statement is lost in a bundle");
    promise(unbundled->withdrawals.size() == of(withdrawal_part_kind), "a withdrawal is lost in a bundle");
}

}  // namespace

void bundle(BytesView input) {
    look({input.begin(), input.end()});
    Bytes whole{'h', 'i', 'n', 'b', 'n', 'd', 'l', '1'};
    whole.insert(whole.end(), input.begin(), input.end());
    const auto sum = digest(whole);
    whole.insert(whole.end(), sum.begin(), sum.end());
    look(whole);
    whole[8 + input.size() / 2] ^= 1;
    promise(!read_bundle(whole), "a bundle with a wrong checksum is read");
}

}  // namespace hineni::fuzz
