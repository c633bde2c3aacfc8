// The pretended Action Network keeps the rules of the real one, as far as they are known: each rule by itself.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/action_network.hpp"

using namespace hineni;

namespace {

struct Asked {
    ActionNetwork server;
    Monotonic now{1'000'000};

    Asked() {
        server.actions = {"petition:P", "form:F", "event:E"};
        server.tags = {"Vigil 2026"};
    }
    MockAnswer ask(const std::string& method, const std::string& path, const std::string& body = {},
                   std::optional<std::string> key = {}) {
        now += Monotonic(300);
        return server.answer({method, "/api/v2/" + path, key.value_or(server.key), body}, now);
    }
    nlohmann::json json(const std::string& method, const std::string& path, const std::string& body = {}) {
        return nlohmann::json::parse(ask(method, path, body).body);
    }
    void later() { now += std::chrono::minutes(1); }

    static std::string email(const std::string& address, const std::string& status = {}, const std::string& phone = {},
                             const std::string& phone_status = {}) {
        nlohmann::json person = nlohmann::json::object();
        if (!address.empty()) {
            nlohmann::json one{{"address", address}};
            if (!status.empty()) one["status"] = status;
            person["email_addresses"].push_back(one);
        }
        if (!phone.empty()) {
            nlohmann::json one{{"number", phone}};
            if (!phone_status.empty()) one["status"] = phone_status;
            person["phone_numbers"].push_back(one);
        }
        return nlohmann::json{{"person", person}, {"add_tags", nlohmann::json::array({"Vigil 2026", "Unknown"})}}
            .dump();
    }
    std::string status_of(const std::string& contact) {
        const auto* person = server.find(contact);
        if (person == nullptr) return "";
        return contact.find('@') == std::string::npos ? person->phone_status : person->email_status;
    }
};

}  // namespace

TEST_CASE("the entry point welcomes any key and shows tags to the right one only") {
    Asked asked;
    CHECK(asked.ask("GET", "").status == 200);
    CHECK(asked.json("GET", "")["_links"].contains("osdi:tags"));
    const auto wrong = asked.ask("GET", "", "", "wrong");
    CHECK(wrong.status == 200);
    CHECK(wrong.body.find("osdi:tags") == std::string::npos);
}

TEST_CASE("a wrong key is refused and comes back in the answer") {
    Asked asked;
    const auto said = asked.ask("GET", "people", "", "not-the-key");
    CHECK(said.status == 403);
    CHECK(nlohmann::json::parse(said.body)["error"] == "API Key invalid or not present not-the-key");
}

TEST_CASE("a new address is subscribed unless it is said otherwise and a known one changes only when told") {
    for (const std::string path : {"people", "petitions/P/signatures", "forms/F/submissions", "events/E/attendances"}) {
        CAPTURE(path);
        Asked asked;
        CHECK(asked.ask("POST", path, Asked::email("new@example.org")).status == 200);
        CHECK(asked.status_of("new@example.org") == "subscribed");
        asked.server.put_on_list({"", "", "", "left@example.org", "unsubscribed", "", "", "", "", "", {}, {}, {}});
        static_cast<void>(asked.ask("POST", path, Asked::email("left@example.org")));
        CHECK(asked.status_of("left@example.org") == "unsubscribed");
        static_cast<void>(asked.ask("POST", path, Asked::email("left@example.org", "subscribed")));
        CHECK(asked.status_of("left@example.org") == "subscribed");  // Brought back, whether they like it or not.
        static_cast<void>(asked.ask("POST", path, Asked::email("new@example.org", "unsubscribed")));
        CHECK(asked.status_of("new@example.org") == (path == "people" ? "unsubscribed" : "subscribed"));
    }
}

TEST_CASE("a new number gets no texts unless it is said and a known one changes only when told") {
    Asked asked;
    static_cast<void>(asked.ask("POST", "people", Asked::email("a@example.org", "", "12025550143")));
    CHECK(asked.status_of("12025550143") == "unsubscribed");
    static_cast<void>(asked.ask("POST", "people", Asked::email("a@example.org", "", "12025550143", "subscribed")));
    CHECK(asked.status_of("12025550143") == "subscribed");
    static_cast<void>(asked.ask("POST", "people", Asked::email("a@example.org", "", "2025550143")));
    CHECK(asked.status_of("12025550143") == "subscribed");
}

TEST_CASE("people are the same by address and then by number") {
    Asked asked;
    asked.server.calls_a_second = 99;
    const auto post = [&](const std::string& address, const std::string& phone) {
        const auto said = asked.json("POST", "people", Asked::email(address, "", phone));
        return said["identifiers"][0].get<std::string>();
    };
    const auto ada = post("ada@example.org", "12025550101");
    CHECK(post("ADA@example.org", "12025550102") == ada);
    CHECK(asked.server.find("12025550101") == nullptr);  // Written over.
    const auto ben = post("ben@example.org", "12025550102");
    CHECK(ben != ada);
    CHECK(asked.server.find("ada@example.org")->phone.empty());  // Taken away.
    const auto alone = post("", "12025550103");
    CHECK(post("cleo@example.org", "12025550103") == alone);  // Taken in.
    CHECK(asked.server.people().size() == 3);
}

TEST_CASE("the second of two people with one address writes over the name of the first") {
    Asked asked;
    for (const std::string name : {"Ruth", "David"}) {
        nlohmann::json body = nlohmann::json::parse(Asked::email("one@example.org"));
        body["person"]["given_name"] = name;
        static_cast<void>(asked.ask("POST", "people", body.dump()));
    }
    CHECK(asked.server.people().size() == 1);
    CHECK(asked.server.people()[0].given == "David");
}

TEST_CASE("a person signs once however often it is sent and unknown tags are ignored") {
    Asked asked;
    for (int i = 0; i < 3; ++i) {
        CHECK(asked.ask("POST", "petitions/P/signatures", Asked::email("a@example.org")).status == 200);
    }
    CHECK(asked.server.records().size() == 1);
    CHECK(asked.server.sent_again() == 2);
    CHECK(asked.server.people()[0].tags == std::set<std::string>{"Vigil 2026"});
}

TEST_CASE("without a key an action says nothing but yes and everything else is closed") {
    Asked asked;
    CHECK(asked.ask("POST", "petitions/P/signatures", Asked::email("a@example.org"), "").body == "{}");
    CHECK(asked.server.records().size() == 1);
    CHECK(asked.ask("POST", "people", Asked::email("a@example.org"), "").status == 403);
    CHECK(asked.ask("GET", "people", "", "").status == 403);
}

TEST_CASE("the fifth call in a second is one too many") {
    Asked asked;
    std::vector<int> statuses;
    for (int i = 0; i < 5; ++i) {
        statuses.push_back(asked.server.answer({"GET", "/api/v2/", asked.server.key, ""}, Monotonic(i)).status);
    }
    CHECK(statuses == std::vector<int>{200, 200, 200, 200, 429});
}

TEST_CASE("filters find exactly what is asked for once it is old enough to be seen") {
    Asked asked;
    static_cast<void>(asked.ask("POST", "people", Asked::email("o'neil@example.org")));
    const std::string path = "people?filter=email_address%20eq%20%27o%27%27neil%40example.org%27";
    CHECK(asked.json("GET", path)["_embedded"]["osdi:people"].empty());
    asked.later();
    CHECK(asked.json("GET", path)["_embedded"]["osdi:people"].size() == 1);
    CHECK(asked
              .json("GET",
                    "people?filter=email_address%20eq%20%27O%27%27Neil%40example.org%27")["_embedded"]["osdi:people"]
              .empty());
    CHECK(asked.ask("GET", "people?filter=email_address%20eq%20%27o%27neil%40example.org%27").status == 400);
}

TEST_CASE("a page holds twenty-five and the one behind the last is empty") {
    Asked asked;
    for (int i = 0; i < 50; ++i) {
        asked.server.put_on_list(
            {"", "", "", std::to_string(i) + "@example.org", "subscribed", "", "", "", "", "", {}, {}, {}});
    }
    const auto size = [&](const std::string& page) {
        return asked.json("GET", "people?per_page=25&page=" + page)["_embedded"]["osdi:people"].size();
    };
    CHECK(size("1") == 25);
    CHECK(size("2") == 25);
    CHECK(size("3") == 0);
}

TEST_CASE("what is not there and what is no person are said in the words of the server") {
    Asked asked;
    const auto said = [&](const MockAnswer& answer) {
        return std::to_string(answer.status) + " " + nlohmann::json::parse(answer.body)["error"].get<std::string>();
    };
    CHECK(said(asked.ask("POST", "petitions/X/signatures", Asked::email("a@example.org"))) ==
          "404 Couldn't find petition with id = X");
    CHECK(said(asked.ask("GET", "people/nobody/signatures")) == "404 Couldn't find person with id = nobody");
    CHECK(said(asked.ask("POST", "people", "{}")) == "400 You must specify a valid person id");
    CHECK(asked.ask("POST", "people", R"({"person":{"given_name":"Ada"}})").status == 400);
    CHECK(
        asked.ask("POST", "people", R"({"person":{"email_addresses":[{"address":"a@b.org"}],"custom_fields":{"x":1}}})")
            .status == 400);
}

TEST_CASE("an address without a country is taken for American") {
    Asked asked;
    static_cast<void>(asked.ask(
        "POST", "people",
        R"({"person":{"email_addresses":[{"address":"a@b.org"}],"postal_addresses":[{"postal_code":"10115"}]}})"));
    CHECK(asked.server.people()[0].country == "US");
}
