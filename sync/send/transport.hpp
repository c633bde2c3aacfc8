// Transport: the way out, and the only interface in the program. A Drop is the place at its end: it holds bundles and
// cannot read them. Each transport says how its drop's answers map to a Reply; nobody else looks at status codes.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/bytes.hpp"
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

    // For the desk: names of what the drop holds, and one of them. A drop may forbid both.
    [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
    [[nodiscard]] virtual Result<Bytes> get(std::string_view name, std::size_t at_most) = 0;

    // The drop, for people; without passwords and tokens.
    [[nodiscard]] virtual std::string place() const = 0;
};

// What the world around a transport decides for it.
struct Terms {
    // Certificate authorities to believe (PEM) instead of the system's; empty: SSL_CERT_FILE of the environment, or
    // else the system's.
    std::filesystem::path authorities;
    // Asked about once a second while a drop keeps us waiting; true gives up at once. Empty: never.
    std::function<bool()> stop;
};

// By the kind of address: "https://…" WebDAV, "file:/…" or a plain path a folder. Fails with what would be right.
[[nodiscard]] Result<std::unique_ptr<Transport>> transport_to(std::string_view address, Terms terms = {});

}  // namespace hineni
