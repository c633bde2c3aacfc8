#include "kiosk/shell/rehearsal.hpp"

#include <algorithm>
#include <cmath>

#include "hineni/utf8.hpp"
#include "kiosk/shell/png.hpp"
#include "kiosk/shell/rehearsal_words.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni::rehearsal {

namespace {

// How long a practised finger stays on the glass, and off it.
constexpr Monotonic press = 100ms;
constexpr Monotonic pause = 200ms;
constexpr Monotonic pen_step = 20ms;

// What a caret has before it, in the Secret; nothing where nothing is typed into.
struct Typing {
    const keyboard::Up* keyboard;
    std::string_view before;
};

std::optional<Typing> typing_on(const Session& session) {
    if (const auto* signing = std::get_if<Signing>(&session.state()); signing != nullptr && signing->typing) {
        return Typing{&signing->keyboard, signing->card.signature_typed.text().substr(0, signing->caret)};
    }
    const auto* organizing = std::get_if<Organizing>(&session.state());
    if (organizing != nullptr && organizing->page == Organizing::Page::Password) {
        return Typing{&organizing->keyboard, organizing->password.text().substr(0, organizing->caret)};
    }
    const auto* filling = std::get_if<Filling>(&session.state());
    if (filling == nullptr || !filling->focus) return std::nullopt;
    if (!is_typed(filling->card.form->fields[*filling->focus].kind)) return std::nullopt;
    return Typing{&filling->keyboard, filling->card.answers[*filling->focus].text().substr(0, filling->caret)};
}

// The id under which widgets/keys draws a key of the keyboard that is up.
std::optional<std::uint32_t> id_of_key(const keyboard::Up& up, const keyboard::Key& key) {
    const auto rows = keyboard::rows(up);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto at = std::find(rows[row].begin(), rows[row].end(), key);
        if (at == rows[row].end()) continue;
        return touch::id_of("key", row * 16 + static_cast<std::size_t>(at - rows[row].begin()));
    }
    return std::nullopt;
}

Result<touch::Target> find(const touch::Ledger& ledger, std::uint32_t id) {
    if (const auto* target = target_with(ledger, id)) return *target;
    return fail("it is not on the glass");
}

// Steps that only look and listen leave what was said before to be heard.
bool makes_a_sound(const Act& act) {
    return !std::holds_alternative<See>(act) && !std::holds_alternative<Hear>(act) &&
           !std::holds_alternative<Picture>(act) && !std::holds_alternative<CountTaps>(act);
}

}  // namespace

Attendee::Attendee(Stage& stage, const Now& start, int width, int height, std::filesystem::path pictures,
                   std::FILE* out)
    : stage_(stage),
      now_(start),
      width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
      pictures_(std::move(pictures)),
      out_(out) {}

Result<void> Attendee::play(const std::vector<Step>& script) {
    settle(std::nullopt);
    for (const auto& step : script) {
        if (makes_a_sound(step.act)) heard_.clear();
        const auto met = std::visit([this](const auto& what) { return act(what); }, step.act);
        const auto words = in_words(step.act);
        if (!met) {
            auto unmet = met.error();
            if (unmet.hint.empty()) unmet.hint = "on the glass is " + on_the_glass(stage_.ledger());
            return within("line " + std::to_string(step.line) + ": " + words, std::move(unmet));
        }
        say("line " + std::to_string(step.line) + ": " + words);
    }
    return {};
}

// Flushed, so that who cuts the power after "thanked" knows that it was said.
void Attendee::say(const std::string& line) {
    std::fprintf(out_, "%s\n", line.c_str());
    std::fflush(out_);
}

void Attendee::paint() {
    const auto painted = stage_.paint({pixels_.data(), width_, height_, width_});
    if (painted.thanked) say("thanked " + hex(painted.thanked->bytes));
}

template <class What>
void Attendee::settle(const What& what) {
    const auto listen = [&] { heard_ += (heard_.empty() || stage_.said().empty() ? "" : " / ") + stage_.said(); };
    stage_.turn(what, now_);
    listen();
    paint();
    while (stage_.busy()) {
        stage_.turn(std::nullopt, now_);
        listen();
        paint();
    }
}

void Attendee::feed(const Key& key) {
    settle(key);
    now_ = later(now_, press + pause);
}

void Attendee::feed(touch::Edge edge, float x, float y, Monotonic takes) {
    if (edge == touch::Edge::Down) {
        ++taps_;
        if (shows_touches_) say("touch " + std::to_string(std::lround(x)) + " " + std::to_string(std::lround(y)));
    }
    settle(std::optional(touch::Touch{edge, x, y}));
    now_ = later(now_, takes);
}

Result<void> Attendee::tap(const touch::Target& target) {
    if (!target.on) return fail("it is shown, but cannot be tapped now");
    const float x = target.box.x + target.box.width / 2;
    const float y = target.box.y + target.box.height / 2;
    feed(touch::Edge::Down, x, y, press);
    feed(touch::Edge::Up, x, y, pause);
    return {};
}

Result<void> Attendee::tap_labelled(std::string_view label, std::string_view near) {
    return find_target(stage_.ledger(), label, near).and_then([this](const auto& target) { return tap(target); });
}

Result<void> Attendee::act(const See& see) {
    if (is_on_glass(stage_.ledger(), see.words) == see.there) return {};
    return fail(see.there ? "not on the glass" : "it is on the glass");
}

Result<void> Attendee::act(const ChooseLanguage& language) {
    if (own_name(stage_.session().language()) == language.name) return {};
    return tap_labelled(language.name, {});
}

Result<void> Attendee::act(const Tap& what) {
    return tap_labelled(what.label, what.near);
}

Result<void> Attendee::act(const TapMain&) {
    for (const auto& target : stage_.ledger().targets()) {
        if (target.main) return tap(target);
    }
    return fail("this screen has no main button");
}

Result<void> Attendee::act(const TapBack&) {
    return tap_labelled(stage_.wording().in(stage_.session().language(), "Back"), {});
}

Result<void> Attendee::type_character(char32_t character, std::size_t place) {
    const auto typing = typing_on(stage_.session());
    if (!typing) return fail("nothing on the glass is being typed into", "tap a field first");
    const auto number = "character " + std::to_string(place) + ": ";
    const auto typed = typing->before.size();
    const auto taps = keyboard::taps_for(character, *typing->keyboard, typing->before);
    if (!taps) return fail(number + "the keyboard of this field has no key for it");
    for (const auto& key : *taps) {
        const auto now = typing_on(stage_.session());
        const auto id = now ? id_of_key(*now->keyboard, key) : std::nullopt;
        if (!id) return fail(number + "its key is not on the keyboard");
        auto met = find(stage_.ledger(), *id).and_then([this](const auto& target) { return tap(target); });
        if (!met) return within(number + "its key", std::move(met.error()));
    }
    const auto after = typing_on(stage_.session());
    if (!after || after->before.size() <= typed) return fail(number + "it did not enter; the field may be full");
    return {};
}

Result<void> Attendee::act(const Type& type) {
    std::size_t place = 0;
    for (std::string_view left = type.text; !left.empty(); left.remove_prefix(utf8::front_size(left))) {
        if (auto typed = type_character(utf8::front(left), ++place); !typed) return typed;
    }
    return {};
}

Result<void> Attendee::act(const Draw& draw) {
    const auto pad = find(stage_.ledger(), touch::id_of("pad"));
    if (!pad) return fail("there is no signature pad on the glass");
    const auto& box = pad->box;
    for (std::size_t at = 0; at < draw.points.size(); ++at) {
        const float x = box.x + draw.points[at].x * box.width;
        const float y = box.y + draw.points[at].y * box.height;
        feed(at == 0 ? touch::Edge::Down : touch::Edge::Move, x, y, pen_step);
        if (at + 1 == draw.points.size()) feed(touch::Edge::Up, x, y, pause);
    }
    return {};
}

Result<void> Attendee::act(const Wait& wait) {
    const auto end = later(now_, wait.how_long);
    while (const auto wake = stage_.next_wake()) {
        if (*wake > end.monotonic) break;
        now_ = later(now_, std::max(Monotonic{1}, *wake - now_.monotonic));
        settle(std::nullopt);
    }
    now_ = end;
    settle(std::nullopt);
    return {};
}

Result<void> Attendee::act(const Picture& picture) {
    if (pictures_.empty()) return {};
    return write_png(pictures_ / (picture.name + ".png"), {pixels_.data(), width_, height_, width_});
}

Result<void> Attendee::act(const CountTaps&) {
    say("taps: " + std::to_string(taps_));
    return {};
}

Result<void> Attendee::act(const Press& what) {
    if (what.how_long.count() > 0) {
        settle(what.key);
        (void)act(Wait{what.how_long});
    } else {
        feed(what.key);
    }
    stage_.key_up(now_);
    if (what.how_long.count() > 0) settle(std::nullopt);
    return {};
}

Result<void> Attendee::act(const Write& write) {
    std::size_t place = 0;
    for (std::string_view left = write.text; !left.empty(); left.remove_prefix(utf8::front_size(left))) {
        const auto number = "character " + std::to_string(++place) + ": ";
        const auto before = typed_on(stage_.session());
        if (!before) return fail(number + "nothing on the glass is being typed into", "go to a field first");
        const auto size = before->text->size();
        Key key{.name = Key::Name::Letter, .shift = false, .text = {}};
        const auto letter = left.substr(0, utf8::front_size(left));
        std::copy(letter.begin(), letter.end(), key.text.begin());
        feed(key);
        const auto after = typed_on(stage_.session());
        if (!after || after->text->size() <= size) return fail(number + "it did not enter; the field may be full");
    }
    return {};
}

Result<void> Attendee::act(const Hear& hear) {
    if (plain(heard_).find(plain(hear.words)) != std::string::npos) return {};
    return fail("it was not said", "said was " + (heard_.empty() ? "nothing" : '"' + plain(heard_) + '"'));
}

Result<void> Attendee::act(const Hold&) {
    say("holding");
    for (int read = std::fgetc(in_); read != EOF && read != '\n';) read = std::fgetc(in_);
    return {};
}

// The finger leaves a moment after the time is up, on whatever lies there by then.
void Attendee::stay_on(float x, float y, Monotonic how_long) {
    feed(touch::Edge::Down, x, y, Monotonic{0});
    (void)act(Wait{how_long});
    feed(touch::Edge::Up, x, y, pause);
}

Result<void> Attendee::act(const HoldDown& hold) {
    const auto target = find_target(stage_.ledger(), hold.label, {});
    if (!target) return tl::unexpected(target.error());
    if (!target->on) return fail("it is shown, but cannot be held now");
    stay_on(target->box.x + target->box.width / 2, target->box.y + target->box.height / 2, hold.how_long);
    return {};
}

Result<void> Attendee::act(const HoldCorner&) {
    const auto width = static_cast<float>(width_);
    const auto height = static_cast<float>(height_);
    const float middle = corner_side * unit_of(width, height) / 2;
    stay_on(middle, height - middle, corner_hold);
    return {};
}

Result<void> Attendee::act(const TapDigits& pin) {
    for (const char digit : pin.digits) {
        if (auto tapped = tap_labelled({&digit, 1}, {}); !tapped) return within("a digit", std::move(tapped.error()));
    }
    return {};
}

}  // namespace hineni::rehearsal
