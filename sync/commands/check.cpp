#include "sync/commands/check.hpp"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "hineni/event_pack.hpp"

namespace hineni {

namespace {

struct Check {
    std::string event;
    bool json = false;
    std::string state;  // Other commands need it; here it changes nothing.
};

std::string several(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

void say_as_json(const std::string& event, const tl::expected<EventPack, std::vector<Complaint>>& pack) {
    nlohmann::json out{{"event", event}, {"all_right", pack.has_value()}, {"complaints", nlohmann::json::array()}};
    if (pack) {
        out["id"] = pack->id;
        out["forms"] = pack->forms.size();
        out["languages"] = pack->languages;
        out["recipients"] = pack->recipients.size();
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
    auto& command =
        program.command("check", "Say what is wrong with an event pack", [options] { return check(*options); });
    command.add_option("--event", options->event, "Folder of the event pack")->required()->type_name("DIR");
    command.add_option("--state", options->state, "Not needed here")->type_name("DIR");
    command.add_flag("--json", options->json, "For programs");
}

}  // namespace hineni
