// The code that puts a date into a phone's calendar, as a phone sees it.
#include <doctest/doctest.h>

#include "kiosk/form/icalendar.hpp"
#include "kiosk/shell/png.hpp"
#include "staged.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

using namespace hineni;

namespace {

Session thanked(const EventPack& pack) {
    for (auto& each : previews(pack)) {
        if (each.name == "thanks-dates") return each.session;
    }
    throw std::runtime_error("no preview of dates");
}

}  // namespace

TEST_CASE("a phone reads from the glass what the calendar needs, for one date after the other") {
    const auto pack = sample_pack();
    const auto wording = sample_wording();
    const FreshFolder folder;
    struct Size {
        int width, height;
        TextSize text;
        Language language;
    };
    for (const auto& size : {Size{1280, 800, TextSize::Largest, "en"}, Size{800, 480, TextSize::Normal, "es"},
                             Size{720, 1280, TextSize::Normal, "he"}}) {
        auto session = thanked(pack);
        Staged staged{pack, wording, size.language, look_of(Scheme::Night, size.text), size.width, size.height, {}};
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
        const Pixels target{pixels.data(), size.width, size.height, size.width};
        const auto dates = std::get<Thanks>(session.state()).occasions;
        REQUIRE(dates.size() > 1);
        for (const auto date : dates) {
            painter().forget();
            painter().frame(
                [&](ImDrawList& list, Typesetter& type) {
                    staged.ledger.begin({});
                    Page page(list, type, staged.ledger, staged.look, wording, size.language,
                              static_cast<float>(size.width), static_cast<float>(size.height));
                    (void)draw(page, session, pack, 0);
                },
                target);
            const auto picture = folder.path() / "thanks.png";
            REQUIRE(write_png(picture, target));
            const auto& occasion = std::get<Thanks>(session.state()).form->occasions[date];
            const auto read = finish({"zbarimg", "--quiet", "--raw", picture.string()});
            CHECK(read.out == in_calendar(occasion, pack, size.language) + "\n");
            CHECK(staged.sees(occasion.name.in(size.language)));

            (void)staged.show(session);
            const auto did = staged.tap(session, *staged.find(wording.in(size.language, "Another date")));
            REQUIRE((did && std::holds_alternative<ShowDate>(*did)));
            session.happen(*did, Monotonic{0});
        }
        CHECK(std::get<Thanks>(session.state()).shown == 0);  // All round.
    }
}

TEST_CASE("dates stay on the glass long enough to get a phone out, other thanks do not") {
    const auto pack = sample_pack();
    auto session = thanked(pack);
    session.tick(thanks_timeout);
    CHECK(std::holds_alternative<Thanks>(session.state()));
    CHECK(session.next_wake() == thanks_with_dates_timeout);
    session.tick(thanks_with_dates_timeout);
    CHECK(std::holds_alternative<Welcome>(session.state()));
}
