// Previews of the field pages, worst cases first.
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

static void type_anew(Player& player, std::size_t field, std::string_view words) {
    player.did(Focused{field, 1000});
    for (int erased = 0; erased < 40; ++erased) player.did(KeyTapped{{keyboard::Does::Erase, "", "", 1}});
    player.type(field, words);
}

// What the row above the keys may hold: endings of an address, one that was meant, characters for what they sound like.
static void add_offers(Previews& all, Player player) {
    const auto& filling = std::get<Filling>(player.session().state());
    const auto [first, last] = filling.fields;
    const auto& fields = filling.card.form->fields;
    for (auto i = first; i < last; ++i) {
        if (fields[i].kind == FieldKind::Email) {
            type_anew(player, i, "maria");
            all.push_back({"filling-mail-endings", player.session()});
            type_anew(player, i, "maria@gmial.com");
            all.push_back({"filling-meant-address", player.session()});
        }
        if (fields[i].kind == FieldKind::Name && player.session().language() == "zh") {
            type_anew(player, i, "wang");
            all.push_back({"filling-candidates", player.session()});
        }
    }
}

// The field of groups, wherever it stands, with none chosen.
static void add_chapters(Previews& all, Player player) {
    for (int page = 0; page < 20 && std::holds_alternative<Filling>(player.session().state()); ++page) {
        const auto& filling = std::get<Filling>(player.session().state());
        for (auto i = filling.fields.first; i < filling.fields.last; ++i) {
            if (filling.card.form->fields[i].kind != FieldKind::Chapter) continue;
            player.did(Focused{i, 0});
            all.push_back({"filling-chapters", player.session()});
            return;
        }
        player.fill_page(false);
        player.did(Next{});
    }
}

Previews filling_previews(const EventPack& pack, const Language& language) {
    Previews all;
    Player long_one(pack, language);
    const auto any = [](const Form& form) { return !form.fields.empty(); };
    if (!long_one.open(any) || !long_one.go_to<Filling>()) return {};
    Player problems = long_one;
    Player plain = long_one;
    all.push_back({"filling-empty", plain.session()});
    long_one.fill_page(true);
    all.push_back({"filling-long-answers", long_one.session()});
    const auto& fields_here = std::get<Filling>(problems.session().state()).card.form->fields;
    for (std::size_t i = 0; i < fields_here.size(); ++i) {
        if (is_typed(fields_here[i].kind) && fields_here[i].kind != FieldKind::Name) problems.type(i, "x");
    }
    problems.did(Next{});
    all.push_back({"filling-every-problem", problems.session()});
    plain.fill_page(false);
    add_offers(all, plain);
    all.push_back({"filling", plain.session()});
    plain.did(HideTyping{true});
    all.push_back({"filling-hidden", plain.session()});
    plain.did(HideTyping{false});
    plain.did(Next{});
    if (std::holds_alternative<Filling>(plain.session().state()))
        all.push_back({"filling-second-page", plain.session()});
    add_chapters(all, plain);
    Player words(pack, language);
    if (words.open([](const Form& form) { return form.kind == FormKind::Pledge; }) && words.go_to<Filling>()) {
        words.fill_page(false);
        all.push_back({"filling-words", words.session()});
    }
    return all;
}

}  // namespace hineni::screens
