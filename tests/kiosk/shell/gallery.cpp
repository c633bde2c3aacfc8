#include "kiosk/shell/gallery.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "hineni/seal.hpp"
#include "tests/kiosk/session/sample.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

TEST_CASE("the gallery has every screen, in every language, by day and by night, under names that say so") {
    REQUIRE(start_sealing());
    auto pack = sample::pack();
    pack.name = sample::words("Vigil", "Vigilia");
    pack.place = pack.name;
    const auto wording = Wording::open(HINENI_SHARE "/wording", pack.languages);
    REQUIRE(wording);
    auto painter = Painter::open();
    REQUIRE(painter);
    const FreshFolder folder;
    const auto written = write_gallery(folder / "new", pack, *wording, *painter, {320, 200, false});
    REQUIRE(written);
    const std::array<std::string, 4> endings{"-en-day.png", "-en-night.png", "-es-day.png", "-es-night.png"};
    std::size_t found = 0;
    for (const auto& each : fs::directory_iterator(folder / "new")) {
        const auto name = each.path().filename().string();
        CHECK(std::any_of(endings.begin(), endings.end(), [&](const auto& ending) { return name.ends_with(ending); }));
        CHECK(each.file_size() > 1000);
        ++found;
    }
    CHECK(found == *written);
    for (const char* screen : {"welcome", "reading", "filling", "consenting", "signing", "saving", "trouble", "thanks",
                               "out-of-order", "still-there"}) {
        CHECK_MESSAGE(fs::exists(folder / "new" / (std::string(screen) + "-es-night.png")), screen);
    }
}

TEST_CASE("the gallery has every screen in every scheme and size" * doctest::test_suite("long")) {
    REQUIRE(start_sealing());
    auto pack = sample::pack();
    pack.languages = {"en"};
    const auto wording = Wording::open(HINENI_SHARE "/wording", pack.languages);
    REQUIRE(wording);
    auto painter = Painter::open();
    REQUIRE(painter);
    const FreshFolder folder;
    const auto usual = write_gallery(folder / "usual", pack, *wording, *painter, {320, 200, false});
    const auto every = write_gallery(folder / "every", pack, *wording, *painter, {320, 200, true});
    REQUIRE(usual);
    REQUIRE(every);
    CHECK(*every == 8 * *usual);
    for (const char* look : {"day", "night", "black-on-white", "white-on-black"}) {
        for (const char* size : {"", "-large", "-larger", "-largest"}) {
            const auto name = std::string("comfort-en-") + look + size + ".png";
            CHECK_MESSAGE(fs::exists(folder / "every" / name), name);
        }
    }
}

TEST_CASE("a gallery that cannot be written says where") {
    REQUIRE(start_sealing());
    const auto pack = sample::pack();
    const auto wording = Wording::open(HINENI_SHARE "/wording", pack.languages);
    auto painter = Painter::open();
    REQUIRE(painter);
    const auto written = write_gallery("/proc/no/such/place", pack, *wording, *painter, {640, 400});
    REQUIRE_FALSE(written);
    CHECK(written.error().what.find("/proc/no/such/place") != std::string::npos);
}
