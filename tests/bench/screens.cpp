// screens: what it costs to paint a whole screen, in processor time, at 1280 x 800: every preview of the sample vigil,
// the dearest first, the welcome with more and more candles, and a letter that is typed.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "kiosk/screens/draw.hpp"
#include "kiosk/screens/preview.hpp"
#include "kiosk/shell/painter.hpp"
#include "kiosk/widgets/page.hpp"

using namespace hineni;

namespace {

constexpr int width = 1280;
constexpr int height = 800;
constexpr int rounds = 31;

// Processor time of this thread in ms, so that what else the machine does is not counted.
double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double middle(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

struct Easel {
    EventPack pack = read_event_pack(std::string(HINENI_SOURCE) + "/assets/events/vigil").value();
    Wording wording = Wording::open(HINENI_SHARE "/wording", pack.languages).value();
    Painter painter = Painter::open().value();
    Look look = look_of(Scheme::Day);
    touch::Ledger ledger;
    std::vector<std::uint32_t> memory = std::vector<std::uint32_t>(std::size_t{width} * height);
    Pixels target{memory.data(), width, height, width};

    void paint(const Session& session, std::size_t names) {
        painter.frame(
            [&](ImDrawList& list, Typesetter& type) {
                ledger.begin(std::nullopt);
                Page page(list, type, ledger, look, wording, session.language(), width, height);
                (void)draw(page, session, pack, names);
            },
            target);
    }
    double whole(const Session& session, std::size_t names) {
        std::vector<double> times;
        paint(session, names);  // Glyphs are in the atlas from here on.
        for (int round = 0; round < rounds; ++round) {
            painter.forget();
            const double before = now();
            paint(session, names);
            times.push_back(now() - before);
        }
        return middle(times);
    }
    // Both logic and paint, as a turn of the Stage has them.
    double letter(Session session) {
        std::vector<double> times;
        paint(session, 0);
        for (int round = 0; round < rounds; ++round) {
            const double before = now();
            painter.logic(width, height, [&](ImDrawList& list, Typesetter& type) {
                ledger.begin(std::nullopt);
                Page page(list, type, ledger, look, wording, session.language(), width, height);
                (void)draw(page, session, pack, 0);
            });
            session.happen(KeyTapped{{keyboard::Does::Insert, "e", "e"}}, Monotonic{0});
            paint(session, 0);
            times.push_back(now() - before);
        }
        return middle(times);
    }
};

}  // namespace

int main() {
    Easel easel;
    std::vector<std::pair<double, std::string>> costs;
    for (const auto& preview : previews(easel.pack)) {
        costs.emplace_back(easel.whole(preview.session, 23), preview.name);
        if (preview.name == "filling-empty") {
            std::printf("a letter typed              %5.2f ms   goal 0.6\n", easel.letter(preview.session));
        }
        if (preview.name != "welcome") continue;
        for (const std::size_t names : {0, 23, 150, 412, 2000}) {
            std::printf("welcome, %4zu candles       %5.2f ms\n", names, easel.whole(preview.session, names));
        }
    }
    std::sort(costs.rbegin(), costs.rend());
    std::printf("whole screens, the dearest first             goal 5\n");
    for (const auto& [cost, name] : costs) std::printf("%-26s %6.2f ms\n", name.c_str(), cost);
    return 0;
}
