// What somebody may take home from "thank you": a code with which the organizers find their entry again and take it off
// every list. The code is drawn and never told: the Ledger learns only where it stands.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "hineni/secret.hpp"
#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/qr.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

struct Parts {
    std::string what, how;
    Manner large, quiet, code;
};

Parts parts_of(const Page& page) {
    Parts parts{page.say("Keep this code. With it, the organizers can take your name off every list."),
                page.say("Write it down, or take a photo. It has no other use."),
                paragraph(page),
                paragraph(page),
                {.size = 68, .weight = Weight::SemiBold, .colour = page.look.colours.words, .leading = 1.1F}};
    parts.large.colour = page.look.colours.words;
    parts.large.size = 28;
    parts.large.leading = 1.4F;
    parts.quiet.size = 22;
    if (page.portrait()) parts.large.align = parts.quiet.align = parts.code.align = Align::Centre;
    return parts;
}

// "2026-12-10": the same in every language, and it has the year.
std::string date_of(const LocalTime& time) {
    std::array<char, 32> digits{};
    const int size = std::snprintf(digits.data(), digits.size(), "%04d-%02d-%02d", time.year, time.month, time.day);
    return {digits.data(), static_cast<std::size_t>(std::max(size, 0))};
}

// What a phone shows of it at home: the code, whose it is, and what it is for.
Secret for_a_phone(const Page& page, const EventPack& pack, const Secret& code) {
    const auto event = "\n" + pack.name.in(page.language) + ", " + date_of(pack.starts) + "\n";
    const auto what = parts_of(page).what;
    Secret words(code.size() + event.size() + what.size());
    [[maybe_unused]] const bool fits = words.append(code.text()) && words.append(event) && words.append(what);
    return words;
}

// In one line, as large as the room is wide.
void fit_code(Page& page, const Secret& code, float width, Manner& manner) {
    while (manner.size > 20 && width_of(page, code.text(), manner) > width) manner.size *= 0.96F;
}

Did ways_out(Page& page) {
    const float x = margin(page);
    const float high = page.px(smallest_target);
    const float y = page.height - page.px(28) - high;
    const float quiet = page.px(200);
    const float main = page.portrait() ? page.width - 2 * x - quiet - page.px(16) : page.px(360);
    Did did;
    if (quiet_button(page, page.say("Back"), {x, y, quiet, high})) did = AsideClosed{};
    if (big_button(page, page.say("Finish"), {page.width - x - main, y, main, high})) did = Leave{};
    return did;
}

void below_each_other(Page& page, const QrCode& square, const Secret& code, Rect room) {
    auto parts = parts_of(page);
    fit_code(page, code, room.width, parts.code);
    const float gap = page.px(34);
    const float line = height_of(page, code.text(), room.width, parts.code) + page.px(6);
    const float most = room.height * 0.3F;
    const float what = std::min(height_of(page, parts.what, room.width, parts.large) + page.px(4), most);
    const float how = std::min(height_of(page, parts.how, room.width, parts.quiet) + page.px(4), most);
    const float side = std::min(room.height - what - line - how - 3 * gap, room.width * 0.8F);
    float y = room.y + (room.height - what - line - how - 3 * gap - side) / 2;
    write(page, parts.what, {room.x, y, room.width, what}, parts.large);
    y += what + gap;
    write_typed(page, code.text(), {room.x, y, room.width, line}, parts.code);
    y += line + gap;
    draw_qr(page, square, {room.x, y, room.width, side});
    y += side + gap;
    write(page, parts.how, {room.x, y, room.width, how}, parts.quiet);
}

void beside_each_other(Page& page, const QrCode& square, const Secret& code, Rect room) {
    auto parts = parts_of(page);
    const float gap = page.px(34);
    const auto modules = static_cast<float>(square.side + 2 * qr_quiet_zone);
    const float most = std::min(room.height, room.width * (page.look.text_scale > 1.3F ? 0.34F : 0.42F));
    const float side = modules * std::floor(most / modules);  // So that its edge stands in line with the others.
    const Rect card = draw_qr(page, square, {room.x, room.y, side, room.height});
    const float x = card.right() + page.px(56);
    const float width = room.right() - x;
    fit_code(page, code, width, parts.code);
    const float line = height_of(page, code.text(), width, parts.code) + page.px(6);
    const float rest = room.height - line - 2 * gap;
    const float how = std::min(height_of(page, parts.how, width, parts.quiet) + page.px(4), rest * 0.42F);
    const float what = std::min(height_of(page, parts.what, width, parts.large) + page.px(4), rest - how);
    float y = room.y + (rest - what - how) / 2;
    write(page, parts.what, {x, y, width, what}, parts.large);
    y += what + gap;
    write_typed(page, code.text(), {x, y, width, line}, parts.code);
    write(page, parts.how, {x, y + line + gap, width, how}, parts.quiet);
}

}  // namespace

Did receipt_code(Page& page, const Scene& scene) {
    const Rect room = aside_room(page, page.say("Change your mind later?"));
    if (const auto* thanks = std::get_if<Thanks>(&scene.session.state())) {
        const auto& code = thanks->receipt_code;
        const auto square = qr_code(for_a_phone(page, scene.pack, code).text());
        if (page.portrait()) {
            below_each_other(page, square, code, room);
        } else {
            beside_each_other(page, square, code, room);
        }
    }
    return ways_out(page);
}

Previews receipt_code_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form&) { return true; }) || !player.go_to<Thanks>()) return {};
    player.did(AsideOpened{Aside::ReceiptCode});
    return {{"receipt-code", player.session()}};
}

}  // namespace hineni::screens
