// Nothing that anybody typed lies in the clear anywhere: not in the state folder, the drop or the logs, in none of the
// encodings in which it could hide. A control that leaves it readable is caught in each of them.
#include <doctest/doctest.h>

#include <set>

#include "tests/stories/vigil.hpp"
#include "tests/support/encodings.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

// Names of the encodings in which one of the canaries was found.
std::set<std::string> seen_in(const std::string& content, const std::vector<std::string>& canaries) {
    std::set<std::string> found;
    for (const auto& canary : canaries) {
        for (const auto& [encoding, bytes] : encodings_of(canary)) {
            if (content.find(bytes) != std::string::npos) found.insert(encoding);
        }
    }
    return found;
}

std::set<std::string> seen_below(const fs::path& folder, const std::vector<std::string>& canaries) {
    std::set<std::string> found;
    for (const auto& file : fs::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        found.merge(seen_in(read_whole(file.path()), canaries));
        found.merge(seen_in(file.path().filename().string(), canaries));
    }
    return found;
}

const std::vector<std::string> canaries{"Kanarienvogel Muestra", "canary.4711@example.org", "02139-4711"};

std::string cards() {
    const std::string fill = "tap \"Join us\"\ntap \"Your name\"\ntype \"" + canaries[0] +
                             "\"\ntap \"Email\"\ntype \"" + canaries[1] + "\"\ntap \"ZIP code\"\ntype \"" +
                             canaries[2] + "\"\n";
    const std::string finished = fill + "next\nnext\nnext\nsee \"Thank you\"\nnext\n";
    const std::string walked_away = fill + "wait 61s\nsee \"Join us\"\n";
    return finished + walked_away + finished;
}

}  // namespace

TEST_CASE("nothing typed lies in the clear in the state folder, the drop or the logs") {
    Vigil vigil;
    const auto played = finish(vigil.rehearsal(cards()));
    REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
    const auto while_waiting = seen_below(vigil.state(), canaries);
    const auto sent = finish(vigil.sync("send"));
    REQUIRE(sent.exit_code == 0);

    CHECK(while_waiting.empty());
    CHECK(seen_below(vigil.state(), canaries).empty());
    CHECK(seen_below(vigil.drop(), canaries).empty());
    CHECK(seen_in(played.out + played.err + sent.out + sent.err, canaries).empty());
    CHECK_MESSAGE(vigil.opened(vigil.drop().string()).size() == 2, "and yet it is all there");
}

TEST_CASE("control: a kiosk that leaves an answer readable is caught in every encoding") {
    for (const std::string encoding : {"utf8", "utf16", "base64", "hex"}) {
        CAPTURE(encoding);
        Vigil vigil;
        const auto played = finish(vigil.rehearsal(cards(), "control-plaintext"), {"CONTROL_ENCODING=" + encoding});
        REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
        REQUIRE(finish(vigil.sync("send")).exit_code == 0);
        CHECK(seen_below(vigil.state(), canaries).count(encoding) == 1);
        CHECK(seen_below(vigil.drop(), canaries).count(encoding) == 1);
    }
}
