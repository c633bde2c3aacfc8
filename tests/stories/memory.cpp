// Promise 3, switched on: what somebody typed is nowhere in the memory of the running kiosk once their turn is over.
// The shipped program in a real window, touched where the fingers of a rehearsal went, so that the words never come to
// it by another way; its memory is read by root from outside, while it runs.
#include <doctest/doctest.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <sstream>

#include "tests/stories/vigil.hpp"
#include "tests/support/display.hpp"
#include "tests/support/memory.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

// Fingers that play `script`, then `keys` of a real keyboard.
struct Part {
    std::string script;
    std::string keys;
};

struct Turn {
    std::string called;
    std::vector<Part> parts;
    std::vector<std::pair<std::string, std::string>> canaries;  // What it is, and the words.
};

std::string typed(const std::string& words) {
    return "type \"" + words + "\"\n";
}

// Words that nobody else has: no vowels, so that no program and no font has pieces of them.
class Words {
  public:
    explicit Words(unsigned seed) : random_(seed) {}

    std::string word(std::size_t length) {
        static constexpr std::string_view letters = "bcdfghjkmpqrtvwxz";
        std::string out;
        while (out.size() < length) {
            const char letter = letters[random_() % letters.size()];
            if (out.empty() || out.back() != letter) out.push_back(letter);
        }
        return out;
    }
    std::string name() {
        auto first = word(8);
        first.front() = static_cast<char>(first.front() - 'a' + 'A');
        return first;
    }
    std::string digits(std::size_t length) {
        std::string out;
        while (out.size() < length) out.push_back(static_cast<char>('0' + random_() % 10));
        return out;
    }

  private:
    std::mt19937 random_;
};

// As typed, and as a kiosk may write it.
void add_phone(Turn& turn, const std::string& area, const std::string& number) {
    turn.canaries.emplace_back("phone", area + number);
    turn.canaries.emplace_back("phone", "(" + area + ") " + number.substr(0, 3) + "-" + number.substr(3));
    turn.canaries.emplace_back("phone", "+1 " + area + "-" + number.substr(0, 3) + "-" + number.substr(3));
}

Turn joins(Words& words, const std::string& called, const std::string& rest) {
    const auto name = words.name();
    const auto email = words.word(6) + "@" + words.word(4) + ".qx";
    const auto number = words.digits(7);
    Turn turn{called, {}, {{"name", name}, {"email", email}}};
    add_phone(turn, "617", number);
    turn.parts.push_back({"tap \"Join us\"\n" + typed(name) + "tap \"Email\"\n" + typed(email) + "tap \"Phone\"\n" +
                              typed("617" + number) + rest,
                          ""});
    return turn;
}

const std::string to_the_end = "next\nnext\nnext\nnext\n";

Turn signs(Words& words) {
    const auto name = words.name();
    const auto text = words.word(9);
    const auto signature = words.name();
    return {"signs by typing",
            {{"tap \"Sign the pledge\"\nnext\nnext\nnext\n" + typed(name) + "tap \"Institution or workplace\"\n" +
                  typed(text) + "next\nnext\nnext\ntap \"Type it instead\"\n" + typed(signature) + "next\nnext\n",
              ""}},
            {{"name", name}, {"free text", text}, {"typed signature", signature}}};
}

Turn writes(Words& words) {
    const auto name = words.name();
    return {"writes on a real keyboard", {{"tap \"Join us\"\n", name}, {to_the_end, ""}}, {{"name", name}}};
}

constexpr std::size_t kinds = 5;

std::vector<Turn> turns(std::size_t count, unsigned seed) {
    Words words(seed);
    std::vector<Turn> all;
    for (std::size_t i = 0; i < count; ++i) {
        switch (i % kinds) {
            case 0: all.push_back(joins(words, "joins", to_the_end)); break;
            case 1: all.push_back(signs(words)); break;
            case 2: all.push_back(joins(words, "starts over", "tap \"Start over\"\n")); break;
            case 3:
                all.push_back(joins(words, "changes the language",
                                    "next\ntap \"Choose your language\"\nlanguage \"Español\"\nnext\nnext\nnext\n"));
                break;
            default: all.push_back(writes(words)); break;
        }
    }
    return all;
}

// Where the fingers go, part by part, from the same turns offscreen.
std::vector<std::vector<Finger>> rehearsed(const std::vector<Turn>& all) {
    std::string script;
    for (const auto& turn : all) {
        for (const auto& part : turn.parts) {
            script += part.script;
            if (!part.keys.empty()) script += "write \"" + part.keys + "\"\n";
            script += "count taps\n";
        }
        script += "see \"Join us\"\n";
    }
    const Vigil offscreen;
    auto command = offscreen.rehearsal(script);
    command.emplace_back("--touches");
    const auto played = finish(command);
    REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
    std::vector<std::vector<Finger>> parts;
    for (std::size_t at = 0, end = 0; (end = played.out.find("\ntaps: ", at)) != std::string::npos; at = end + 1) {
        parts.push_back(rehearsed_touches(played.out.substr(at, end - at + 1)));
    }
    return parts;
}

// A kiosk in a window, on the welcome.
struct Table {
    explicit Table(const std::string& kiosk_program)
        : kiosk({program(kiosk_program), "--event", vigil.event().string(), "--state", vigil.state().string(),
                 "--window", "1280x800"},
                {display.variable()}) {
        display.tap(std::vector<Finger>{});  // The pointer out of the way.
        const auto empty = display.corner();
        REQUIRE(comes_true([&] { return display.corner() != empty; }));
        REQUIRE_FALSE(kiosk.ends_within(1s));  // The first frame is whole.
        welcome = display.corner();
    }

    template <class Condition>
    [[nodiscard]] bool comes_true(Condition condition) const {
        for (int tries = 0; tries < 3000; ++tries) {
            if (condition()) return true;
            if (kiosk.ends_within(10ms)) return false;
        }
        return false;
    }

    // Plays one turn to the welcome after it; what of it then lies in memory. The last touch, which ends the turn, is
    // held back until something else than the welcome stands on the glass: else the one before would pass for the one
    // after.
    std::vector<Found> left_of(const Turn& turn, const std::vector<Finger>* fingers) {
        auto last = fingers[turn.parts.size() - 1];
        const std::vector<Finger> ending{last.back()};
        last.pop_back();
        for (std::size_t part = 0; part < turn.parts.size(); ++part) {
            display.tap(part + 1 < turn.parts.size() ? fingers[part] : last);
            if (!turn.parts[part].keys.empty()) display.write(turn.parts[part].keys);
        }
        REQUIRE_MESSAGE(comes_true([&] { return display.corner() != welcome; }), turn.called);
        display.tap(ending);
        REQUIRE_MESSAGE(comes_true([&] { return display.corner() == welcome; }), turn.called);
        REQUIRE_FALSE(kiosk.ends_within(100ms));
        std::vector<Trace> traces;
        for (const auto& [called, words] : turn.canaries) {
            for (auto& trace : traces_of(words, called)) traces.push_back(std::move(trace));
        }
        return find_in_memory(kiosk.pid(), traces);
    }

    Vigil vigil;
    Display display{1280, 800};
    Child kiosk;
    std::uint64_t welcome = 0;
};

// How many of the turns left something behind; `strict`: none may.
std::size_t play(const std::string& kiosk_program, std::size_t count, unsigned seed, bool strict) {
    const auto all = turns(count, seed);
    const auto fingers = rehearsed(all);
    Table table(kiosk_program);
    std::size_t leaks = 0;
    const auto* next = fingers.data();
    for (const auto& turn : all) {
        const auto found = table.left_of(turn, next);
        next += turn.parts.size();
        leaks += found.empty() ? 0 : 1;
        CHECK_MESSAGE((found.empty() || !strict), turn.called << ":\n" << in_words(found));
    }
    return leaks;
}

// The kernel shows another program's memory to root alone.
bool may_look() {
    if (geteuid() == 0) return true;
    MESSAGE("skipped: only root may read another program's memory");
    return false;
}

}  // namespace

TEST_CASE("what an attendee of each kind typed is nowhere in the kiosk's memory after their turns") {
    if (!may_look()) return;
    play("hineni-kiosk", kinds, 1, true);
}

TEST_CASE("what two hundred attendees typed is nowhere in the kiosk's memory after their turns" *
          doctest::test_suite("long")) {
    if (!may_look()) return;
    play("hineni-kiosk", 200, 2, true);
}

TEST_CASE("control: a kiosk whose answers lie in ordinary memory is caught by every turn") {
    if (!may_look()) return;
    CHECK(play("control-plain-secret", 3, 3, false) == 3);
}

TEST_CASE("control: a kiosk that leaves shaped lines as they are is caught") {
    if (!may_look()) return;
    CHECK(play("control-unwiped-lines", 3, 4, false) > 0);
}
