#include "sync/bundle/bundle.hpp"

#include <doctest/doctest.h>

#include "tests/support/envelopes.hpp"

using namespace hineni;

namespace {

const EventTag tag = event_tag("vigil");

// The same, with a checksum that fits.
Bytes summed(Bytes bytes) {
    const auto sum = digest(bytes);
    bytes.insert(bytes.end(), sum.begin(), sum.end());
    return bytes;
}

void append(Bytes& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

}  // namespace

TEST_CASE("a bundle gives back the envelopes it was made of, in order") {
    const std::vector envelopes{noise_envelope("vigil").bytes, noise_envelope("vigil", envelope_sizes[3]).bytes};
    const auto read = read_bundle(make_bundle(tag, envelopes).bytes);
    REQUIRE(read);
    CHECK(read->bad.empty());
    REQUIRE(read->envelopes.size() == 2);
    CHECK(read->envelopes[0].bytes == envelopes[0]);
    CHECK(read->envelopes[1].bytes == envelopes[1]);
}

TEST_CASE("a bundle lies byte for byte as it is written down") {
    const auto envelope = noise_envelope().bytes;
    const auto bundle = make_bundle(tag, std::vector<Bytes>{envelope});
    Bytes wanted;
    append(wanted, "hinbndl1ENVL");
    append(wanted, std::string_view("\x00\x10\x00\x00", 4));
    wanted.insert(wanted.end(), envelope.begin(), envelope.end());
    const auto sum = digest(wanted);
    CHECK(bundle.bytes == summed(wanted));
    CHECK(bundle.name == hex(tag) + "-" + hex(BytesView(sum).first(16)) + ".hineni");
    CHECK(is_bundle_name(bundle.name));
}

TEST_CASE("a damaged bundle fails as a whole, wherever the damage is") {
    const auto good = make_bundle(tag, std::vector<Bytes>{noise_envelope().bytes}).bytes;
    for (std::size_t at = 0; at < good.size(); at += 97) {
        auto bad = good;
        bad[at] ^= 1U;
        CHECK_FALSE(read_bundle(bad).has_value());
        CHECK_FALSE(read_bundle(BytesView(good).first(at)).has_value());
    }
}

TEST_CASE("lengths that lead astray are noticed even under a good checksum") {
    const auto with_length = [](std::string_view length) {
        Bytes bytes;
        append(bytes, "hinbndl1ENVL");
        append(bytes, length);
        append(bytes, "12345678");
        return read_bundle(summed(bytes));
    };
    CHECK(with_length(std::string_view("\x08\x00\x00\x00", 4)).has_value());
    CHECK_FALSE(with_length(std::string_view("\x09\x00\x00\x00", 4)).has_value());
    CHECK_FALSE(with_length(std::string_view("\xFF\xFF\xFF\xFF", 4)).has_value());
    CHECK_FALSE(with_length(std::string_view("\x01\x00\x00\x00", 4)).has_value());
}

TEST_CASE("a part of an unknown kind is passed over, a bad envelope listed beside the good ones") {
    const auto good = noise_envelope();
    Bytes bytes;
    append(bytes, "hinbndl1NOTE");
    append(bytes, std::string_view("\x02\x00\x00\x00hi", 6));
    append(bytes, "ENVL");
    append(bytes, std::string_view("\x03\x00\x00\x00???", 7));
    append(bytes, "ENVL");
    append(bytes, std::string_view("\x00\x10\x00\x00", 4));
    bytes.insert(bytes.end(), good.bytes.begin(), good.bytes.end());
    const auto read = read_bundle(summed(bytes));
    REQUIRE(read);
    CHECK(read->bad.size() == 1);
    REQUIRE(read->envelopes.size() == 1);
    CHECK(read->envelopes[0].id == good.id);
}

TEST_CASE("a bundle larger than 4 MiB is not read") {
    Bytes bytes(4 * 1024 * 1024 + 1);
    std::ranges::copy(std::string_view("hinbndl1"), bytes.begin());
    const auto read = read_bundle(bytes);
    REQUIRE_FALSE(read);
    CHECK(read.error().what.find("4 MiB") != std::string::npos);
}

TEST_CASE("only whole names of bundles are names of bundles") {
    const std::string name = "0123456789abcdef-0123456789abcdef0123456789abcdef.hineni";
    CHECK(is_bundle_name(name));
    for (const std::string& text :
         std::vector<std::string>{name + "x", "x" + name.substr(1), name.substr(1), "../" + name, "",
                                  "0123456789ABCDEF-0123456789abcdef0123456789abcdef.hineni",
                                  "0123456789abcdef/0123456789abcdef0123456789abcdef.hineni"}) {
        CAPTURE(text);
        CHECK_FALSE(is_bundle_name(text));
    }
}
