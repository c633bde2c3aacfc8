// A proof is signed, kept, shown to others and checked, with the real program.
#include <sys/stat.h>

#include "sync/seal/organizer_signature.hpp"
#include "tests/sync/commands/laptop.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

struct Signed : Laptop {
    std::string proof = file("proof.txt");
    Finished said;
    SecretKey by = read_key_file(key(), []() -> Result<Secret> { return fail("asked"); }).value();
    std::string signer = to_text(signing_name(by));

    Signed() {
        collect({{"Ada Sample"}, {"Ben Sample"}});
        said = prove(proof);
    }
    [[nodiscard]] Finished prove(const std::string& to) const {
        return finish(
            {HINENI_BIN "/hineni-desk", "prove", "--key", key(), "--from", drop(), "--event", pack(), "--signed", to});
    }
    [[nodiscard]] Finished verify(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {HINENI_BIN "/hineni-desk", "verify", proof});
        return finish(more);
    }
    // What is said of the proof once it reads so.
    [[nodiscard]] std::string complaint(const std::string& text) const {
        spill(proof, text);
        const auto checked = verify();
        CHECK(checked.exit_code == 1);
        CHECK(checked.out.empty());
        return checked.err;
    }
};

}  // namespace

TEST_CASE("a signed proof says when, what and whether it is all, and verifies") {
    const Signed desk;
    CHECK_MESSAGE(desk.said.exit_code == 0, desk.said.err);
    CHECK(desk.said.out.starts_with("1 tablet, 2 entries, 0 missing"));
    struct stat status {};
    REQUIRE(stat(desk.proof.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
    const auto text = slurped(desk.proof);
    for (const std::string words :
         {"hineni proof 1\n", "\nmade on: 20", "\nevent: Vigil (vigil-2026-12-10, tag ", "), 2 entries\n",
          "\nlooked at: 1 bundle\n", "\nverdict: nothing is missing and nothing was altered\n", "\nfacts {"}) {
        CHECK_MESSAGE(text.find(words) != std::string::npos, words);
    }
    CHECK(text.find("Ada") == std::string::npos);
    CHECK(text.find("\nsigned by " + desk.signer + "\nsignature ") != std::string::npos);
    const auto checked = desk.verify();
    CHECK_MESSAGE(checked.exit_code == 0, checked.err);
    CHECK(checked.out == desk.proof + " is as " + desk.signer + " signed it\n");
    CHECK(checked.err.find("see that it is the one that the organizer gave you") != std::string::npos);
    const auto named = desk.verify({"--signer", desk.signer});
    CHECK(named.exit_code == 0);
    CHECK(named.err.empty());
    CHECK(desk.verify({"--json"}).out.find("\"signed_by\":\"" + desk.signer + "\"") != std::string::npos);
}

TEST_CASE("the same entries give the same digest, and one more gives another") {
    Signed desk;
    const auto digest_in = [](const std::string& text) {
        return text.substr(text.find("digest of the entries: "), 87);
    };
    const auto before = digest_in(slurped(desk.proof));
    desk.put(desk.last);
    CHECK(desk.prove("-").exit_code == 0);
    CHECK(digest_in(desk.prove("-").out) == before);
    desk.collect({{"Chen Sample"}});
    CHECK(digest_in(desk.prove("-").out) != before);
}

TEST_CASE("a proof of what is not whole says so, and is signed all the same") {
    Signed desk;
    const auto first = desk.last;
    desk.collect({{"Chen Sample"}});
    fs::remove(desk.drop() / first.name);
    const auto said = desk.prove(desk.proof);
    CHECK(said.exit_code == 1);
    const auto text = slurped(desk.proof);
    CHECK(text.find("\nverdict: NOT everything is here as the tablets made it\n") != std::string::npos);
    CHECK(text.find("  missing: statement 0 of tablet ") != std::string::npos);
    CHECK(desk.verify().exit_code == 0);
}

TEST_CASE("verify names what became of a proof") {
    const Signed desk;
    const auto text = slurped(desk.proof);
    auto altered = text;
    altered.replace(altered.find("2 entries"), 1, "3");
    CHECK(desk.complaint(altered).find("it was altered: the text and the signature do not belong together\nhint: ") !=
          std::string::npos);
    CHECK(desk.complaint(text.substr(0, text.size() - 40)).find("it is cut off") != std::string::npos);
    CHECK(desk.complaint(text.substr(0, 200)).find("it is cut off") != std::string::npos);
    CHECK(desk.complaint(text + "and more\n").find("something was added to what " + desk.signer) != std::string::npos);
    CHECK(desk.complaint("Dear all,\n" + text).find("something was added") != std::string::npos);
    std::string windows;
    for (const char c : text) windows += c == '\n' ? "\r\n" : std::string(1, c);
    CHECK(desk.complaint(windows).find("its line ends were changed") != std::string::npos);
    CHECK(desk.complaint("").find("this is not a signed proof") != std::string::npos);
    fs::remove(desk.proof);
    CHECK(desk.verify().exit_code == 1);
}

TEST_CASE("a proof that somebody else signed is whole and still not the organizer's") {
    const Signed desk;
    const Signed other;
    fs::copy_file(other.proof, desk.proof, fs::copy_options::overwrite_existing);
    CHECK(desk.verify().exit_code == 0);
    const auto checked = desk.verify({"--signer", desk.signer});
    CHECK(checked.exit_code == 1);
    CHECK(checked.err.find("it is whole, but signed by " + other.signer + " and not by " + desk.signer) !=
          std::string::npos);
    CHECK(desk.verify({"--signer", to_text(public_half(desk.by))}).err.find("this is a public key") !=
          std::string::npos);
    // Another name in the text does not make it theirs.
    auto text = slurped(desk.proof);
    text.replace(text.find(other.signer), other.signer.size(), desk.signer);
    CHECK(desk.complaint(text).find("it was altered") != std::string::npos);
}

TEST_CASE("nothing is signed without a key") {
    const Signed desk;
    const auto said =
        finish({HINENI_BIN "/hineni-desk", "prove", "--from", desk.drop(), "--signed", desk.file("other.txt")});
    CHECK(said.exit_code == 2);
    CHECK_FALSE(fs::exists(desk.file("other.txt")));
}
