#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

std::string kind_words(const Page& page, PartnerKind kind) {
    switch (kind) {
        case PartnerKind::ImmigrantLed: return page.say("immigrant-led organization");
        case PartnerKind::Jewish: return page.say("Jewish organization");
        case PartnerKind::Interfaith: return page.say("interfaith partner");
    }
    return {};
}

// To whom a yes gives something.
std::string whom(const Page& page, const EventPack& pack, const Consent& consent) {
    for (const auto& partner : pack.partners) {
        if (partner.id == consent.to) return partner.name.in(page.language) + " · " + kind_words(page, partner.kind);
    }
    return page.say("The organizers");
}

struct Question {
    std::string to, words;
    std::optional<bool> answer;
    std::size_t id = 0;
};

// Yes and no stand at the end of a card, or under the words where these need the whole width.
bool stacked(const Page& page) {
    return page.portrait() || page.look.text_scale > 1.5F;
}

// Where many stand under each other they are lines of one list, else a card each.
bool is_line(const Page& page, Rect room) {
    return !stacked(page) && room.height < page.px(124);
}

// To whom and the exact words, as one block in the middle of what the answers leave free.
std::optional<bool> ask(Page& page, const Question& question, Rect room) {
    const auto& c = page.look.colours;
    const bool under = stacked(page);
    const bool line = is_line(page, room);
    if (!line) {
        shapes::fill(page, room, page.px(20), c.box);
        shapes::outline(page, room, page.px(20), c.box_edge, std::max(1.0F, page.px(1.5F)));
    }
    const float pad = page.px(line ? 0 : 24);
    const float high = page.px(smallest_target);
    const float wide = page.px(360 * std::min(page.look.text_scale, 1.3F));
    const float answers = under ? room.width - 2 * pad : wide;
    const Rect buttons = under ? Rect{room.x + pad, room.bottom() - pad * 0.8F - high, answers, high}
                               : Rect{room.right() - pad - answers, room.y + (room.height - high) / 2, answers, high};
    const float width = under ? room.width - 2 * pad : buttons.x - room.x - std::max(2 * pad, page.px(24));
    const float bottom = under ? buttons.y - page.px(12) : room.bottom() - pad * 0.7F;
    Manner to = small_print(page);
    to.colour = c.accent;
    to.weight = Weight::Medium;
    const Manner words{.size = 24, .weight = Weight::Medium, .colour = c.words, .leading = 1.35F};
    const float top = room.y + pad * 0.7F;
    const float space = page.px(line ? 10 : 15);
    const float to_high = std::min(height_of(page, question.to, width, to), (bottom - top) * 0.4F);
    const float words_high = std::min(height_of(page, question.words, width, words), bottom - top - to_high - space);
    const float y = top + (bottom - top - to_high - space - words_high) / 2;
    write(page, question.to, {room.x + pad, y, width, to_high + 1}, to);
    write(page, question.words, {room.x + pad, y + to_high + space, width, words_high + 1}, words);
    return yes_no(page, buttons, question.answer, question.id);
}

}  // namespace

Did consenting(Page& page, const Consenting& state, const Scene& scene) {
    const Form& form = *state.card.form;
    const float x = margin(page);
    const float width = page.width - 2 * x;
    const auto [first, last] = state.consents;
    // A page that only asks for the name in public is about nobody's letters.
    const auto title = first < last ? page.say("May we stay in touch?") : form.title.in(page.language);
    const Head top = head(page, title, scene);
    Did did = top.did;
    float y = top.bottom;
    Manner lead = small_print(page);
    lead.size = 21;
    const auto explained = page.say("Each answer is yours alone. What you leave open counts as no.");
    const float lead_high = height_of(page, explained, width, lead) + page.px(4);
    write(page, explained, {x, y, width, lead_high}, lead);
    const bool list = !stacked(page) && last - first + (state.asks_public ? 1 : 0) > 3;
    y += lead_high + page.px(list ? 10 : 20);

    const bool public_too = state.asks_public;
    const float gap = page.px(list ? 10 : 16);
    const float most = page.px((stacked(page) ? 300.0F : 168.0F) * std::min(page.look.text_scale, 1.45F));
    const auto questions = static_cast<float>(std::max<std::size_t>(1, last - first + (public_too ? 1 : 0)));
    const float high = std::min(most, (foot_top(page) - y - gap * (questions - 1)) / questions);
    if (const auto on = foot(page, page.say("Continue"))) did = on;
    for (auto i = first; i < last; ++i) {
        const Question question{whom(page, scene.pack, form.consents[i]), form.consents[i].text.in(page.language),
                                state.card.consents[i], i};
        const Rect room{x, y, width, high};
        if (i > first && is_line(page, room)) {
            shapes::fill(page, {x, y - gap / 2, width, std::max(1.0F, page.px(1.5F))}, 0, page.look.colours.box_edge);
        }
        if (const auto yes = ask(page, question, room)) did = Consented{i, *yes};
        y += high + gap;
    }
    if (public_too) {
        const Question question{page.say("Everybody"), page.say("May we show your name in public, with this pledge?"),
                                state.card.public_name, form.consents.size()};
        if (const auto yes = ask(page, question, {x, y, width, high})) did = PublicName{*yes};
    }
    return did;
}

Previews consenting_previews(const EventPack& pack, const Language& language) {
    Previews all;
    Player player(pack, language);
    if (player.open([](const Form& form) { return form.consents.size() > 1; }) && player.go_to<Consenting>()) {
        all.push_back({"consenting", player.session()});
        player.did(Consented{0, true});
        player.did(Consented{1, false});
        all.push_back({"consenting-answered", player.session()});
        player.did(Next{});
        if (std::holds_alternative<Consenting>(player.session().state())) {
            all.push_back({"consenting-second-page", player.session()});
        }
    }
    Player pledge(pack, language);
    if (pledge.open([](const Form& form) { return form.ask_public; }) && pledge.go_to<Consenting>()) {
        all.push_back({"consenting-public-name", pledge.session()});
    }
    return all;
}

}  // namespace hineni::screens
