// The journey through the real window, under a real X server: real button events at the places where the rehearsed
// fingers went, and pixels compared with the pictures that the rehearsal made.
#include <doctest/doctest.h>

#include <csignal>

#include <fstream>
#include <sstream>

#include "tests/stories/vigil.hpp"
#include "tests/support/display.hpp"

using namespace hineni;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct Place {
    int x = 0, y = 0;
};

// "touch X Y" lines of a rehearsal with --touches.
std::vector<Place> touches_in(const std::string& out) {
    std::vector<Place> places;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        Place place;
        if (std::string word; words >> word >> place.x >> place.y && word == "touch") places.push_back(place);
    }
    return places;
}

std::vector<std::string> window_of(const Vigil& vigil) {
    return {program("hineni-kiosk"),
            "--event",
            vigil.event().string(),
            "--state",
            vigil.state().string(),
            "--window",
            "1280x800"};
}

// How often the kernel took the processor from it, or gave it back, so far.
long context_switches(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/status");
    long sum = 0;
    for (std::string line; std::getline(file, line);) {
        if (const auto at = line.find("ctxt_switches:"); at != std::string::npos)
            sum += std::stol(line.substr(at + 14));
    }
    return sum;
}

}  // namespace

TEST_CASE("a sign-up through the real window shows the pictures of the rehearsal and arrives") {
    // The same attendee offscreen, for the places and the pictures.
    const Vigil offscreen;
    auto command = offscreen.rehearsal("picture \"welcome\"\n" + signs_up("Ada") + "picture \"welcome-again\"\n");
    const auto pictures = offscreen.folder() / "pictures";
    command.insert(command.end(), {"--pictures", pictures.string(), "--touches"});
    const auto played = finish(command);
    REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);

    const Vigil vigil;
    const Display display(1280, 800);
    // What the system's libraries keep to their end is not ours.
    const std::string known_leaks = "LSAN_OPTIONS=suppressions=" HINENI_SOURCE "/tests/support/leaks_of_others.txt";
    Child kiosk(window_of(vigil), {display.variable(), known_leaks});
    const auto shot = vigil.folder() / "shot.png";
    CHECK(display.comes_to_show(pictures / "welcome.png", shot));

    const auto decoded = finish({"zbarimg", "--quiet", "--raw", shot.string()});
    CHECK(decoded.out.starts_with("https://example.org/join?source=kiosk"));

    for (const auto& place : touches_in(played.out)) display.tap(place.x, place.y);
    CHECK(display.comes_to_show(pictures / "welcome-again.png", shot));

    kiosk.signal(SIGTERM);
    const auto closed = kiosk.wait();
    CHECK_MESSAGE(closed.exit_code == 0, closed.err);
    const auto entries = vigil.delivered();
    REQUIRE(entries.size() == 1);
    CHECK(entries[0]["answers"]["name"] == "Ada");
}

TEST_CASE("while nothing changes the kiosk is not scheduled once in 30 seconds") {
    const Vigil offscreen;
    auto command = offscreen.rehearsal("picture \"welcome\"\n");
    command.insert(command.end(), {"--pictures", (offscreen.folder() / "pictures").string()});
    REQUIRE(finish(command).exit_code == 0);

    const Vigil vigil;
    const Display display(1280, 800);
    const Child kiosk(window_of(vigil), {display.variable()});
    REQUIRE(display.comes_to_show(offscreen.folder() / "pictures" / "welcome.png", vigil.folder() / "shot.png"));

    // After the picture the last X replies may still be on their way; they are not idling.
    REQUIRE_FALSE(kiosk.ends_within(2s));
    const auto before = context_switches(kiosk.pid());
    REQUIRE_FALSE(kiosk.ends_within(30s));
    CHECK(context_switches(kiosk.pid()) - before == 0);
}
