#include "kiosk/voice/narrator.hpp"

#include <algorithm>

#include "kiosk/session/steps.hpp"

namespace hineni {

namespace {

// How often the countdown is told.
constexpr int seconds_between = 5;

void put_before(std::string words, Saying& saying) {
    saying.words = joined({std::move(words), std::move(saying.words)}, ". ");
}

// The border between characters at or before `at`.
std::size_t border(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

}  // namespace

Standpoint standpoint_of(const Session& session) {
    return {session.state().index(), steps::page_in(session.state()), session.language(), session.aside(),
            session.countdown().has_value()};
}

Narrator::Moment Narrator::moment_in(const Glimpse& glimpse) {
    Moment now;
    now.where = standpoint_of(glimpse.session);
    now.words = words_between(glimpse);
    now.voice = glimpse.session.comfort().voice;
    if (const auto* target = target_with(glimpse.ledger, glimpse.focus)) {
        now.focus = target->id;
        now.label = target->label;
        now.chosen = target->chosen;
        now.question = question_of(*target, glimpse);
    }
    if (const auto typed = typed_on(glimpse.session)) {
        now.field = typed->field;
        now.size = typed->text->size();
        now.caret = typed->caret;
    }
    return now;
}

// What a key did to the text: the letters that came, that one went, or the letter that the caret passed.
std::optional<Saying> Narrator::edit(const Moment& now, const Glimpse& glimpse) const {
    const auto typed = typed_on(glimpse.session);
    if (!typed || before_->field != now.field) return std::nullopt;
    const auto text = typed->text->text();
    if (now.size < before_->size) return Saying{glimpse.say("Delete"), {}, false};
    if (now.size > before_->size) {
        const auto from = border(text, now.caret - std::min(now.caret, now.size - before_->size));
        return letters(text.substr(from, now.caret - from), typed->hidden, glimpse);
    }
    if (now.caret == before_->caret) return std::nullopt;
    const auto from = border(text, std::min(now.caret, before_->caret));
    const auto to = border(text, std::max(now.caret, before_->caret));
    return letters(text.substr(from, to - from), typed->hidden, glimpse);
}

Saying Narrator::change(const Moment& now, const Glimpse& glimpse) const {
    Saying saying;
    const auto* target = target_with(glimpse.ledger, now.focus);
    if (target != nullptr && now.focus != before_->focus) {
        saying = about(*target, glimpse);
        if (now.question != before_->question) put_before(now.question, saying);
    } else if (auto edited = edit(now, glimpse)) {
        saying = *std::move(edited);
    } else if (target != nullptr && (now.label != before_->label || now.voice != before_->voice)) {
        saying = about(*target, glimpse);  // In another voice: so that it is heard.
    } else if (now.chosen != before_->chosen) {
        saying.words = glimpse.say(now.chosen ? "chosen" : "not chosen");
    }
    std::vector<std::string> fresh;
    for (const auto& each : now.words) {
        if (std::find(before_->words.begin(), before_->words.end(), each) == before_->words.end()) {
            fresh.push_back(each);
        }
    }
    put_before(joined(fresh, ". "), saying);
    return saying;
}

std::optional<Saying> Narrator::notice(const Glimpse& glimpse) {
    auto now = moment_in(glimpse);
    const bool new_screen = !before_ || before_->where != now.where;
    const auto left = glimpse.session.countdown();
    if (!new_screen && left && *left % seconds_between != 0) return std::nullopt;
    Saying saying;
    if (!new_screen) {
        saying = change(now, glimpse);
    } else {
        if (const auto* target = target_with(glimpse.ledger, now.focus)) {
            saying = about(*target, glimpse);
            const bool told = std::all_of(now.words.begin(), now.words.end(), [&](const auto& each) {
                return now.question.find(each) != std::string::npos;
            });
            if (!told) put_before(now.question, saying);
        }
        put_before(joined(now.words, ". "), saying);
        if (auto code = code_on(glimpse.session); !code.empty()) saying.answer = std::move(code);
    }
    before_ = std::move(now);
    if (saying.words.empty() && saying.answer.empty()) return std::nullopt;
    return saying;
}

}  // namespace hineni
