#include "tests/altered/doors.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/packs/event_seal.hpp"
#include "sync/seal/layout.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/altered/alteration.hpp"
#include "tests/altered/goods.hpp"

namespace hineni::altered {

namespace {

using worlds::Luck;

bool is_one_of(std::span<const Bytes> good, BytesView bytes) {
    return std::ranges::any_of(good, [&](const Bytes& each) { return std::ranges::equal(each, bytes); });
}

// What all doors have in common: valid ones, what is worth swapping in them, and who judges.
class Guarded : public Door {
  public:
    Guarded(std::vector<Bytes> good, std::vector<Place> places) : good_(std::move(good)), places_(std::move(places)) {}

    std::string knock(std::uint64_t seed) override {
        Luck luck(seed);
        auto altered = change(luck);
        if (altered.bytes.empty() || is_one_of(good_, altered.bytes) || !lets_in(altered.bytes)) return {};
        return name() + ", seed " + std::to_string(seed) + ": " + altered.how;
    }
    bool opens_to_its_own() override {
        return !good_.empty() && std::ranges::all_of(good_, [&](const Bytes& each) { return lets_in(each); });
    }

  protected:
    [[nodiscard]] virtual bool lets_in(BytesView bytes) = 0;
    [[nodiscard]] virtual Altered change(Luck& luck) { return alter(good_, luck.below(good_.size()), places_, luck); }
    [[nodiscard]] const std::vector<Bytes>& good() const { return good_; }
    [[nodiscard]] const std::vector<Place>& places() const { return places_; }

  private:
    std::vector<Bytes> good_;
    std::vector<Place> places_;
};

std::vector<Place> of_an_envelope() {
    std::vector<Place> places{{layout::tag_at, 8}, {layout::id_at, 16}, {layout::nonce_at, layout::nonce_size}};
    for (std::size_t i = 0; i < layout::slots; ++i) {
        places.push_back({layout::slots_at + i * layout::slot_size, layout::slot_size});
        places.push_back({layout::slots_at + i * layout::slot_size, layout::slot_size});
    }
    return places;
}

class EnvelopeDoor : public Guarded {
  public:
    EnvelopeDoor() : Guarded(goods().envelopes, of_an_envelope()) {}
    std::string name() const override { return "envelope"; }
    unsigned share() const override { return 30; }

  protected:
    bool lets_in(BytesView bytes) override { return opener_.open(bytes).has_value(); }

  private:
    Opener opener_{goods().organizer};
};

// Opened by somebody who holds the organizers' key, changed inside, and sealed again with the same content key: only
// the device's signature stands in the way.
class ResealedDoor : public Guarded {
  public:
    ResealedDoor()
        : Guarded(goods().insides, {{layout::device_at, 32},
                                    {layout::signature_at, 32},
                                    {layout::signature_at + 32, 32},
                                    {layout::length_at, 4}}) {}
    std::string name() const override { return "envelope sealed again by an organizer"; }
    unsigned share() const override { return 15; }
    bool opens_to_its_own() override {
        for (std::size_t i = 0; i < good().size(); ++i) {
            if (!lets_in(sealed_again(goods().envelopes[i], i, good()[i]))) return false;
        }
        return true;
    }

    std::string knock(std::uint64_t seed) override {
        Luck luck(seed);
        const auto which = luck.below(good().size());
        auto inside = alter(good(), which, places(), luck);
        inside.bytes.resize(good()[which].size());
        auto outside = goods().envelopes[which];
        // Sometimes it is the outside that is changed, and the inside sealed to it.
        const bool other_outside = luck.one_in(4);
        if (other_outside) outside[layout::tag_at + luck.below(24)] ^= static_cast<std::uint8_t>(1U << luck.below(8));
        if (other_outside) inside = {good()[which], "another tag or id outside"};
        if (!other_outside && inside.bytes == good()[which]) return {};
        if (!lets_in(sealed_again(outside, which, inside.bytes))) return {};
        return name() + ", seed " + std::to_string(seed) + ": " + inside.how;
    }

  protected:
    bool lets_in(BytesView bytes) override { return opener_.open(bytes).has_value(); }

  private:
    Opener opener_{goods().organizer};
};

class StatementDoor : public Guarded {
  public:
    StatementDoor()
        : Guarded(goods().statements, {{8, 1}, {9, 8}, {17, 32}, {49, 16}, {65, 8}, {73, 32}, {105, 8}, {113, 8}}) {}
    std::string name() const override { return "statement"; }
    unsigned share() const override { return 15; }

  protected:
    bool lets_in(BytesView bytes) override { return read_statement(bytes).has_value(); }
};

// By its words and the voucher; the container's checksum is made again, as whoever alters it on purpose would.
class ReceiptDoor : public Guarded {
  public:
    ReceiptDoor() : Guarded(goods().receipts, {{8, 8}, {16, 32}, {48, 4}, {52, 16}, {68, 16}, {84, 16}, {100, 16}}) {}
    std::string name() const override { return "receipt"; }
    unsigned share() const override { return 10; }

  protected:
    bool lets_in(BytesView bytes) override {
        const auto file = make_bundle({}, std::array{Part{receipt_part, bytes}}).bytes;
        return read_receipt(file, goods().event, goods().device, {&goods().organizers_public_half, 1}).has_value();
    }
};

class WithdrawalDoor : public Guarded {
  public:
    WithdrawalDoor() : Guarded(goods().withdrawals, {{8, 8}, {16, 4}, {20, 16}, {36, 16}}) {}
    std::string name() const override { return "withdrawal"; }
    unsigned share() const override { return 10; }

  protected:
    // As the desk asks (sync/desk/collect): any of its vouchers, by any organizer of the event.
    bool lets_in(BytesView bytes) override {
        const auto read = take_apart_withdrawal(bytes);
        if (!read) return false;
        return std::ranges::any_of(read->vouchers, [&](const Voucher& each) {
            return vouched_for(goods().organizer, goods().organizers_public_half, withdrawal_about, read->words, each);
        });
    }
};

// Of an event pack: for this pack, whoever signed it.
class SealDoor : public Guarded {
  public:
    SealDoor() : Guarded(goods().seals, {{20, 8}, {40, 16}, {60, 16}, {130, 16}, {200, 64}, {210, 64}}) {}
    std::string name() const override { return "seal of an event pack"; }
    unsigned share() const override { return 10; }

  protected:
    bool lets_in(BytesView bytes) override {
        return std::ranges::any_of(goods().packs,
                                   [&](const EventPack& each) { return seal_of(each, as_text(bytes)).has_value(); });
    }
};

// A bundle altered as it lies there is refused by its checksum; with the checksum made again it is a bundle, and what
// was altered in it must be refused within. Let in: a part that is none of the good ones.
class BundleDoor : public Guarded {
  public:
    BundleDoor() : Guarded(goods().bundles, {{8, 8}, {12, 4}, {16, 16}}) {}
    std::string name() const override { return "bundle"; }
    unsigned share() const override { return 10; }

    std::string knock(std::uint64_t seed) override {
        Luck luck(seed);
        auto altered = change(luck);
        if (altered.bytes.size() < 8 || is_one_of(good(), altered.bytes)) return {};
        if (read_bundle(altered.bytes)) return name() + ", seed " + std::to_string(seed) + ": " + altered.how;
        const auto covered = altered.bytes.size() - std::min<std::size_t>(32, altered.bytes.size());
        altered.bytes.resize(covered);
        const auto sum = digest(altered.bytes);
        altered.bytes.insert(altered.bytes.end(), sum.begin(), sum.end());
        if (!lets_in_a_stranger(altered.bytes)) return {};
        return name() + " with a new checksum, seed " + std::to_string(seed) + ": " + altered.how;
    }

  protected:
    bool lets_in(BytesView bytes) override { return read_bundle(bytes).has_value(); }

  private:
    bool lets_in_a_stranger(BytesView bytes) {
        const auto bundle = read_bundle(bytes);
        if (!bundle) return false;
        const bool envelope = std::ranges::any_of(bundle->envelopes, [&](const Envelope& each) {
            return !is_one_of(goods().envelopes, each.bytes) && opener_.open(each).has_value();
        });
        return envelope || std::ranges::any_of(bundle->statements, [&](const Bytes& each) {
                   return !is_one_of(goods().statements, each) && read_statement(each).has_value();
               });
    }
    Opener opener_{goods().organizer};
};

}  // namespace

std::vector<std::unique_ptr<Door>> all_doors() {
    std::vector<std::unique_ptr<Door>> doors;
    doors.push_back(std::make_unique<EnvelopeDoor>());
    doors.push_back(std::make_unique<ResealedDoor>());
    doors.push_back(std::make_unique<StatementDoor>());
    doors.push_back(std::make_unique<ReceiptDoor>());
    doors.push_back(std::make_unique<WithdrawalDoor>());
    doors.push_back(std::make_unique<SealDoor>());
    doors.push_back(std::make_unique<BundleDoor>());
    return doors;
}

Tally knock_at_all(std::uint64_t first_seed, std::uint64_t many) {
    constexpr std::size_t most_accounts = 5;
    Tally tally;
    for (const auto& door : all_doors()) {
        for (std::uint64_t i = 0; i < many * door->share() / 100; ++i) {
            ++tally.altered;
            auto account = door->knock(first_seed + i);
            if (account.empty()) continue;
            ++tally.let_in;
            if (tally.accounts.size() < most_accounts) tally.accounts.push_back(std::move(account));
        }
    }
    return tally;
}

}  // namespace hineni::altered
