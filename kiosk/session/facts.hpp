// Facts: what the organizer's screen says of this device and of its entries: counts and conditions, never a name.
// Values only; kiosk/device finds them out, the stage hands them to the session, screens put them into words.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hineni/errand.hpp"
#include "hineni/shelf.hpp"

namespace hineni {

struct Facts {
    // Entries.
    std::size_t safe_here = 0, delivered = 0, received = 0, waiting = 0, set_aside = 0;
    bool safe_to_unplug = true;                       // Nothing is being written.
    std::optional<std::int64_t> last_delivery_s_ago;  // Nothing: none yet, or unknown.
    bool has_drop = false;                            // The pack names a place to deliver to.
    std::string hindrance;  // Why nothing is delivered now, and what to do; as sync says it. May be empty.
    std::string hindrance_hint;
    std::string trouble;  // These facts could not all be found out: why. Usually empty.

    enum class Mirror { NotWanted, There, Missing };
    Mirror mirror = Mirror::NotWanted;

    // The network.
    enum class Network { None, Joining, Local, Internet };  // Local: an address, and nobody knows whether more.
    Network network = Network::None;
    std::string network_name;  // Of the Wi-Fi, or "" for a cable.
    bool has_wifi = false;
    struct Wifi {
        std::string name;  // SSID, UTF-8, at most 32 bytes; control characters replaced.
        int strength = 0;  // 0 to 100.
        bool locked = false, remembered = false, joined = false;
    };
    std::vector<Wifi> wifis;   // The strongest first, each name once.
    std::string wifi_trouble;  // Of the last attempt to join.

    // The device.
    std::uint64_t disk_free = 0, disk_size = 0;  // Bytes, where the entries are.
    std::optional<std::int64_t> clock;           // Unix seconds, where the time is known.
    std::optional<int> battery;                  // 0 to 100, where the kernel knows of one.
    bool charging = false;
    std::optional<int> temperature;         // Degrees Celsius, of the processor.
    std::optional<int> brightness, volume;  // 0 to 100, where they can be set.
    bool can_switch_off = false;
    std::string device_words;  // Two pronounceable words that tell this device from others.

    struct Stick {
        std::string name;    // Its label, or "".
        std::string folder;  // Where it is mounted.
        std::uint64_t free = 0;
    };
    std::optional<Stick> stick;
    Shelf shelf;

    // What became of each errand asked since the start, by ErrandKind; nothing: not asked.
    std::array<std::optional<Outcome>, errand_kinds> errands;

    // The last ready check; empty: none yet.
    enum class Checked { Screen, Touch, Sound, DiskSpeed, Clock, Keys, Pack, Drop, Mirror, Temperature };
    enum class Verdict { Good, Poor, Bad, Running, ForYou };  // ForYou: only a person can say.
    struct Ready {
        Checked what = Checked::Screen;
        Verdict verdict = Verdict::Running;
        std::string figure;  // "14 ms", "23 °C"; may be empty.
    };
    std::vector<Ready> ready;
};

// Less than 50 MiB left where the entries are.
[[nodiscard]] bool disk_nearly_full(const Facts& facts);

// The light on the welcome screen, for who knows to look: it tells an attendee nothing.
enum class Lamp {
    Well,     // Everything is safe, and delivered as far as it is to be.
    Waiting,  // Safe here, on the way.
    Look,     // An organizer should look: mirror gone, disk nearly full, entries set aside, a pack not taken, trouble.
};
[[nodiscard]] Lamp lamp_of(const Facts& facts);

}  // namespace hineni
