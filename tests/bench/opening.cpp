// opening FOLDER [ENTRIES [ROUNDS]]: what the desk's opening and proving cost, on all processors, each beside its
// floor: the same primitives of libsodium bare, on as many threads, over the same files, in turn with ours. Makes the
// files (in FOLDER, 4 KB an entry) where they are not there yet. Each is measured in a process of its own, with its
// memory.
#include <sodium.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/desk/bundles.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/proof.hpp"
#include "sync/desk/table.hpp"
#include "sync/desk/workers.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/seal/layout.hpp"

using namespace hineni;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t in_a_bundle = 60;

template <class T>
T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "opening: %s\n", result.error().what.c_str());
    std::exit(1);
}

Entry sample() {
    Entry entry;
    entry.id = new_entry_id();
    entry.event = "vigil";
    entry.form = "join";
    entry.language = "en";
    entry.collected.since_boot = Monotonic(60'000);
    for (const char* text : {"Ada Sample", "ada@example.org", "+1 555 010 4477", "02139"}) {
        Answer answer{.field = "field" + std::string(text).substr(0, 1), .value = Secret(64)};
        if (!answer.value.append(text)) std::abort();
        entry.answers.push_back(std::move(answer));
    }
    for (const char* id : {"newsletter", "calls", "sanctuary"}) {
        entry.consents.push_back({id, "us", Channel::Email, {}, true});
    }
    return entry;
}

struct Event {
    SecretKey key;
    std::vector<Found> bundles;
};

// As one tablet would send them; the chain is made at the end, in order.
void make(const fs::path& folder, std::size_t entries, const SecretKey& key) {
    const auto device = need(device_key(folder));
    const std::vector recipients{public_half(key), public_half(new_secret_key())};
    const auto tag = event_tag("vigil");
    const auto count = (entries + in_a_bundle - 1) / in_a_bundle;
    Statement statement;
    statement.event = tag;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<Bytes> envelopes(std::min(in_a_bundle, entries - i * in_a_bundle));
        in_parallel(envelopes.size(),
                    [&](std::size_t k) { envelopes[k] = need(seal(sample(), recipients, device)).bytes; });
        statement.entries.clear();
        for (const auto& each : envelopes) statement.entries.push_back({need(read_envelope(each)).id, mark_of(each)});
        std::ranges::sort(statement.entries);
        statement.number = i;
        statement.told += envelopes.size();
        statement.tally = statement.told;
        const auto words = write_statement(statement, device);
        statement.before = statement_digest(words);
        const auto bundle = make_bundle(tag, envelopes, words);
        std::ofstream(folder / bundle.name, std::ios::binary)
            .write(reinterpret_cast<const char*>(bundle.bytes.data()),
                   static_cast<std::streamsize>(bundle.bytes.size()));
    }
}

Event event_in(const fs::path& folder, std::size_t entries) {
    const auto ask = []() -> Result<Secret> { return fail("it has no passphrase"); };
    if (!fs::exists(folder / "key")) {
        fs::create_directories(folder);
        const auto key = new_secret_key();
        make(folder, entries, key);
        if (!write_key_file(folder / "key", key, nullptr)) std::exit(1);
    }
    return {need(read_key_file(folder / "key", ask)), find_bundles({folder.string()}).bundles};
}

std::size_t bytes_of(BytesView bundle, const std::function<void(const Part&)>& see) {
    std::size_t at = 8;
    std::size_t parts = 0;
    while (at + 8 < bundle.size() - 32) {
        std::size_t length = 0;
        for (unsigned i = 0; i < 4; ++i) length |= static_cast<std::size_t>(bundle[at + 4 + i]) << 8U * i;
        see({{reinterpret_cast<const char*>(bundle.data()) + at, 4}, bundle.subspan(at + 8, length)});
        at += 8 + length;
        ++parts;
    }
    return parts;
}

// A slot after the other until one opens, the envelope, the device's signature.
void open_bare(BytesView envelope, const PublicKey& own, const SecretKey& key) {
    using namespace layout;
    thread_local std::vector<unsigned char> inside(40'000);
    thread_local std::vector<unsigned char> words(40'000);
    unsigned char content_key[32];
    for (std::size_t i = 0; i < slots; ++i) {
        if (crypto_box_seal_open(content_key, envelope.data() + slots_at + i * slot_size, slot_size, own.bytes.data(),
                                 key.bytes.bytes().data()) == 0) {
            break;
        }
    }
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(inside.data(), &size, nullptr, envelope.data() + sealed_at,
                                                   envelope.size() - sealed_at, envelope.data(), sealed_at,
                                                   envelope.data() + nonce_at, content_key) != 0) {
        std::abort();
    }
    std::size_t length = 0;
    for (unsigned i = 0; i < 4; ++i) length |= static_cast<std::size_t>(inside[length_at + i]) << 8U * i;
    auto* at = std::copy(signed_words.begin(), signed_words.end(), words.data());
    at = std::copy_n(envelope.data() + tag_at, 24, at);
    std::copy_n(inside.data() + content_at, length, at);
    if (crypto_sign_verify_detached(inside.data() + signature_at, words.data(), signed_before_content + length,
                                    inside.data() + device_at) != 0) {
        std::abort();
    }
}

void hash_bare(BytesView bytes) {
    unsigned char out[32];
    crypto_generichash(out, sizeof out, bytes.data(), bytes.size(), nullptr, 0);
}

void see_all(const Event& event, const std::function<void(const Found&, BytesView)>& see) {
    fetch_all(event.bundles, {}, [&](const Found& found, const Result<Bytes>& bytes) { see(found, bytes.value()); });
}

void bare_opening(const Event& event) {
    const auto own = public_half(event.key);
    see_all(event, [&](const Found&, BytesView bundle) {
        bytes_of(bundle, [&](const Part& part) {
            if (part.kind == envelope_part) open_bare(part.bytes, own, event.key);
        });
    });
}

// Checksums and marks; a mark is of an envelope, a checksum of a bundle.
void bare_proving(const Event& event) {
    see_all(event, [&](const Found&, BytesView bundle) {
        hash_bare(bundle.first(bundle.size() - 32));
        bytes_of(bundle, [&](const Part& part) {
            if (part.kind == envelope_part) hash_bare(part.bytes);
        });
    });
}

void our_opening(const Event& event, bool tables) {
    Collection collection(event.key);
    see_all(event, [&](const Found& found, BytesView bundle) { collection.add(found.called, bundle); });
    if (!collection.settle()) std::exit(1);
    if (!tables) return;
    std::size_t size = 0;
    const auto write = [&](std::string_view piece) -> Result<void> {
        size += piece.size();
        return {};
    };
    if (!write_csv(collection.rows(), collection.columns(), write) || size == 0) std::exit(1);
}

void our_proving(const Event& event) {
    Evidence evidence;
    see_all(event, [&](const Found& found, BytesView bundle) { evidence.add(found.name, found.called, bundle); });
    const auto verdict = prove(evidence.take_findings()).value();
    if (verdict.holds()) return;
    std::fputs(in_words(verdict).c_str(), stderr);
    std::exit(1);
}

struct Cost {
    double wall = 1e9;
    double processor = 1e9;
    long most_kb = 0;
};

// In a process of its own. The best counts.
void measure(Cost& cost, const std::function<void()>& work) {
    const auto start = Clock::now();
    const auto child = fork();
    if (child == 0) {
        work();
        std::fflush(nullptr);
        _exit(0);
    }
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) != child || status != 0) std::exit(1);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    cost.wall = std::min(cost.wall, std::chrono::duration<double>(Clock::now() - start).count());
    cost.processor = std::min(cost.processor, seconds(used.ru_utime) + seconds(used.ru_stime));
    cost.most_kb = std::max(cost.most_kb, used.ru_maxrss);
}

void print(const char* what, const Cost& ours, const Cost& bare, std::size_t entries) {
    std::printf(
        "%-28s %8.0f entries/s wall, %6.1f us of processor each, %6.1f MB at most; of the floor's rate %3.0f %% "
        "(wall), %3.0f %% (processor)\n",
        what, static_cast<double>(entries) / ours.wall, ours.processor * 1e6 / static_cast<double>(entries),
        static_cast<double>(ours.most_kb) / 1024, 100 * bare.wall / ours.wall, 100 * bare.processor / ours.processor);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: opening FOLDER [ENTRIES [ROUNDS]]\n"), 2;
    if (!start_sealing()) return 1;
    const std::size_t entries = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;
    const unsigned long rounds = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 3;
    const auto event = event_in(argv[1], entries);
    Cost open_floor, open_ours, tables, prove_floor, prove_ours;
    for (unsigned long round = 0; round < rounds; ++round) {
        measure(open_floor, [&] { bare_opening(event); });
        measure(open_ours, [&] { our_opening(event, false); });
        measure(tables, [&] { our_opening(event, true); });
        measure(prove_floor, [&] { bare_proving(event); });
        measure(prove_ours, [&] { our_proving(event); });
    }
    std::printf("%zu entries in %zu bundles, %zu processors, best of %lu\n", entries, event.bundles.size(), workers(),
                rounds);
    print("libsodium bare, opening", open_floor, open_floor, entries);
    print("opening", open_ours, open_floor, entries);
    print("opening, with a table", tables, open_floor, entries);
    print("BLAKE2b bare", prove_floor, prove_floor, entries);
    print("proving", prove_ours, prove_floor, entries);
}
