#include "kiosk/voice/sayings.hpp"

#include <algorithm>
#include <utility>

#include "hineni/utf8.hpp"

namespace hineni {

using touch::Role;
using touch::Target;

namespace {

bool stands_on(const touch::Words& words, const Target& target) {
    // A sheet is a window on words, not a thing with words on it.
    if (target.role == Role::Sheet) return false;
    return target.box.contains(words.ink.x + words.ink.width / 2, words.ink.y + words.ink.height / 2);
}

bool stands_alone(const touch::Words& words, const touch::Ledger& ledger) {
    const auto& targets = ledger.targets();
    return std::none_of(targets.begin(), targets.end(), [&](const auto& each) { return stands_on(words, each); });
}

bool ends_sentence(std::string_view words) {
    for (const std::string_view mark : {".", "!", "?", ":", "…", "。", "！", "？", "؟"}) {
        if (words.ends_with(mark)) return true;
    }
    return false;
}

// What was chosen in a field that opens its options, as the glass shows it.
Secret chosen_in(const Field& field, std::string_view answer, const Glimpse& glimpse) {
    constexpr std::size_t longest = 2000;
    Secret chosen(longest);
    const auto add = [&](std::string_view label) {
        [[maybe_unused]] const bool fits = (chosen.empty() || chosen.append(", ")) && chosen.append(label);
    };
    if (field.kind == FieldKind::YesNo && !answer.empty()) add(glimpse.say(answer == "yes" ? "Yes" : "No"));
    for (std::size_t option = 0; option < field.options.size(); ++option) {
        if (is_picked(field, answer, option)) add(field.options[option].label.in(glimpse.language));
    }
    return chosen;
}

// The index of the form's field that a target is, if it is one.
std::optional<std::size_t> field_of(const Target& target, const Filling& filling) {
    for (auto field = filling.fields.first; field < filling.fields.last; ++field) {
        if (target.id == touch::id_of("field", field)) return field;
    }
    return std::nullopt;
}

// What is in it: "empty", "hidden", or the answer itself.
void add_content(std::vector<std::string>& parts, Secret& answer, const Target& target, const Glimpse& glimpse) {
    const auto put = [&](const Secret& content, bool hidden) {
        if (content.empty()) return parts.push_back(glimpse.say("empty"));
        if (hidden) return parts.push_back(glimpse.say("hidden"));
        answer = content;
    };
    const auto& state = glimpse.session.state();
    if (const auto* signing = std::get_if<Signing>(&state); signing != nullptr && target.role == Role::Field) {
        return put(signing->card.signature_typed, signing->card.hidden);
    }
    if (const auto* organizing = std::get_if<Organizing>(&state); organizing != nullptr && target.role == Role::Field) {
        return put(organizing->password, !organizing->password_shown);
    }
    const auto* filling = std::get_if<Filling>(&state);
    const auto field = filling != nullptr ? field_of(target, *filling) : std::nullopt;
    if (!field) return;
    const auto& asked = filling->card.form->fields[*field];
    const auto& given = filling->card.answers[*field];
    if (is_typed(asked.kind)) return put(given, filling->card.hidden);
    put(chosen_in(asked, given.text(), glimpse), false);
}

// The capitals that the keyboards have: Latin with its accents, Vietnamese among them, and Cyrillic.
bool is_capital(char32_t c) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    const bool vietnamese = (c >= 0x1EA0 && c <= 0x1EF9 && c % 2 == 0) || c == 0x102 || c == 0x110 || c == 0x128 ||
                            c == 0x168 || c == 0x1A0 || c == 0x1AF;
    return plain || vietnamese || (c >= 0x410 && c <= 0x42F) || c == 0x401;
}

std::string key_name(const Target& key, const Glimpse& glimpse) {
    if (utf8::count(key.label) == 1 && is_capital(utf8::front(key.label))) {
        return glimpse.say("capital") + " " + key.label;
    }
    return key.label;
}

}  // namespace

Across Glimpse::across() const {
    return language == "he" || language == "yi" || language == "ar" ? Across::RightToLeft : Across::LeftToRight;
}

std::optional<Typed> typed_on(const Session& session) {
    if (const auto* filling = std::get_if<Filling>(&session.state())) {
        if (!filling->focus || !is_typed(filling->card.form->fields[*filling->focus].kind)) return std::nullopt;
        return Typed{*filling->focus, &filling->card.answers[*filling->focus], filling->caret, filling->card.hidden};
    }
    const auto* organizing = std::get_if<Organizing>(&session.state());
    if (organizing != nullptr && organizing->page == Organizing::Page::Password) {
        return Typed{Typed::signature, &organizing->password, organizing->caret, !organizing->password_shown};
    }
    const auto* signing = std::get_if<Signing>(&session.state());
    if (signing == nullptr || !signing->typing) return std::nullopt;
    return Typed{Typed::signature, &signing->card.signature_typed, signing->caret, signing->card.hidden};
}

const Target* target_with(const touch::Ledger& ledger, std::optional<std::uint32_t> id) {
    const auto& targets = ledger.targets();
    const auto found = std::find_if(targets.begin(), targets.end(), [&](const auto& each) { return each.id == id; });
    return id && found != targets.end() ? &*found : nullptr;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!all.empty()) all += ends_sentence(all) ? " " : between;
        all += part;
    }
    return all;
}

std::vector<std::string> words_between(const Glimpse& glimpse) {
    std::vector<touch::Rect> boxes;
    std::vector<const std::string*> texts;
    for (const auto& each : glimpse.ledger.words()) {
        if (each.text.empty() || !stands_alone(each, glimpse.ledger)) continue;
        boxes.push_back(each.ink);
        texts.push_back(&each.text);
    }
    std::vector<std::string> words;
    if (boxes.empty()) return words;
    for (const auto index : reading_order(boxes, glimpse.across())) words.push_back(*texts[index]);
    return words;
}

Saying about(const Target& target, const Glimpse& glimpse) {
    Saying saying;
    if (target.role == Role::Key) {  // Which keys are tapped tells what is typed: kept as an answer is.
        const auto name = key_name(target, glimpse);
        saying.answer = Secret(name.size());
        [[maybe_unused]] const bool fits = saying.answer.append(name);
        saying.spelled = true;
        return saying;
    }
    std::vector<std::string> parts{target.label};
    if (target.role == Role::Button) parts.push_back(glimpse.say("button"));
    if (target.role == Role::Field) parts.push_back(glimpse.say("text field"));
    if (target.role == Role::Choice) parts.push_back(glimpse.say(target.chosen ? "chosen" : "not chosen"));
    if (!target.on) parts.push_back(glimpse.say("cannot be used yet"));
    add_content(parts, saying.answer, target, glimpse);
    for (const auto& each : glimpse.ledger.words()) {
        const bool more = !each.text.empty() && each.text != target.label && target.role != Role::Pad;
        if (more && stands_on(each, target)) parts.push_back(each.text);
    }
    saying.words = joined(parts, ", ");
    return saying;
}

std::string question_of(const Target& target, const Glimpse& glimpse) {
    const auto& targets = glimpse.ledger.targets();
    const auto same = std::count_if(targets.begin(), targets.end(), [&](const auto& each) {
        return each.role == Role::Choice && each.label == target.label;
    });
    if (target.role != Role::Choice || same < 2) return {};
    std::vector<touch::Rect> boxes;
    std::vector<const Target*> things;  // None: words.
    std::vector<const std::string*> texts;
    for (const auto& each : targets) {
        if (each.role == Role::Key || each.role == Role::Sheet) continue;
        boxes.push_back(each.box);
        things.push_back(&each);
        texts.push_back(nullptr);
    }
    for (const auto& each : glimpse.ledger.words()) {
        if (each.text.empty() || !stands_alone(each, glimpse.ledger)) continue;
        boxes.push_back(each.ink);
        things.push_back(nullptr);
        texts.push_back(&each.text);
    }
    std::vector<std::string> question;
    bool over = false;  // Answers stand behind it: the next words begin another.
    for (const auto index : reading_order(boxes, glimpse.across())) {
        const auto* thing = things[index];
        if (thing != nullptr && thing->id == target.id) break;
        if (thing != nullptr) {
            over = true;
            continue;
        }
        if (std::exchange(over, false)) question.clear();
        question.push_back(*texts[index]);
    }
    // To whom, and what; more before it is the page's own.
    if (question.size() > 2) question.erase(question.begin(), question.end() - 2);
    return joined(question, ". ");
}

Secret code_on(const Session& session) {
    const auto* thanks = std::get_if<Thanks>(&session.state());
    if (thanks == nullptr || session.aside() != Aside::ReceiptCode) return {};
    const auto code = thanks->receipt_code.text();
    Secret spoken(code.size() * 3);
    for (const char& sign : code) {
        [[maybe_unused]] const bool fits =
            sign == '-' ? spoken.append(". ") : spoken.append({&sign, 1}) && spoken.append(", ");
    }
    return spoken;
}

Saying letters(std::string_view characters, bool hidden, const Glimpse& glimpse) {
    Saying saying;
    if (hidden) {
        saying.words = glimpse.say("hidden");
        return saying;
    }
    const auto one = utf8::count(characters) == 1;
    const auto capital = one && is_capital(utf8::front(characters)) ? glimpse.say("capital") + " " : std::string();
    const auto space = characters == " " ? glimpse.say("Space") : std::string();
    saying.answer = Secret(capital.size() + characters.size() + space.size());
    [[maybe_unused]] const bool fits =
        saying.answer.append(capital) && saying.answer.append(space.empty() ? characters : std::string_view(space));
    saying.spelled = true;
    return saying;
}

}  // namespace hineni
