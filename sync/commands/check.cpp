#include "sync/commands/check.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "hineni/event_pack.hpp"
#include "sync/packs/event_seal.hpp"

namespace hineni {

namespace {

// The key in assets/events/vigil. Nobody has its secret half: a pack that still names it alone loses everybody's names.
constexpr std::string_view sample_key = "hineni1pn42e2fmaq3gzmgsxb7ak6na2okcc5horyoif6lupntmzrefkvqkbl4rqe";

bool names_the_sample_key(const EventPack& pack) {
    return std::any_of(pack.recipients.begin(), pack.recipients.end(),
                       [](const PublicKey& key) { return to_text(key) == sample_key; });
}

struct Check {
    std::string event;
    bool json = false;
    std::string state;  // Other commands need it; here it changes nothing.
};

std::string several(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string sealed_in_words(const EventPack& pack) {
    const auto seal = find_seal(pack);
    if (seal.by) return "sealed by " + fingerprint(*seal.by) + " (" + to_text(*seal.by) + ")";
    if (!seal.there) return "sealed by nobody: a device asks its organizer before it takes it";
    return "event.seal does not fit: something was changed since it was sealed; seal it again with hineni-desk "
           "seal-pack";
}

void say_as_json(const std::string& event, const tl::expected<EventPack, std::vector<Complaint>>& pack) {
    nlohmann::json out{{"event", event}, {"all_right", pack.has_value()}, {"complaints", nlohmann::json::array()}};
    if (pack) {
        out["id"] = pack->id;
        out["forms"] = pack->forms.size();
        out["languages"] = pack->languages;
        out["recipients"] = pack->recipients.size();
        out["sample_key"] = names_the_sample_key(*pack);
        const auto seal = find_seal(*pack);
        out["seal"] = seal.by ? "good" : seal.there ? "broken" : "none";
        if (seal.by) {
            out["sealed_by"] = to_text(*seal.by);
            out["fingerprint"] = fingerprint(*seal.by);
        }
    } else {
        for (const auto& each : pack.error()) {
            out["complaints"].push_back(
                {{"file", each.file}, {"line", each.line}, {"wrong", each.wrong}, {"instead", each.instead}});
        }
    }
    std::printf("%s\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

void say_in_words(const std::string& event, const tl::expected<EventPack, std::vector<Complaint>>& pack) {
    if (!pack) {
        for (const auto& each : pack.error()) std::printf("%s\n", in_words(each).c_str());
        return;
    }
    std::printf("%s: all right: %s, %s, %s, %s\n", event.c_str(), several(pack->forms.size(), "form", "forms").c_str(),
                several(pack->languages.size(), "language", "languages").c_str(),
                several(pack->recipients.size(), "key", "keys").c_str(),
                pack->drop.empty() ? "no drop (entries leave on a stick)" : "a drop");
    std::printf("%s\n", sealed_in_words(*pack).c_str());
    if (names_the_sample_key(*pack)) {
        std::printf(
            "but keys.recipients has the sample's key, and nobody can open what is sealed to it: make your own with\n"
            "hineni-desk keygen, and put the line of its .pub file there before anybody signs\n");
    }
}

Result<Done> check(const Check& options) {
    const auto pack = read_event_pack(options.event);
    if (options.json) {
        say_as_json(options.event, pack);
    } else {
        say_in_words(options.event, pack);
    }
    if (pack) return Done::Well;
    const auto count = pack.error().size();
    return fail("check " + options.event + ": " + several(count, "thing is wrong", "things are wrong"),
                "put right what is named and check again");
}

}  // namespace

void add_check(Program& program) {
    auto options = std::make_shared<Check>();
    auto command =
        program.command("check", "Say what is wrong with an event pack", [options] { return check(*options); });
    command.needs("--event", options->event, "Folder of the event pack", "DIR");
    command.takes("--state", options->state, "Not needed here", "DIR");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni
