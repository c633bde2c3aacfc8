// ActionNetwork: the rules of its API as we know them, traps and all, as an object that answers a question. It reads no
// clock: whoever asks says when it is. tests/sync/publish/mock.cpp holds each rule against what is known of it.
//
//   * one person an e-mail address, then a phone number; a number that comes with another address is taken from its
//     old record; another number with the same address is written over the old one
//   * POST people and actions subscribe a new address unless told "unsubscribed", and bring back who had left where
//     told "subscribed"; actions know no "unsubscribed"
//   * one signature, submission or attendance for a person and an action
//   * names of tags that nobody made are ignored; no more than four calls in any second (429); the key comes back in
//   403;
//     the entry point says 200 to any key, but shows tags to the right one only; 25 on a page; fresh writes are hidden
//     from reading for some seconds
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/clock.hpp"

namespace hineni {

struct MockQuestion {
    std::string method;
    std::string target;  // "/api/v2/people?filter=…"
    std::string key;     // OSDI-API-Token; empty: none.
    std::string body;
};

struct MockAnswer {
    int status = 200;
    std::string body;
    std::string retry_after;
};

class ActionNetwork {
  public:
    struct Person {
        std::string id;
        std::string given, family;
        std::string email, email_status;  // In small letters.
        std::string phone, phone_status;
        std::string postal_code, country, language;
        std::map<std::string, std::string> fields;
        std::set<std::string> tags;
        Monotonic made{0};
    };
    struct Record {
        std::string id;
        std::string person;
        std::string action;  // "petition:UUID"
        std::string source;
        std::string created;
        bool mailed = false;
        Monotonic made{0};
    };
    // What happened to a contact's status; of a contact that was not there, from is empty.
    struct StatusChange {
        std::string contact;
        std::string from;
        std::string to;
    };

    std::string key = "0123456789abcdef0123456789abcdef";
    std::set<std::string> actions;  // "petition:UUID", "form:UUID", "event:UUID"
    std::set<std::string> tags;
    std::set<std::string> never_taken;  // Addresses that are refused by a check that nobody explains.
    Monotonic hidden_for = std::chrono::seconds(6);
    std::size_t calls_a_second = 4;

    bool forgets_who_signed = false;  // A harsher server than the real one: the same action again is a second record.

    // In front of all rules: what it answers instead. The question is not taken then.
    std::function<std::optional<MockAnswer>(const MockQuestion&)> weather;

    [[nodiscard]] MockAnswer answer(const MockQuestion& question, Monotonic now);

    Person& put_on_list(Person person);  // Somebody who was there before.
    void put_record(const std::string& person, const std::string& action);

    [[nodiscard]] const std::vector<Person>& people() const { return people_; }
    [[nodiscard]] const std::vector<Record>& records() const { return records_; }
    [[nodiscard]] const Person* find(std::string_view contact) const;
    [[nodiscard]] const std::vector<StatusChange>& changes() const { return changes_; }
    [[nodiscard]] std::size_t posts() const { return posts_; }  // That were taken.
    [[nodiscard]] std::size_t calls() const { return calls_; }
    [[nodiscard]] std::size_t too_many() const { return too_many_; }
    // Actions that were sent although they were there.
    [[nodiscard]] std::size_t sent_again() const { return sent_again_; }
    // Everything that it knows, as text.
    [[nodiscard]] std::string state() const;
    // The same without ids and in no order but its own: two lists that hold the same.
    [[nodiscard]] std::string content() const;

  private:
    struct Incoming;
    [[nodiscard]] MockAnswer route(const MockQuestion& question, Monotonic now);
    [[nodiscard]] MockAnswer get_people(const std::string& query, Monotonic now) const;
    [[nodiscard]] MockAnswer get_records(const std::string& person, const std::string& kind, const std::string& query,
                                         Monotonic now) const;
    [[nodiscard]] MockAnswer post_person(const std::string& body, Monotonic now);
    [[nodiscard]] MockAnswer post_action(const std::string& kind, const std::string& uuid, const MockQuestion& question,
                                         Monotonic now);
    Person& merge(const Incoming& in, bool helper, Monotonic now);
    void set_status(const std::string& contact, std::string& status, const std::string& to);
    void take_phone_from_others(const Person& owner);
    [[nodiscard]] std::string new_uuid();

    std::vector<Person> people_;
    std::vector<Record> records_;
    std::map<std::string, std::size_t> by_email_, by_phone_;
    std::map<std::string, std::vector<std::size_t>> records_of_;
    std::map<std::pair<std::string, std::string>, std::size_t> record_at_;
    std::map<std::string, std::size_t> by_id_;
    std::vector<StatusChange> changes_;
    std::deque<Monotonic> recent_;
    std::size_t posts_ = 0;
    std::size_t calls_ = 0;
    std::size_t too_many_ = 0;
    std::size_t sent_again_ = 0;
    std::size_t uuids_ = 0;
};

}  // namespace hineni
