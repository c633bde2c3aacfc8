#include "sync/publish/bodies.hpp"

#include <nlohmann/json.hpp>

#include "sync/publish/names.hpp"

namespace hineni {

namespace {

using BodyJson = nlohmann::ordered_json;

const char* word_for(Subscription status) {
    return status == Subscription::Subscribed ? "subscribed" : "unsubscribed";
}

BodyJson person_json(const Publication& who, const Sent& sent) {
    auto person = BodyJson::object();
    if (sent.names) {
        const auto parts = name_parts(who.name);
        if (!parts.given.empty()) person["given_name"] = parts.given;
        if (!parts.family.empty()) person["family_name"] = parts.family;
    }
    if (!who.email.empty()) {
        BodyJson email{{"address", who.email}};
        if (sent.email_status) email["status"] = word_for(*sent.email_status);
        person["email_addresses"] = BodyJson::array({std::move(email)});
    }
    if (!who.phone.empty() && (sent.phone || who.email.empty())) {
        BodyJson phone{{"number", who.phone}};
        if (sent.phone_status) phone["status"] = word_for(*sent.phone_status);
        person["phone_numbers"] = BodyJson::array({std::move(phone)});
    }
    if (!who.postal_code.empty()) {
        BodyJson address{{"postal_code", who.postal_code}, {"country", who.country}};
        person["postal_addresses"] = BodyJson::array({std::move(address)});
    }
    if (!who.language.empty()) person["languages_spoken"] = BodyJson::array({who.language});
    for (const auto& [name, value] : who.custom_fields) person["custom_fields"][name] = value;
    return person;
}

std::string dumped(const BodyJson& json, int indent = -1) {
    return json.dump(indent, ' ', false, BodyJson::error_handler_t::replace);
}

std::string encoded_value(std::string_view value) {
    static constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : value) {
        if (plain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

}  // namespace

std::string person_body(const Publication& who, const Sent& sent) {
    auto body = BodyJson::object();
    body["person"] = person_json(who, sent);
    if (!who.tags.empty()) body["add_tags"] = who.tags;
    return dumped(body);
}

std::string action_body(const Publication& who, const Sent& sent, const Action& action) {
    auto body = BodyJson::object();
    body["person"] = person_json(who, sent);
    if (action.made) body["created_date"] = iso_8601(*action.made);
    if (!action.tags.empty()) body["add_tags"] = action.tags;
    body["action_network:referrer_data"] = {{"source", action.source}};
    body["triggers"] = {{"autoresponse", {{"enabled", false}}}};
    return dumped(body);
}

std::string lookup_path(const char* field, std::string_view value) {
    std::string doubled;
    for (const char c : value) doubled += c == '\'' ? std::string("''") : std::string(1, c);
    return "people?filter=" + encoded_value(std::string(field) + " eq '" + doubled + "'");
}

std::string records_path(const std::string& person, Action::Kind kind, int page) {
    const char* records = kind == Action::Kind::Sign     ? "/signatures"
                          : kind == Action::Kind::Submit ? "/submissions"
                                                         : "/attendances";
    return "people/" + encoded_value(person) + records + "?page=" + std::to_string(page) + "&per_page=25";
}

std::string spread_out(const std::string& body) {
    return dumped(BodyJson::parse(body, nullptr, false), 2);
}

}  // namespace hineni
