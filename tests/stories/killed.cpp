// Either program is killed at random moments of an evening, again and again. Afterwards every name that was thanked for
// is at the desk, and none is there twice. The moments come from a seed; where exactly a process stands at a moment is
// the scheduler's.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <sstream>

#include "tests/stories/vigil.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;
using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace {

constexpr int all_moments = 200;
constexpr int some_moments = all_moments / 10;
constexpr unsigned seed = 20261210;

// Entry ids of "thanked …" lines that were written whole.
void note_thanks(const std::string& out, std::set<std::string>& thanked) {
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("thanked ") && !lines.eof()) thanked.insert(line.substr(8));
    }
}

// How long a whole run takes here and now, to spread the moments over it.
microseconds length_of(const std::vector<std::string>& command) {
    const auto start = std::chrono::steady_clock::now();
    const auto done = finish(command);
    REQUIRE_MESSAGE(done.exit_code == 0, done.out << done.err);
    return std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - start);
}

struct Evening {
    std::set<std::string> thanked;
    std::map<std::string, int> arrived;

    [[nodiscard]] std::size_t missing() const {
        std::size_t count = 0;
        for (const auto& id : thanked) count += arrived.count(id) == 0 ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::size_t twice() const {
        std::size_t count = 0;
        for (const auto& [id, times] : arrived) count += times > 1 ? 1 : 0;
        return count;
    }
};

Evening evening_with(const std::string& kiosk, int kills) {
    Vigil vigil;
    WebDrop nginx;
    vigil.deliver_to(nginx.address(), nginx.authorities());
    const auto script = signs_up("Ada Sample") + signs_up("María Muestra");
    const auto whole_kiosk = length_of(vigil.rehearsal(script));
    const auto whole_sync = length_of(vigil.sync("send"));

    Evening evening;
    std::mt19937 dice(seed);
    const auto moment_in = [&](microseconds whole) {
        return microseconds(std::uniform_int_distribution<std::int64_t>(0, whole.count())(dice));
    };
    for (int i = 0; i < kills; ++i) {
        Child attendee(vigil.rehearsal(script, kiosk));
        if (i % 2 == 0) {
            note_thanks(attendee.killed_after(moment_in(whole_kiosk)).out, evening.thanked);
        } else {
            Child courier(vigil.sync("send"));
            courier.killed_after(moment_in(whole_sync));
            note_thanks(attendee.wait().out, evening.thanked);
        }
    }
    const auto sent = finish(vigil.sync("send"));
    REQUIRE_MESSAGE(sent.exit_code == 0, sent.err);
    for (const auto& entry : vigil.opened(nginx.files().string())) ++evening.arrived[entry["entry_id"]];
    return evening;
}

void loses_and_repeats_nobody(std::size_t moments) {
    const auto evening = evening_with("hineni-kiosk", static_cast<int>(moments));
    MESSAGE(moments << " kills, seed " << seed << ": " << evening.thanked.size() << " thanked, "
                    << evening.arrived.size() << " arrived");
    CHECK(evening.thanked.size() > moments / 2);
    CHECK(evening.missing() == 0);
    CHECK(evening.twice() == 0);
}

}  // namespace

TEST_CASE("whenever either program is killed, nobody who was thanked is missing and nobody is there twice") {
    loses_and_repeats_nobody(some_moments);
}

TEST_CASE("killed two hundred times nobody who was thanked is missing and nobody is there twice" *
          doctest::test_suite("long")) {
    loses_and_repeats_nobody(all_moments);
}

TEST_CASE("control: a kiosk that thanks before it stores is caught") {
    const auto evening = evening_with("control-thanks-first", some_moments);
    CHECK(evening.missing() > 0);
}
