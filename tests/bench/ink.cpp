// ink: what a sample of a finger that signs costs, in processor time: what the Stage does for it (the screen run for
// what it decides, the session told, the screen painted), on the sample vigil at 1280 x 800, as the signature grows.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "kiosk/screens/draw.hpp"
#include "kiosk/shell/painter.hpp"
#include "kiosk/widgets/page.hpp"

using namespace hineni;

namespace {

constexpr int width = 1280;
constexpr int height = 800;

// Processor time of this thread, so that what else the machine does is not counted.
double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double at(std::vector<double> times, double share) {
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

const touch::Target* labelled(const touch::Ledger& ledger, touch::Role role) {
    for (const auto& target : ledger.targets()) {
        if (target.role == role) return &target;
    }
    return nullptr;
}

EventPack pledge_only() {
    auto pack = read_event_pack(std::string(HINENI_SOURCE) + "/assets/events/vigil");
    if (!pack) std::exit(1);
    std::erase_if(pack->forms, [](const Form& form) { return form.kind != FormKind::Pledge; });
    for (auto& form : pack->forms) {
        form.text = {};
        form.fields.clear();
        form.consents.clear();
        form.ask_public = false;
    }
    return std::move(*pack);
}

struct Table {
    EventPack pack = pledge_only();
    Wording wording = Wording::open(HINENI_SHARE "/wording", pack.languages).value();
    Painter painter = Painter::open().value();
    Session session{pack, Monotonic{0}};
    touch::Ledger ledger;
    Look look = look_of(Scheme::Day);
    std::vector<std::uint32_t> memory = std::vector<std::uint32_t>(std::size_t{width} * height);
    Pixels target{memory.data(), width, height, width};

    Did screen(ImDrawList& list, Typesetter& type, std::optional<touch::Touch> touch) {
        ledger.begin(touch);
        Page page(list, type, ledger, look, wording, "en", width, height);
        return draw(page, session, pack, 0);
    }
    void turn(std::optional<touch::Touch> touch) {
        Did did;
        painter.logic(width, height, [&](ImDrawList& list, Typesetter& type) { did = screen(list, type, touch); });
        if (did) session.happen(*did, Monotonic{0});
        painter.frame([&](ImDrawList& list, Typesetter& type) { (void)screen(list, type, {}); }, target);
    }
};

}  // namespace

int main() {
    Table table;
    table.session.happen(Started{0}, Monotonic{0});
    table.turn({});
    const auto* pad = labelled(table.ledger, touch::Role::Pad);
    if (pad == nullptr) return 1;
    const auto box = pad->box;
    const auto place = [&](int i, touch::Edge edge) {
        const float turn = static_cast<float>(i) * 0.35F;
        const float along = static_cast<float>(i % 300) / 300.0F;
        return touch::Touch{edge, box.x + box.width * (0.05F + 0.9F * along) + 8 * std::cos(turn),
                            box.y + box.height * (0.5F + 0.3F * std::sin(turn * 0.4F))};
    };
    std::vector<double> times;
    for (int i = 0; i < 2100; ++i) {
        const bool lifts = i % 60 == 59;
        const auto edge = lifts ? touch::Edge::Up : i % 60 == 0 ? touch::Edge::Down : touch::Edge::Move;
        const double start = now();
        table.turn(place(i, edge));
        if (edge == touch::Edge::Move) times.push_back(now() - start);
        for (const int points : {150, 300, 600, 1000, 2000}) {
            if (i != points) continue;
            std::printf("%5d points   p50 %6.0f us   p99 %6.0f us\n", points, at(times, 0.5), at(times, 0.99));
            times.clear();
        }
    }
    return 0;
}
