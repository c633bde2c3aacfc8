// Lists of any length: every item can be reached, touched and read on whole pages.
#include <doctest/doctest.h>

#include <set>

#include "kiosk/screens/player.hpp"
#include "staged.hpp"

using namespace hineni;

namespace {

Text text(std::string words) {
    return Text{{{"en", std::move(words)}}};
}

// A pack with one form, as large as the format lets it be.
EventPack long_pack(std::size_t options, std::size_t occasions, std::size_t chapters) {
    auto pack = sample_pack();
    pack.languages = {"en"};
    Form form;
    form.id = "long";
    form.title = text("A long form");
    Field zip{.id = "zip", .kind = FieldKind::PostalCode, .label = text("ZIP code"), .hint = {}, .options = {}};
    Field choice{.id = "choice", .kind = FieldKind::Choices, .label = text("Which ones?"), .hint = {}, .options = {}};
    for (std::size_t i = 0; i < options; ++i) {
        choice.options.push_back(
            {"o" + std::to_string(i), text("An option with rather many words, number " + std::to_string(i))});
    }
    Field group{.id = "group", .kind = FieldKind::Chapter, .label = text("Your group"), .hint = {}, .options = {}};
    pack.chapters.clear();
    for (std::size_t i = 0; i < chapters; ++i) {
        const auto name = "Group " + std::to_string(i);
        pack.chapters.push_back({"g" + std::to_string(i), text(name), {std::to_string(100 + i)}});
        group.options.push_back({"g" + std::to_string(i), text(name)});
    }
    group.options.push_back({std::string(pod_option), {}});
    if (options > 0) form.fields = {choice};
    if (chapters > 0) form.fields = {zip, group};
    form.kind = occasions > 0 ? FormKind::Rsvp : FormKind::Signup;
    for (std::size_t i = 0; i < occasions; ++i) {
        Occasion occasion;
        occasion.id = "a" + std::to_string(i);
        occasion.name = text("Action " + std::to_string(i) + ", with a name that is rather long");
        occasion.place = text("Community hall, second floor");
        occasion.starts = {2027, 1 + static_cast<int>(i % 12), 1 + static_cast<int>(i % 28), 18, 30, -300};
        form.occasions.push_back(occasion);
    }
    pack.forms = {form};
    return pack;
}

constexpr TextSize sizes_of_words[] = {TextSize::Normal, TextSize::Large, TextSize::Larger, TextSize::Largest};
struct Pane {
    int width, height;
    float unit;
};
constexpr Pane glasses[] = {{1280, 800, 1}, {800, 480, 0.6F}, {720, 1280, 0.9F}};

Session begun(const EventPack& pack, TextSize size) {
    Session session(pack, Monotonic{0});
    session.happen(Started{0}, Monotonic{0});
    session.happen(ComfortChosen{{.text = size, .scheme = Scheme::Day, .voice = {}}}, Monotonic{0});
    return session;
}

// Turns page after page to the end; what could be chosen on the way, in the order in which it was found.
std::vector<std::string> found_in(Staged& staged, Session& session, float unit) {
    std::vector<std::string> found;
    std::set<std::string> known;
    for (int pages = 0; pages < 300; ++pages) {
        (void)staged.show(session);
        for (const auto& target : staged.ledger.targets()) {
            if (target.role != touch::Role::Choice) continue;
            CHECK(target.box.height >= smallest_target * unit - 1);
            CHECK(target.box.width >= smallest_target * unit - 1);
            if (known.insert(target.label).second) found.push_back(target.label);
        }
        const auto* next = staged.find("Next page");
        if (next == nullptr) return found;
        const auto did = staged.tap(session, *next);
        REQUIRE((did && std::holds_alternative<ListTurned>(*did)));
        session.happen(*did, Monotonic{0});
    }
    FAIL("the pages have no end");
    return found;
}

}  // namespace

TEST_CASE("each of one to forty options is found on a page, at every size of the words") {
    const auto wording = sample_wording();
    for (const std::size_t count : {1U, 2U, 7U, 24U, 40U}) {
        const auto pack = long_pack(count, 0, 0);
        for (const auto size : sizes_of_words) {
            CAPTURE(count);
            CAPTURE(static_cast<int>(size));
            auto session = begun(pack, size);
            Staged staged{pack, wording, "en", look_of(Scheme::Day, size), 1280, 800, {}};
            CHECK(found_in(staged, session, 1).size() == count);
        }
    }
}

TEST_CASE("forty actions are found on every glass, the earlier before the later") {
    const auto wording = sample_wording();
    const auto pack = long_pack(0, 40, 0);
    for (const auto& glass : glasses) {
        auto session = begun(pack, TextSize::Largest);
        Staged staged{pack, wording, "en", look_of(Scheme::Day, TextSize::Largest), glass.width, glass.height, {}};
        const auto found = found_in(staged, session, glass.unit);
        REQUIRE(found.size() == 40);
        CHECK(found[0].starts_with("Action 0,"));   // January 1
        CHECK(found[1].starts_with("Action 36,"));  // January 9
        CHECK(found[2].starts_with("Action 12,"));  // January 13
    }
}

TEST_CASE("the one group near by stands on the first page, and starting one on every page") {
    const auto wording = sample_wording();
    const auto pack = long_pack(0, 0, 200);
    auto session = begun(pack, TextSize::Normal);
    for (const char* digit : {"2", "7", "7", "0", "1"}) {
        session.happen(KeyTapped{{keyboard::Does::Insert, digit, digit, 1}}, Monotonic{0});
    }
    session.happen(Focused{1, 0}, Monotonic{0});
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};
    (void)staged.show(session);
    CHECK(staged.sees("Near you"));
    CHECK(staged.sees("Somewhere else"));
    const auto* near = staged.find("Group 177");
    REQUIRE(near != nullptr);
    CHECK_FALSE(near->chosen);
    CHECK(near->box.height > staged.find("Group 0")->box.height);
    CHECK(found_in(staged, session, 1).size() == 201);
    CHECK(staged.find("There is no group near me yet. Tell me how to start one.") != nullptr);
}

TEST_CASE("a swipe turns the page and chooses nothing, a short roll of the finger chooses") {
    const auto wording = sample_wording();
    const auto pack = long_pack(40, 0, 0);
    const auto session = begun(pack, TextSize::Normal);
    Staged staged{pack, wording, "en", look_of(Scheme::Day), 1280, 800, {}};
    const auto finger = [&](float from, float to) {
        (void)staged.show(session, touch::Touch{touch::Edge::Down, 300, from});
        return staged.show(session, touch::Touch{touch::Edge::Up, 300, to});
    };
    (void)staged.show(session);
    const auto& first = *std::find_if(staged.ledger.targets().begin(), staged.ledger.targets().end(),
                                      [](const auto& each) { return each.role == touch::Role::Choice; });
    const float middle = first.box.y + first.box.height / 2;
    const auto swiped = finger(middle + 30, middle - 40);
    REQUIRE((swiped && std::holds_alternative<ListTurned>(*swiped)));
    CHECK(std::get<ListTurned>(*swiped).from > 0);
    const auto rolled = finger(middle + 20, middle - 20);
    CHECK((rolled && std::holds_alternative<Picked>(*rolled)));
    CHECK_FALSE(finger(middle - 40, middle + 200));  // Nothing before the first page.
}
