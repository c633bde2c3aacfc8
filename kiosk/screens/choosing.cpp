#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

std::string when(const Page& page, const Occasion& occasion) {
    std::string words = day_in(page.language, occasion.starts) + " · " + time_in(page.language, occasion.starts);
    if (occasion.ends) words += " – " + time_in(page.language, *occasion.ends);
    return words;
}

// Earlier first; the pack may list them as it likes.
std::vector<std::size_t> by_date(const Form& form) {
    std::vector<std::size_t> order(form.occasions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto key = [&](std::size_t i) {
        const auto& t = form.occasions[i].starts;
        return std::array{t.year, t.month, t.day, t.hour * 60 + t.minute - t.utc_offset_minutes};
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
    return order;
}

// A card: when, what, where, and a mark.
bool card(Page& page, const Occasion& occasion, Rect room, bool chosen, std::size_t id) {
    const bool tapped = choice_card(page, occasion.name.in(page.language), room, chosen, id);
    const auto& c = page.look.colours;
    const float x = room.x + page.px(84);
    const float width = room.right() - page.px(20) - x;
    const auto& place = occasion.place.in(page.language);
    Manner small = small_print(page);
    small.stand = Stand::Middle;
    Manner date = small;
    date.colour = c.accent;
    date.weight = Weight::Medium;
    const Manner name{
        .size = 25, .weight = Weight::SemiBold, .colour = c.words, .stand = Stand::Middle, .leading = 1.15F};
    const float pad = room.height * 0.1F;
    const float line = (room.height - 2 * pad) / (place.empty() ? 5.0F : 6.5F);
    write(page, when(page, occasion), {x, room.y + pad, width, line * 1.8F}, date);
    write(page, occasion.name.in(page.language), {x, room.y + pad + line * 1.8F, width, line * 2.9F}, name);
    write(page, place, {x, room.y + pad + line * 4.7F, width, line * 1.8F}, small);
    return tapped;
}

}  // namespace

Did choosing(Page& page, const Choosing& state, const Scene& scene) {
    const Form& form = *state.card.form;
    const float top = head(page, form.title.in(page.language), scene.session.step());
    const float x = margin(page);
    const float gap = page.px(16);
    const float width = page.width - 2 * x;
    Manner lead = small_print(page);
    lead.size = 21;
    const auto words = page.say("Tap everything you want to come to.");
    const float lead_high = height_of(page, words, width, lead) + page.px(4);
    write(page, words, {x, top, width, lead_high}, lead);

    const float from = top + lead_high + page.px(20);
    const float high = foot_top(page) - from;
    const auto count = form.occasions.size();
    // As few columns as leave every card high enough to touch and to read.
    std::size_t columns = page.portrait() || count < 3 ? 1 : 2;
    const auto rows_in = [&](std::size_t across) { return (count + across - 1) / across; };
    const auto row_height = [&](std::size_t across) {
        return (high - gap * (static_cast<float>(rows_in(across)) - 1)) / static_cast<float>(rows_in(across));
    };
    while (columns < 4 && row_height(columns) < page.px(104)) ++columns;
    const float each = std::min(row_height(columns), page.px(152));
    const float wide = (width - gap * (static_cast<float>(columns) - 1)) / static_cast<float>(columns);

    Did did = foot(page, page.say("Continue"), can_go_on(scene.session.state()));
    const auto order = by_date(form);
    for (std::size_t place = 0; place < count; ++place) {
        const auto i = order[place];
        const std::size_t row = place / columns;
        const auto column = static_cast<float>(place % columns);
        const Rect room{x + column * (wide + gap), from + static_cast<float>(row) * (each + gap), wide, each};
        if (card(page, form.occasions[i], room, state.card.occasions[i], i)) did = ChoseOccasion{i};
    }
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
