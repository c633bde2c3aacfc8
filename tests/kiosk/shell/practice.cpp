// Practice and the real list side by side: which entry lies in which queue.
#include "kiosk/shell/practice.hpp"

#include <algorithm>

#include "hineni/practice.hpp"
#include "kiosk/shell/stage_store.hpp"
#include "kiosk/shell/table_on_state.hpp"
#include "tests/kiosk/shell/theatre.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

EventPack one_question() {
    auto pack = short_pack();
    PublicKey organizers;
    for (std::size_t half = 0; half < 2; ++half) {
        const auto random = new_entry_id().bytes;
        std::copy(random.begin(), random.end(), organizers.bytes.begin() + static_cast<std::ptrdiff_t>(half * 16));
    }
    pack.recipients = {organizers};
    return pack;
}

// A kiosk with a real queue, and somebody who signs up and organizes.
struct OneEvening {
    OneEvening() { act("corner\npin \"271828\"\nnext\npin \"271828\"\nnext\ntap \"Close\""); }

    void act(std::string_view script) {
        const auto steps = rehearsal::read_script(script);
        REQUIRE_MESSAGE(steps, steps.error().what);
        const auto met = attendee.play(*steps);
        REQUIRE_MESSAGE(met, met.error().what << " / " << met.error().hint);
    }
    void sign_up() { act("tap \"Join us\"\ntype \"Ada\"\nnext\nsee \"Thank you\"\nnext"); }
    void practice(bool on) {
        act("corner\npin \"271828\"\nnext\ntap \"Practice\"\nnext\nback\ntap \"Close\"");
        REQUIRE(stage.session().practising() == on);
    }
    // Of every envelope in that queue: the event that it is marked with.
    static std::vector<EventTag> events_in(const fs::path& state) {
        std::vector<EventTag> events;
        auto reader = QueueReader::open(state);
        if (!reader) return events;
        const auto ids = reader->ids().value();
        for (const auto& id : ids) {
            events.push_back(read_envelope(reader->bytes(id).value().value()).value().event);
        }
        return events;
    }
    [[nodiscard]] std::vector<EventTag> real() const { return events_in(folder / "state"); }
    [[nodiscard]] std::vector<EventTag> practised() const { return events_in(folder / "state" / "practice"); }

    Theatre theatre{one_question()};
    FreshFolder folder;
    Table table = table_on_state(theatre.pack, folder / "state");
    Practice doing = practice_on_device(theatre.pack, folder / "state");
    Stage stage{{theatre.pack, theatre.wording, theatre.usual, theatre.painter, {}, nullptr, &table, &doing, {}},
                store_on_device(theatre.pack, folder / "state"),
                width,
                height,
                sample::noon};
    rehearsal::Attendee attendee{stage, at_time(sample::noon), width, height, {}, theatre.out};
};

}  // namespace

TEST_CASE("an entry of practice never reaches the real queue, nor a real one that of practice") {
    OneEvening evening;
    const std::vector<EventTag> one_real{event_tag(evening.theatre.pack.id)};
    const auto unreal = event_tag(practice_event);
    evening.sign_up();
    CHECK(evening.real() == one_real);
    evening.practice(true);
    evening.sign_up();
    evening.sign_up();
    CHECK(evening.real() == one_real);
    CHECK(evening.practised() == std::vector<EventTag>{unreal, unreal});
    evening.practice(false);
    CHECK_FALSE(fs::exists(evening.folder / "state" / "practice"));
    evening.sign_up();
    CHECK(evening.real().size() == 2);
    evening.practice(true);
    CHECK_MESSAGE(evening.practised().empty(), "every practice begins with none");
    evening.sign_up();
    CHECK(evening.real() == std::vector<EventTag>{one_real.front(), one_real.front()});
    CHECK(evening.practised() == std::vector<EventTag>{unreal});

    // A restart ends it, and nothing of it is left.
    const auto restarted = practice_on_device(evening.theatre.pack, evening.folder / "state");
    CHECK_FALSE(fs::exists(evening.folder / "state" / "practice"));
}

TEST_CASE("what is practised is sealed to nobody, and by another device") {
    const FreshFolder folder;
    const auto pack = one_question();
    REQUIRE(start_sealing());
    const auto real = store_on_device(pack, folder.path());
    REQUIRE(real.open());
    const auto practice = practice_on_device(pack, folder.path());
    const auto store = practice.begin();
    REQUIRE(store);
    Entry entry;
    entry.id = new_entry_id();
    entry.event = pack.id;
    entry.form = "join";
    entry.language = "en";
    CHECK(store->seal(entry).value().event == event_tag(practice_event));
    CHECK(real.seal(entry).value().event == event_tag(pack.id));
    const auto key_in = [](const fs::path& state) { return device_key(state).value().public_half; };
    CHECK(key_in(folder.path()) != key_in(folder / "practice"));
    CHECK_FALSE(store->upkeep);
    CHECK_FALSE(store->wipe);
}
