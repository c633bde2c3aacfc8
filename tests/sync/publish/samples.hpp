// A small event with a form of each kind, cards as attendees leave them, and a publisher driven in pretended time.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/publish/publication.hpp"
#include "sync/publish/publisher.hpp"
#include "tests/support/action_network.hpp"

namespace hineni {

inline const std::string petition_uuid = "c2a1f3aa-1111-4222-8333-944455556666";
inline const std::string form_uuid = "d3b2a4bb-1111-4222-8333-944455556666";
inline const std::string night_uuid = "e4c3b5cc-1111-4222-8333-944455556666";
inline const std::string briefing_uuid = "f5d4c6dd-1111-4222-8333-944455556666";

inline EventPack publish_pack() {
    EventPack pack;
    pack.id = "vigil-2026-12-10";
    const auto field = [](const char* id, FieldKind kind) {
        Field made;
        made.id = id;
        made.kind = kind;
        return made;
    };
    const std::vector<Field> usual{field("name", FieldKind::Name),     field("email", FieldKind::Email),
                                   field("phone", FieldKind::Phone),   field("postal_code", FieldKind::PostalCode),
                                   field("marshal", FieldKind::YesNo), field("note", FieldKind::Text)};
    Form join;
    join.id = "join";
    join.fields = usual;
    join.action_network["form"] = form_uuid;
    join.tags = {"Vigil 2026", "Nobody made this tag"};
    Form pledge = join;
    pledge.id = "pledge";
    pledge.kind = FormKind::Pledge;
    pledge.action_network = {{"petition", petition_uuid}};
    Form next = join;
    next.id = "next";
    next.kind = FormKind::Rsvp;
    next.action_network.clear();
    for (const auto& [id, uuid] : {std::pair("night", night_uuid), std::pair("briefing", briefing_uuid)}) {
        Occasion occasion;
        occasion.id = id;
        occasion.action_network_event = uuid;
        next.occasions.push_back(occasion);
    }
    Form news = join;
    news.id = "news";
    news.action_network.clear();
    pack.forms = {join, pledge, next, news};
    return pack;
}

struct CardWith {
    std::string form = "join";
    std::string name = "Ada Sample";
    std::string email = "ada@example.org";
    std::string phone = {};
    bool email_yes = false;
    bool sms_yes = false;
    bool partner_yes = false;
    std::vector<std::string> occasions = {};
    std::vector<std::pair<std::string, std::string>> more = {};
};

// The same number gives the same entry.
inline FilledForm card_with(const CardWith& what, std::uint32_t number) {
    DeskEntry entry;
    entry.id.bytes = {};
    for (std::size_t i = 0; i < 4; ++i) entry.id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    entry.event = "vigil-2026-12-10";
    entry.form = what.form;
    entry.language = "en";
    entry.unix_s = 1'796'943'600 + number;
    entry.answers = {{"name", what.name}, {"email", what.email}, {"phone", what.phone}, {"postal_code", "45402"}};
    entry.answers.insert(entry.answers.end(), what.more.begin(), what.more.end());
    entry.consents = {{"newsletter", "us", "email", "", what.email_yes},
                      {"texts", "us", "sms", "", what.sms_yes},
                      {"partner-mail", "open-door", "email", "", what.partner_yes},
                      {"partner-texts", "open-door", "sms", "", what.partner_yes},
                      {"partner-share", "open-door", "share", "", what.partner_yes}};
    entry.occasions = what.occasions;
    return {entry, {entry.id}};
}

inline ToPublish to_publish(const std::vector<FilledForm>& cards, const EventPack& pack = publish_pack()) {
    Kinds kinds;
    kinds.add(pack);
    return to_publish(cards, {}, kinds, std::span(&pack, 1));
}

inline ActionNetwork sample_server() {
    ActionNetwork server;
    server.actions = {"petition:" + petition_uuid, "form:" + form_uuid, "event:" + night_uuid,
                      "event:" + briefing_uuid};
    server.tags = {"Vigil 2026"};
    return server;
}

// In memory where the system has such a place: a ledger waits for the disk at each step, and the disk is not what is
// tried here.
class QuickFolder {
  public:
    QuickFolder() {
        std::string name = std::filesystem::is_directory("/dev/shm") ? "/dev/shm/hineni-XXXXXX" : "/tmp/hineni-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~QuickFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    QuickFolder(const QuickFolder&) = delete;
    QuickFolder& operator=(const QuickFolder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

// Thrown in place of SIGKILL.
struct Killed {};
enum class When { BeforeAsking, AnswerLost, AfterHearing };

struct PublishOutcome {
    std::vector<Settled> settled;
    std::optional<Error> stopped;
    [[nodiscard]] std::size_t count(Settled::What what) const {
        return static_cast<std::size_t>(std::ranges::count(settled, what, &Settled::what));
    }
};

// Around each call: may throw Killed.
using Watch = std::function<void(When moment, const Call& call)>;

struct Run {
    ActionNetwork& server;
    std::filesystem::path ledger_file;
    Monotonic now{1'000'000};
    Monotonic a_call_takes{20};
    std::string key = server.key;
    // In place of the server's answer: no answer at all, where it says so. The question was taken.
    std::function<bool(const Call&)> loses_answer = {};
    // For controls: what a wrong publisher would have sent instead.
    std::function<std::string(const std::string& body)> spoils = {};

    PublishOutcome publish(const std::vector<Publication>& all, const Watch& watch = {}) {
        auto ledger = Published::open(ledger_file, "https://actionnetwork.example/api/v2/");
        REQUIRE_MESSAGE(ledger, ledger.error().what);
        return publish(all, *ledger, watch);
    }
    PublishOutcome publish(const std::vector<Publication>& all, Published& ledger, const Watch& watch = {}) {
        Publisher publisher(all, ledger, now, 7);
        const auto watched = [&](When moment, const Call& call) {
            if (watch) watch(moment, call);
        };
        for (;;) {
            auto next = publisher.step(now);
            REQUIRE_MESSAGE(next, next.error().what);
            if (const auto* over = std::get_if<Publisher::Over>(&*next)) return {publisher.settled(), over->stopped};
            if (const auto* wait = std::get_if<Publisher::WaitUntil>(&*next)) {
                REQUIRE(wait->when > now);
                now = wait->when;
                continue;
            }
            const auto& call = std::get<Call>(*next);
            watched(When::BeforeAsking, call);
            const auto body = spoils ? spoils(call.body) : call.body;
            const auto said = server.answer({call.method, "/api/v2/" + call.path, key, body}, now);
            now += a_call_takes;
            watched(When::AnswerLost, call);
            Result<CallAnswer> answer = CallAnswer{said.status, said.body, {}};
            if (!said.retry_after.empty()) answer->wait = std::chrono::seconds(std::stoi(said.retry_after));
            if (loses_answer && loses_answer(call)) answer = fail("the server did not answer in time");
            REQUIRE(publisher.hear(now, answer));
            watched(When::AfterHearing, call);
        }
    }
};

}  // namespace hineni
