// The organizer's screen in every situation, worst first: everything wrong at once, the longest names, no facts at all.
#include <algorithm>

#include "kiosk/screens/organizing.hpp"
#include "kiosk/screens/player.hpp"

namespace hineni::screens {

namespace {

using Where = Organizing::Page;

Outcome became(Outcome::Stage stage, std::size_t done, std::size_t of, std::string why = {}) {
    return {1, stage, done, of, std::move(why), {}};
}

void set(Facts& facts, ErrandKind kind, Outcome outcome) {
    facts.errands[static_cast<std::size_t>(kind)] = std::move(outcome);
}

Facts a_good_evening() {
    Facts facts;
    facts.safe_here = 23;
    facts.delivered = 21;
    facts.received = 12;
    facts.waiting = 2;
    facts.has_drop = true;
    facts.last_delivery_s_ago = 240;
    facts.mirror = Facts::Mirror::There;
    facts.network = Facts::Network::Internet;
    facts.network_name = "Town Hall";
    facts.has_wifi = true;
    facts.disk_free = 24'600'000'000;
    facts.disk_size = 32'000'000'000;
    facts.clock = 1'796'943'600;
    facts.battery = 81;
    facts.charging = true;
    facts.temperature = 46;
    facts.brightness = 70;
    facts.volume = 40;
    facts.can_switch_off = true;
    facts.device_words = "amber otter";
    facts.stick = Facts::Stick{"VIGIL", "/media/stick", 7'900'000'000};
    facts.shelf.current =
        ShelvedPack{"ab", "vigil-2026-12-10", "Vigil of Light", Sealer::Trusted, "cobalt lantern maple river"};
    facts.wifis = {
        {"Town Hall", 92, true, true, true}, {"Library", 55, true, false, false}, {"Café", 20, false, false, false}};
    return facts;
}

Facts everything_wrong() {
    Facts facts = a_good_evening();
    facts.safe_here = 12'480;
    facts.delivered = 11'902;
    facts.waiting = 571;
    facts.set_aside = 7;
    facts.safe_to_unplug = false;
    facts.last_delivery_s_ago = 3 * 24 * 3600;
    facts.hindrance = "deliver to the drop: HTTP 507: the drop is full";
    facts.hindrance_hint = "ask whoever runs it for more room";
    facts.trouble = "read the delivery ledger: /var/lib/hineni/deliveries.db: the file is not a database";
    facts.mirror = Facts::Mirror::Missing;
    facts.network = Facts::Network::Local;
    facts.network_name = "Community Center Guest (5 GHz) up";
    facts.disk_free = 12'000'000;
    facts.clock.reset();
    facts.battery = 4;
    facts.charging = false;
    facts.temperature = 84;
    facts.shelf.complaint = "read the pack vigil-2026-12-11: event.toml:14: \"languages\" names a language twice";
    facts.shelf.waiting =
        ShelvedPack{"cd", "vigil-2026-12-11", "Vigil of Light and Day of Action for Everybody in the Whole Valley",
                    Sealer::Stranger, "velvet harbor ginger thunder"};
    set(facts, ErrandKind::SendNow, became(Outcome::Stage::Failed, 3, 571, "send: the drop is full"));
    facts.wifis.clear();
    for (int i = 0; i < 12; ++i) {
        auto name =
            i == 0 ? facts.network_name : "Neighbors " + std::to_string(i) + (i % 3 == 0 ? " of the long road" : "");
        facts.wifis.push_back({std::move(name), 96 - 8 * i, i % 4 != 3, i < 2 || i == 5, i == 0});
    }
    facts.wifi_trouble = "join \"Neighbors 2\": the password is wrong";
    return facts;
}

std::vector<Facts::Ready> a_report(bool bad) {
    using Checked = Facts::Checked;
    using Verdict = Facts::Verdict;
    return {{Checked::Screen, Verdict::Good, "1280 x 800"},
            {Checked::Touch, Verdict::ForYou, ""},
            {Checked::Sound, Verdict::ForYou, ""},
            {Checked::DiskSpeed, bad ? Verdict::Bad : Verdict::Good, bad ? "1,840 ms" : "14 ms"},
            {Checked::Clock, bad ? Verdict::Bad : Verdict::Good, ""},
            {Checked::Keys, Verdict::Good, "2"},
            {Checked::Pack, bad ? Verdict::Poor : Verdict::Good, "vigil-2026-12-10"},
            {Checked::Drop, bad ? Verdict::Running : Verdict::Good, bad ? "" : "210 ms"},
            {Checked::Mirror, bad ? Verdict::Bad : Verdict::Good, ""},
            {Checked::Temperature, bad ? Verdict::Poor : Verdict::Good, bad ? "84 °C" : "46 °C"}};
}

// Holds the corner and gives a PIN, as an organizer does.
struct Organizer {
    Player player;

    Organizer(const EventPack& pack, const Language& language, bool has_pin = true, Monotonic now = Monotonic{0})
        : player(pack, language, now) {
        player.did(CornerHeld{has_pin});
    }
    void type_digits(int count) {
        for (int i = 0; i < count; ++i) player.did(PinKey{i});
    }
    void let_in() {
        type_digits(6);
        player.did(Next{});
        player.did(PinLooked{true});
    }
    void open(Where where, std::string wifi = {}) { player.did(PageOpened{where, std::move(wifi)}); }
};

void add_pins(const EventPack& pack, const Language& language, Previews& all) {
    constexpr int guesses = 6;
    Organizer guessing(pack, language, true, -guesses * longest_pin_wait);
    for (int i = 0; i < guesses; ++i) {
        guessing.type_digits(6);
        guessing.player.did(Next{});
        guessing.player.did(PinLooked{false});
        guessing.player.wait(longest_pin_wait);
    }
    guessing.type_digits(12);
    guessing.player.did(Next{});
    all.push_back({"organizer-pin-checking", guessing.player.session()});
    guessing.player.did(PinLooked{false});
    all.push_back({"organizer-pin-waits", guessing.player.session()});
    Organizer first(pack, language, false);
    all.push_back({"organizer-pin-first", first.player.session()});
    first.type_digits(8);
    first.player.did(Next{});
    all.push_back({"organizer-pin-again", first.player.session()});
    first.type_digits(7);
    first.player.did(Next{});
    all.push_back({"organizer-pin-not-the-same", first.player.session()});
}

void add_sticks(Organizer& at, Previews& all) {
    const auto with = [&](const char* name, Facts facts) {
        at.player.knows(std::move(facts));
        all.push_back({name, at.player.session()});
    };
    at.open(Where::Stick);
    Facts facts = a_good_evening();
    set(facts, ErrandKind::CopyToStick,
        became(Outcome::Stage::Failed, 120, 400, "write /media/stick/hineni: no room is left on the stick"));
    with("organizer-stick-failed", facts);
    set(facts, ErrandKind::CopyToStick, became(Outcome::Stage::Working, 120, 400));
    with("organizer-stick-copying", facts);
    set(facts, ErrandKind::CopyToStick, became(Outcome::Stage::Done, 400, 400));
    with("organizer-stick-done", facts);
    at.player.knows(Facts{});
    with("organizer-stick-none", Facts{});
    at.open(Where::Pack);
    with("organizer-pack-stranger", everything_wrong());
    facts = a_good_evening();
    facts.shelf.waiting = ShelvedPack{"cd", "vigil-2", "Vigil of Light", Sealer::Nobody, ""};
    with("organizer-pack-unsealed", facts);
    with("organizer-pack", a_good_evening());
}

void add_wifis(Organizer& at, Previews& all) {
    at.player.knows(everything_wrong());
    at.open(Where::Wifi);
    all.push_back({"organizer-wifi-many", at.player.session()});
    at.player.knows(a_good_evening());
    all.push_back({"organizer-wifi", at.player.session()});
    at.open(Where::Password, "Community Center Guest (5 GHz) up");
    for (const char* letter : {"w", "i", "n", "t", "e", "r", "l", "i", "g", "h", "t"}) {
        at.player.did(KeyTapped{{keyboard::Does::Insert, letter, letter, 1}});
    }
    all.push_back({"organizer-password", at.player.session()});
    at.player.did(ShowPassword{true});
    all.push_back({"organizer-password-shown", at.player.session()});
    at.player.did(Back{});
}

void add_leaving(const EventPack& pack, const Language& language, Previews& all) {
    Organizer at(pack, language, true, -wipe_hold / 2);
    at.let_in();
    const auto open = [&](Where where, const char* name) {
        at.open(where);
        all.push_back({name, at.player.session()});
    };
    at.player.knows(everything_wrong());
    open(Where::SwitchOff, "organizer-switch-off");
    open(Where::Practice, "organizer-practice");
    open(Where::Wipe, "organizer-wipe-refused");
    at.player.did(LoseUndelivered{true});
    at.player.did(WipePressed{});
    at.player.wait(wipe_hold / 2);
    all.push_back({"organizer-wipe-held", at.player.session()});
    at.player.wait(wipe_hold);
    all.push_back({"organizer-wipe-lift", at.player.session()});
    at.player.did(WipeLifted{});
    all.push_back({"organizer-wipe-again", at.player.session()});
    at.player.did(WipePressed{});
    at.player.wait(wipe_hold);
    at.player.did(Wiped{true});
    all.push_back({"organizer-wiped", at.player.session()});
}

}  // namespace

Previews organizing_previews(const EventPack& pack, const Language& language) {
    Previews all;
    Organizer at(pack, language);
    at.let_in();
    at.player.knows(everything_wrong());
    all.push_back({"organizer-everything-wrong", at.player.session()});
    at.player.did(ListTurned{6});
    all.push_back({"organizer-everything-wrong-further", at.player.session()});
    at.player.did(ListTurned{0});
    at.player.knows(Facts{});
    all.push_back({"organizer-no-facts", at.player.session()});
    at.player.knows(a_good_evening());
    all.push_back({"organizer", at.player.session()});
    add_pins(pack, language, all);
    add_sticks(at, all);
    add_wifis(at, all);
    at.open(Where::Comfort);
    all.push_back({"organizer-comfort", at.player.session()});
    at.open(Where::Ready);
    all.push_back({"organizer-ready-before", at.player.session()});
    Facts checked = a_good_evening();
    checked.ready = a_report(true);
    at.player.knows(checked);
    all.push_back({"organizer-ready-bad", at.player.session()});
    checked.ready = a_report(false);
    at.player.knows(checked);
    all.push_back({"organizer-ready", at.player.session()});
    add_leaving(pack, language, all);
    return all;
}

}  // namespace hineni::screens
