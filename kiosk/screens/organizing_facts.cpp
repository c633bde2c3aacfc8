// The facts in words: what needs somebody, and how things are.
#include <chrono>

#include "kiosk/form/utc.hpp"
#include "kiosk/screens/organizing.hpp"

namespace hineni::screens::organizer {

namespace {

constexpr int battery_low = 15;  // Percent: half an hour of a tablet.
constexpr int too_hot = 80;      // Degrees: the processor slows down.

std::string ago(const Page& page, std::int64_t seconds) {
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    const auto count = [&](std::int64_t unit) { return static_cast<std::size_t>(seconds / unit); };
    if (seconds < minute) return page.say("just now");
    if (seconds < hour) return page.say("{n} minute ago", "{n} minutes ago", count(minute));
    if (seconds < day) return page.say("{n} hour ago", "{n} hours ago", count(hour));
    return page.say("{n} day ago", "{n} days ago", count(day));
}

std::string network_words(const Page& page, const Facts& facts) {
    const auto how = [&] {
        switch (facts.network) {
            case Facts::Network::None: return page.say("Not connected");
            case Facts::Network::Joining: return page.say("Connecting…");
            case Facts::Network::Local: return page.say("Connected, the Internet not yet seen");
            case Facts::Network::Internet: return page.say("On the Internet");
        }
        return std::string();
    }();
    return facts.network_name.empty() ? how : isolated(page, facts.network_name) + " · " + how;
}

// In the event's own time, which is the organizers' as well.
std::string clock_words(const Page& page, const EventPack& pack, std::int64_t clock) {
    using namespace std::chrono;
    const auto offset = pack.starts.utc_offset_minutes;
    const sys_seconds here{seconds(clock) + minutes(offset)};
    const auto midnight = floor<days>(here);
    const year_month_day date(midnight);
    const hh_mm_ss time(here - midnight);
    const LocalTime now{static_cast<int>(date.year()),
                        static_cast<int>(static_cast<unsigned>(date.month())),
                        static_cast<int>(static_cast<unsigned>(date.day())),
                        static_cast<int>(time.hours().count()),
                        static_cast<int>(time.minutes().count()),
                        offset};
    return day_in(page.language, now) + " · " + time_in(page.language, now);
}

std::string percent(int value) {
    return std::to_string(value) + " %";
}

std::string battery_words(const Page& page, const Facts& facts) {
    const auto words = isolated(page, percent(*facts.battery));
    return facts.charging ? words + " · " + page.say("charging") : words;
}

std::string sending_words(const Page& page, const Outcome& sent) {
    switch (sent.stage) {
        case Outcome::Stage::Working: return progress(page, sent);
        case Outcome::Stage::Done: return page.say("Done");
        case Outcome::Stage::Failed: return sent.why;
    }
    return {};
}

}  // namespace

std::string progress(const Page& page, const Outcome& outcome) {
    if (outcome.of == 0) return page.say("One moment");
    const auto words = filled(page.say("{n} of {all}"), "n", number_in(page.language, outcome.done));
    return filled(words, "all", number_in(page.language, outcome.of));
}

std::string sealed_by(const Page& page, const ShelvedPack& pack) {
    return pack.sealer_words.empty() ? page.say("Nobody") : pack.sealer_words;
}

std::vector<Line> troubles(const Page& page, const Scene& scene) {
    const auto& facts = scene.session.facts();
    std::vector<Line> all;
    const auto say = [&](std::string what, std::string to_do) {
        all.push_back({{}, std::move(what), std::move(to_do), Sign::Attention});
    };
    if (!facts.trouble.empty()) say(page.say("Something went wrong"), facts.trouble);
    if (disk_nearly_full(facts)) {
        say(page.say("The disk is nearly full"), page.say("Copy everything to a stick, then use another tablet."));
    }
    if (facts.set_aside > 0) {
        say(page.say("{n} entry was refused", "{n} entries were refused", facts.set_aside),
            page.say("Everything is safe here. Copy it to a stick and bring that to the desk."));
    }
    if (facts.mirror == Facts::Mirror::Missing) {
        say(page.say("The second copy is missing"), page.say("Plug the stick back in."));
    }
    if (facts.battery && *facts.battery < battery_low && !facts.charging) {
        say(page.say("The battery is nearly empty"), page.say("Plug in the power."));
    }
    if (facts.temperature && *facts.temperature >= too_hot) {
        say(page.say("The tablet is too hot"), page.say("Move it into the shade."));
    }
    if (!facts.hindrance.empty()) {
        say(page.say("Nothing is delivered at the moment"),
            facts.hindrance_hint.empty() ? facts.hindrance : facts.hindrance + "\n" + facts.hindrance_hint);
    }
    if (!facts.shelf.complaint.empty()) say(page.say("The new event pack was not taken"), facts.shelf.complaint);
    if (facts.shelf.waiting) {
        all.push_back({{}, page.say("A new event pack waits for your yes"), {}, Sign::Question});
    }
    return all;
}

std::vector<Line> conditions(const Page& page, const Scene& scene) {
    const auto& facts = scene.session.facts();
    std::vector<Line> all;
    const auto say = [&](std::string label, std::string words) {
        if (!words.empty()) all.push_back({std::move(label), std::move(words), {}, {}});
    };
    if (const auto* sent = outcome(scene, ErrandKind::SendNow)) say(page.say("Sending"), sending_words(page, *sent));
    if (facts.has_drop && facts.waiting > 0) say(page.say("On the way"), number_in(page.language, facts.waiting));
    if (facts.received > 0) say(page.say("At the desk"), number_in(page.language, facts.received));
    if (facts.last_delivery_s_ago) say(page.say("Last delivery"), ago(page, *facts.last_delivery_s_ago));
    if (facts.has_wifi || facts.network != Facts::Network::None) say(page.say("Network"), network_words(page, facts));
    if (facts.mirror == Facts::Mirror::There) say(page.say("Second copy"), page.say("On the stick"));
    if (facts.disk_size > 0) {
        say(page.say("Disk"), filled(page.say("{size} free"), "size", bytes_in_words(page, facts.disk_free)));
    }
    say(page.say("Clock"), facts.clock ? clock_words(page, scene.pack, *facts.clock) : page.say("Time not known"));
    if (facts.battery) say(page.say("Battery"), battery_words(page, facts));
    if (facts.temperature) say(page.say("Temperature"), std::to_string(*facts.temperature) + " °C");
    if (facts.shelf.current) {
        say(page.say("Event pack"), facts.shelf.current->event_name);
        say(page.say("Sealed by"), sealed_by(page, *facts.shelf.current));
    } else {
        say(page.say("Event pack"), scene.pack.name.in(page.language));
    }
    say(page.say("This tablet"), facts.device_words);
    return all;
}

}  // namespace hineni::screens::organizer
