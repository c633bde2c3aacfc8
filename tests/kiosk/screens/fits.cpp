// Every preview on every glass: nothing is clipped, nothing overlaps, everything can be touched.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "staged.hpp"

using namespace hineni;
using touch::Rect;

namespace {

constexpr float tolerance = 0.6F;  // Pixels: boxes are rounded.

bool inside(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x - tolerance && inner.y >= outer.y - tolerance &&
           inner.right() <= outer.right() + tolerance && inner.bottom() <= outer.bottom() + tolerance;
}

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > tolerance &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > tolerance;
}

std::string told(const Rect& r) {
    return std::to_string(r.x) + "," + std::to_string(r.y) + " " + std::to_string(r.width) + "x" +
           std::to_string(r.height);
}

std::string named(const touch::Words& words) {
    return "\"" + words.text + "\" " + told(words.ink) + " in " + told(words.room);
}

std::string named(const touch::Target& target) {
    return "\"" + target.label + "\" " + told(target.box);
}

// Of millions of pairs only one that clashes is worth a word: doctest's own checks would take longer than the drawing.
void words_fit(const Staged& staged) {
    const Rect glass{0, 0, static_cast<float>(staged.width), static_cast<float>(staged.height)};
    const auto& words = staged.ledger.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!inside(words[i].ink, words[i].room)) FAIL_CHECK("clipped: ", named(words[i]));
        if (!inside(words[i].ink, glass)) FAIL_CHECK("off the glass: ", named(words[i]));
        for (std::size_t j = 0; j < i; ++j) {
            if (!overlap(words[i].ink, words[j].ink)) continue;
            FAIL_CHECK("overlap: ", named(words[i]), " and ", named(words[j]));
        }
    }
}

void targets_fit(const Staged& staged, float unit) {
    const Rect glass{0, 0, static_cast<float>(staged.width), static_cast<float>(staged.height)};
    const auto& targets = staged.ledger.targets();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto& box = targets[i].box;
        const bool key = targets[i].role == touch::Role::Key;
        // Keys are narrower where twelve stand beside each other: as Russian has them, and more so on a tall glass,
        // where Arabic has thirteen.
        const float narrow = !key ? smallest_target : staged.height > staged.width ? 46 : 70;
        if (!inside(box, glass)) FAIL_CHECK("off the glass: ", named(targets[i]));
        if (box.height < (key ? smallest_key : smallest_target) * unit - 1) FAIL_CHECK("too low: ", named(targets[i]));
        if (box.width < narrow * unit - 1) FAIL_CHECK("too narrow: ", named(targets[i]));
        for (std::size_t j = 0; j < i; ++j) {
            if (overlap(box, targets[j].box)) FAIL_CHECK("overlap: ", named(targets[i]), " and ", named(targets[j]));
            if (targets[i].id == targets[j].id) FAIL_CHECK("same id: ", named(targets[i]), " and ", named(targets[j]));
        }
    }
}

struct Glass {
    int width, height;
    float unit;
};
constexpr Glass ten_inch{1280, 800, 1};
constexpr Glass seven_inch{1024, 600, 0.75F};
constexpr Glass small{800, 480, 0.6F};
constexpr Glass tall{720, 1280, 0.9F};

// Read once for all sizes and schemes.
struct Tongues {
    EventPack pack = tongues_pack();
    Wording wording = wording_of(pack);
};
const Tongues& tongues() {
    static const Tongues one;
    return one;
}

// Every preview in these languages.
void everything_fits(const Glass& glass, const std::vector<Language>& languages, TextSize size,
                     Scheme scheme = Scheme::Day, bool practising = false) {
    const auto& [pack, wording] = tongues();
    const Comfort comfort{.text = size, .scheme = scheme, .voice = {}};
    for (const auto& language : languages) {
        Staged staged{pack, wording, language, look_of(scheme, size), glass.width, glass.height, {}};
        for (const auto& preview : previews(pack, language)) {
            CAPTURE(language);
            CAPTURE(preview.name);
            CAPTURE(static_cast<int>(size));
            auto session = in_comfort(preview.session, comfort);
            session.practising(practising);
            (void)staged.show(session);
            CHECK_FALSE(staged.ledger.words().empty());
            words_fit(staged);
            targets_fit(staged, glass.unit);
        }
    }
}

// The language whose sentences are the longest.
const Language longest = "ru";

constexpr std::array<TextSize, 4> all_sizes{TextSize::Normal, TextSize::Large, TextSize::Larger, TextSize::Largest};
constexpr std::array<Scheme, 4> all_schemes{Scheme::Day, Scheme::Night, Scheme::BlackOnWhite, Scheme::WhiteOnBlack};

// Between them words only grow.
constexpr std::array<TextSize, 2> both_ends{TextSize::Normal, TextSize::Largest};

void everything_fits_in_every_way(const Glass& glass, std::span<const TextSize> sizes) {
    const auto& languages = tongues().pack.languages;
    for (const auto size : sizes) everything_fits(glass, languages, size);
    // A scheme changes colours and outlines, never a place: one language and two sizes show it.
    for (const auto scheme : all_schemes) {
        everything_fits(glass, {languages.front()}, TextSize::Normal, scheme);
        everything_fits(glass, {longest}, TextSize::Largest, scheme);
    }
    // With the practice banner each glass is a little lower.
    for (const auto size : sizes) everything_fits(glass, {languages.front(), longest}, size, Scheme::Day, true);
}

}  // namespace

TEST_CASE("everything fits in every language and scheme at the smallest and the largest size on 1280 x 800") {
    everything_fits_in_every_way(ten_inch, both_ends);
}
TEST_CASE("everything fits in every language and scheme at the smallest and the largest size on 1024 x 600") {
    everything_fits_in_every_way(seven_inch, both_ends);
}
TEST_CASE("everything fits in every language and scheme at the smallest and the largest size on 800 x 480") {
    everything_fits_in_every_way(small, both_ends);
}
TEST_CASE("everything fits in every language and scheme at the smallest and the largest size on 720 x 1280") {
    everything_fits_in_every_way(tall, both_ends);
}

TEST_CASE("everything fits in every language and scheme at every size on every glass" * doctest::test_suite("long")) {
    for (const auto& glass : {ten_inch, seven_inch, small, tall}) {
        CAPTURE(glass.width);
        everything_fits_in_every_way(glass, all_sizes);
    }
}

TEST_CASE("the largest words are larger by half at least, on every screen that is read") {
    const auto pack = tongues_pack();
    const auto wording = wording_of(pack);
    // Body words of a screen by what they say: a headline is large already, and need not grow as much.
    const auto sizes_on = [&](const Session& session, TextSize size) {
        Staged staged{pack, wording, "en", look_of(Scheme::Day, size), 1280, 800, {}};
        (void)staged.show(in_comfort(session, {.text = size, .scheme = Scheme::Day, .voice = {}}));
        std::map<std::string, float> sizes;
        for (const auto& words : staged.ledger.words()) {
            if (words.size > 0 && !words.text.empty()) sizes[words.text] = words.size;
        }
        return sizes;
    };
    for (const auto& preview : previews(pack, "en")) {
        constexpr std::array<std::string_view, 6> read{"welcome", "choosing", "consenting",
                                                       "thanks",  "phone",    "trouble"};
        if (std::find(read.begin(), read.end(), preview.name) == read.end()) continue;
        const auto normal = sizes_on(preview.session, TextSize::Normal);
        const auto largest = sizes_on(preview.session, TextSize::Largest);
        float sum = 0;
        int count = 0;
        for (const auto& [text, size] : normal) {
            const auto grown = largest.find(text);
            if (size > 30 || grown == largest.end()) continue;
            sum += grown->second / size;
            ++count;
        }
        REQUIRE_MESSAGE(count > 0, preview.name);
        CHECK_MESSAGE(sum / static_cast<float>(count) >= 1.5F, preview.name);
    }
}

TEST_CASE("sixteen languages fit on every glass at every size") {
    auto pack = tongues_pack();
    while (pack.languages.size() < 16) pack.languages.push_back(pack.languages[pack.languages.size() - 11]);
    const auto wording = wording_of(pack);
    for (const auto& glass : {ten_inch, seven_inch, small, tall}) {
        for (const auto size : all_sizes) {
            CAPTURE(glass.width);
            Staged staged{pack, wording, "en", look_of(Scheme::Day, size), glass.width, glass.height, {}};
            Session session(pack, Monotonic{0}, {.text = size, .scheme = Scheme::Day, .voice = {}});
            session.happen(AsideOpened{Aside::Languages}, Monotonic{0});
            (void)staged.show(session);
            CHECK(staged.ledger.targets().size() == 17);
            words_fit(staged);
            targets_fit(staged, glass.unit);
        }
    }
}
