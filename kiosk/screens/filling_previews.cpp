// Previews of the field pages, worst cases first.
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

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
    for (std::size_t i = 0; i < fields_here.size() && i < 4; ++i) {
        if (fields_here[i].kind != FieldKind::Email) continue;
        Player endings = plain;
        for (int erased = 0; erased < 40; ++erased) endings.did(KeyTapped{{keyboard::Does::Erase, "", "", 1}});
        endings.did(Focused{i, 1000});
        for (int erased = 0; erased < 40; ++erased) endings.did(KeyTapped{{keyboard::Does::Erase, "", "", 1}});
        endings.type(i, "maria");
        all.push_back({"filling-mail-endings", endings.session()});
        break;
    }
    all.push_back({"filling", plain.session()});
    plain.did(HideTyping{true});
    all.push_back({"filling-hidden", plain.session()});
    plain.did(HideTyping{false});
    plain.did(Next{});
    if (std::holds_alternative<Filling>(plain.session().state()))
        all.push_back({"filling-second-page", plain.session()});
    Player words(pack, language);
    if (words.open([](const Form& form) { return form.kind == FormKind::Pledge; }) && words.go_to<Filling>()) {
        words.fill_page(false);
        all.push_back({"filling-words", words.session()});
    }
    return all;
}

}  // namespace hineni::screens
