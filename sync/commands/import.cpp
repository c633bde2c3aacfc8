#include "sync/commands/import.hpp"

#include <cstdio>
#include <memory>
#include <string>

#include "hineni/errand.hpp"
#include "hineni/log.hpp"
#include "hineni/seal.hpp"
#include "sync/commands/stick.hpp"
#include "sync/packs/shelving.hpp"

namespace hineni {

namespace {

struct Import {
    std::string from, shelf, state, sticks = usual_sticks;
    bool errands = false;
    bool from_card = false;
};

std::string described(const ShelvedPack& pack) {
    return pack.event_id + " (" + pack.digest.substr(0, 12) +
           (pack.sealer_words.empty() ? ", sealed by nobody" : ", sealed by " + pack.sealer_words) + ")";
}

std::string in_words(const Shelving::Looked& looked) {
    switch (looked.became) {
        case Shelving::Became::Taken: return "in use from now on: " + described(looked.pack);
        case Shelving::Became::Waiting: return "waits for the organizer's yes: " + described(looked.pack);
        case Shelving::Became::Known: return "nothing new: " + described(looked.pack);
        case Shelving::Became::Nothing: break;
    }
    return "there is no event pack";
}

Result<void> look_on_stick(Shelving& shelving, const Import& options, const Errand& errand) {
    const auto stick = stick_at(errand.what, options.sticks);
    if (!stick) return tl::unexpected(stick.error());
    const auto looked = shelving.look(*stick, Shelving::From::Stick);
    if (!looked) return tl::unexpected(looked.error());
    log(in_words(*looked));
    if (looked->became != Shelving::Became::Nothing) return {};
    return fail("there is no event pack on the stick", "put event.toml into a folder named event on the stick");
}

Result<void> take(Shelving& shelving, const Errand& errand) {
    const auto taken = shelving.take_waiting(errand.what);
    if (!taken) return tl::unexpected(taken.error());
    log("in use from now on: " + described(*taken));
    return {};
}

Result<void> do_errand(Shelving& shelving, const Import& options, const Errand& errand) {
    switch (errand.kind) {
        case ErrandKind::LookForPack: return look_on_stick(shelving, options, errand);
        case ErrandKind::TakePack: return take(shelving, errand);
        case ErrandKind::WipePacks: return shelving.wipe();
        case ErrandKind::SendNow:
        case ErrandKind::CopyToStick:
        case ErrandKind::WipeDeliveries: break;
    }
    return fail("it is another service's errand");
}

// True: there was one.
Result<bool> next_errand(Shelving& shelving, const Import& options, ErrandKind kind) {
    const auto errand = errand_to_do(options.state, kind);
    if (!errand) {
        log(errand.error().what);  // Whoever wrote that waits for no answer.
        return false;
    }
    if (!*errand) return false;
    Outcome outcome{(*errand)->number, Outcome::Stage::Working, 0, 1, {}, {}};
    if (auto begun = answer(options.state, kind, outcome); !begun) return tl::unexpected(begun.error());
    const auto done = do_errand(shelving, options, **errand);
    outcome.stage = done ? Outcome::Stage::Done : Outcome::Stage::Failed;
    outcome.done = done ? 1 : 0;
    if (!done) {
        outcome.why = done.error().what;
        outcome.hint = done.error().hint;
        log(outcome.why);
    }
    if (auto said = answer(options.state, kind, outcome); !said) return tl::unexpected(said.error());
    return true;
}

// Until there is none: one may come while another is done.
Result<Done> do_errands(Shelving& shelving, const Import& options) {
    for (bool some = true; some;) {
        some = false;
        for (const auto kind : {ErrandKind::WipePacks, ErrandKind::LookForPack, ErrandKind::TakePack}) {
            const auto did = next_errand(shelving, options, kind);
            if (!did) return tl::unexpected(did.error());
            some = some || *did;
        }
    }
    return Done::Well;
}

Result<Done> import_pack(const Import& options) {
    if (auto started = start_sealing(); !started) return tl::unexpected(started.error());
    auto shelving = Shelving::open(options.shelf);
    if (!shelving) return tl::unexpected(shelving.error());
    if (options.errands) return do_errands(*shelving, options);
    const auto from = options.from_card ? Shelving::From::Card : Shelving::From::Stick;
    const auto looked = shelving->look(options.from, from);
    if (!looked) return within("import", looked.error());
    // A card without a pack is as good as any.
    if (looked->became == Shelving::Became::Nothing && !options.from_card) {
        return fail("import: there is no event pack in " + options.from,
                    "name the folder that has event.toml, or a folder event with it");
    }
    std::printf("%s\n", in_words(*looked).c_str());
    return Done::Well;
}

}  // namespace

void add_import(Program& program) {
    auto options = std::make_shared<Import>();
    auto command = program.command("import", "Put an event pack on this device's shelf",
                                   [options] { return import_pack(*options); });
    command.needs("--shelf", options->shelf, "Folder of this device's packs", "DIR");
    command.takes("--from", options->from, "Folder to look for a pack in", "DIR");
    command.flag("--from-card", options->from_card, "It is the card's boot partition");
    command.flag("--errands", options->errands, "Do what was asked for at the kiosk");
    command.takes("--state", options->state, "Folder of the errands", "DIR");
    command.takes("--sticks", options->sticks, "Folder below which sticks lie, instead of /media", "DIR");
    command.at_least_one_of({"--from", "--errands"});
    command.not_both("--from", "--errands");
    command.only_with("--from-card", "--from");
    command.only_with("--errands", "--state");
}

}  // namespace hineni
