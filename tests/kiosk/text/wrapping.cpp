#include <doctest/doctest.h>

#include "hineni/utf8.hpp"
#include "kiosk/text/text.hpp"
#include "tests/kiosk/text/type.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

std::vector<std::string> lines(std::string_view text, float width, Direction base = ltr) {
    std::vector<std::string> found;
    for (const auto& range : type().wrap(text, style, base, width)) {
        found.emplace_back(text.substr(range.begin, range.end - range.begin));
    }
    return found;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines break at spaces, which belong to no line") {
    const float width = type().width("Stand with", style, ltr);
    CHECK(lines("Stand with us", width) == Lines{"Stand with", "us"});
    CHECK(lines("Stand with   us", width) == Lines{"Stand with", "us"});
    CHECK(lines("Stand with us", 10000) == Lines{"Stand with us"});
}

TEST_CASE("lines break at every newline, and an empty line is a line") {
    CHECK(lines("a\n\nb", 1000) == Lines{"a", "", "b"});
    CHECK(lines("a\n", 1000) == Lines{"a", ""});
    CHECK(lines("", 1000) == Lines{""});
}

TEST_CASE("a word wider than the line is broken anywhere") {
    const auto found = lines("aaaaaaaaaaaaaaaaaaaa b", 60);
    CHECK(found.size() > 3);
    std::string all;
    for (const auto& line : found) {
        CHECK(type().width(line, style, ltr) <= 60);
        all += line;
    }
    CHECK(all == "aaaaaaaaaaaaaaaaaaaab");
}

TEST_CASE("a line holds at least one letter, with its marks, however narrow") {
    CHECK(lines("e\xCC\x81"
                "e\xCC\x81",
                1) == Lines{"e\xCC\x81", "e\xCC\x81"});
    CHECK(lines("ab", 0) == Lines{"a", "b"});
    CHECK(lines("ab", -5).size() == 2);
}

TEST_CASE("a space that does not break keeps its words together") {
    const float width = type().width("Stand with", style, ltr);
    CHECK(lines("Stand with\u00A0us", width) == Lines{"Stand", "with\u00A0us"});
}

TEST_CASE("ideographs break between each other, but not before what closes") {
    const auto found = lines("添加您的名字。", type().width("添加您的名字", style, ltr) + 1);
    CHECK(found == Lines{"添加您的名", "字。"});
}

TEST_CASE("no line of Chinese begins with what closes or ends with what opens") {
    const std::string_view text = "您好，王小明！请留下姓名、电话（或邮箱）。“谢谢”等等……我们明天见？《名单》在这里。";
    const std::u32string_view closes = U"，！、）。”…？》";
    for (float width = 130; width < 500; width += 13) {
        const auto found = lines(text, width);
        std::string all;
        for (const auto& line : found) {
            all += line;
            CHECK(type().width(line, style, ltr) <= width);
            CHECK(closes.find(utf8::front(line)) == std::u32string_view::npos);
            const auto last = utf8::front(std::string_view(line).substr(utf8::without_last(line)));
            CHECK(std::u32string_view(U"（“《").find(last) == std::u32string_view::npos);
        }
        CHECK(all == text);
    }
}

TEST_CASE("Chinese breaks anywhere else, Vietnamese at its spaces alone") {
    const float two = type().width("王小", style, ltr) + 1;
    CHECK(lines("王小明李华", two) == Lines{"王小", "明李", "华"});
    CHECK(lines("Nguyễn Thị Ánh", type().width("Nguyễn Thị", style, ltr)) == Lines{"Nguyễn Thị", "Ánh"});
    CHECK(lines("名单list名单", type().width("名单list", style, ltr) + 1) == Lines{"名单list", "名单"});
}

TEST_CASE("no line is wider than asked, and no word is lost, in any script") {
    for (const std::string_view text :
         {"Add your name in under a minute. Your details are sealed on this device before they ever leave it.",
          "השמות נאטמים במכשיר הזה לפני שהם עוזבים אותו, בשעה (7 PM) בכיכר העיר",
          "أضف اسمك في أقل من دقيقة واحدة من فضلك"}) {
        for (const auto base : {ltr, rtl}) {
            for (float width = 90; width < 700; width += 37) {
                std::string all;
                for (const auto& line : lines(text, width, base)) {
                    CHECK(type().width(line, style, base) <= width);
                    if (!all.empty()) all += ' ';
                    all += line;
                }
                std::string squeezed;  // A word broken in two has gained a space.
                for (const char c : all) squeezed += c == ' ' ? "" : std::string(1, c);
                std::string original;
                for (const char c : text) original += c == ' ' ? "" : std::string(1, c);
                CHECK(squeezed == original);
            }
        }
    }
}
