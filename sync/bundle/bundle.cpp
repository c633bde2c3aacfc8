#include "sync/bundle/bundle.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "hineni/seal.hpp"
#include "sync/bundle/packing.hpp"
#include "sync/bundle/receipt.hpp"

namespace hineni {

namespace {

using packing::append;
using packing::append_number;
using packing::starts_with;

constexpr std::string_view bundle_start = "hinbndl1";
constexpr std::string_view bundle_end = ".hineni";
constexpr std::size_t digest_size = std::tuple_size_v<Digest>;
constexpr std::size_t largest_read = 4UL * 1024 * 1024;
constexpr std::size_t name_bytes = 16;  // Of the digest.

// What lies between the start and the digest; nothing where either is wrong.
Result<BytesView> checked_parts(BytesView bytes) {
    if (bytes.size() > largest_read) return fail("read bundle: it is larger than 4 MiB");
    if (!starts_with(bytes, bundle_start)) return fail("read bundle: it does not start like one");
    if (bytes.size() < bundle_start.size() + digest_size) return fail("read bundle: it is cut off");
    const auto covered = bytes.first(bytes.size() - digest_size);
    const auto told = bytes.last(digest_size);
    const auto found = digest(covered);
    if (!std::equal(told.begin(), told.end(), found.begin())) {
        return fail("read bundle: its checksum does not match", "it was damaged on the way; fetch it again");
    }
    return covered.subspan(bundle_start.size());
}

}  // namespace

Bundle make_bundle(const EventTag& event, std::span<const Part> parts) {
    assert(!parts.empty());
    Bundle bundle;
    std::size_t size = around_bundle;
    for (const auto& part : parts) size += around_part + part.bytes.size();
    bundle.bytes.reserve(size);
    append(bundle.bytes, bundle_start);
    for (const auto& part : parts) {
        append(bundle.bytes, part.kind);
        append_number(bundle.bytes, part.bytes.size(), 4);
        append(bundle.bytes, part.bytes);
    }
    const auto sum = digest(bundle.bytes);
    append(bundle.bytes, BytesView(sum));
    bundle.name = hex(event) + "-" + hex(BytesView(sum).first(name_bytes)) + std::string(bundle_end);
    return bundle;
}

Bundle make_bundle(const EventTag& event, std::span<const Bytes> envelopes, BytesView statement) {
    std::vector<Part> parts;
    parts.reserve(envelopes.size() + 1);
    if (!statement.empty()) parts.push_back({statement_part, statement});
    for (const auto& envelope : envelopes) parts.push_back({envelope_part, envelope});
    return make_bundle(event, parts);
}

Result<void> read_parts(BytesView bytes, const std::function<void(const Part&)>& see) {
    const auto parts = checked_parts(bytes);
    if (!parts) return tl::unexpected(parts.error());
    for (auto rest = *parts; !rest.empty();) {
        if (rest.size() < around_part) return fail("read bundle: a part is cut off");
        const auto length = static_cast<std::size_t>(packing::Reader(rest.subspan(4)).number(4));
        if (length > rest.size() - around_part) return fail("read bundle: a part reaches beyond the end");
        see({{reinterpret_cast<const char*>(rest.data()), 4}, rest.subspan(around_part, length)});
        rest = rest.subspan(around_part + length);
    }
    return {};
}

Result<Unbundled> read_bundle(BytesView bytes) {
    Unbundled out;
    const auto read = read_parts(bytes, [&](const Part& part) {
        Bytes body(part.bytes.begin(), part.bytes.end());
        if (part.kind == statement_part) {
            out.statements.push_back(std::move(body));
        } else if (part.kind == withdrawal_part_kind) {
            out.withdrawals.push_back(std::move(body));
        } else if (part.kind == envelope_part) {
            auto envelope = read_envelope(std::move(body));
            if (envelope) {
                out.envelopes.push_back(std::move(*envelope));
            } else {
                out.bad.push_back(std::move(envelope.error()));
            }
        }
    });
    if (!read) return tl::unexpected(read.error());
    return out;
}

bool is_bundle_name(std::string_view name) {
    return packing::is_name(name, bundle_end);
}

bool is_drop_name(std::string_view name) {
    return is_bundle_name(name) || is_receipt_name(name);
}

}  // namespace hineni
