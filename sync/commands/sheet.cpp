#include "sync/commands/sheet.hpp"

#include <memory>
#include <string>

#include "sync/commands/desk.hpp"
#include "sync/commands/new_key.hpp"

namespace hineni {

namespace {

struct SheetOptions : KeyOptions {
    std::string pdf;
};

Result<Done> write_sheet(const SheetOptions& options) {
    if (auto can = can_be_written({options.pdf}); !can) return within("sheet", can.error());
    const auto key = key_for(options);
    if (!key) return within("sheet", key.error());
    if (auto written = write_recovery_sheet(options.pdf, *key); !written) return within("sheet", written.error());
    say(about_recovery_sheet(options.pdf));
    return Done::Well;
}

}  // namespace

void sheet(Program& program) {
    const auto options = std::make_shared<SheetOptions>();
    auto command = program.command("sheet", "Write the recovery sheet of a key that has none yet, or no more",
                                   [options] { return write_sheet(*options); });
    command.needs("--key", options->key, "The secret key from keygen", "FILE");
    add_passphrase_option(command, *options);
    command.needs("--pdf", options->pdf, "The sheet; never overwritten", "FILE");
}

}  // namespace hineni
