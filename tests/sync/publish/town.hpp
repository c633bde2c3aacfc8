// A town of generated people: what they typed and agreed to, and who of them was on the list before. The generator is
// the truth that the server's log is held against.
#pragma once

#include <map>
#include <set>

#include "tests/sync/publish/samples.hpp"

namespace hineni {

class Town {
  public:
    Town(std::size_t entries, std::uint32_t seed) : dice_(seed) {
        while (cards.size() < entries) move_in();
    }

    std::vector<FilledForm> cards;
    std::set<std::string> yes;                  // Contacts with a recorded yes to us on their own channel.
    std::map<std::string, std::string> before;  // Contacts that were on the list, and their status.
    std::set<std::string> two_people;           // Addresses that two people gave.

    // The list as it was before the evening.
    void put_before(ActionNetwork& server) {
        for (auto person : listed_) {
            const auto signed_before = person.tags.contains("signed");
            person.tags.clear();
            const auto id = server.put_on_list(person).id;
            if (signed_before) server.put_record(id, "petition:" + petition_uuid);
        }
    }

    // What it did that nobody had agreed to: of who was on the list nothing may change, and nobody new is subscribed
    // but by a yes.
    [[nodiscard]] std::vector<std::string> wrongs(const ActionNetwork& server) const {
        std::vector<std::string> all;
        for (const auto& change : server.changes()) {
            const bool new_one = change.from.empty() && !before.contains(change.contact);
            const bool fine = new_one && (change.to == "unsubscribed" || yes.contains(change.contact));
            if (!fine) all.push_back(change.contact + ": " + change.from + " -> " + change.to);
        }
        for (const auto& [contact, status] : before) {
            const auto* person = server.find(contact);
            const bool kept =
                person != nullptr &&
                (contact.find('@') == std::string::npos ? person->phone_status : person->email_status) == status;
            if (!kept) all.push_back(contact + " is not as it was");
        }
        for (const auto& record : server.records()) {
            if (record.mailed) all.push_back("a mail went out");
        }
        return all;
    }

  private:
    [[nodiscard]] bool one_in(unsigned n) { return dice_() % n == 0; }

    void add(CardWith card) {
        const auto number = static_cast<std::uint32_t>(cards.size() + 1);
        card.email_yes = one_in(3);
        card.sms_yes = one_in(4);
        card.partner_yes = one_in(2);
        if (card.form == "next")
            card.occasions =
                one_in(2) ? std::vector<std::string>{"night", "briefing"} : std::vector<std::string>{"night"};
        if (card.email_yes && !card.email.empty()) yes.insert(card.email);
        if (card.sms_yes && !card.phone.empty()) yes.insert("1" + card.phone);
        card.more = {{"marshal", one_in(2) ? "yes" : "no"}, {"note", one_in(5) ? "=1+1" : ""}};
        cards.push_back(card_with(card, number));
    }

    std::string new_phone() { return std::to_string(2'025'550'000 + ++phones_); }

    void list(const CardWith& card, bool by_name) {
        static const std::vector<std::string> statuses{"subscribed", "unsubscribed", "bouncing", "spam complaint"};
        ActionNetwork::Person person;
        person.given = by_name ? card.name : one_in(2) ? "" : "Somebody";
        if (!card.email.empty()) {
            person.email = card.email;
            person.email_status = statuses[dice_() % statuses.size()];
            before[person.email] = person.email_status;
        }
        if (card.email.empty() || one_in(3)) {
            person.phone = card.phone.empty() || one_in(3) ? "1" + new_phone() : "1" + card.phone;
            if (card.email.empty()) person.phone = "1" + card.phone;
            person.phone_status = statuses[dice_() % 2];
            before[person.phone] = person.phone_status;
        }
        if (one_in(4)) person.tags.insert("signed");
        listed_.push_back(person);
    }

    void move_in() {
        static const std::vector<std::string> forms{"join", "pledge", "next", "news"};
        const auto n = std::to_string(++people_);
        CardWith card;
        card.name = "Name" + n + (one_in(3) ? "" : " O’Family" + n);
        card.email = "o'name+" + n + "@example.org";
        if (one_in(2)) card.phone = new_phone();
        if (one_in(8)) {
            card.email.clear();
            if (card.phone.empty()) card.phone = new_phone();
        }
        const auto first = dice_() % 4;
        card.form = forms[first];
        add(card);
        if (one_in(4)) {  // Fills in another form too.
            card.form = forms[(first + 1) % 4];
            add(card);
        }
        if (one_in(6)) list(card, !one_in(6));
        if (one_in(40) && !card.email.empty()) {  // Somebody else with their address.
            two_people.insert(card.email);
            CardWith other = card;
            other.name = "Other" + n;
            other.phone.clear();
            add(other);
        }
        if (one_in(25) && !card.phone.empty()) {  // A family with one phone.
            CardWith child = card;
            child.name = "Child" + n;
            child.email = "child" + n + "@example.org";
            add(child);
        }
    }

    std::mt19937 dice_;
    std::vector<ActionNetwork::Person> listed_;
    std::size_t people_ = 0;
    std::size_t phones_ = 0;
};

}  // namespace hineni
