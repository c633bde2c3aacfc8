// Every preview on every glass: nothing is clipped, nothing overlaps, everything can be touched.
#include <doctest/doctest.h>

#include <algorithm>

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

void words_fit(const Staged& staged) {
    const Rect glass{0, 0, static_cast<float>(staged.width), static_cast<float>(staged.height)};
    const auto& words = staged.ledger.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string what = "\"" + words[i].text + "\" " + told(words[i].ink) + " in " + told(words[i].room);
        CHECK_MESSAGE(inside(words[i].ink, words[i].room), "clipped: ", what);
        CHECK_MESSAGE(inside(words[i].ink, glass), "off the glass: ", what);
        for (std::size_t j = 0; j < i; ++j) {
            const bool clash = overlap(words[i].ink, words[j].ink);
            CHECK_MESSAGE(!clash, "overlap: ", what, " and \"", words[j].text, "\" ", told(words[j].ink));
        }
    }
}

void targets_fit(const Staged& staged, float unit) {
    const Rect glass{0, 0, static_cast<float>(staged.width), static_cast<float>(staged.height)};
    const auto& targets = staged.ledger.targets();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto& box = targets[i].box;
        const std::string what = "\"" + targets[i].label + "\" " + told(box);
        CHECK_MESSAGE(inside(box, glass), "off the glass: ", what);
        // Keys are narrower on a tall glass: twelve stand beside each other.
        const float narrow = staged.height > staged.width ? 56 : smallest_key;
        CHECK_MESSAGE(box.height >= smallest_key * unit - 1, "too low: ", what);
        CHECK_MESSAGE(box.width >= narrow * unit - 1, "too narrow: ", what);
        for (std::size_t j = 0; j < i; ++j) {
            const bool clash = overlap(box, targets[j].box);
            CHECK_MESSAGE(!clash, "overlap: ", what, " and \"", targets[j].label, "\"");
            CHECK_MESSAGE(targets[i].id != targets[j].id, "same id: ", what, " and \"", targets[j].label, "\"");
        }
    }
}

struct Size {
    int width, height;
    float unit;
};

void every_preview_fits(Size size, Scheme scheme) {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    for (const Language language : {"en", "es", "he"}) {
        Staged staged{pack, wording, language, look_of(scheme), size.width, size.height, {}};
        for (const auto& preview : previews(pack, language)) {
            CAPTURE(language);
            CAPTURE(preview.name);
            (void)staged.show(preview.session);
            CHECK_FALSE(staged.ledger.words().empty());
            words_fit(staged);
            targets_fit(staged, size.unit);
        }
    }
}

}  // namespace

TEST_CASE("everything fits on the glass of 1280 x 800, by day") {
    every_preview_fits({1280, 800, 1}, Scheme::Day);
}
TEST_CASE("everything fits on the glass of 1280 x 800, by night") {
    every_preview_fits({1280, 800, 1}, Scheme::Night);
}
TEST_CASE("everything fits on the glass of 1024 x 600") {
    every_preview_fits({1024, 600, 0.75F}, Scheme::Day);
}
TEST_CASE("everything fits on the glass of 800 x 480") {
    every_preview_fits({800, 480, 0.6F}, Scheme::Day);
}
TEST_CASE("everything fits on a tall glass of 720 x 1280") {
    every_preview_fits({720, 1280, 0.9F}, Scheme::Day);
}
