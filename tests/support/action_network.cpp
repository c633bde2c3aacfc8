#include "tests/support/action_network.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace hineni {

namespace {

using MockJson = nlohmann::json;

constexpr std::string_view mock_root = "/api/v2/";
constexpr std::size_t mock_page = 25;

std::string dump(const MockJson& json) {
    return json.dump(-1, ' ', false, MockJson::error_handler_t::replace);
}

MockAnswer error(int status, const std::string& words) {
    return {status, dump({{"error", words}}), ""};
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size()) {
            out += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
            at += 2;
        } else {
            out += text[at] == '+' ? ' ' : text[at];
        }
    }
    return out;
}

std::string parameter(const std::string& query, const std::string& name) {
    for (std::size_t at = 0; at <= query.size();) {
        const auto end = std::min(query.find('&', at), query.size());
        const auto pair = query.substr(at, end - at);
        if (pair.starts_with(name + "=")) return decoded(pair.substr(name.size() + 1));
        at = end + 1;
    }
    return {};
}

std::size_t page_in(const std::string& query) {
    const auto page = parameter(query, "page");
    return page.empty() ? 1 : static_cast<std::size_t>(std::stoul(page));
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

std::string digits(const std::string& text) {
    std::string out;
    for (const char c : text) out += c >= '0' && c <= '9' ? std::string(1, c) : "";
    return out.size() == 10 ? "1" + out : out;  // National numbers are taken for American ones.
}

MockJson person_json(const ActionNetwork::Person& person) {
    MockJson json{{"identifiers", MockJson::array({"action_network:" + person.id})},
                  {"given_name", person.given},
                  {"family_name", person.family},
                  {"email_addresses", MockJson::array()},
                  {"phone_numbers", MockJson::array()},
                  {"custom_fields", person.fields}};
    if (!person.email.empty()) {
        json["email_addresses"].push_back(
            {{"primary", true}, {"address", person.email}, {"status", person.email_status}});
    }
    if (!person.phone.empty()) {
        json["phone_numbers"].push_back(
            {{"primary", true}, {"number", person.phone}, {"number_type", "Mobile"}, {"status", person.phone_status}});
    }
    return json;
}

MockJson record_json(const ActionNetwork::Record& record) {
    const auto colon = record.action.find(':');
    return {{"identifiers", MockJson::array({"action_network:" + record.id})},
            {"created_date", record.created},
            {"action_network:person_id", record.person},
            {"action_network:" + record.action.substr(0, colon) + "_id", record.action.substr(colon + 1)}};
}

// A page never names more than it holds, and the one behind the last is empty.
MockAnswer page_of(const std::vector<MockJson>& all, const std::string& list, const std::string& query) {
    const auto page = page_in(query);
    MockJson shown = MockJson::array();
    for (auto at = (page - 1) * mock_page; at < std::min(page * mock_page, all.size()); ++at) shown.push_back(all[at]);
    return {200, dump({{"per_page", mock_page}, {"page", page}, {"_embedded", {{list, shown}}}}), ""};
}

std::string member_text(const MockJson& json, const char* name) {
    return json.is_object() && json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : "";
}

}  // namespace

struct ActionNetwork::Incoming {
    MockJson person;
    std::vector<std::string> tags;
    std::string email, email_status, phone, phone_status;

    // Why it is no person; empty: it is one.
    std::string read(const std::string& body) {
        const auto json = MockJson::parse(body, nullptr, false);
        if (!json.is_object() || !json.contains("person") || !json["person"].is_object()) {
            return "You must specify a valid person id";
        }
        person = json["person"];
        const auto first = [&](const char* list) {
            const bool any = person.contains(list) && person[list].is_array() && !person[list].empty();
            return any ? person[list][0] : MockJson::object();
        };
        email = lower(member_text(first("email_addresses"), "address"));
        email_status = member_text(first("email_addresses"), "status");
        phone = digits(member_text(first("phone_numbers"), "number"));
        phone_status = member_text(first("phone_numbers"), "status");
        if (json.contains("add_tags")) tags = json["add_tags"].get<std::vector<std::string>>();
        if (email.empty() && phone.empty()) return "Each person must have an email address or a phone number";
        if (!email.empty() && (email.find('@') == std::string::npos || email.find(' ') != std::string::npos)) {
            return "Email is invalid: " + email;
        }
        const auto fields = person.value("custom_fields", MockJson::object());
        for (const auto& [name, value] : fields.items()) {
            if (!value.is_string()) return "custom_fields must be strings: " + name;
        }
        return {};
    }
};

std::string ActionNetwork::new_uuid() {
    std::array<char, 40> out{};
    std::snprintf(out.data(), out.size(), "%08zx-1111-4222-8333-944455556666", ++uuids_);
    return out.data();
}

void ActionNetwork::set_status(const std::string& contact, std::string& status, const std::string& to) {
    if (status == to) return;
    changes_.push_back({contact, status, to});
    status = to;
}

const ActionNetwork::Person* ActionNetwork::find(std::string_view contact) const {
    for (const auto* index : {&by_email_, &by_phone_}) {
        const auto at = index->find(std::string(contact));
        if (at != index->end()) return &people_[at->second];
    }
    return nullptr;
}

ActionNetwork::Person& ActionNetwork::put_on_list(Person person) {
    person.id = new_uuid();
    person.made = Monotonic(-1'000'000'000);
    const auto at = people_.size();
    people_.push_back(std::move(person));
    by_id_[people_[at].id] = at;
    if (!people_[at].email.empty()) by_email_[people_[at].email] = at;
    if (!people_[at].phone.empty()) by_phone_[people_[at].phone] = at;
    return people_[at];
}

void ActionNetwork::put_record(const std::string& person, const std::string& action) {
    record_at_[{person, action}] = records_.size();
    records_of_[person].push_back(records_.size());
    records_.push_back({new_uuid(), person, action, "", "", false, Monotonic(-1'000'000'000)});
}

void ActionNetwork::take_phone_from_others(const Person& owner) {
    const auto at = by_phone_.find(owner.phone);
    if (at == by_phone_.end() || people_[at->second].id == owner.id) return;
    auto& other = people_[at->second];
    other.phone.clear();
    other.phone_status.clear();
}

// By e-mail address, then by phone number. A record with a number alone is taken in by the address that brings it.
ActionNetwork::Person& ActionNetwork::merge(const Incoming& in, bool helper, Monotonic now) {
    auto at = people_.size();
    if (const auto by_email = by_email_.find(in.email); !in.email.empty() && by_email != by_email_.end()) {
        at = by_email->second;
    } else if (const auto by_phone = by_phone_.find(in.phone); !in.phone.empty() && by_phone != by_phone_.end()) {
        if (in.email.empty() || people_[by_phone->second].email.empty()) at = by_phone->second;
    }
    if (at == people_.size()) {
        put_on_list({});
        people_[at].made = now;
    }
    auto& person = people_[at];
    if (!in.email.empty()) {
        const bool is_new = person.email.empty();
        person.email = in.email;
        by_email_[in.email] = at;
        const bool told = in.email_status == "subscribed" || (in.email_status == "unsubscribed" && !helper);
        if (told) {
            set_status(in.email, person.email_status, in.email_status);
        } else if (is_new) {
            set_status(in.email, person.email_status, "subscribed");
        }
    }
    if (!in.phone.empty()) {
        const bool is_new = !by_phone_.contains(in.phone);
        if (person.phone != in.phone) {
            const auto before = by_phone_.find(in.phone);
            const auto status = before == by_phone_.end() ? std::string() : people_[before->second].phone_status;
            by_phone_.erase(person.phone);
            person.phone = in.phone;
            person.phone_status = status;
            take_phone_from_others(person);
            by_phone_[in.phone] = at;
        }
        if (in.phone_status == "subscribed" || in.phone_status == "unsubscribed") {
            set_status(in.phone, person.phone_status, in.phone_status);
        } else if (is_new) {
            set_status(in.phone, person.phone_status, "unsubscribed");
        }
    }
    const auto over = [&](std::string& field, const MockJson& json, const char* name) {
        if (const auto text = member_text(json, name); !text.empty()) field = text;
    };
    over(person.given, in.person, "given_name");
    over(person.family, in.person, "family_name");
    if (in.person.contains("postal_addresses")) {
        over(person.postal_code, in.person["postal_addresses"][0], "postal_code");
        person.country = "US";
        over(person.country, in.person["postal_addresses"][0], "country");
    }
    if (in.person.contains("languages_spoken")) person.language = in.person["languages_spoken"][0].get<std::string>();
    const auto fields = in.person.value("custom_fields", MockJson::object());
    for (const auto& [name, value] : fields.items()) {
        person.fields[name] = value.get<std::string>();
    }
    for (const auto& tag : in.tags) {
        if (tags.contains(tag)) person.tags.insert(tag);
    }
    return person;
}

MockAnswer ActionNetwork::post_person(const std::string& body, Monotonic now) {
    Incoming in;
    if (const auto wrong = in.read(body); !wrong.empty()) return error(400, wrong);
    if (never_taken.contains(in.email)) return error(400, "This email address is not valid");
    ++posts_;
    return {200, dump(person_json(merge(in, false, now))), ""};
}

MockAnswer ActionNetwork::post_action(const std::string& kind, const std::string& uuid, const MockQuestion& question,
                                      Monotonic now) {
    const auto action = kind + ":" + uuid;
    if (!actions.contains(action)) return error(404, "Couldn't find " + kind + " with id = " + uuid);
    Incoming in;
    if (const auto wrong = in.read(question.body); !wrong.empty()) return error(400, wrong);
    if (never_taken.contains(in.email)) return error(400, "This email address is not valid");
    ++posts_;
    const auto person = merge(in, true, now).id;
    const auto body = MockJson::parse(question.body);
    auto at = record_at_.find({person, action});
    if (at != record_at_.end()) ++sent_again_;
    if (at == record_at_.end() || forgets_who_signed) {
        put_record(person, action);
        records_.back().made = now;
        at = record_at_.find({person, action});
    }
    auto& record = records_[at->second];
    record.created = body.value("created_date", "now");
    record.source = body.value("action_network:referrer_data", MockJson::object()).value("source", "");
    const auto triggers = body.value("triggers", MockJson::object()).value("autoresponse", MockJson::object());
    record.mailed = record.mailed || triggers.value("enabled", false);
    // Without a key: success or failure only.
    return {200, question.key.empty() ? "{}" : dump(record_json(record)), ""};
}

MockAnswer ActionNetwork::get_people(const std::string& query, Monotonic now) const {
    const auto filter = parameter(query, "filter");
    const auto shown = [&](const Person& person) { return person.made + hidden_for <= now; };
    std::vector<MockJson> all;
    if (filter.empty()) {
        for (const auto& person : people_) {
            if (shown(person)) all.push_back(person_json(person));
        }
        return page_of(all, "osdi:people", query);
    }
    const auto eq = filter.find(" eq '");
    if (eq == std::string::npos || !filter.ends_with('\'')) return error(400, "Invalid filter");
    const auto field = filter.substr(0, eq);
    std::string value;
    const auto quoted = filter.substr(eq + 5, filter.size() - eq - 6);
    for (std::size_t at = 0; at < quoted.size(); ++at) {
        if (quoted[at] == '\'' && (at + 1 == quoted.size() || quoted[++at] != '\''))
            return error(400, "Invalid filter");
        value += quoted[at];
    }
    if (field != "email_address" && field != "phone_number") return error(400, "Invalid filter");
    const auto& index = field == "email_address" ? by_email_ : by_phone_;
    const auto at = index.find(value);
    if (at != index.end() && shown(people_[at->second])) all.push_back(person_json(people_[at->second]));
    return page_of(all, "osdi:people", query);
}

MockAnswer ActionNetwork::get_records(const std::string& person, const std::string& kind, const std::string& query,
                                      Monotonic now) const {
    if (!by_id_.contains(person)) return error(404, "Couldn't find person with id = " + person);
    std::vector<MockJson> all;
    const auto of = records_of_.find(person);
    const auto theirs = of == records_of_.end() ? std::vector<std::size_t>() : of->second;
    for (const auto at : theirs) {
        const auto& record = records_[at];
        if (record.action.starts_with(kind + ":") && record.made + hidden_for <= now)
            all.push_back(record_json(record));
    }
    const auto list = kind == "petition" ? "osdi:signatures" : kind == "form" ? "osdi:submissions" : "osdi:attendances";
    return page_of(all, list, query);
}

MockAnswer ActionNetwork::answer(const MockQuestion& question, Monotonic now) {
    ++calls_;
    while (!recent_.empty() && recent_.front() + std::chrono::seconds(1) <= now) recent_.pop_front();
    recent_.push_back(now);
    if (recent_.size() > calls_a_second) {
        ++too_many_;
        return {429, dump({{"error", "Too many requests"}}), "1"};
    }
    if (weather) {
        if (auto instead = weather(question)) return *instead;
    }
    if (!question.target.starts_with(mock_root)) return error(404, "Not found");
    return route(question, now);
}

MockAnswer ActionNetwork::route(const MockQuestion& question, Monotonic now) {
    const auto ask = question.target.find('?');
    const auto query = ask == std::string::npos ? std::string() : question.target.substr(ask + 1);
    std::vector<std::string> parts;
    std::string rest =
        question.target.substr(mock_root.size(), std::min(ask, question.target.size()) - mock_root.size());
    for (; !rest.empty(); rest.erase(0, std::min(rest.find('/'), rest.size() - 1) + 1)) {
        parts.push_back(rest.substr(0, rest.find('/')));
    }
    const bool key_is_right = question.key == key;
    if (parts.empty()) {
        MockJson links{{"self", {{"href", "/api/v2"}}}};
        if (key_is_right) links["osdi:tags"] = {{"href", "/api/v2/tags"}};
        return {200, dump({{"motd", "Welcome"}, {"_links", links}}), ""};
    }
    static const std::map<std::string, std::pair<std::string, std::string>> kinds{
        {"petitions", {"petition", "signatures"}},
        {"forms", {"form", "submissions"}},
        {"events", {"event", "attendances"}},
    };
    const auto kind = kinds.find(parts[0]);
    const bool action = question.method == "POST" && kind != kinds.end() && parts.size() == 3;
    if (!key_is_right && !(action && question.key.empty())) {
        return error(403, "API Key invalid or not present " + question.key);
    }
    if (action && kind->second.second == parts[2]) return post_action(kind->second.first, parts[1], question, now);
    if (parts[0] == "people" && parts.size() == 1) {
        return question.method == "POST" ? post_person(question.body, now) : get_people(query, now);
    }
    if (parts[0] == "people" && parts.size() == 3 && question.method == "GET") {
        for (const auto& [plural, names] : kinds) {
            if (names.second == parts[2]) return get_records(parts[1], names.first, query, now);
        }
    }
    return error(404, "Not found");
}

std::string ActionNetwork::state() const {
    std::string out;
    for (const auto& person : people_) {
        out += dump(person_json(person)) + person.postal_code + person.country + person.language;
        for (const auto& tag : person.tags) out += " #" + tag;
        out += '\n';
    }
    for (const auto& record : records_) {
        out += dump(record_json(record)) + record.source + (record.mailed ? " mailed" : "") + '\n';
    }
    return out;
}

std::string ActionNetwork::content() const {
    std::vector<std::string> lines;
    for (auto person : people_) {
        person.id.clear();
        std::string line = dump(person_json(person)) + person.postal_code + person.country + person.language;
        for (const auto& tag : person.tags) line += " #" + tag;
        lines.push_back(line);
    }
    for (const auto& record : records_) {
        const auto& person = people_[by_id_.at(record.person)];
        lines.push_back(person.email + " " + person.phone + " " + record.action + " " + record.source + " " +
                        record.created + (record.mailed ? " mailed" : ""));
    }
    std::ranges::sort(lines);
    std::string out;
    for (const auto& line : lines) out += line + "\n";
    return out;
}

}  // namespace hineni
