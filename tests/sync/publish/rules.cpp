// What is sent for one person, and what is not.
#include <nlohmann/json.hpp>

#include "sync/publish/api_key.hpp"
#include "sync/publish/for_a_human.hpp"
#include "sync/publish/names.hpp"
#include "tests/support/sample_entry.hpp"
#include "tests/sync/publish/samples.hpp"

using namespace hineni;

namespace {

struct World {
    ActionNetwork server = sample_server();
    QuickFolder folder;
    std::uint32_t next_entry = 1;
    std::vector<std::string> posts;  // Paths.
    Monotonic began{1'000'000};

    PublishOutcome publish(const std::vector<CardWith>& cards, const std::function<bool(const Call&)>& loses = {}) {
        std::vector<FilledForm> all;
        for (const auto& card : cards) all.push_back(card_with(card, next_entry++));
        plan = to_publish(all);
        return again(loses);
    }
    PublishOutcome again(const std::function<bool(const Call&)>& loses = {}) {
        Run run{server, folder / "ledger.db"};
        run.now = began;
        run.loses_answer = loses;
        posts.clear();
        auto came = run.publish(plan.all, [&](When when, const Call& call) {
            if (when == When::BeforeAsking && call.method == "POST") posts.push_back(call.path);
        });
        took = run.now - began;
        began = run.now + std::chrono::hours(1);
        return came;
    }
    ActionNetwork::Person& listed(const std::string& email, const std::string& status, const std::string& name = {},
                                  const std::string& phone = {}, const std::string& phone_status = {}) {
        ActionNetwork::Person person;
        person.given = name;
        person.email = email;
        person.email_status = status;
        person.phone = phone;
        person.phone_status = phone_status;
        return server.put_on_list(person);
    }

    ToPublish plan;
    Monotonic took{0};
};

using What = Settled::What;
const std::string signatures = "petitions/" + petition_uuid + "/signatures";
const std::string submissions = "forms/" + form_uuid + "/submissions";

}  // namespace

TEST_CASE("somebody new gets their status first and the action says none") {
    World world;
    CHECK(world.publish({{.email_yes = false}}).count(What::Published) == 1);
    CHECK(world.posts == std::vector<std::string>{"people", submissions});
    CHECK(world.server.find("ada@example.org")->email_status == "unsubscribed");
    CHECK(world.server.changes().size() == 1);
}

TEST_CASE("a yes to a partner subscribes nobody") {
    World world;
    static_cast<void>(world.publish({{.phone = "2025550143", .partner_yes = true}}));
    CHECK(world.server.find("ada@example.org")->email_status == "unsubscribed");
    CHECK(world.server.find("12025550143")->phone_status == "unsubscribed");
    CHECK(world.server.find("ada@example.org")->fields.count("partner-share") == 0);
}

TEST_CASE("a yes to texts subscribes the number and not the address") {
    World world;
    static_cast<void>(world.publish({{.phone = "2025550143", .sms_yes = true}}));
    CHECK(world.server.find("ada@example.org")->email_status == "unsubscribed");
    CHECK(world.server.find("12025550143")->phone_status == "subscribed");
}

TEST_CASE("who left stays away although they ticked the box and a human is told") {
    World world;
    world.listed("ada@example.org", "unsubscribed", "Ada");
    const auto came = world.publish({{.email_yes = true}});
    CHECK(came.settled[0].what == What::Published);
    CHECK(came.settled[0].remarks == email_not_subscribed);
    CHECK(world.server.changes().empty());
    CHECK(world.posts == std::vector<std::string>{submissions});
    CHECK(world.again().settled[0].remarks == email_not_subscribed);  // Still said, from the ledger.
}

TEST_CASE("an empty box takes nobody off the list") {
    World world;
    world.listed("ada@example.org", "subscribed", "Ada Sample");
    static_cast<void>(world.publish({{.email_yes = false}}));
    CHECK(world.server.changes().empty());
}

TEST_CASE("somebody on the list who is sent by themselves or with a new number keeps their status") {
    for (const std::string status : {"subscribed", "unsubscribed", "bouncing"}) {
        for (const bool yes : {true, false}) {
            World world;
            world.listed("ada@example.org", status, "Ada Sample");
            static_cast<void>(world.publish({{.form = "news", .phone = "2025550143", .email_yes = yes}}));
            CHECK(world.posts == std::vector<std::string>{"people"});
            CHECK(world.server.find("ada@example.org")->email_status == status);
            CHECK(world.server.find("12025550143")->phone_status == "unsubscribed");
        }
    }
}

TEST_CASE("an address on the list in small letters is found by one that was typed in capitals") {
    World world;
    world.listed("ada@example.org", "subscribed", "Ada Sample");
    static_cast<void>(world.publish({{.email = "ADA@Example.org"}}));
    CHECK(world.server.people().size() == 1);
    CHECK(world.server.changes().empty());
}

TEST_CASE("somebody else under the same address on the list is held and nothing is sent") {
    World world;
    world.listed("ada@example.org", "subscribed", "Ruth Cohen");
    const auto came = world.publish({{}});
    CHECK(came.settled[0].what == What::Held);
    CHECK(came.settled[0].reason == "the list has \"Ruth Cohen\" under this e-mail address");
    CHECK(world.posts.empty());
}

TEST_CASE("the name on the list stays and a missing one is filled in") {
    World world;
    world.listed("ada@example.org", "subscribed", "Ada M.");
    world.listed("ben@example.org", "subscribed");
    static_cast<void>(world.publish({{.name = "ADA"}, {.name = "Ben Sample", .email = "ben@example.org"}}));
    CHECK(world.server.find("ada@example.org")->given == "Ada M.");
    CHECK(world.server.find("ben@example.org")->given == "Ben");
}

TEST_CASE("two people with one address are held across forms and the rest goes on") {
    World world;
    const auto came = world.publish({{.name = "Ruth Cohen"},
                                     {.form = "pledge", .name = "David Cohen"},
                                     {.name = "Cleo", .email = "cleo@example.org"}});
    CHECK(world.plan.held.size() == 2);
    CHECK(world.plan.held[0].why == HeldBack::Why::SharedEmail);
    CHECK(came.settled.size() == 1);
    CHECK(world.server.people().size() == 1);
}

TEST_CASE("one person in three forms is one person with all of their actions") {
    World world;
    static_cast<void>(world.publish({{.name = "Ada"},
                                     {.form = "pledge", .name = "Ada Sample", .email_yes = true},
                                     {.form = "next", .name = "ADA SAMPLE", .occasions = {"night", "briefing"}}}));
    CHECK(world.plan.all.size() == 1);
    CHECK(world.server.people().size() == 1);
    CHECK(world.server.records().size() == 4);
    CHECK(world.server.find("ada@example.org")->email_status == "subscribed");
    CHECK(world.posts.front() == "people");
}

TEST_CASE("who leads to no action is published by themselves with tags") {
    World world;
    static_cast<void>(world.publish({{.form = "news"}}));
    CHECK(world.posts == std::vector<std::string>{"people"});
    CHECK(world.server.people()[0].tags == std::set<std::string>{"Vigil 2026"});
    static_cast<void>(world.publish({{.form = "news"}}));  // Another entry of theirs, from another tablet.
    CHECK(world.server.changes().size() == 1);
}

TEST_CASE("a number that a family shares is sent for none of them") {
    World world;
    const auto came = world.publish({{.name = "Ruth", .email = "ruth@example.org", .phone = "2025550143"},
                                     {.name = "David", .email = "david@example.org", .phone = "(202) 555-0143"}});
    for (const auto& each : came.settled) CHECK(each.remarks == phone_shared);
    CHECK(world.server.find("12025550143") == nullptr);
    CHECK(world.server.people().size() == 2);
}

TEST_CASE("a number of somebody else on the list is not taken from them") {
    World world;
    world.listed("gran@example.org", "subscribed", "Gran", "12025550143", "subscribed");
    const auto came = world.publish({{.phone = "2025550143", .sms_yes = true}});
    CHECK(came.settled[0].remarks == phone_of_another);
    CHECK(world.server.find("12025550143")->email == "gran@example.org");
}

TEST_CASE("another number on the list is not written over") {
    World world;
    world.listed("ada@example.org", "subscribed", "Ada", "12025550199", "subscribed");
    const auto came = world.publish({{.phone = "2025550143", .sms_yes = true}});
    CHECK(came.settled[0].remarks == other_phone_listed);
    CHECK(world.server.find("ada@example.org")->phone == "12025550199");
    CHECK(world.server.changes().empty());
}

TEST_CASE("a phone is enough and its owner is found by it") {
    World world;
    static_cast<void>(world.publish({{.email = "", .phone = "2025550143", .email_yes = true, .sms_yes = true}}));
    REQUIRE(world.server.people().size() == 1);
    CHECK(world.server.find("12025550143")->phone_status == "subscribed");
    static_cast<void>(world.publish({{.form = "pledge", .email = "", .phone = "202-555-0143"}}));
    CHECK(world.server.people().size() == 1);
    CHECK(world.server.records().size() == 2);
    CHECK(world.server.find("12025550143")->phone_status == "subscribed");
}

TEST_CASE("nobody without a contact is sent and everybody has a reason") {
    World world;
    static_cast<void>(world.publish({{.email = ""}, {.email = "not an address"}, {.email = "", .phone = "12"}}));
    REQUIRE(world.plan.held.size() == 3);
    CHECK(world.plan.held[0].why == HeldBack::Why::NoContact);
    CHECK(world.plan.held[1].why == HeldBack::Why::BadEmail);
    CHECK(world.plan.held[2].why == HeldBack::Why::BadPhone);
    CHECK(world.server.calls() == 0);
}

TEST_CASE("who signed online before is found there and not sent again") {
    World world;
    const auto id = world.listed("ada@example.org", "subscribed", "Ada").id;
    for (int i = 0; i < 30; ++i) world.server.put_record(id, "petition:other" + std::to_string(i));
    world.server.put_record(id, "petition:" + petition_uuid);
    const auto came = world.publish({{.form = "pledge"}});
    CHECK(came.settled[0].what == What::There);
    CHECK(world.posts.empty());
}

TEST_CASE("answers travel as text and a box as 1 or 0") {
    World world;
    static_cast<void>(world.publish({{.more = {{"marshal", "no"}, {"note", "=1+1"}}}}));
    const auto& fields = world.server.people()[0].fields;
    CHECK(fields == std::map<std::string, std::string>{{"marshal", "0"}, {"note", "=1+1"}});
    CHECK(world.server.people()[0].country == "US");
    CHECK(world.server.people()[0].language == "en");
    CHECK(world.server.records()[0].source == "vigil-2026-12-10");
    CHECK(world.server.records()[0].created == "2026-12-10T23:00:01Z");
    CHECK_FALSE(world.server.records()[0].mailed);
}

TEST_CASE("a server that says nothing is looked at and asked once more and then left to a human") {
    for (int silent = 1; silent <= 3; ++silent) {
        CAPTURE(silent);
        World world;
        int left = silent;
        world.server.weather = [&](const MockQuestion& question) -> std::optional<MockAnswer> {
            const bool action = question.method == "POST" && question.target.ends_with("/submissions");
            if (!action || left-- <= 0) return std::nullopt;
            return MockAnswer{200, "{}", ""};
        };
        const auto came = world.publish({{}});
        CHECK(came.settled[0].what == (silent == 1 ? What::Published : What::Refused));
        CHECK(world.posts.size() == 3);
        CHECK(world.server.changes().size() == 1);
    }
}

TEST_CASE("an answer that was lost is looked for and not asked again") {
    World world;
    int left = 2;  // Of both the person and the action.
    const auto came =
        world.publish({{.email_yes = true}}, [&](const Call& call) { return call.method == "POST" && left-- > 0; });
    CHECK(came.settled[0].what != What::Refused);
    CHECK(world.server.posts() == 2);
    CHECK(world.server.sent_again() == 0);
    CHECK(world.server.changes().size() == 1);
}

TEST_CASE("a busy server is left alone for as long as it asks") {
    World world;
    int left = 3;
    world.server.weather = [&](const MockQuestion&) -> std::optional<MockAnswer> {
        if (left-- <= 0) return std::nullopt;
        return MockAnswer{429, "{\"error\":\"Too many\"}", "40"};
    };
    CHECK(world.publish({{}}).count(What::Published) == 1);
    CHECK(world.took >= std::chrono::seconds(120));
}

TEST_CASE("a person on whom the server breaks is left to a human and the others go on") {
    World world;
    world.server.weather = [&](const MockQuestion& question) -> std::optional<MockAnswer> {
        if (question.body.find("ada@") == std::string::npos) return std::nullopt;
        return MockAnswer{500, "<html>", ""};
    };
    const auto came = world.publish({{}, {.name = "Ben", .email = "ben@example.org"}});
    CHECK(came.settled[0].what == What::Refused);
    CHECK(came.settled[1].what == What::Published);
}

TEST_CASE("a server that is gone ends the run and the next one takes it up") {
    World world;
    std::vector<CardWith> cards;
    for (int i = 0; i < 9; ++i) cards.push_back({.email = std::to_string(i) + "@example.org"});
    world.server.weather = [&](const MockQuestion& question) -> std::optional<MockAnswer> {
        if (world.server.calls() < 8 || question.target.ends_with("/v2/")) return std::nullopt;
        return MockAnswer{503, "", ""};
    };
    const auto came = world.publish(cards);
    REQUIRE(came.stopped);
    CHECK(came.stopped->what == "Action Network cannot be reached");
    CHECK(came.count(What::Waiting) > 0);
    world.server.weather = {};
    const auto then = world.again();
    CHECK_FALSE(then.stopped);
    CHECK(then.count(What::Published) + then.count(What::There) == 9);
    CHECK(world.server.sent_again() == 0);
}

TEST_CASE("a wrong id of an action ends the run and says which") {
    World world;
    world.server.actions.clear();
    const auto came = world.publish({{}});
    REQUIRE(came.stopped);
    CHECK(came.stopped->what == "Action Network has no form " + form_uuid);
}

TEST_CASE("no more than three calls begin within a second") {
    World world;
    world.server.calls_a_second = 3;
    std::vector<CardWith> cards;
    for (int i = 0; i < 20; ++i) cards.push_back({.email = std::to_string(i) + "@example.org"});
    CHECK(world.publish(cards).count(What::Published) == 20);
    CHECK(world.server.too_many() == 0);
}

TEST_CASE("an entry that comes later for somebody published changes no status and adds its own action") {
    World world;
    static_cast<void>(world.publish({{.email_yes = false}}));
    const auto came = world.publish({{.form = "pledge", .email_yes = true}});
    CHECK(came.settled[0].remarks == email_not_subscribed);
    CHECK(world.server.records().size() == 2);
    CHECK(world.server.changes().size() == 1);
}

TEST_CASE("names are cut where it is known where and put together they are what was typed") {
    const auto both = [](const char* name) {
        const auto parts = name_parts(name);
        return parts.given + "|" + parts.family;
    };
    CHECK(both("  Ada   Sample ") == "Ada|Sample");
    CHECK(both("Ada") == "Ada|");
    CHECK(both("Ana de la Cruz") == "Ana|de la Cruz");
    CHECK(both("María José Núñez-García") == "María José|Núñez-García");
    CHECK(both("van Gogh") == "van|Gogh");
    CHECK(both("李 小龍") == "李 小龍|");
    CHECK(both("מרים כהן") == "מרים כהן|");
    CHECK(both("Мария Иванова") == "Мария Иванова|");
    CHECK(both("") == "|");
    CHECK(both(" ") == "|");
}

TEST_CASE("names agree where one is the other with words left out") {
    CHECK(names_agree("Maria Nunez", "María José Núñez-García"));
    CHECK(names_agree("Ada", "ada sample"));
    CHECK(names_agree("A. Sample", "Ada Sample"));
    CHECK(names_agree("", "Ada"));
    CHECK(names_agree("O’Neil", "O'NEIL"));
    CHECK_FALSE(names_agree("Ruth Cohen", "David Cohen"));
    CHECK_FALSE(names_agree("Cohen Cohen", "Ruth Cohen"));
    CHECK_FALSE(names_agree("מרים", "דוד"));
}

TEST_CASE("questions for an address hold its quotes and signs") {
    CHECK(lookup_path("email_address", "o'neil+x@example.org") ==
          "people?filter=email_address%20eq%20%27o%27%27neil%2Bx%40example.org%27");
}

TEST_CASE("a key with a line end is refused and the key leaves no text") {
    CHECK_FALSE(ApiKey::from(secret("abc\r\nX: y")));
    CHECK_FALSE(ApiKey::from(secret("")));
    const auto key = ApiKey::from(secret("s3cret"));
    REQUIRE(key);
    CHECK(key->taken_out_of("a s3cret and s3crets3cret") == "a (the key) and (the key)(the key)");
}

TEST_CASE("what was published and withdrawn since is named by its records and not by a person") {
    World world;
    static_cast<void>(world.publish({{}, {.form = "pledge", .name = "Ben", .email = "ben@example.org"}}));
    const auto ledger = Published::look_at(world.folder / "ledger.db");
    REQUIRE(ledger);
    const auto gone = world.plan.all[1].who.entries;
    const auto rows = withdrawn_rows(gone, world.plan.all[0].who.entries, *ledger);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].reason.find("petition:" + petition_uuid + " " + world.server.records()[1].id) != std::string::npos);
    CHECK(rows[0].reason.find("person " + world.server.find("ben@example.org")->id) != std::string::npos);
    CHECK(withdrawn_rows(gone, gone, *ledger).empty());  // Another entry of the same person stands.
    CHECK(human_csv(rows).find("Ben") == std::string::npos);
}
