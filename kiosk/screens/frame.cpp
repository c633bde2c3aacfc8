#include "kiosk/screens/frame.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/candle.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

float margin(const Page& page) {
    return page.px(page.portrait() ? 36 : 48);
}

bool is_lowered(const Page& page) {
    return page.height < page.px(799);  // A wide glass is 800 units high, or more.
}

float head_top(const Page& page) {
    return page.px(14);
}

namespace {

constexpr float tool_gap = 10;  // Units.

std::vector<Aside> tools_of(const Scene& scene, bool phone) {
    std::vector<Aside> all{Aside::Languages, Aside::Comfort};
    if (phone && !scene.pack.online_form.empty()) all.push_back(Aside::Phone);
    return all;
}

bool tool(Page& page, Aside which, Rect room) {
    switch (which) {
        case Aside::Languages: return icon_button(page, shapes::Icon::Globe, page.say("Choose your language"), room);
        case Aside::Comfort: return letters_button(page, "Aa", page.say("Make this easier for you"), room);
        case Aside::Phone: return icon_button(page, shapes::Icon::Phone, page.say("Rather on your own phone?"), room);
        case Aside::ReceiptCode: break;  // No tool: the thank-you has a button for it.
    }
    return false;
}

// Of the line of step and title: that of the tools beside it, and more where the words are larger.
struct Line {
    float step = 0, title = 0;
    [[nodiscard]] float high() const { return step + title; }
};

Line line_of(const Page& page) {
    const float step = std::max(page.px(34), page.style(19).size * 1.25F);
    return {step, std::max(page.px(smallest_target) - step, page.style(34).size * 1.12F)};
}

void step_and_title(Page& page, std::string_view words, const std::optional<Step>& step, float width) {
    const float x = margin(page);
    const float y = head_top(page);
    const auto line = line_of(page);
    Manner manner = title(page);
    manner.stand = Stand::Middle;
    if (!step) {
        write(page, words, {x, y, width, line.high()}, manner);
        return;
    }
    Manner eyebrow = small_print(page);
    eyebrow.colour = page.look.colours.accent;
    eyebrow.weight = Weight::Medium;
    eyebrow.stand = Stand::Middle;
    auto told = filled(page.say("Step {n} of {all}"), "n", std::to_string(step->number));
    told = filled(told, "all", std::to_string(step->of));
    write(page, told, {x, y, width, line.step}, eyebrow);
    write(page, words, {x, y + line.step, width, line.title}, manner);
}

}  // namespace

float tools_width(const Page& page, const Scene& scene, bool phone) {
    const auto count = static_cast<float>(tools_of(scene, phone).size());
    return page.px(count * smallest_target + (count - 1) * tool_gap);
}

Did tools(Page& page, const Scene& scene, bool phone) {
    const float side = page.px(smallest_target);
    float x = page.width - margin(page) - tools_width(page, scene, phone);
    Did did;
    for (const auto aside : tools_of(scene, phone)) {
        if (tool(page, aside, {x, head_top(page), side, side})) did = AsideOpened{aside};
        x += side + page.px(tool_gap);
    }
    return did;
}

Head head(Page& page, std::string_view words, const Scene& scene, float end) {
    const float x = margin(page);
    const float space = page.px(20);
    const float tools_from = page.width - x - tools_width(page, scene);
    Head head;
    head.bottom = head_top(page) + line_of(page).high() + page.px(12);
    head.end = {tools_from - space - end, head_top(page), end, page.px(smallest_target)};
    const float until = end > 0 ? head.end.x : tools_from;
    step_and_title(page, words, scene.session.step(), until - space - x);
    head.did = tools(page, scene);
    return head;
}

float foot_top(const Page& page) {
    return page.height - page.px(28 + smallest_target + 24);
}

Did ways(Page& page, std::string_view main_label, Rect room, bool on) {
    const float gap = page.px(12);
    const float quiet = std::min(page.px(200), (room.width - 2 * gap) * 0.29F);
    const float main = room.width - 2 * (quiet + gap);
    Did did;
    if (quiet_button(page, page.say("Start over"), {room.x, room.y, quiet, room.height})) did = Leave{};
    if (quiet_button(page, page.say("Back"), {room.x + quiet + gap, room.y, quiet, room.height})) did = Back{};
    if (big_button(page, main_label, {room.right() - main, room.y, main, room.height}, on)) did = Next{};
    return did;
}

Did foot(Page& page, std::string_view main_label, bool on) {
    const float x = margin(page);
    const float y = page.height - page.px(28 + smallest_target);
    const float high = page.px(smallest_target);
    const float gap = page.px(16);
    const float quiet = page.px(page.portrait() ? 176 : 200);
    const float main = page.portrait() ? page.width - 2 * x - 2 * quiet - 2 * gap : page.px(360);
    Did did;
    if (quiet_button(page, page.say("Start over"), {x, y, quiet, high})) did = Leave{};
    if (quiet_button(page, page.say("Back"), {x + quiet + gap, y, quiet, high})) did = Back{};
    if (big_button(page, main_label, {page.width - x - main, y, main, high}, on)) did = Next{};
    return did;
}

Rect aside_room(Page& page, std::string_view words) {
    const float x = margin(page);
    const float width = page.width - 2 * x;
    const float high = page.px(smallest_target);
    const float top = page.px(24);
    const float space = page.px(20);
    Manner manner = title(page);
    manner.stand = Stand::Middle;
    const float title_high =
        std::clamp(height_of(page, words, width, manner) + page.px(8), page.px(56), page.height * 0.14F);
    write(page, words, {x, top, width, title_high}, manner);
    const float from = top + title_high + space;
    return {x, from, width, page.height - page.px(28) - high - space - from};
}

AsideFrame aside_frame(Page& page, std::string_view words, std::string_view quiet) {
    AsideFrame frame;
    frame.room = aside_room(page, words);
    const auto [x, from, width, room_high] = frame.room;
    const float high = page.px(smallest_target);
    const float space = page.px(20);
    const float foot = page.height - page.px(28) - high;
    const float wide = page.portrait() ? width : page.px(360);
    Manner small = small_print(page);
    small.stand = Stand::Middle;
    if (page.portrait()) {
        const float line = height_of(page, quiet, width, small) + page.px(4);
        if (!quiet.empty()) frame.room.height -= line + space;
        write(page, quiet, {x, frame.room.bottom() + space, width, line}, small);
    } else {
        write(page, quiet, {x, foot, width - wide - space, high}, small);
    }
    if (big_button(page, page.say("Close"), {page.width - x - wide, foot, wide, high})) frame.did = AsideClosed{};
    return frame;
}

float message(Page& page, const Message& said, float below) {
    const float width = std::min(page.width - 2 * margin(page), page.px(920));
    const float x = (page.width - width) / 2;
    const float text_width = std::min(width, page.px(720));
    const float text_x = (page.width - text_width) / 2;
    Manner large = headline(page);
    large.size = 56;
    large.align = Align::Centre;
    Manner plain = paragraph(page);
    plain.align = Align::Centre;
    plain.colour = page.look.colours.words;
    Manner quiet = paragraph(page);
    quiet.size = 22;
    quiet.align = Align::Centre;

    const float gap = page.px(38);
    const float words_high = height_of(page, said.words, text_width, plain);
    const float more_high = height_of(page, said.more, text_width, quiet);
    const float rest = words_high + gap + (more_high > 0 ? more_high + gap : 0);
    // The candle gives way before words do.
    const float available = page.height - below - page.px(72) - rest - gap;
    const float headline_high =
        std::clamp(height_of(page, said.headline, width, large), page.px(48), std::max(page.px(64), available * 0.8F));
    float candle_high = std::clamp(available - headline_high - page.px(24), 0.0F, page.px(said.candle));
    if (candle_high < page.px(96)) candle_high = 0;

    const float all = (candle_high > 0 ? candle_high + page.px(44) : 0) + headline_high + gap + rest;
    float y = std::max(page.px(36), (page.height - below - all) * 0.55F);
    if (candle_high > 0) {
        candle(page, {x, y, width, candle_high}, page.px(560), 1);
        y += candle_high + page.px(44);
    }
    large.stand = Stand::Middle;
    write_about(page, said.headline, said.headline_told.empty() ? said.headline : said.headline_told,
                {x, y, width, headline_high + page.px(10)}, large);
    y += headline_high + gap;
    y = write(page, said.words, {text_x, y, text_width, words_high + page.px(4)}, plain);
    if (more_high > 0) y = write(page, said.more, {text_x, y + gap * 0.7F, text_width, more_high + page.px(4)}, quiet);
    return y;
}

}  // namespace hineni::screens
