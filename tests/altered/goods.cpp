#include "tests/altered/goods.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/packs/event_seal.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/seal/layout.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/support/sample_entry.hpp"

namespace hineni::altered {

namespace {

const std::filesystem::path vectors = std::filesystem::path(HINENI_SOURCE) / "tests" / "vectors";

Bytes known(const std::string& name) {
    std::ifstream in(vectors / name, std::ios::binary);
    if (!in) std::abort();
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Listed> some_listed(std::size_t many) {
    std::vector<Listed> out(many);
    for (auto& each : out) each = {new_entry_id(), new_entry_id().bytes};
    std::ranges::sort(out, {}, &Listed::id);
    return out;
}

void add_envelopes(Goods& goods) {
    for (const auto* name : {"card.envelope", "pledge.envelope", "typed.envelope"})
        goods.envelopes.push_back(known(name));
    for (std::size_t others = 0; others < 4; ++others) {
        std::vector<PublicKey> recipients{goods.organizers_public_half};
        while (recipients.size() <= others) recipients.push_back(public_half(new_secret_key()));
        std::string path = "M1 2";
        for (std::size_t i = 0; i < others * 900; ++i) path += "L" + std::to_string(i) + " 40";
        goods.envelopes.push_back(seal(sample_entry(), recipients, goods.device)->bytes);
        goods.envelopes.push_back(seal(sample_pledge(path), recipients, goods.device)->bytes);
    }
}

void look_inside(Goods& goods) {
    using namespace layout;
    for (const auto& envelope : goods.envelopes) {
        Bytes key(key_size);
        for (std::size_t i = 0; i < slots; ++i) {
            if (crypto_box_seal_open(key.data(), envelope.data() + slots_at + i * slot_size, slot_size,
                                     goods.organizers_public_half.bytes.data(),
                                     goods.organizer.bytes.bytes().data()) == 0) {
                break;
            }
        }
        Bytes inside(inside_size(envelope.size()));
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(inside.data(), nullptr, nullptr, envelope.data() + sealed_at,
                                                       envelope.size() - sealed_at, envelope.data(), sealed_at,
                                                       envelope.data() + nonce_at, key.data()) != 0) {
            std::abort();
        }
        goods.content_keys.push_back(std::move(key));
        goods.insides.push_back(std::move(inside));
    }
}

void add_statements(Goods& goods) {
    for (const auto* name : {"first.statement", "second.statement", "whole.statement"})
        goods.statements.push_back(known(name));
    Statement statement{.kind = Statement::Kind::Whole,
                        .event = goods.event,
                        .number = 7,
                        .told = 400,
                        .tally = 412,
                        .boots = {},
                        .entries = some_listed(5)};
    statement.boots.push_back({boot_tag({2}), Monotonic(5'000), {{Monotonic(4'000), 1'796'943'600, 3}}});
    goods.statements.push_back(write_statement(statement, goods.device));
}

void add_words_of_the_organizer(Goods& goods) {
    for (const std::size_t many : {0, 1, 2, 9}) {
        const auto words = receipt_words({goods.event, goods.device.public_half, some_listed(many)});
        auto part = words;
        const auto voucher = *vouch_to(goods.device.public_half, goods.organizer, receipt_about, words);
        part.insert(part.end(), voucher.begin(), voucher.end());
        goods.receipts.push_back(std::move(part));
    }
    goods.withdrawals.push_back(known("card.withdrawal"));
    for (const std::size_t many : {1, 2, 9}) {
        Withdrawal withdrawal{goods.event, {}};
        for (const auto& each : some_listed(many)) withdrawal.entries.push_back(each.id);
        const auto words = withdrawal_words(withdrawal);
        const auto voucher = *vouch_to(goods.organizers_public_half, goods.organizer, withdrawal_about, words);
        goods.withdrawals.push_back(withdrawal_part(words, {&voucher, 1}));
    }
}

void add_bundles(Goods& goods) {
    const auto& envelopes = goods.envelopes;
    for (std::size_t i = 0; i + 1 < envelopes.size(); i += 2) {
        goods.bundles.push_back(
            make_bundle(goods.event, std::array{envelopes[i], envelopes[i + 1]}, goods.statements[i % 4]).bytes);
    }
}

void add_seals(Goods& goods) {
    for (const auto* id : {"vigil-2026-12-10", "vigil-2026-12-11", "seder"}) {
        auto& pack = goods.packs.emplace_back();
        pack.id = id;
        pack.digest = digest(as_bytes(pack.id));
        const auto signature = sign_as_organizer(goods.organizer, seal_about, as_bytes(sealed_words(pack)));
        const auto seal = written_seal(pack, signing_name(goods.organizer), signature);
        goods.seals.emplace_back(seal.begin(), seal.end());
    }
}

Goods made() {
    if (!start_sealing()) std::abort();
    auto organizer = *read_key_file(vectors / "organizer.key", [] { return Result<Secret>(fail("never asked")); });
    const auto half = public_half(organizer);
    Goods goods{.organizer = std::move(organizer),
                .organizers_public_half = half,
                .device = *device_key(vectors),
                .event = event_tag("vigil-2026-12-10")};
    add_envelopes(goods);
    look_inside(goods);
    add_statements(goods);
    add_words_of_the_organizer(goods);
    add_bundles(goods);
    add_seals(goods);
    return goods;
}

}  // namespace

const Goods& goods() {
    static const Goods only = made();
    return only;
}

Bytes sealed_again(const Bytes& outside, std::size_t which, BytesView inside) {
    using namespace layout;
    Bytes envelope = outside;
    crypto_aead_xchacha20poly1305_ietf_encrypt(envelope.data() + sealed_at, nullptr, inside.data(), inside.size(),
                                               envelope.data(), sealed_at, nullptr, envelope.data() + nonce_at,
                                               goods().content_keys[which].data());
    return envelope;
}

}  // namespace hineni::altered
