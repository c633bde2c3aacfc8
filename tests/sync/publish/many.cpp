// Many generated people against the pretended Action Network.
#include <cstdlib>

#include "tests/sync/publish/town.hpp"

using namespace hineni;

namespace {

std::uint32_t seed_of_town() {
    const char* seed = std::getenv("HINENI_SEED");
    return seed == nullptr ? 1 : static_cast<std::uint32_t>(std::stoul(seed));
}

void publish_twice(std::size_t entries) {
    Town town(entries, seed_of_town());
    auto server = sample_server();
    town.put_before(server);
    server.never_taken = {"o'name+17@example.org"};
    const QuickFolder folder;
    Run run{server, folder / "ledger.db"};
    const auto plan = to_publish(town.cards);

    const auto first = run.publish(plan.all);
    CHECK_FALSE(first.stopped);
    CHECK(first.count(Settled::What::Waiting) == 0);
    CHECK(first.count(Settled::What::Published) > plan.all.size() * 8 / 10);
    CHECK(town.wrongs(server) == std::vector<std::string>());
    CHECK(server.too_many() == 0);
    CHECK(server.sent_again() == 0);
    for (const auto& email : town.two_people) {
        const auto* person = server.find(email);
        CHECK((person == nullptr || town.before.contains(email)));
    }
    MESSAGE(plan.all.size(), " people, ", plan.held.size(), " cards held, ", server.calls(), " calls, ",
            server.changes().size(), " changes of status, ", first.count(Settled::What::Published), " published, ",
            first.count(Settled::What::There), " there, ", first.count(Settled::What::Held), " held by the list, ",
            first.count(Settled::What::Refused), " refused");

    const auto before = server.state();
    const auto posts = server.posts();
    const auto second = run.publish(plan.all);
    CHECK(server.state() == before);
    CHECK(server.posts() == posts);
    CHECK(second.count(Settled::What::Published) == 0);
    CHECK(second.count(Settled::What::There) ==
          first.count(Settled::What::Published) + first.count(Settled::What::There));
}

void kill_and_resume(std::size_t entries, std::size_t times) {
    const std::uint32_t seed = seed_of_town();
    Town town(entries, seed);
    const auto plan = to_publish(town.cards);
    auto undisturbed = sample_server();
    town.put_before(undisturbed);
    const QuickFolder folder;
    static_cast<void>(Run{undisturbed, folder / "undisturbed.db"}.publish(plan.all));
    const auto wanted = undisturbed.content();
    const auto calls = undisturbed.calls();

    std::mt19937 dice(seed);
    std::size_t kills = 0;
    for (int life = 0; kills < times; ++life) {
        auto server = sample_server();
        server.forgets_who_signed = true;
        town.put_before(server);
        Run run{server, folder / ("life" + std::to_string(life) + ".db")};
        for (bool done = false; !done;) {
            auto left = dice() % (calls + 5);
            const auto where = static_cast<When>(dice() % 3);
            const bool at_posts = dice() % 3 != 0;
            if (at_posts) left /= 3;
            try {
                static_cast<void>(run.publish(plan.all, [&](When when, const Call& call) {
                    if (when != where || (at_posts && call.method != "POST")) return;
                    if (left-- == 0) throw Killed();
                }));
                done = true;
            } catch (const Killed&) {
                ++kills;
                run.now += Monotonic(dice() % 2 == 0 ? dice() % 1'000 : dice() % 20'000);
            }
        }
        CAPTURE(life);
        CHECK(server.content() == wanted);
        CHECK(town.wrongs(server) == std::vector<std::string>());
        CHECK(server.sent_again() == 0);
    }
}

}  // namespace

TEST_CASE("three hundred people are published and nobody is subscribed without a recorded yes") {
    publish_twice(300);
}

TEST_CASE("ten thousand entries are published and nobody is subscribed without a recorded yes" *
          doctest::test_suite("long")) {
    publish_twice(10'000);
}

TEST_CASE("killed at any moment and resumed it leaves no record twice and none missing") {
    kill_and_resume(12, 60);
}

TEST_CASE("killed at two hundred moments and resumed it leaves no record twice and none missing" *
          doctest::test_suite("long")) {
    kill_and_resume(24, 200);
}

// The two below are controls: what they do wrong must be seen by what the tests above look at.

TEST_CASE("a publisher that always says subscribed is caught") {
    Town town(100, seed_of_town());
    auto server = sample_server();
    town.put_before(server);
    const QuickFolder folder;
    Run run{server, folder / "ledger.db"};
    run.spoils = [](std::string body) {
        for (const std::string word = "\"unsubscribed\""; body.find(word) != std::string::npos;) {
            body.replace(body.find(word), word.size(), "\"subscribed\"");
        }
        return body;
    };
    static_cast<void>(run.publish(to_publish(town.cards).all));
    CHECK(town.wrongs(server).size() > 20);
}

TEST_CASE("a publisher that forgets its ledger is caught") {
    Town town(12, seed_of_town());
    const auto plan = to_publish(town.cards);
    auto server = sample_server();
    server.forgets_who_signed = true;
    town.put_before(server);
    const QuickFolder folder;
    Run run{server, folder / "first.db"};
    int left = 20;
    try {
        static_cast<void>(run.publish(plan.all, [&](When when, const Call& call) {
            if (when == When::AnswerLost && call.method == "POST" && call.path != "people" && --left < 15)
                throw Killed();
        }));
    } catch (const Killed&) {
        run.ledger_file = folder / "second.db";
    }
    static_cast<void>(run.publish(plan.all));
    CHECK(server.sent_again() > 0);
}
