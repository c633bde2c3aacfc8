// The content of entries, however it is written: held against the JSON library, which read it before.
#include "sync/desk/json_reader.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "sync/desk/desk_entry.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

using Tree = nlohmann::ordered_json;

constexpr const char* known_content =
    R"({"v":1,"event":"vigil","pack":"AAEC","form":"pledge","language":"es","collected":{"boot":"AA-_",)"
    R"("since_boot_ms":90061001,"unix_s":1796943600,"within_s":60},"took_s":31,"answers":{"name":"Mar\u00eda \"Any\"",)"
    R"("note":"a\\b\/\n😀\ud83d\ude00"},"consents":[{"id":"news","to":"us","channel":"email","words":"BAUG","yes":true},)"
    R"({"id":"calls","to":"us","channel":"call","words":"","yes":false}],"text":"BwgJ","public":false,)"
    R"("signature":"M1 2L3 4","signature_typed":"","occasions":["night","day"],"receipt":"7K"})";

// All that was read, or what was said instead.
std::string said_by(const std::string& content) {
    const auto entry = desk_entry(Opener::View{{}, event_tag("vigil"), {}, content});
    if (!entry) return entry.error().what;
    std::string all = entry->event + "|" + entry->pack + "|" + entry->form + "|" + entry->language + "|" + entry->boot;
    for (const auto number : {entry->since_boot_ms, entry->unix_s.value_or(-1), std::int64_t{entry->within_s},
                              std::int64_t{entry->took_s}, std::int64_t{entry->public_name.value_or(false)},
                              std::int64_t{entry->public_name.has_value()}, std::int64_t{entry->unix_s.has_value()}}) {
        all += "|" + std::to_string(number);
    }
    for (const auto& [field, answer] : entry->answers) all += "|" + field + "=" + answer;
    for (const auto& each : entry->consents) {
        all += "|" + each.id + "," + each.to + "," + each.channel + "," + each.words + (each.yes ? ",yes" : ",no");
    }
    for (const auto& occasion : entry->occasions) all += "|" + occasion;
    return all + "|" + entry->text + "|" + entry->signature + "|" + entry->signature_typed + "|" + entry->receipt_code;
}

// What the library finds in it, written in the plainest way.
std::string by_the_library(const std::string& content) {
    const auto tree = Tree::parse(content, nullptr, false);
    return tree.is_discarded() ? "" : tree.dump();
}

// A few changes somewhere: bytes, and pieces that mean something.
std::string changed(std::string text, std::mt19937& dice) {
    static const std::vector<std::string> pieces{" \n\t",
                                                 R"(\u00e9)",
                                                 R"(\ud83d\ude00)",
                                                 R"(\ud83d)",
                                                 R"(\u00)",
                                                 R"(\x)",
                                                 "\"",
                                                 ",",
                                                 "}",
                                                 "]",
                                                 "null",
                                                 "1",
                                                 "-0",
                                                 ".5",
                                                 "e3",
                                                 "1e400,",
                                                 "\xC3",
                                                 "\xED\xA0",
                                                 R"("form":"x",)",
                                                 R"({"v":1},)",
                                                 R"("new":[1,{"a":[]}],)",
                                                 R"("yes":true,)",
                                                 "9999999999"};
    const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(dice); };
    for (auto left = 1 + below(2); left > 0; --left) {
        const auto at = below(text.size());
        switch (below(4)) {
            case 0: text[at] = static_cast<char>(1 + below(255)); break;
            case 1: text.erase(at, 1 + below(6)); break;
            default: text.insert(at, pieces[below(pieces.size())]);
        }
    }
    return text;
}

bool passes(std::string_view text) {
    JsonReader reader(text);
    reader.pass_over();
    return reader.ends();
}

}  // namespace

TEST_CASE("a content is read as it was written, escapes and all") {
    const auto all = said_by(known_content);
    CHECK(all.starts_with("vigil|000102|pledge|es|00"));
    CHECK(all.find("|name=María \"Any\"|note=a\\b/\n😀😀|news,us,email,040506,yes|calls,us,call,,no|night|day|070809|") !=
          std::string::npos);
    CHECK(all == said_by(by_the_library(known_content)));
}

TEST_CASE("a content means what the JSON library finds in it, however it is written") {
    std::mt19937 dice(1);
    int readable = 0;
    int json = 0;
    for (int turn = 0; turn < 4000; ++turn) {
        const auto content = changed(known_content, dice);
        CAPTURE(content);
        const auto plain = by_the_library(content);
        const auto ours = said_by(content);
        if (plain.empty()) {
            REQUIRE(ours.ends_with("its content is not an entry"));
            continue;
        }
        ++json;
        if (ours.starts_with("vigil|")) ++readable;
        REQUIRE(ours == said_by(plain));
    }
    CHECK(json > 500);
    CHECK(readable > 200);
}

TEST_CASE("what is passed over is checked as well") {
    for (const std::string text : {"",
                                   " ",
                                   "null",
                                   "nul",
                                   "true",
                                   "tru",
                                   "falsey",
                                   "0",
                                   "-",
                                   "-0",
                                   "01",
                                   "1.",
                                   ".5",
                                   "1.5e+3",
                                   "1e",
                                   "1 2",
                                   "+1",
                                   R"("")",
                                   R"("a)",
                                   R"("\u12")",
                                   R"("\ud800")",
                                   R"("\ud800\u0041")",
                                   R"("\udc00")",
                                   R"("\ud800\udc00")",
                                   R"("\a")",
                                   "\"\t\"",
                                   "\"\x7F\"",
                                   "\"\xC0\xAF\"",
                                   "\"\xED\xA0\x80\"",
                                   "\"\xF4\x90\x80\x80\"",
                                   "\"€\"",
                                   "[]",
                                   "[",
                                   "[1,]",
                                   "[1 2]",
                                   "[[],{},[{}]]",
                                   "{}",
                                   "{\"a\"}",
                                   "{\"a\":}",
                                   "{\"a\":1,}",
                                   "{\"a\":1,\"a\":2}",
                                   "{1:2}",
                                   "{\"a\":[}]",
                                   "]",
                                   "[1]]",
                                   " [ 1 , { \"a\" : [ ] } ] ",
                                   "\xEF\xBB\xBF{}",
                                   "\xEF\xBB{}"}) {
        CAPTURE(text);
        CHECK(passes(text) == Tree::accept(text));
    }
    CHECK(passes(std::string(100'000, '[') + std::string(100'000, ']')));
    CHECK_FALSE(passes(std::string(100'000, '[')));
}

TEST_CASE("numbers are whole and within their bounds, or no numbers") {
    const auto whole = [](std::string_view text) { return JsonReader(text).take_whole(); };
    CHECK(whole("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    CHECK(whole("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    for (const auto* text : {"9223372036854775808", "1.0", "1e3", "\"1\"", "true", "", "-", "01x"}) {
        CAPTURE(text);
        JsonReader reader(text);
        const auto value = reader.take_whole();
        CHECK((!value || !reader.ends()));
    }
}
