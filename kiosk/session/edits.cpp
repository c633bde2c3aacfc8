#include "kiosk/session/edits.hpp"

#include <algorithm>

#include "kiosk/session/typing.hpp"

namespace hineni::edits {

namespace {

// One overload for each pair of a state and what can happen there; everything else falls through to the last.
struct Edit {
    const Language& language;

    void operator()(Reading& reading, const Scrolled& scrolled) const { reading.scroll = std::max(0.0F, scrolled.to); }

    void operator()(Choosing& choosing, const ChoseOccasion& chose) const {
        auto& occasions = choosing.card.occasions;
        if (chose.occasion < occasions.size()) occasions[chose.occasion] = !occasions[chose.occasion];
    }

    void operator()(Choosing& choosing, const ListTurned& turned) const { choosing.shown_from = turned.from; }

    void operator()(Filling& filling, const ListTurned& turned) const { filling.shown_from = turned.from; }
    void operator()(Filling& filling, const Focused& focused) const {
        if (!filling.fields.contains(focused.field)) return;
        if (filling.focus != focused.field) filling.shown_from = 0;
        typing::focus(filling, focused.field, focused.caret, language);
    }
    void operator()(Filling& filling, const KeyTapped& tapped) const { typing::tap(filling, tapped.key, language); }
    void operator()(Filling& filling, const Picked& picked) const {
        if (filling.fields.contains(picked.field)) typing::pick(filling.card, picked);
    }
    void operator()(Filling& filling, const HideTyping& hide) const { filling.card.hidden = hide.hidden; }

    void operator()(Consenting& consenting, const Consented& consented) const {
        if (!consenting.consents.contains(consented.consent)) return;
        consenting.card.consents[consented.consent] = consented.yes;
    }
    void operator()(Consenting& consenting, const PublicName& name) const {
        if (consenting.asks_public) consenting.card.public_name = name.yes;
    }

    void operator()(Signing& signing, const PenDown& pen) const { signing.pen_down = signing.card.ink.begin(pen.at); }
    void operator()(Signing& signing, const PenMoved& pen) const {
        if (signing.pen_down) signing.card.ink.go_on(pen.at);
    }
    void operator()(Signing& signing, const PenUp&) const { signing.pen_down = false; }
    void operator()(Signing& signing, const PenUndo&) const {
        signing.card.ink.undo();
        signing.pen_down = false;
    }
    void operator()(Signing& signing, const PenStartOver&) const {
        signing.card.ink.start_over();
        signing.pen_down = false;
    }

    void operator()(Signing& signing, const SignByTyping& by) const {
        signing.typing = by.typing;
        signing.pen_down = false;
    }
    void operator()(Signing& signing, const HideTyping& hide) const { signing.card.hidden = hide.hidden; }
    void operator()(Signing& signing, const KeyTapped& tapped) const { typing::tap(signing, tapped.key); }

    void operator()(Thanks& thanks, const ShowDate& date) const {
        if (date.which < thanks.occasions.size()) thanks.shown = date.which;
    }

    template <class Here, class What>
    void operator()(Here&, const What&) const {}
};

}  // namespace

void apply(State& state, const Happening& happening, const Language& language) {
    std::visit(Edit{language}, state, happening);
}

}  // namespace hineni::edits
