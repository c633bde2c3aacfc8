#include "sync/publish/on_list.hpp"

#include <nlohmann/json.hpp>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

using ListJson = nlohmann::json;

constexpr std::string_view native = "action_network:";
constexpr std::size_t longest_reason = 200;

const ListJson& member(const ListJson& json, const char* name) {
    static const ListJson nothing;
    if (!json.is_object()) return nothing;
    const auto at = json.find(name);
    return at == json.end() ? nothing : *at;
}

std::string text(const ListJson& json, const char* name) {
    const auto* words = member(json, name).get_ptr<const ListJson::string_t*>();
    return words == nullptr ? std::string() : *words;
}

const ListJson& first_of(const ListJson& json, const char* name) {
    static const ListJson nothing;
    const auto& list = member(json, name);
    return list.is_array() && !list.empty() ? list.front() : nothing;
}

ListJson parsed(std::string_view answer) {
    return ListJson::parse(answer, nullptr, false);
}

std::string id_in(const ListJson& json) {
    const auto& all = member(json, "identifiers");
    if (!all.is_array()) return {};
    for (const auto& each : all) {
        const auto* words = each.get_ptr<const ListJson::string_t*>();
        if (words != nullptr && words->starts_with(native)) return words->substr(native.size());
    }
    return {};
}

std::string in_small(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

OnList on_list(const ListJson& json) {
    OnList person;
    person.id = id_in(json);
    person.name = text(json, "given_name");
    const auto family = text(json, "family_name");
    if (!family.empty()) person.name += (person.name.empty() ? "" : " ") + family;
    const auto& email = first_of(json, "email_addresses");
    person.email = in_small(text(email, "address"));
    person.email_status = text(email, "status");
    const auto& phone = first_of(json, "phone_numbers");
    for (const char c : text(phone, "number")) {
        if (c >= '0' && c <= '9') person.phone += c;
    }
    person.phone_status = text(phone, "status");
    return person;
}

}  // namespace

bool is_json(std::string_view answer) {
    return parsed(answer).is_object();
}

std::optional<std::vector<OnList>> people_on_page(std::string_view answer) {
    const auto json = parsed(answer);
    const auto& all = member(member(json, "_embedded"), "osdi:people");
    if (!all.is_array()) return std::nullopt;
    std::vector<OnList> people;
    for (const auto& each : all) people.push_back(on_list(each));
    return people;
}

std::string native_id(std::string_view answer) {
    return id_in(parsed(answer));
}

std::optional<std::vector<RecordThere>> records_on_page(std::string_view answer, std::string_view kind) {
    const auto json = parsed(answer);
    const auto list = kind == "petition" ? "osdi:signatures" : kind == "form" ? "osdi:submissions" : "osdi:attendances";
    const auto& all = member(member(json, "_embedded"), list);
    if (!all.is_array()) return std::nullopt;
    const auto of = "action_network:" + std::string(kind) + "_id";
    std::vector<RecordThere> records;
    for (const auto& each : all) records.push_back({id_in(each), text(each, of.c_str())});
    return records;
}

bool shows_tags(std::string_view answer) {
    const auto json = parsed(answer);
    return !member(member(json, "_links"), "osdi:tags").is_null();
}

std::string reason_in(std::string_view answer) {
    const auto json = parsed(answer);
    std::string reason;
    for (const char c : text(json, "error")) reason += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
    return std::string(utf8::valid(reason) ? utf8::cut(reason, longest_reason) : std::string_view());
}

}  // namespace hineni
