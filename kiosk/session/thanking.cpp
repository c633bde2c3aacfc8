#include "kiosk/session/thanking.hpp"

#include <algorithm>

#include "kiosk/form/utc.hpp"

namespace hineni {

namespace {

// First Strong Isolate and its end: a name keeps its own direction in a sentence of the other one.
constexpr std::string_view isolate = "\u2068", end_of_isolate = "\u2069";

Secret first_word(const Secret& name) {
    const auto text = name.text();
    const auto begin = std::min(text.find_first_not_of(' '), text.size());
    const auto word = text.substr(begin, text.find(' ', begin) - begin);
    if (word.empty()) return {};
    Secret first(isolate.size() + word.size() + end_of_isolate.size());
    [[maybe_unused]] const bool fits = first.append(isolate) && first.append(word) && first.append(end_of_isolate);
    return first;
}

}  // namespace

Thanks thanks_for(const Card& card) {
    Thanks thanks{
        .form = card.form, .first_name = {}, .occasions = {}, .shown = 0, .receipt_code = {}, .code_opened = {}};
    for (std::size_t field = 0; field < card.answers.size(); ++field) {
        if (card.form->fields[field].kind != FieldKind::Name || card.answers[field].empty()) continue;
        thanks.first_name = first_word(card.answers[field]);
        break;
    }
    for (std::size_t occasion = 0; occasion < card.occasions.size(); ++occasion) {
        if (card.occasions[occasion]) thanks.occasions.push_back(occasion);
    }
    const auto starts = [&](std::size_t occasion) { return utc_minutes(card.form->occasions[occasion].starts); };
    std::stable_sort(thanks.occasions.begin(), thanks.occasions.end(),
                     [&](std::size_t a, std::size_t b) { return starts(a) < starts(b); });
    return thanks;
}

}  // namespace hineni
