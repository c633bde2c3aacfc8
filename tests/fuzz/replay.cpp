// What libFuzzer ever found worth keeping (corpus/), given to its target again: with any compiler, in every run of the
// tests.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "tests/fuzz/targets.hpp"

using namespace hineni;

namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(HINENI_SOURCE) / "tests" / "fuzz" / "corpus";

std::vector<fs::path> files_of(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& each : fs::directory_iterator(folder)) files.push_back(each.path());
    std::ranges::sort(files);
    return files;
}

void replay(const std::string& target, void (*look)(BytesView)) {
    look({});
    const auto files = files_of(corpus / target);
    REQUIRE(files.size() > 1);
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        const Bytes input{std::istreambuf_iterator<char>(in), {}};
        INFO(file.string());
        try {
            look(input);
        } catch (const fuzz::Broken& broken) {
            FAIL_CHECK(std::string(broken.what()));
        }
    }
}

}  // namespace

TEST_CASE("an address of a drop is asked over https or refused, and shows no password") {
    replay("addresses", fuzz::addresses);
}
TEST_CASE("no answer of a WebDAV server counts as delivered but those of the table") {
    replay("answers", fuzz::answers);
}
TEST_CASE("no answer of an object store counts as delivered but those of the table") {
    replay("store", fuzz::store);
}
TEST_CASE("a listing gives names of bundles and nothing else") {
    replay("listing", fuzz::listing);
}
TEST_CASE("a bundle is its parts and nothing else") {
    replay("bundle", fuzz::bundle);
}
TEST_CASE("a statement that is read is written again byte for byte") {
    replay("statement", fuzz::statement);
}
TEST_CASE("a receipt counts for exactly what the desk can have") {
    replay("receipt", fuzz::receipt);
}
TEST_CASE("a withdrawal takes away exactly what it names") {
    replay("withdrawal", fuzz::withdrawal);
}
TEST_CASE("whatever a bundle holds can be proved and collected") {
    replay("evidence", fuzz::evidence);
}
TEST_CASE("nothing opens but what was sealed") {
    replay("envelope", fuzz::envelope);
}
TEST_CASE("whatever was sealed comes out as it went in, and runs in no spreadsheet") {
    replay("content", fuzz::content);
}
TEST_CASE("what is JSON to the desk is JSON to others") {
    replay("json", fuzz::json);
}
TEST_CASE("an event pack is taken as a whole or complained about in words") {
    replay("event_pack", fuzz::event_pack);
}
TEST_CASE("paper shows the very words of a pledge that the glass has shown") {
    replay("pledge_text", fuzz::pledge_text);
}
TEST_CASE("an occasion fits into a code and a calendar whatever it is called") {
    replay("calendar", fuzz::calendar);
}
TEST_CASE("a catalogue of words is whole or refused") {
    replay("catalogue", fuzz::catalogue);
}
TEST_CASE("a plural is always one of the forms that there are") {
    replay("plural", fuzz::plural);
}
TEST_CASE("a signature is what the finger drew, point by point") {
    replay("ink", fuzz::ink);
}
TEST_CASE("paper understands every signature that a kiosk can write") {
    replay("paper", fuzz::paper);
}
TEST_CASE("one address or number has one form") {
    replay("contact", fuzz::contact);
}
TEST_CASE("a phone number in its shape stays in it") {
    replay("phone", fuzz::phone);
}
TEST_CASE("a key that is read is written again letter by letter") {
    replay("keys", fuzz::keys);
}
TEST_CASE("words off paper give the key that was printed, or a reason") {
    replay("words", fuzz::words);
}
TEST_CASE("decisions about people mean what they say") {
    replay("decisions", fuzz::decisions);
}
TEST_CASE("a rehearsal is read as it was written") {
    replay("rehearsal", fuzz::rehearsal);
}
TEST_CASE("a stick that somebody prepared is walked to its end") {
    replay("stick", fuzz::stick);
}
TEST_CASE("no character is ever cut in two") {
    replay("utf_8", fuzz::utf_8);
}
TEST_CASE("an errand is read as it was written, or not at all") {
    replay("errand", fuzz::errand);
}
TEST_CASE("no work is done for a hash of a PIN but one of our own") {
    replay("pin", fuzz::pin);
}
TEST_CASE("a shelf that somebody had in hands gives whole packs or none") {
    replay("shelf", fuzz::shelf);
}
TEST_CASE("a pack comes into use by the rules for cards and sticks and in no other way") {
    replay("shelving", fuzz::shelving);
}
TEST_CASE("a seal is good for the pack that it names and for no other") {
    replay("event_seal", fuzz::event_seal);
}

TEST_CASE("every target has its corpus, and every corpus its target") {
    std::set<std::string> targets;
    for (const auto& file : files_of(corpus.parent_path() / "targets")) targets.insert(file.stem().string());
    std::set<std::string> corpora;
    for (const auto& folder : files_of(corpus)) corpora.insert(folder.filename().string());
    CHECK(targets == corpora);
}
