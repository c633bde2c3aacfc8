#include "sync/bundle/statement.hpp"

#include <cassert>
#include <limits>

#include "sync/bundle/packing.hpp"

namespace hineni {

namespace {

using packing::append;
using packing::append_number;

constexpr std::string_view statement_start = "hinstmt1";
constexpr std::string_view about = "hineni statement v1";

// 285,000 years in milliseconds. Nobody means more, and whoever counts with such numbers never counts too far.
constexpr std::int64_t latest = std::int64_t{1} << 53U;

void append_boot(Bytes& out, const BootSeen& boot) {
    assert(boot.anchors.size() <= most_anchors);
    append(out, boot.boot);
    append_number(out, static_cast<std::uint64_t>(boot.lasted.count()), 8);
    append_number(out, boot.anchors.size(), 1);
    for (const auto& anchor : boot.anchors) {
        append_number(out, static_cast<std::uint64_t>(anchor.since_boot.count()), 8);
        append_number(out, static_cast<std::uint64_t>(anchor.unix_s), 8);
        append_number(out, static_cast<std::uint64_t>(anchor.within_s), 4);
    }
}

Bytes words_of(const Statement& statement, const DeviceName& device) {
    assert(statement.boots.size() <= most_boots && packing::in_order(statement.entries));
    Bytes out;
    append(out, statement_start);
    append_number(out, static_cast<std::uint64_t>(statement.kind), 1);
    append(out, statement.event);
    append(out, device);
    append(out, statement.chain);
    append_number(out, statement.number, 8);
    append(out, statement.before);
    append_number(out, statement.told, 8);
    append_number(out, statement.tally, 8);
    append_number(out, statement.boots.size(), 1);
    for (const auto& boot : statement.boots) append_boot(out, boot);
    packing::append_listed(out, statement.entries);
    return out;
}

// Takes numbers as they are; a negative one was a very large one.
class Times {
  public:
    explicit Times(packing::Reader& reader) : reader_(reader) {}

    [[nodiscard]] bool possible() const { return possible_; }
    [[nodiscard]] Monotonic milliseconds() { return Monotonic(within(0, latest, reader_.number(8))); }
    [[nodiscard]] std::int64_t unix_s() { return within(-latest, latest, reader_.number(8)); }
    [[nodiscard]] int within_s() {
        return static_cast<int>(within(0, std::numeric_limits<int>::max(), reader_.number(4)));
    }

  private:
    std::int64_t within(std::int64_t least, std::int64_t most, std::uint64_t number) {
        const auto time = static_cast<std::int64_t>(number);
        if (time >= least && time <= most) return time;
        possible_ = false;
        return 0;
    }

    packing::Reader& reader_;
    bool possible_ = true;
};

// False where there are more than there may be; then nothing more is read.
bool read_boots(packing::Reader& reader, Times& times, std::vector<BootSeen>& boots) {
    const auto many = reader.number(1);
    if (many > most_boots) return false;
    for (std::uint64_t i = 0; i < many && reader.whole(); ++i) {
        auto& boot = boots.emplace_back();
        boot.boot = reader.array<sizeof(BootTag)>();
        boot.lasted = times.milliseconds();
        const auto anchors = reader.number(1);
        if (anchors > most_anchors) return false;
        for (std::uint64_t j = 0; j < anchors && reader.whole(); ++j) {
            auto& anchor = boot.anchors.emplace_back();
            anchor.since_boot = times.milliseconds();
            anchor.unix_s = times.unix_s();
            anchor.within_s = times.within_s();
        }
    }
    return true;
}

constexpr auto attempt = "read statement: ";
constexpr auto hint = "take it from another copy of the bundle";

}  // namespace

BootTag boot_tag(const std::array<std::uint8_t, 16>& boot) {
    const auto whole = digest(boot);
    BootTag tag{};
    std::copy_n(whole.begin(), tag.size(), tag.begin());
    return tag;
}

Bytes write_statement(const Statement& statement, const DeviceKey& device) {
    auto out = words_of(statement, device.public_half);
    const auto signature = sign(device, about, out);
    append(out, signature);
    return out;
}

Result<Statement> read_statement(BytesView bytes) {
    if (!packing::starts_with(bytes, statement_start)) return fail(std::string(attempt) + "it is of an unknown format");
    packing::Reader reader(bytes.subspan(statement_start.size()));
    Times times(reader);
    Statement out;
    const auto kind = reader.number(1);
    out.event = reader.array<sizeof(EventTag)>();
    out.device = reader.array<sizeof(DeviceName)>();
    out.chain = reader.array<sizeof(ChainId)>();
    out.number = reader.number(8);
    out.before = reader.array<sizeof(Digest)>();
    out.told = reader.number(8);
    out.tally = reader.number(8);
    const bool boots_fit = read_boots(reader, times, out.boots);
    if (boots_fit) out.entries = reader.listed();
    const auto signature = boots_fit ? reader.array<sizeof(Signature)>() : Signature{};
    if (!reader.whole()) return fail(std::string(attempt) + "it is cut off", hint);
    if (!boots_fit) return fail(std::string(attempt) + "it tells of more boots or anchors than there may be", hint);
    if (reader.left() > 0) return fail(std::string(attempt) + "something follows its end", hint);
    if (!signed_by(out.device, about, bytes.first(bytes.size() - sizeof(Signature)), signature)) {
        return fail(std::string(attempt) + "it is not signed by the device that it names", hint);
    }
    // From here on it is what the device said, and asking for another copy is no use.
    if (kind < 1 || kind > 2) return fail(std::string(attempt) + "it is of an unknown kind", "update this program");
    out.kind = static_cast<Statement::Kind>(kind);
    if (!times.possible()) return fail(std::string(attempt) + "it tells of a time that cannot be");
    if (!packing::in_order(out.entries)) return fail(std::string(attempt) + "its entries are not in order");
    return out;
}

Digest statement_digest(BytesView bytes) {
    return digest(bytes);
}

}  // namespace hineni
