#include "sync/publish/dry_run.hpp"

#include "sync/publish/bodies.hpp"
#include "sync/publish/publisher.hpp"

namespace hineni {

namespace {

std::string indented(const std::string& text) {
    std::string out = "    ";
    for (const char c : text) out += c == '\n' ? std::string("\n    ") : std::string(1, c);
    return out + "\n";
}

Subscription status_by(bool yes) {
    return yes ? Subscription::Subscribed : Subscription::Unsubscribed;
}

}  // namespace

std::string dry_run_head(const std::string& api) {
    return "What would be sent to " + api +
           "\n"
           "Nothing was sent and nothing was asked. So it is not known here who is on the list already: of them no "
           "status is\nsent, neither their name nor a number that the list has otherwise is changed, nothing is sent "
           "twice, and whoever\nthe list knows by another name is held for you. A tag that the group does not have is "
           "ignored by the server.\n\n";
}

std::string dry_run_of(const Publication& who, std::size_t number, const Published& ledger) {
    std::string out = std::to_string(number) + ". entry";
    for (const auto& entry : who.who.entries) out += " " + hex(entry.bytes);
    bool done = ledger.confirmed(who.who.entries, person_step);
    for (const auto& action : who.actions) done = done && ledger.confirmed(action.entries, key_of(action));
    if (done) return out + "\n  was published before: nothing is sent\n\n";
    out += "\n";
    if (!who.email.empty()) out += "  GET " + lookup_path("email_address", who.email) + "\n";
    if (!who.phone.empty()) out += "  GET " + lookup_path("phone_number", who.phone) + "\n";
    Sent sent;
    sent.names = true;
    sent.phone = !who.phone.empty();
    if (!who.email.empty()) sent.email_status = status_by(who.email_yes);
    if (!who.phone.empty()) sent.phone_status = status_by(who.sms_yes);
    out += "  where the list does not know them: POST people\n" + indented(spread_out(person_body(who, sent)));
    Sent plain;
    plain.names = true;
    for (const auto& action : who.actions) {
        out += "  POST " + path_of(action) + "\n" + indented(spread_out(action_body(who, plain, action)));
    }
    for (const auto& [said, to_do] : in_words(who.remarks)) {
        out += std::string("  note: ") + said + "\n";
    }
    return out + "\n";
}

}  // namespace hineni
