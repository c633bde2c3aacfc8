// A screen as a test sees it: drawn on a painter nobody looks at, and read back from the ledger.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "kiosk/screens/draw.hpp"
#include "kiosk/screens/preview.hpp"
#include "kiosk/shell/painter.hpp"

namespace hineni {

// The sample vigil, with Hebrew as a third language: some of its words in Hebrew, the rest falls back to English.
inline EventPack sample_pack() {
    auto pack = read_event_pack(std::string(HINENI_SOURCE) + "/assets/events/vigil");
    if (!pack) throw std::runtime_error(in_words(pack.error().front()));
    pack->languages = {"en", "es", "he"};
    const auto hebrew = [](Text& text, const char* words) { text.by_language.emplace_back("he", words); };
    hebrew(pack->headline, "עמדו איתנו.\nהדליקו נר.");
    hebrew(pack->forms.front().title, "הצטרפו אלינו");
    hebrew(pack->forms.front().fields.front().label, "שמך");
    return std::move(*pack);
}

inline Wording sample_wording() {
    auto wording = Wording::open(std::string(HINENI_SHARE) + "/wording", {"en", "es", "he"});
    if (!wording) throw std::runtime_error(wording.error().what);
    return std::move(*wording);
}

// The sample vigil in every language that the kiosk speaks.
inline EventPack tongues_pack() {
    auto pack = read_event_pack(std::string(HINENI_SOURCE) + "/assets/events/tongues");
    if (!pack) throw std::runtime_error(in_words(pack.error().front()));
    return std::move(*pack);
}

inline Wording wording_of(const EventPack& pack) {
    auto wording = Wording::open(std::string(HINENI_SHARE) + "/wording", pack.languages);
    if (!wording) throw std::runtime_error(wording.error().what);
    return std::move(*wording);
}

// One painter for all: ImGui is one.
inline Painter& painter() {
    static Painter one = [] {
        auto made = Painter::open();
        if (!made) throw std::runtime_error(made.error().what);
        return std::move(*made);
    }();
    return one;
}

struct Staged {
    const EventPack& pack;
    const Wording& wording;
    Language language = "en";
    Look look = look_of(Scheme::Day);
    int width = 1280, height = 800;
    touch::Ledger ledger;

    // One frame with at most one touch.
    Did show(const Session& session, std::optional<touch::Touch> touch = {}) {
        Did did;
        painter().logic(width, height, [&](ImDrawList& list, Typesetter& type) {
            ledger.begin(touch);
            Page page(list, type, ledger, look, wording, language, static_cast<float>(width),
                      static_cast<float>(height));
            did = draw(page, session, pack, 434);
        });
        return did;
    }

    [[nodiscard]] const touch::Target* find(std::string_view label) const {
        for (const auto& target : ledger.targets()) {
            if (target.label == label) return &target;
        }
        return nullptr;
    }
    [[nodiscard]] const touch::Target* main() const {
        for (const auto& target : ledger.targets()) {
            if (target.main) return &target;
        }
        return nullptr;
    }
    [[nodiscard]] bool sees(std::string_view text) const {
        for (const auto& words : ledger.words()) {
            if (words.text.find(text) != std::string::npos) return true;
        }
        return false;
    }
    // Down and up in the middle of a target.
    Did tap(const Session& session, const touch::Target& target) {
        const float x = target.box.x + target.box.width / 2;
        const float y = target.box.y + target.box.height / 2;
        (void)show(session, touch::Touch{touch::Edge::Down, x, y});
        return show(session, touch::Touch{touch::Edge::Up, x, y});
    }
};

}  // namespace hineni
