#include <algorithm>

#include "kiosk/form/utc.hpp"
#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/occasion.hpp"
#include "kiosk/screens/pager.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// Earlier first; the pack may list them as it likes.
std::vector<std::size_t> by_date(const Form& form) {
    std::vector<std::size_t> order(form.occasions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto key = [&](std::size_t i) { return utc_minutes(form.occasions[i].starts); };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
    return order;
}

// A card: when, what, where, and a mark.
bool card(Page& page, const Occasion& occasion, Rect room, bool chosen, std::size_t id) {
    const bool tapped = choice_card(page, occasion.name.in(page.language), room, chosen, id);
    const float x = room.x + page.px(84);
    const float pad = page.px(10);
    occasion_words(page, occasion, {x, room.y + pad, room.right() - page.px(20) - x, room.height - 2 * pad});
    return tapped;
}

}  // namespace

Did choosing(Page& page, const Choosing& state, const Scene& scene) {
    const Form& form = *state.card.form;
    const Head top = head(page, form.title.in(page.language), scene);
    Did did = top.did;
    const float x = margin(page);
    const float width = page.width - 2 * x;
    Manner lead = small_print(page);
    lead.size = 21;
    const auto words = page.say("Tap everything you want to come to.");
    const float lead_high = height_of(page, words, width, lead) + page.px(4);
    write(page, words, {x, top.bottom, width, lead_high}, lead);

    const float from = top.bottom + lead_high + page.px(20);
    const Rect room{x, from, width, foot_top(page) - from};
    const auto count = form.occasions.size();
    const Items items{.count = count,
                      .least_wide = 320,
                      .least_high = 116,
                      .most_high = 152,
                      .columns = page.portrait() || count < 3 ? 1U : 2U,
                      .gap = 16};
    const auto shown = shelf(page, room, items, state.shown_from);
    if (const auto on = foot(page, page.say("Continue"), can_go_on(scene.session.state()))) did = on;
    const auto order = by_date(form);
    for (auto place = shown.first; place < shown.last; ++place) {
        const auto i = order[place];
        if (card(page, form.occasions[i], shown.place(place), state.card.occasions[i], i)) did = ChoseOccasion{i};
    }
    if (const auto to = turned(page, shown)) did = ListTurned{*to};
    return did;
}

Previews choosing_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form& form) { return !form.occasions.empty(); })) return {};
    if (!player.go_to<Choosing>()) return {};
    Previews all{{"choosing", player.session()}};
    player.did(ChoseOccasion{0});
    player.did(ChoseOccasion{2});
    all.push_back({"choosing-two", player.session()});
    return all;
}

}  // namespace hineni::screens
