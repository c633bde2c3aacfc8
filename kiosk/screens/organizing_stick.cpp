// What comes and goes on a stick: copies of the entries, and event packs.
#include <algorithm>

#include "kiosk/screens/organizing.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

// Why it failed, as the service says it, and its hint.
Line failure(const Page& page, const Outcome& outcome) {
    return {{},
            page.say("That did not work"),
            outcome.hint.empty() ? outcome.why : outcome.why + "\n" + outcome.hint,
            Sign::Bad};
}

Line stick_line(const Page& page, const Facts& facts) {
    if (!facts.stick)
        return {{}, page.say("Plug a stick in"), page.say("It shows here after a moment."), Sign::Question};
    auto words = filled(page.say("{size} free"), "size", bytes_in_words(page, facts.stick->free));
    if (!facts.stick->name.empty()) words = isolated(page, facts.stick->name) + " · " + words;
    return {page.say("Stick"), words, {}, {}};
}

// The words that count: whether it may be pulled out. Only where the copy is whole and on it.
float copy_state(Page& page, const Outcome& copy, Rect room) {
    if (copy.stage == Outcome::Stage::Failed) {
        const Line line = failure(page, copy);
        return tell(page, {line}, room);
    }
    const bool done = copy.stage == Outcome::Stage::Done;
    const Manner large = loud(page, 48);
    const auto words = done ? page.say("Safe to pull out") : progress(page, copy);
    const float side = done ? page.style(44).size : 0;
    const float from = done ? side + page.px(20) : 0;
    const float high =
        std::min(hineni::height_of(page, words, room.width - from, large) + page.px(10), room.height * 0.5F);
    if (done) sign(page, Sign::Good, {room.x, room.y, side, high});
    write(page, words, {room.x + from, room.y, room.width - from, high}, large);
    float y = room.y + high + page.px(16);
    if (!done) {
        const float share = copy.of > 0 ? static_cast<float>(copy.done) / static_cast<float>(copy.of) : 0;
        bar(page, share, {room.x, y, room.width, page.px(30)});
        y += page.px(30 + 16);
    }
    const auto more =
        done ? page.say("{n} entry copied", "{n} entries copied", copy.done) : page.say("Please leave the stick in.");
    Manner quiet = paragraph(page);
    const float more_high = std::min(hineni::height_of(page, more, room.width, quiet) + page.px(6), room.bottom() - y);
    write(page, more, {room.x, y, room.width, more_high}, quiet);
    return y + more_high;
}

Line pack_line(const Page& page, std::string label, const ShelvedPack& pack) {
    return {std::move(label), pack.event_name, page.say("Sealed by") + ": " + sealed_by(page, pack), {}};
}

Line who_sealed(const Page& page, const ShelvedPack& pack) {
    if (pack.sealer == Sealer::Nobody) {
        return {{},
                page.say("Nobody sealed this pack"),
                page.say("Take it only if you know where it comes from."),
                Sign::Attention};
    }
    if (pack.sealer == Sealer::Stranger) {
        return {{},
                page.say("This tablet does not know who sealed it"),
                page.say("Ask the desk for its four words, and compare."),
                Sign::Attention};
    }
    return {{}, page.say("Sealed by your organizers"), {}, Sign::Good};
}

// What became of looking for a pack, and of taking it.
void add_errand(const Page& page, const Scene& scene, ErrandKind kind, std::vector<Line>& all) {
    const auto* errand = outcome(scene, kind);
    if (errand == nullptr) return;
    if (works(errand)) all.push_back({{}, page.say("One moment"), {}, Sign::Running});
    if (errand->stage == Outcome::Stage::Failed) all.push_back(failure(page, *errand));
}

}  // namespace

Did stick(Page& page, const Organizing&, const Scene& scene) {
    const auto& facts = scene.session.facts();
    const auto* copy = outcome(scene, ErrandKind::CopyToStick);
    const auto [room, back, main] =
        frame(page, page.say("Copy to a stick"), page.say("Copy now"), facts.stick.has_value() && !works(copy));
    Did did = back;
    const Line line = stick_line(page, facts);
    const float y = tell(page, {line}, {room.x, room.y, room.width, room.height * 0.45F}) + page.px(28);
    if (copy != nullptr) {
        copy_state(page, *copy, {room.x, y, room.width, room.bottom() - y});
    } else {
        const Line what{{}, page.say("The copy is sealed like the entries here: the desk opens it."), {}, {}};
        tell(page, {what}, {room.x, y, room.width, room.bottom() - y});
    }
    if (main) did = Ordered{order::CopyToStick{}};
    return did;
}

Did pack(Page& page, const Organizing& state, const Scene& scene) {
    const auto& facts = scene.session.facts();
    const auto& shelf = facts.shelf;
    const bool busy = works(outcome(scene, ErrandKind::TakePack)) || works(outcome(scene, ErrandKind::LookForPack));
    const bool takes = shelf.waiting.has_value();
    const auto [room, back, main] =
        frame(page, page.say("Event pack"), takes ? page.say("Take this pack") : page.say("Look on the stick"),
              !busy && (takes || facts.stick));
    Did did = back;
    std::vector<Line> all;
    add_errand(page, scene, ErrandKind::LookForPack, all);
    add_errand(page, scene, ErrandKind::TakePack, all);
    if (shelf.waiting) {
        all.push_back(pack_line(page, page.say("New"), *shelf.waiting));
        all.push_back(who_sealed(page, *shelf.waiting));
    }
    if (!shelf.complaint.empty()) {
        all.push_back({{}, page.say("The new event pack was not taken"), shelf.complaint, Sign::Attention});
    }
    if (shelf.current) {
        all.push_back(pack_line(page, page.say("In use"), *shelf.current));
    } else {
        all.push_back({page.say("In use"), scene.pack.name.in(page.language), {}, {}});
    }
    if (!takes) all.push_back(stick_line(page, facts));
    if (const auto turned = lines(page, all, room, state.shown_from)) did = turned;
    if (main) did = takes ? Ordered{order::TakePack{}} : Ordered{order::LookForPack{}};
    return did;
}

}  // namespace hineni::screens::organizer
