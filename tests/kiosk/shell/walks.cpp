// Random walks that draw: attendees one after another who type words of their own and then do whatever fingers do, on a
// stage with a store that fails at times. No frame after somebody's end has any of their words or codes in it. What a
// frame draws is heard where words become glyphs (the linker wraps Typesetter::shape), so that clipped and tiny words
// count too.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "hineni/receipt_code.hpp"
#include "kiosk/raster/raster.hpp"
#include "kiosk/text/text.hpp"
#include "tests/kiosk/shell/theatre.hpp"

#define SHAPE "_ZN6hineni10Typesetter5shapeESt17basic_string_viewIcSt11char_traitsIcEENS_9TypeStyleENS_9DirectionE"
#define RASTER "_ZN6hineni10Rasteriser4drawERK10ImDrawDataNS_6PixelsE"
#define CARD "_ZN6hineni4CardC1ERKNS_4FormENSt6chrono8durationIlSt5ratioILl1ELl1000EEEE"

using namespace hineni;

namespace {

// What the walk hears and does while it lasts; other tests of this program are left alone.
struct Walking {
    bool now = false;
    std::vector<std::string> drawn;  // By the last frame.
    bool hands_on = false;           // The control: a new card begins with the answers of the one before.
    std::vector<Secret> former;
};
Walking walking;

}  // namespace

extern "C" Line real_shape(Typesetter* type, std::string_view text, TypeStyle style,
                           Direction base) asm("__real_" SHAPE);
extern "C" Line heard_shape(Typesetter* type, std::string_view text, TypeStyle style,
                            Direction base) asm("__wrap_" SHAPE);
extern "C" Line heard_shape(Typesetter* type, std::string_view text, TypeStyle style, Direction base) {
    if (walking.now) walking.drawn.emplace_back(text);
    return real_shape(type, text, style, base);
}

// Colouring the pixels is most of a frame's time and adds no word.
extern "C" std::vector<PixelRect> real_raster(Rasteriser* raster, const ImDrawData& data,
                                              Pixels target) asm("__real_" RASTER);
extern "C" std::vector<PixelRect> no_raster(Rasteriser* raster, const ImDrawData& data,
                                            Pixels target) asm("__wrap_" RASTER);
extern "C" std::vector<PixelRect> no_raster(Rasteriser* raster, const ImDrawData& data, Pixels target) {
    if (walking.now) return {};
    return real_raster(raster, data, target);
}

extern "C" void real_card(Card* card, const Form& form, Monotonic first_touch) asm("__real_" CARD);
extern "C" void handed_card(Card* card, const Form& form, Monotonic first_touch) asm("__wrap_" CARD);
extern "C" void handed_card(Card* card, const Form& form, Monotonic first_touch) {
    real_card(card, form, first_touch);
    if (!walking.hands_on || walking.former.size() != card->answers.size()) return;
    for (std::size_t i = 0; i < card->answers.size(); ++i) (void)card->answers[i].append(walking.former[i].text());
}

namespace {

constexpr std::size_t piece = 5;  // Characters of a word that count as having been seen.

class Walk {
  public:
    Walk(Theatre& theatre, unsigned seed) : theatre_(theatre), random_(seed), stage_(theatre.stage()) {
        now_.monotonic = sample::noon;
        walking.now = true;
        walking.former.clear();
        arrive();
        paint();
    }
    ~Walk() {
        walking.now = false;
        walking.drawn.clear();
    }
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;

    // Somebody does something. What was seen of somebody who is gone; empty: nothing.
    std::string step() {
        theatre_.shelf.full = below(4) == 0;
        act();
        for (int rounds = 0; stage_.busy() && rounds < 3; ++rounds) turn(std::nullopt);
        if (card_in(stage_.session().state()) != nullptr) {
            busy_ = true;
            walking.former = card_in(stage_.session().state())->answers;
        } else if (busy_ && std::holds_alternative<Welcome>(stage_.session().state())) {
            leave();
        }
        paint();
        codes_ +=
            std::any_of(walking.drawn.begin(), walking.drawn.end(), [&](const auto& words) { return words == code(); });
        return seen();
    }
    [[nodiscard]] std::size_t gone() const { return gone_; }
    // Frames in which somebody saw the code of their own entry.
    [[nodiscard]] std::size_t codes() const { return codes_; }

  private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

    // Words without vowels, of which no piece was anybody's before.
    void arrive() {
        static constexpr std::string_view letters = "bcdfghjkmpqrtvwxz";
        word_.clear();
        while (word_.empty()) {
            for (std::size_t i = 0; i < 9; ++i) word_.push_back(letters[below(letters.size())]);
            for (std::size_t i = 0; i + piece <= word_.size(); ++i) {
                if (!pieces_.insert(word_.substr(i, piece)).second) word_.clear();
            }
        }
        typed_ = 0;
    }
    // Of the entry that was sealed last.
    std::string code() const {
        const auto& codes = theatre_.shelf.codes;
        return codes.empty() ? "none" : in_groups(codes.back());
    }

    void leave() {
        std::string lower = code();
        for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        past_.push_back(std::move(lower));
        for (std::size_t i = 0; i + piece <= word_.size(); ++i) past_.push_back(word_.substr(i, piece));
        ++gone_;
        busy_ = false;
        arrive();
    }

    void turn(std::optional<touch::Touch> touch) {
        now_.monotonic += 50ms;
        stage_.turn(touch, now_);
    }
    void paint() {
        walking.drawn.clear();
        (void)stage_.paint({pixels_.data(), width, height, width});
    }

    void tap(const touch::Target& target) {
        const float x = target.box.x + target.box.width / 2;
        const float y = target.box.y + target.box.height / 2;
        turn(touch::Touch{touch::Edge::Down, x, y});
        if (target.role == touch::Role::Pad) {
            turn(touch::Touch{touch::Edge::Move, x + 150, y - 60});
            turn(touch::Touch{touch::Edge::Move, x + 40, y + 60});
            turn(touch::Touch{touch::Edge::Up, x + 40, y + 60});
        } else {
            turn(touch::Touch{touch::Edge::Up, x, y});
        }
    }

    // The key of the next letter of this attendee's word; false where no keyboard is up.
    bool type() {
        const auto lower = word_.substr(typed_ % word_.size(), 1);
        const std::string upper(1, static_cast<char>(lower[0] - 'a' + 'A'));
        for (const auto& target : stage_.ledger().targets()) {
            if (target.label != lower && target.label != upper) continue;
            const auto key = target;  // The turn makes new targets.
            tap(key);
            ++typed_;
            return true;
        }
        return false;
    }

    void act() {
        const auto choice = below(20);
        if (choice < 11 && type()) {
            while (typed_ % word_.size() != 0 && below(12) != 0 && type()) {}
            return;
        }
        if (choice == 19 && below(4) == 0) {  // Walks away.
            now_.monotonic += 3 * idle_timeout;
            turn(std::nullopt);
            return;
        }
        const auto targets = stage_.ledger().targets();
        const auto main = std::find_if(targets.begin(), targets.end(), [](const auto& each) { return each.main; });
        if (choice < 15 && main != targets.end()) return tap(*main);
        if (!targets.empty()) tap(targets[below(targets.size())]);
    }

    std::string seen() const {
        for (const auto& words : walking.drawn) {
            std::string lower = words;
            for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            for (const auto& each : past_) {
                if (lower.find(each) != std::string::npos) return words;
            }
        }
        return {};
    }

    Theatre& theatre_;
    std::mt19937 random_;
    Stage stage_;
    Now now_;
    std::vector<std::uint32_t> pixels_ = std::vector<std::uint32_t>(std::size_t{width} * height);
    std::string word_;
    std::size_t typed_ = 0;
    std::set<std::string> pieces_;   // Of everybody's words.
    std::vector<std::string> past_;  // Of those of people who are gone.
    std::size_t gone_ = 0;
    std::size_t codes_ = 0;
    bool busy_ = false;
};

struct Walked {
    std::size_t gone = 0;
    std::size_t codes = 0;
    std::vector<unsigned> seen;  // Seeds of walks in which somebody saw what was not theirs.
};

Walked walk(unsigned first, unsigned count, int steps) {
    auto pack = sample::pack();
    Walked walked;
    Theatre theatre(pack);
    for (unsigned seed = first; seed < first + count; ++seed) {
        Walk one(theatre, seed);
        for (int step = 0; step < steps; ++step) {
            const auto seen = one.step();
            if (seen.empty()) continue;
            if (!walking.hands_on)
                MESSAGE("seed " << seed << ", step " << step << ": \"" << seen << "\" was somebody else's");
            walked.seen.push_back(seed);
            break;
        }
        walked.gone += one.gone();
        walked.codes += one.codes();
    }
    return walked;
}

}  // namespace

TEST_CASE("on 40 random walks no frame has a word of somebody who is gone") {
    const auto walked = walk(1, 40, 25);
    CHECK(walked.seen.empty());
    CHECK(walked.gone > 25);
    CHECK(walked.codes > 0);
}

TEST_CASE("on 500 random walks no frame has a word of somebody who is gone" * doctest::test_suite("long")) {
    const auto walked = walk(1000, 500, 80);
    CHECK(walked.seen.empty());
    CHECK(walked.gone > 1000);
    CHECK(walked.codes > 50);
}

TEST_CASE("control: a card that begins with the answers before it is seen within a few walks") {
    walking.hands_on = true;
    const auto walked = walk(1, 8, 40);
    walking.hands_on = false;
    CHECK_FALSE(walked.seen.empty());
}
