#include "kiosk/session/pinyin.hpp"

#include "tests/kiosk/session/fingers.hpp"

using namespace hineni;
using namespace hineni::keyboard;

namespace {

std::vector<Key> offered(std::string_view before, FieldKind kind = FieldKind::Name) {
    return offers(for_field(kind, "zh"), before, "", "zh");
}

std::string labels(const std::vector<Key>& keys) {
    std::string all;
    for (const auto& key : keys) all += key.label;
    return all;
}

std::string type_pinyin(std::initializer_list<std::pair<std::string_view, std::string_view>> syllables) {
    Finger finger(FieldKind::Name, "zh");
    for (const auto& [letters, character] : syllables) {
        for (const char letter : letters) REQUIRE(finger.type(static_cast<unsigned char>(letter)));
        REQUIRE_MESSAGE(finger.take(character), character);
    }
    return finger.typed;
}

}  // namespace

TEST_CASE("frequent family names are among the first offers for their pinyin") {
    for (const auto& [pinyin, name] : std::initializer_list<std::pair<const char*, const char*>>{
             {"wang", "王"}, {"li", "李"},   {"zhang", "张"}, {"zhang", "張"}, {"liu", "刘"},  {"liu", "劉"},
             {"chen", "陈"}, {"chen", "陳"}, {"yang", "杨"},  {"huang", "黄"}, {"zhao", "赵"}, {"wu", "吴"},
             {"wu", "吳"},   {"zhou", "周"}, {"xu", "徐"},    {"sun", "孙"},   {"ma", "马"},   {"zhu", "朱"},
             {"hu", "胡"},   {"lv", "吕"},   {"xie", "谢"},   {"zheng", "郑"}, {"liang", "梁"}}) {
        const auto keys = offered(pinyin);
        REQUIRE(!keys.empty());
        CAPTURE(labels(keys));
        CHECK_MESSAGE(labels(keys).find(name) != std::string::npos, name);
    }
    CHECK(offered("Wang").front().label == "王");
    CHECK(offered("wang", FieldKind::Text).front().label == "望");
}

TEST_CASE("names typed in pinyin, each character taken") {
    CHECK(type_pinyin({{"wang", "王"}, {"xiao", "小"}, {"ming", "明"}}) == "王小明");
    CHECK(type_pinyin({{"li", "李"}, {"hua", "华"}}) == "李华");
    CHECK(type_pinyin({{"chen", "陳"}, {"mei", "美"}, {"li", "丽"}}) == "陳美丽");
}

TEST_CASE("of several syllables the first is offered, and the others stay") {
    Finger finger(FieldKind::Name, "zh");
    for (const char letter : std::string_view("wangxiaoming")) REQUIRE(finger.type(static_cast<unsigned char>(letter)));
    REQUIRE(finger.take("王"));
    CHECK(finger.typed == "王xiaoming");
    REQUIRE(finger.take("小"));
    REQUIRE(finger.take("明"));
    CHECK(finger.typed == "王小明");
    CHECK(offers(finger.up, finger.typed, "", "zh").empty());
}

TEST_CASE("syllables are parted so that the rest can be said") {
    CHECK(reading("xian", false).size == 4);
    CHECK(reading("lina", false).size == 2);    // li na, not lin a
    CHECK(reading("fangan", false).size == 3);  // fan gan; fang'an has an apostrophe
    CHECK(reading("xiaom", false).size == 4);
    CHECK(reading("xiaomq", false).size == 4);
    CHECK(reading("zhuang", false).size == 6);
    CHECK(reading("zh", false).size == 0);
    CHECK(reading("王", false).size == 0);
    CHECK(reading("", false).size == 0);
    CHECK(reading(std::string(200, 'a'), false).size == 0);
    CHECK(reading("anananananananananananananananananii", false).size == 2);  // At once, however many ways there are.
}

TEST_CASE("one row is offered, with a key for the next one that comes round") {
    auto up = for_field(FieldKind::Name, "zh");
    const auto first = offers(up, "li", "", "zh");
    REQUIRE(first.size() == 12);
    CHECK(first.back().does == Does::More);
    up = after(up, first.back(), "li");
    const auto second = offers(up, "li", "", "zh");
    CHECK(labels(second) != labels(first));
    bool round = false;
    for (int page = 0; page < 60 && !round; ++page) {
        up = after(up, first.back(), "li");
        round = offers(up, "li", "", "zh") == first;
    }
    CHECK(round);
    up = after(after(up, first.back(), "li"), {Does::Insert, "n", "n", 1}, "lin");
    CHECK(up.page == 0);
}

TEST_CASE("an offer is a whole character, and nothing is offered for other scripts") {
    for (const char* syllable : {"a", "shi", "yi", "nv", "zhuang"}) {
        for (const auto& key : offered(syllable)) {
            CHECK(utf8::valid(key.inserts));
            if (key.does == Does::Insert) CHECK(key.takes == std::string_view(syllable).size());
        }
    }
    CHECK(offers(for_field(FieldKind::Name, "en"), "wang", "", "zh").empty());
    CHECK(offers(for_field(FieldKind::Name, "he"), "wang", "", "zh").empty());
}

TEST_CASE("where characters are offered there is room for them") {
    CHECK(rows(for_field(FieldKind::Text, "zh")).size() == 4);
    CHECK(rows(for_field(FieldKind::Name, "zh")).size() == 4);
}
