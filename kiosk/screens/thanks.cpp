#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"

namespace hineni::screens {

namespace {

// What happens next: the dates that were chosen, and the form's own sentence.
std::string next_words(const Page& page, const Thanks& state) {
    std::string words;
    for (const auto i : state.occasions) {
        const auto& occasion = state.form->occasions[i];
        if (!words.empty()) words += '\n';
        words += occasion.name.in(page.language) + " · " + day_in(page.language, occasion.starts) + " · " +
                 time_in(page.language, occasion.starts);
    }
    if (state.form == nullptr || state.form->thanks.empty()) return words;
    if (!words.empty()) words += '\n';
    return words + state.form->thanks.in(page.language);
}

}  // namespace

Did thanks(Page& page, const Thanks& state, const Scene&) {
    const auto nameless = page.say("Thank you.");
    auto greeting = nameless;
    if (!state.first_name.empty()) greeting = filled(page.say("Thank you, {name}."), "name", state.first_name.text());
    const float high = page.px(100);
    const float foot = page.px(56) + high;
    const Message said{
        greeting, nameless,
        page.say("Your name is sealed and safe on this device. It will be delivered when we are back online."),
        next_words(page, state), 250};
    message(page, said, foot + page.px(20));
    const float wide = page.px(400);
    const Rect room{(page.width - wide) / 2, page.height - foot, wide, high};
    return big_button(page, page.say("Finish"), room) ? Did(Next{}) : std::nullopt;
}

Previews thanks_previews(const EventPack& pack, const Language& language) {
    Previews all;
    Player player(pack, language);
    if (player.open([](const Form& form) { return !form.fields.empty(); }) && player.go_to<Filling>()) {
        Player long_one = player;
        std::string endless;
        for (int i = 0; i < 66; ++i) endless += "Núñ";
        long_one.type(0, endless);
        if (long_one.go_to<Thanks>()) all.push_back({"thanks-endless-name", long_one.session()});
    }
    if (player.go_to<Thanks>()) all.push_back({"thanks", player.session()});
    Player rsvp(pack, language);
    if (rsvp.open([](const Form& form) { return form.occasions.size() > 1; }) && rsvp.go_to<Choosing>()) {
        for (std::size_t i = 0; i < 8; ++i) rsvp.did(ChoseOccasion{i});
        if (rsvp.go_to<Thanks>()) all.push_back({"thanks-dates", rsvp.session()});
    }
    return all;
}

}  // namespace hineni::screens
