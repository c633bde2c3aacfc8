// What the voice is told, in which language, and fingers that ask it what lies below them.
#include "kiosk/shell/stage.hpp"

namespace hineni {

bool Stage::has_voice() const {
    return parts_.speaker == nullptr || parts_.speaker->has_voice(session_.language());
}

// English where nothing speaks the language of the glass.
Language Stage::tongue() const {
    return has_voice() ? session_.language() : Language("en");
}

// While the voice is on, the first tap on a thing asks what it is and the second does it, as phones do. True where the
// touch is the asking.
bool Stage::explores(const touch::Touch& touch, const Now& now) {
    const bool on = session_.comfort().voice.on;
    if (!on) focus_.shown = false;
    if (touch.edge != touch::Edge::Down) {
        const bool asks = exploring_;
        if (touch.edge == touch::Edge::Up) exploring_ = false;
        return asks;
    }
    exploring_ = false;
    if (!on || session_.countdown()) return false;
    for (const auto& target : ledger_.targets()) {
        if (!target.box.contains(touch.x, touch.y) || target.role == touch::Role::Sheet) continue;
        exploring_ = target.id != focus_.on;
        if (exploring_) focus_on(target.id, now);
        break;
    }
    return exploring_;
}

void Stage::narrate() {
    said_.clear();
    const auto& voice = session_.comfort().voice;
    if (!voice.on) {
        if (std::exchange(speaks_, false)) narrator_.forget();
        if (parts_.speaker != nullptr) parts_.speaker->hush();
        return;
    }
    speaks_ = true;
    focus_.shown = true;
    const auto language = tongue();
    // Where English stands in, the same screen in English, which nobody sees: things come in the same order there.
    touch::Ledger spoken;
    auto focus = focus_.on;
    if (language != session_.language()) {
        spoken.begin(std::nullopt);
        parts_.painter.logic(width_, height_, [&](ImDrawList& list, Typesetter& typesetter) {
            (void)draw_on(list, typesetter, spoken, language, width_, height_);
        });
        focus = focus_.place < spoken.targets().size() ? std::optional(spoken.targets()[focus_.place].id) : focus;
    }
    const auto& ledger = language != session_.language() ? spoken : ledger_;
    const auto saying = narrator_.notice({ledger, session_, parts_.wording, language, focus});
    if (parts_.speaker != nullptr) parts_.speaker->reap();
    if (!saying) return;
    said_ = saying->words;
    if (parts_.speaker != nullptr) parts_.speaker->say(*saying, language, voice);
}

}  // namespace hineni
