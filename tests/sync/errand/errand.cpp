#include "hineni/errand.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <fstream>
#include <iterator>
#include <random>

#include "sync/errand/written.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni {

namespace {

constexpr std::array kinds{ErrandKind::SendNow,     ErrandKind::CopyToStick,    ErrandKind::TakePack,
                           ErrandKind::LookForPack, ErrandKind::WipeDeliveries, ErrandKind::WipePacks};

void put_text(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

constexpr char an_errand[] = "hineni-errand 1\nkind copy-to-stick\nnumber 7\nwhat /media/stick\n";

}  // namespace

TEST_CASE("an errand of every kind is done once and its answer comes back") {
    FreshFolder state;
    for (const auto kind : kinds) {
        CAPTURE(std::string(word_of(kind)));
        CHECK_FALSE(errand_to_do(state.path(), kind).value());
        const auto asked = ask(state.path(), kind, "/media/stick").value();
        CHECK(asked.number != 0);
        CHECK_FALSE(answer_to(state.path(), asked).value());
        const auto found = errand_to_do(state.path(), kind).value();
        REQUIRE(found);
        CHECK(found->kind == kind);
        CHECK(found->number == asked.number);
        CHECK(found->what == "/media/stick");
        REQUIRE(answer(state.path(), kind, {asked.number, Outcome::Stage::Working, 1, 3, "", ""}));
        CHECK(errand_to_do(state.path(), kind).value());
        REQUIRE(answer(state.path(), kind, {asked.number, Outcome::Stage::Failed, 2, 3, "the stick is gone", "again"}));
        CHECK_FALSE(errand_to_do(state.path(), kind).value());
        const auto outcome = answer_to(state.path(), asked).value();
        REQUIRE(outcome);
        CHECK(outcome->stage == Outcome::Stage::Failed);
        CHECK(outcome->done == 2);
        CHECK(outcome->of == 3);
        CHECK(outcome->why == "the stick is gone");
        CHECK(outcome->hint == "again");
    }
}

TEST_CASE("an answer to the errand before is none to this one") {
    FreshFolder state;
    const auto first = ask(state.path(), ErrandKind::SendNow).value();
    REQUIRE(answer(state.path(), ErrandKind::SendNow, {first.number, Outcome::Stage::Done, 1, 1, "", ""}));
    const auto second = ask(state.path(), ErrandKind::SendNow).value();
    CHECK_FALSE(answer_to(state.path(), second).value());
    CHECK(errand_to_do(state.path(), ErrandKind::SendNow).value()->number == second.number);
}

TEST_CASE("errands lie where nobody else of the device can read them") {
    FreshFolder state;
    REQUIRE(ask(state.path(), ErrandKind::SendNow));
    struct stat found {};
    REQUIRE(::stat((state / "errands").c_str(), &found) == 0);
    CHECK((found.st_mode & 0777U) == 0700);
    REQUIRE(::stat((state / "errands" / "send-now.asked").c_str(), &found) == 0);
    CHECK((found.st_mode & 0777U) == 0600);
}

TEST_CASE("what does not fit into one line is not asked") {
    FreshFolder state;
    for (const std::string& what : {std::string("two\nlines"), std::string(1001, 'a'), std::string("\xC3("),
                                    std::string("a\0b", 3), std::string("\xE2\x80\xA8"), std::string("\x7F")}) {
        CHECK_FALSE(ask(state.path(), ErrandKind::CopyToStick, what));
    }
    CHECK_FALSE(std::filesystem::exists(state / "errands"));
    CHECK(ask(state.path(), ErrandKind::CopyToStick, "/media/שלום נר"));
    CHECK(errand_to_do(state.path(), ErrandKind::CopyToStick).value()->what == "/media/שלום נר");
}

TEST_CASE("a reason of any bytes is answered as one line of words") {
    FreshFolder state;
    const auto asked = ask(state.path(), ErrandKind::SendNow).value();
    const std::string odd = "two\nlines \xFF \x1B[2J " + std::string(5000, 'x');
    REQUIRE(answer(state.path(), ErrandKind::SendNow, {asked.number, Outcome::Stage::Failed, 0, 0, odd, odd}));
    const auto outcome = answer_to(state.path(), asked).value();
    REQUIRE(outcome);
    CHECK(outcome->why.starts_with("two lines    [2J xxx"));
    CHECK(outcome->why.size() == longest_reason);
}

TEST_CASE("a file that is no errand is refused, and no such answer stands in the way") {
    FreshFolder state;
    const auto file = state / "errands" / "copy-to-stick.asked";
    const std::string right = an_errand;
    for (const std::string& wrong :
         {std::string(), right + "\n", right + right, right.substr(0, right.size() - 1), "x" + right,
          std::string("hineni-errand 2\nkind copy-to-stick\nnumber 7\nwhat \n"),
          std::string("hineni-errand 1\nkind send-now\nnumber 7\nwhat \n"),
          std::string("hineni-errand 1\nkind copy-to-stick\nnumber 0\nwhat \n"),
          std::string("hineni-errand 1\nkind copy-to-stick\nnumber 07\nwhat \n"),
          std::string("hineni-errand 1\nkind copy-to-stick\nnumber -7\nwhat \n"),
          std::string("hineni-errand 1\nkind copy-to-stick\nnumber 18446744073709551616\nwhat \n"),
          std::string("hineni-errand 1\nkind copy-to-stick\nnumber 7\nwhat\n"),
          std::string("hineni-errand 1\r\nkind copy-to-stick\r\nnumber 7\r\nwhat \r\n"),
          std::string("hineni-errand 1\nkind copy-to-stick\nnumber 7\nwhat \xFF\n"), std::string(1000000, 'a')}) {
        put_text(file, wrong);
        CHECK_FALSE(errand_to_do(state.path(), ErrandKind::CopyToStick));
    }
    put_text(file, right);
    put_text(state / "errands" / "copy-to-stick.answer", "nonsense");
    CHECK(errand_to_do(state.path(), ErrandKind::CopyToStick).value()->number == 7);
    CHECK_FALSE(answer_to(state.path(), {ErrandKind::CopyToStick, 7, ""}));
}

TEST_CASE("links, folders and pipes are no errands, and nobody waits for them") {
    FreshFolder state;
    const auto file = state / "errands" / "copy-to-stick.asked";
    put_text(state / "elsewhere", an_errand);
    std::filesystem::create_directory(state / "errands");
    std::filesystem::create_symlink(state / "elsewhere", file);
    CHECK_FALSE(errand_to_do(state.path(), ErrandKind::CopyToStick));
    std::filesystem::remove(file);
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    CHECK_FALSE(errand_to_do(state.path(), ErrandKind::CopyToStick));
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    CHECK_FALSE(errand_to_do(state.path(), ErrandKind::CopyToStick));
}

TEST_CASE("what altered files say is either refused or an errand that is written the same way") {
    std::mt19937 dice(613);
    const std::string right = an_errand;
    const std::string reply =
        written(ErrandKind::CopyToStick, Outcome{7, Outcome::Stage::Failed, 3, 12, "gone", "put it in"});
    for (int i = 0; i < 20000; ++i) {
        auto text = i % 2 == 0 ? right : reply;
        for (auto changes = dice() % 3 + 1; changes > 0; --changes) {
            const auto at = dice() % text.size();
            switch (dice() % 3) {
                case 0: text[at] = static_cast<char>(dice()); break;
                case 1: text.erase(at, dice() % 4); break;
                default: text.insert(at, 1, static_cast<char>(dice())); break;
            }
            if (text.empty()) text = "x";
        }
        if (const auto errand = read_errand(ErrandKind::CopyToStick, text)) {
            CHECK(written(ErrandKind::CopyToStick, *errand) == text);
        }
        if (const auto outcome = read_outcome(ErrandKind::CopyToStick, text)) {
            CHECK(written(ErrandKind::CopyToStick, *outcome) == text);
        }
    }
}

TEST_CASE("asking again replaces what nobody has answered") {
    FreshFolder state;
    const auto first = ask(state.path(), ErrandKind::TakePack, "aa").value();
    const auto second = ask(state.path(), ErrandKind::TakePack, "bb").value();
    CHECK(first.number != second.number);
    CHECK(errand_to_do(state.path(), ErrandKind::TakePack).value()->what == "bb");
    CHECK(text_of(state / "errands" / "take-pack.asked") ==
          "hineni-errand 1\nkind take-pack\nnumber " + std::to_string(second.number) + "\nwhat bb\n");
}

}  // namespace hineni
