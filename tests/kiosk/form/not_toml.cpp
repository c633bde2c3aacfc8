// An event.toml that no program wrote and no reader may stumble over: whatever it holds, the answer is a complaint in
// words.
#include "tests/kiosk/form/packs.hpp"

using namespace hineni;

TEST_CASE("brackets within brackets without end are an answer, not the end of the program") {
    Copy pack;
    for (const char* bracket : {"[", "{a="}) {
        std::string deep = "hineni = ";
        for (int i = 0; i < 20'000; ++i) deep += bracket;
        write(pack.path / "event.toml", deep);
        CHECK(pack.complaints().find("this is not TOML") != std::string::npos);
    }
}

TEST_CASE("a key of many parts is complained about and crashes nothing") {
    Copy pack;
    std::string many = "a";
    for (int i = 0; i < 120'000; ++i) many += ".a";
    for (const auto& text : {many + " = 1", "[" + many + "]", "x = { " + many + " = 1 }"}) {
        write(pack.path / "event.toml", "hineni = 1\n" + text + "\n");
        CHECK(pack.complaints().find("event.toml:2: ") != std::string::npos);
    }
    const auto whole = text_of(sample_vigil() / "event.toml");
    std::string dots(1000, '.');
    for (const auto& harmless : {"# " + dots, "\"\"\"\n" + dots + "\"\"\"", "'" + dots + "'", "\"\\\"" + dots + "\""}) {
        CAPTURE(harmless);
        write(pack.path / "event.toml",
              harmless[0] == '#' ? harmless + "\n" + whole : "unknown = " + harmless + "\n" + whole);
        CHECK(pack.complaints().find("parts") == std::string::npos);
    }
}

TEST_CASE("a complaint repeats no control character of the pack") {
    Copy pack;
    for (const std::string& wrong : {std::string("tru\0e", 5), std::string("\x1B[2J"), std::string("tru\x7F")}) {
        write(pack.path / "event.toml", "hineni = 1\na = " + wrong + "\n");
        const auto said = pack.complaints();
        CHECK(said.find("event.toml:2: this is not TOML") != std::string::npos);
        for (const char sign : {'\0', '\x1B', '\x7F'}) CHECK(said.find(sign) == std::string::npos);
    }
}

TEST_CASE("a letter or a curly quote outside of quotes is complained about, with its line") {
    Copy pack;
    const auto whole = text_of(sample_vigil() / "event.toml");
    for (const char* wrong :
         {"\u00E9 = 1", "a = \u00E9", "a = { \u00E9 = 1 }", "a = \u201CVigil\u201D", "[\u3000]", "a\u00A0= 1"}) {
        CAPTURE(wrong);
        write(pack.path / "event.toml", std::string("hineni = 1\n") + wrong + "\n");
        const auto said = pack.complaints();
        CHECK(said.find("event.toml:2: this is not TOML") != std::string::npos);
        CHECK(said.find("straight quotes") != std::string::npos);
    }
    for (const char* right : {"# caf\u00E9", "unknown = \"caf\u00E9\"", "unknown = '\u201C\u201D'"}) {
        CAPTURE(right);
        write(pack.path / "event.toml", std::string(right) + "\n" + whole);
        CHECK(pack.complaints().find("straight quotes") == std::string::npos);
    }
    write(pack.path / "event.toml", "\xEF\xBB\xBF" + whole);
    CHECK(pack.complaints().empty());
}

TEST_CASE("a sign that no key can have is a complaint, wherever it stands for one") {
    Copy pack;
    for (const char* wrong :
         {"[event$]\n", "[$]\n", "[[$", "[event.$]\n", "$ = 1\n", "a.$ = 1\n", "a = { $ = 1 }\n", "[\x01"}) {
        CAPTURE(wrong);
        write(pack.path / "event.toml", wrong);
        CHECK(pack.complaints().find("this is not TOML") != std::string::npos);
    }
}

TEST_CASE("whatever is cut off or scrambled in event.toml, there is an answer") {
    Copy pack;
    const auto whole = text_of(sample_vigil() / "event.toml");
    for (std::size_t end = 0; end < whole.size(); end += 173) {
        write(pack.path / "event.toml", whole.substr(0, end));
        const auto read = read_event_pack(pack.path);
        if (!read) CHECK_FALSE(read.error().empty());
    }
    for (std::size_t at = 0; at < whole.size(); at += 131) {
        auto spoilt = whole;
        spoilt[at] = static_cast<char>(static_cast<unsigned char>(at * 37));
        write(pack.path / "event.toml", spoilt);
        const auto read = read_event_pack(pack.path);
        if (!read) CHECK_FALSE(read.error().empty());
    }
}
