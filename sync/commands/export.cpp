#include "sync/commands/export.hpp"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "hineni/log.hpp"
#include "sync/commands/copy.hpp"
#include "sync/commands/delivery.hpp"

namespace hineni {

namespace {

struct Export {
    std::string to, state, event;
    bool json = false;
};

Result<Done> export_to(const Export& options) {
    const auto exported = copy_all(options.state, options.to);
    if (!exported) return within("export", exported.error());
    if (options.json) {
        const nlohmann::json out{{"entries", exported->entries},
                                 {"bundles", exported->bundles},
                                 {"statements", exported->statements},
                                 {"damaged", exported->damaged}};
        std::printf("%s\n", out.dump(2).c_str());
    } else {
        std::printf("%s copied to %s; the stick may be taken out\n", entries(exported->entries).c_str(),
                    options.to.c_str());
    }
    if (exported->damaged > 0) {
        log(entries(exported->damaged) + " among them damaged; the desk will say which");
    }
    return Done::Well;
}

}  // namespace

void add_export(Program& program) {
    auto options = std::make_shared<Export>();
    auto command = program.command("export", "Copy all entries to a stick", [options] { return export_to(*options); });
    command.needs("--to", options->to, "Folder on the stick", "DIR");
    command.needs("--state", options->state, "Folder of the queue", "DIR");
    command.takes("--event", options->event, "Not needed here", "DIR");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni
