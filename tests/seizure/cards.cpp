// Promise 3, switched off: a disk that is taken after an evening gives away nothing that anybody typed, in no encoding;
// nothing that looks like a person is on it; and all cards are of one size. A kiosk that leaves answers readable is
// caught on each card.
#include <doctest/doctest.h>

#include <random>

#include "tests/seizure/evening.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// Words that nobody else has, and what was typed on which card.
class Typed {
  public:
    explicit Typed(unsigned seed) : random_(seed) {}

    void begin_card() { ++card_; }
    [[nodiscard]] int cards() const { return card_; }
    [[nodiscard]] const std::string& lines() const { return lines_; }

    std::string name() { return note(capital(word(6)) + " " + capital(word(7))); }
    std::string email() { return note(word(8) + "@" + word(6) + ".qx"); }
    std::string text() { return note(word(12)); }
    std::string postal_code() { return note("02" + digits(3) + "-" + digits(4)); }
    std::string phone() {
        const auto number = digits(7);
        note("(617) " + number.substr(0, 3) + "-" + number.substr(3));
        return note("617" + number);
    }

  private:
    std::string note(const std::string& words) {
        lines_ += std::to_string(card_) + "\t" + words + "\n";
        return words;
    }
    std::string some(std::string_view letters, std::size_t length) {
        std::string out;
        while (out.size() < length) out += letters[random_() % letters.size()];
        return out;
    }
    std::string word(std::size_t length) { return some("bcdfghjkmpqrtvwxz", length); }
    std::string digits(std::size_t length) { return some("23456789", length); }
    static std::string capital(std::string word) {
        word.front() = static_cast<char>(word.front() - 'a' + 'A');
        return word;
    }

    std::mt19937 random_;
    int card_ = 0;
    std::string lines_;
};

std::string into(const std::string& field, const std::string& words) {
    return "tap \"" + field + "\"\ntype \"" + words + "\"\n";
}

std::string begin_joining(Typed& typed) {
    typed.begin_card();
    return "tap \"Join us\"\n" + into("Your name", typed.name()) + into("Email", typed.email()) +
           into("ZIP code", typed.postal_code()) + into("Phone", typed.phone());
}

std::string joins(Typed& typed) {
    return begin_joining(typed) + "next\nnext\nnext\nsee \"Thank you\"\nnext\nsee \"Join us\"\n";
}

std::string comes(Typed& typed) {
    typed.begin_card();
    return "tap \"Upcoming actions\"\ntap \"Action night\"\nnext\n" + into("Your name", typed.name()) +
           "next\nnext\nsee \"See you there.\"\nnext\nsee \"Join us\"\n";
}

std::string signs(Typed& typed) {
    typed.begin_card();
    return "tap \"Sign the pledge\"\nnext\nnext\nnext\n" + into("Your name", typed.name()) +
           into("Institution or workplace", typed.text()) + "next\nnext\nnext\ntap \"Type it instead\"\ntype \"" +
           typed.name() + "\"\nnext\nnext\nsee \"Join us\"\n";
}

std::string leaves(Typed& typed, int how) {
    const auto begun = begin_joining(typed);
    return begun + (how % 2 == 0 ? "wait 61s\nsee \"Join us\"\n" : "tap \"Start over\"\nsee \"Join us\"\n");
}

void say(const Vigil& vigil, const std::string& what) {
    const auto log = vigil.state() / "service.log";
    write_whole(log, (fs::exists(log) ? read_whole(log) : "") + what);
}

// An evening of so many cards, in parts of a few each: in every third the kiosk is killed while somebody is at it, and
// started again for all that was in it. After each part sync delivers, to a folder and to nginx in turn.
std::size_t pass(const Vigil& vigil, Typed& typed, int cards, int leaving) {
    constexpr int at_once = 4;
    WebDrop nginx;
    std::size_t thanked = 0;
    for (int part = 0; typed.cards() < cards + leaving; ++part) {
        std::string script;
        for (int i = 0; i < at_once && typed.cards() < cards + leaving; ++i) {
            const auto card = typed.cards();
            const bool walks_off = card * leaving / (cards + leaving) != (card + 1) * leaving / (cards + leaving);
            if (walks_off) {
                script += leaves(typed, card);
            } else {
                script += card % 3 == 0 ? joins(typed) : card % 3 == 1 ? comes(typed) : signs(typed);
            }
        }
        if (part % 3 == 2) {
            Child kiosk(vigil.rehearsal(script));
            say(vigil, kiosk.killed_after(300ms * (1 + part % 4)).err);
        }
        const auto out = vigil.play(script);
        for (std::size_t at = 0; (at = out.find("thanked ", at)) != std::string::npos; ++at) ++thanked;
        auto courier = vigil.sync("send");
        if (part % 2 == 1) {
            courier.insert(courier.end(), {"--drop", nginx.address(), "--ca", nginx.authorities().string()});
        }
        const auto sent = finish(courier);
        REQUIRE_MESSAGE(sent.exit_code == 0, sent.err);
        say(vigil, sent.out + sent.err);
    }
    return thanked;
}

void gives_nothing_away(int cards, int leaving) {
    const Vigil vigil;
    SeizedDisk disk(vigil.folder(), vigil.state());
    Typed typed(static_cast<unsigned>(cards));
    const auto thanked = pass(vigil, typed, cards, leaving);
    const auto canaries = vigil.folder() / "canaries";
    write_whole(canaries, typed.lines());
    const auto found = learnt(disk.take(), canaries);
    std::string table;
    for (const auto& row : found["rows"]) {
        const auto what = row[0].get<std::string>();
        const auto said = row[1].get<std::string>();
        table += what + ": " + said + "\n";
        if (what.starts_with("looks like")) CHECK_MESSAGE(said == "0", what << ": " << said);
    }
    MESSAGE(thanked << " thanked of " << typed.cards() << "\n" << table);
    CHECK(found["canaries"]["the image"].empty());
    CHECK_MESSAGE(found["sizes"] == nlohmann::json({4096, 8192}), "cards of one size, signed ones of the next");
}

// A kiosk that leaves each name readable, in each of the encodings that it knows.
void is_caught(int cards) {
    for (const std::string encoding : {"utf8", "utf16", "base64", "hex"}) {
        CAPTURE(encoding);
        const Vigil vigil;
        SeizedDisk disk(vigil.folder(), vigil.state());
        Typed typed(7);
        std::string script;
        while (typed.cards() < cards) script += joins(typed);
        const auto played = finish(vigil.rehearsal(script, "control-plaintext"), {"CONTROL_ENCODING=" + encoding});
        REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
        const auto canaries = vigil.folder() / "canaries";
        write_whole(canaries, typed.lines());
        CHECK(learnt(disk.take(), canaries)["canaries"]["the image"].size() == static_cast<std::size_t>(cards));
    }
}

}  // namespace

TEST_CASE("a disk taken after an evening gives away nothing that anybody typed") {
    gives_nothing_away(12, 4);
}

TEST_CASE("a disk taken after five hundred cards and fifty abandoned ones gives nothing away" *
          doctest::test_suite("long")) {
    gives_nothing_away(500, 50);
}

TEST_CASE("control: a kiosk that leaves an answer readable is caught on each of its cards") {
    is_caught(2);
}

TEST_CASE("control: a kiosk that leaves answers readable is caught on each of fifty cards" *
          doctest::test_suite("long")) {
    is_caught(50);
}
