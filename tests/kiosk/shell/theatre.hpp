// Theatre: a stage with a store that fails when told to, and attendees who never were.
#pragma once

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/seal.hpp"
#include "kiosk/shell/rehearsal.hpp"
#include "tests/kiosk/session/sample.hpp"

namespace hineni {

inline constexpr int width = 1280;
inline constexpr int height = 800;

// Keeps envelopes in memory, and refuses while its disk is full.
struct Cupboard {
    std::vector<Envelope> kept;
    std::vector<Bytes> asked;        // Of each attempt, kept or refused.
    std::vector<std::string> codes;  // Of each entry that was sealed.
    bool full = false;
    bool closed = false;

    Store store() {
        Store made;
        made.open = [this]() -> Result<void> {
            if (closed) return fail("open the queue: no such disk");
            return {};
        };
        made.seal = [this](const Entry& entry) -> Result<Envelope> {
            codes.push_back(entry.receipt_code);
            return Envelope{entry.id, event_tag(entry.event), Bytes(entry.id.bytes.begin(), entry.id.bytes.end())};
        };
        made.add = [this](const Envelope& envelope) -> Result<void> {
            asked.push_back(envelope.bytes);
            if (full) return fail("add an envelope: the disk is full");
            kept.push_back(envelope);
            return {};
        };
        made.tally = [this]() -> Result<std::size_t> { return kept.size(); };
        return made;
    }
};

// A pack whose one form has one field and asks no consent: signed up in four touches and a name.
inline EventPack short_pack() {
    auto pack = sample::pack();
    auto form = sample::join();
    form.fields.resize(1);
    form.consents.clear();
    pack.name = sample::words("Vigil", "Vigilia");
    pack.place = pack.name;
    pack.forms = {std::move(form)};
    return pack;
}

inline Now at_time(Monotonic time) {
    Now now;
    now.monotonic = time;
    return now;
}

// A stage with everything it needs, and an attendee on it who writes into a string.
struct Theatre {
    explicit Theatre(EventPack shown)
        : pack(std::move(shown)),
          wording(Wording::open(HINENI_SHARE "/wording", pack.languages).value()),
          painter(Painter::open().value()) {
        REQUIRE(start_sealing());
    }
    ~Theatre() {
        if (out != nullptr) std::fclose(out);
        std::free(said);  // As open_memstream wants it.
    }
    Theatre(const Theatre&) = delete;
    Theatre& operator=(const Theatre&) = delete;

    // Attendees for whom the voice is on from the start.
    void speak() { usual.voice.on = true; }

    Stage stage(Speaker* speaker = nullptr) {
        return {{pack, wording, usual, painter, {}, speaker}, shelf.store(), width, height, sample::noon};
    }
    Stage stage_with(Store store) {
        return {{pack, wording, usual, painter}, std::move(store), width, height, sample::noon};
    }

    // Plays a script on a new stage; the error's words, or nothing.
    std::string play(std::string_view script) {
        const auto steps = rehearsal::read_script(script);
        REQUIRE_MESSAGE(steps, steps.error().what);
        auto on = stage();
        Now noon;
        noon.monotonic = sample::noon;
        rehearsal::Attendee attendee(on, noon, width, height, {}, out);
        const auto met = attendee.play(*steps);
        taps = attendee.taps();
        std::fflush(out);
        return met ? "" : met.error().what + " / " + met.error().hint;
    }

    EventPack pack;
    Wording wording;
    Comfort usual;
    Painter painter;
    Cupboard shelf;
    int taps = 0;
    char* said = nullptr;
    std::size_t said_size = 0;
    std::FILE* out = open_memstream(&said, &said_size);
};

}  // namespace hineni
