#include "kiosk/shell/stage.hpp"

#include <cstring>

#include "hineni/log.hpp"
#include "hineni/receipt_code.hpp"
#include "kiosk/screens/draw.hpp"
#include "kiosk/session/steps.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

namespace {

// A screen says by itself that the end of a text is on the glass, once; more rounds than this would be a screen that
// never comes to rest.
constexpr int most_rounds = 4;

// A code is nobody's answer, but it leads to one: no ordinary memory keeps it.
void wipe_code(std::string& code) {
    explicit_bzero(code.data(), code.size());
}

Secret as_read(const std::string& code) {
    auto groups = in_groups(code);
    Secret read(groups.size());
    [[maybe_unused]] const bool fits = read.append(groups);
    wipe_code(groups);
    return read;
}

}  // namespace

std::string Stage::in_words(const Error& error) {
    return error.hint.empty() ? error.what : error.what + "; " + error.hint;
}

Stage::Stage(const Parts& parts, Store store, int width, int height, Monotonic now)
    : parts_(parts),
      store_(std::move(store)),
      width_(width),
      height_(height),
      session_(parts.pack, now, parts.usual, parts.phones),
      upkeep_due_(now),
      look_due_(now) {
    open_store(now);
}

void Stage::resize(int width, int height) {
    width_ = width;
    height_ = height;
    ledger_.forget();
}

void Stage::forget() {
    parts_.painter.forget();
}

bool Stage::busy() const {
    return std::holds_alternative<Saving>(session_.state()) || asks_for_a_moment();
}

void Stage::open_store(Monotonic now) {
    if (const auto opened = store_.open(); !opened) {
        log(in_words(opened.error()));
        session_.out_of_order(in_words(opened.error()));
        return;
    }
    if (std::holds_alternative<OutOfOrder>(session_.state())) session_.back_in_order(now);
    count();
}

// A count that cannot be read is no reason to turn anybody away: the last one stays.
void Stage::count() {
    if (const auto tally = store().tally()) {
        counted_ = *tally;
    } else {
        log(in_words(tally.error()));
    }
}

Result<void> Stage::keep(const Card& card, const Now& now) {
    if (!sealed_) {
        auto entry = entry_from(card, parts_.pack, session_.language(), new_entry_id(), now);
        entry.receipt_code = new_receipt_code();
        receipt_code_ = as_read(entry.receipt_code);
        auto envelope = store().seal(entry);
        wipe_code(entry.receipt_code);
        if (!envelope) return within("keep an entry", std::move(envelope.error()));
        sealed_ = *std::move(envelope);
    }
    if (auto added = store().add(*sealed_); !added) return within("keep an entry", std::move(added.error()));
    return {};
}

void Stage::store_card(const Now& now) {
    const auto kept = keep(std::get<Saving>(session_.state()).card, now);
    if (kept) {
        to_thank_ = sealed_->id;
        session_.happen(Stored{std::move(receipt_code_)}, now.monotonic);
        count();
        look_at_mirror();
        look_due_ = now.monotonic;
    } else {
        log(in_words(kept.error()));
        session_.happen(StoreFailed{}, now.monotonic);
    }
}

Stage::Place Stage::place() const {
    return {session_.state().index(), steps::page_in(session_.state()), session_.language(), session_.comfort(),
            session_.aside(),         session_.countdown().has_value()};
}

Did Stage::draw_on(ImDrawList& list, Typesetter& typesetter, touch::Ledger& ledger, const Language& language, int width,
                   int height) {
    const auto look = look_of(session_.comfort().scheme, session_.comfort().text);
    Page page(list, typesetter, ledger, look, parts_.wording, language, static_cast<float>(width),
              static_cast<float>(height));
    // Asked for where it is shown or needed: looking for voices starts a program.
    const bool hears = session_.aside() == Aside::Comfort || session_.comfort().voice.on;
    return draw(page, session_, parts_.pack, counted_, !hears || has_voice());
}

Did Stage::run_screen(std::optional<touch::Touch> touch) {
    Did did;
    ledger_.begin(touch);
    parts_.painter.logic(width_, height_, [&](ImDrawList& list, Typesetter& typesetter) {
        did = draw_on(list, typesetter, ledger_, session_.language(), width_, height_);
    });
    return did;
}

void Stage::work_off(std::optional<touch::Touch> touch, const Now& now) {
    for (int round = 0; round < most_rounds; ++round) {
        const auto from = place();
        const auto did = run_screen(touch);
        const bool out = std::holds_alternative<OutOfOrder>(session_.state());
        if (out && touch && touch->edge == touch::Edge::Down) open_store(now.monotonic);
        if (did) {
            session_.happen(*did, now.monotonic);
        } else if (touch) {
            session_.happen(Touched{}, now.monotonic);
        }
        if (place() != from) ledger_.forget();
        if (!did) break;
        touch.reset();
    }
}

void Stage::pass_time(const Now& now) {
    const auto before = place();
    session_.tick(now.monotonic);
    if (saving_painted_ && std::holds_alternative<Saving>(session_.state())) store_card(now);
    pass_corner(now);
    serve_organizer(now);
    if (place() != before) ledger_.forget();
}

void Stage::come_to_rest() {
    const bool saves =
        std::holds_alternative<Saving>(session_.state()) || std::holds_alternative<Trouble>(session_.state());
    if (!saves) {
        sealed_.reset();
        receipt_code_ = {};
    }
    keep_focus();
    narrate();
}

bool Stage::waits_for_somebody() const {
    return std::holds_alternative<Welcome>(session_.state()) && session_.language() == parts_.pack.languages.front();
}

void Stage::turn(std::optional<touch::Touch> touch, const Now& now) {
    const bool waited = waits_for_somebody();
    if (!touch) keep_up(now);
    pass_time(now);
    if (touch) let_go(now);
    if (touch) watch_corner(*touch, now);
    if (touch && explores(*touch, now)) {
        session_.happen(Touched{}, now.monotonic);
        touch.reset();
    }
    work_off(touch, now);
    serve_organizer(now);
    come_to_rest();
    if (waited || !waits_for_somebody()) return;
    parts_.painter.typesetter().rest();
    upkeep_due_ = now.monotonic;
}

Stage::Painted Stage::paint(Pixels target) {
    Painted painted;
    const auto screen = [&](ImDrawList& list, Typesetter& typesetter) {
        ledger_.begin(std::nullopt);
        (void)draw_on(list, typesetter, ledger_, session_.language(), target.width, target.height);
        draw_focus(list, typesetter, target.width, target.height);
    };
    painted.changed = parts_.painter.frame(screen, target);
    saving_painted_ = std::holds_alternative<Saving>(session_.state());
    moment_painted_ = asks_for_a_moment();
    if (std::holds_alternative<Thanks>(session_.state())) painted.thanked = std::exchange(to_thank_, std::nullopt);
    return painted;
}

}  // namespace hineni
