// The organizer's screen: which page, and the frame that its pages share.
#include "kiosk/screens/organizing.hpp"

#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace organizer {

Frame frame(Page& page, std::string_view words, std::string_view main, bool on) {
    const float x = margin(page);
    const float width = page.width - 2 * x;
    const float high = page.px(smallest_target);
    const float foot = page.height - page.px(28) - high;
    const float top = page.px(24);
    const float space = page.px(20);
    Manner manner = title(page);
    manner.stand = Stand::Middle;
    const float title_high =
        std::clamp(hineni::height_of(page, words, width, manner) + page.px(8), page.px(56), page.height * 0.14F);
    write(page, words, {x, top, width, title_high}, manner);
    Frame frame;
    frame.room = {x, top + title_high + space, width, foot - space - (top + title_high + space)};
    const float back = page.px(240);
    if (quiet_button(page, page.say("Back"), {x, foot, back, high})) frame.did = Back{};
    if (main.empty()) return frame;
    const float wide = page.portrait() ? width - back - page.px(16) : page.px(460);
    frame.main = big_button(page, main, {page.width - x - wide, foot, wide, high}, on);
    return frame;
}

}  // namespace organizer

Did organizing(Page& page, const Organizing& state, const Scene& scene) {
    switch (state.page) {
        case Organizing::Page::Pin: return organizer::pin(page, state, scene);
        case Organizing::Page::Standing: return organizer::standing(page, state, scene);
        case Organizing::Page::Stick: return organizer::stick(page, state, scene);
        case Organizing::Page::Pack: return organizer::pack(page, state, scene);
        case Organizing::Page::Comfort: return organizer::comfort(page, state, scene);
        case Organizing::Page::Wifi: return organizer::wifi(page, state, scene);
        case Organizing::Page::Password: return organizer::password(page, state, scene);
        case Organizing::Page::Ready: return organizer::ready(page, state, scene);
        case Organizing::Page::Practice: return organizer::practice(page, state, scene);
        case Organizing::Page::SwitchOff: return organizer::switch_off(page, state, scene);
        case Organizing::Page::Wipe: return organizer::wipe(page, state, scene);
    }
    return std::nullopt;
}

}  // namespace hineni::screens
