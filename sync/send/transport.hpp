// Transport: the way out, and the only interface in the program. A Drop is the place at its end: it holds bundles and
// cannot read them. Each transport says how its drop's answers map to a Reply; nobody else looks at status codes.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"

namespace hineni {

enum class Reply {
    Accepted,     // The drop holds it. Safe to count as delivered.
    Unreachable,  // No network, a timeout, a busy server, a captive portal, a full stick. Try later.
    Refused,      // It will never take this one. Set it aside, tell the organizer, carry on with the rest.
};

struct Answered {
    Reply reply = Reply::Unreachable;
    std::string why;                                 // In words for the organizer, where not Accepted.
    std::string hint;                                // What to do about it.
    std::optional<std::chrono::seconds> not_before;  // The drop asked to be left alone for so long.
    // What time the drop said it was when it answered, where it is known who it is (a checked certificate or a pin);
    // with how far that may be off the moment at which the question was begun.
    struct Time {
        std::int64_t unix_s = 0;
        int within_s = 0;
    };
    std::optional<Time> time = std::nullopt;
};

// A file for a drop; both outlive the question.
struct Parcel {
    std::string_view name;
    BytesView bytes;
};

class Transport {
  public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    // Puts the whole of `bytes` under `name`, or nothing that a reader would take for it. Doing it again is harmless.
    [[nodiscard]] virtual Answered put(std::string_view name, BytesView bytes) = 0;

    // The same, and does `meanwhile` at most once, while the drop is busy with what it was given: for work that is to
    // be done anyway. A transport that cannot do two things at a time does it first.
    [[nodiscard]] virtual Answered put_and(std::string_view name, BytesView bytes,
                                           const std::function<void()>& meanwhile) {
        meanwhile();
        return put(name, bytes);
    }

    // Several, in any order and where the transport can, at the same time: on a slow and lossy line one connection
    // alone stays far below what the line could carry. An answer for each, in the order of `parcels`.
    [[nodiscard]] virtual std::vector<Answered> put_all(std::span<const Parcel> parcels);

    // For the desk: names of what the drop holds. A drop may forbid it.
    [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
    // Nothing where the drop says that it holds no such file. Names of bundles and receipts only.
    [[nodiscard]] virtual Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) = 0;
    // Fails where there is none.
    [[nodiscard]] Result<Bytes> get(std::string_view name, std::size_t at_most);

    // The drop, for people; without passwords and tokens.
    [[nodiscard]] virtual std::string place() const = 0;
};

// Whether the dates of certificates can be judged here. Not with a clock that is plainly wrong: then the chain and the
// name of the server still are. A pin makes the question moot.
enum class Dates { Judged, CannotBeJudged };

// What the world around a transport decides for it.
struct Terms {
    // Certificate authorities to believe (PEM) instead of the system's; empty: SSL_CERT_FILE of the environment, or
    // else the system's.
    std::filesystem::path authorities;
    // Asked about once a second while a drop keeps us waiting; true gives up at once. Empty: never.
    std::function<bool()> stop;
    std::vector<std::string> pins = {};               // EventPack::pins
    std::optional<ObjectStore> store = std::nullopt;  // EventPack::store, its keys filled in from the environment.
    Dates dates = Dates::Judged;
};

// By the kind of address: "https://…" WebDAV, "s3://bucket/prefix" an object store, "file:/…" or a plain path a folder.
// Fails with what would be right.
[[nodiscard]] Result<std::unique_ptr<Transport>> transport_to(std::string_view address, Terms terms = {});

}  // namespace hineni
