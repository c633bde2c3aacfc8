// The desk shows which words a hash is of: the program itself, on the sample pack and on packs made here.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/sync/commands/device.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

const std::string vigil = HINENI_SOURCE "/assets/events/vigil";

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string hash_of(std::string_view words) {
    return hex(digest(as_bytes(words)));
}

Finished text(std::vector<std::string> more) {
    more.insert(more.begin(), {HINENI_BIN "/hineni-desk", "text"});
    return finish(more);
}

// The sample pack with another Spanish pledge, as of another evening.
struct OtherPack {
    FreshFolder folder;
    fs::path pack = folder / "pack";
    explicit OtherPack(std::string_view pledge) {
        fs::copy(vigil, pack, fs::copy_options::recursive);
        write(pack / "pledge.es.md", pledge);
    }
};

}  // namespace

TEST_CASE("text prints the exact bytes of the pledge that a hash is of, and nothing else") {
    for (const std::string file : {"pledge.en.md", "pledge.es.md"}) {
        const auto bytes = read(vigil + "/" + file);
        const auto said = text({"--event", vigil, hash_of(bytes)});
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        CHECK(said.out == bytes);
        CHECK(said.err.empty());
    }
}

TEST_CASE("text finds what was signed in whichever of many packs it stands") {
    const OtherPack other("# Otro compromiso\n\nOtras palabras.\n");
    const auto now = read(vigil + "/pledge.es.md");
    for (const auto& packs : {std::vector<std::string>{"--event", vigil, "--event", other.pack},
                              {"--event", other.pack, vigil},
                              {"--event", vigil, other.pack}}) {
        auto with_hash = packs;
        with_hash.push_back(hash_of("# Otro compromiso\n\nOtras palabras.\n"));
        CHECK(text(with_hash).out == "# Otro compromiso\n\nOtras palabras.\n");
        with_hash.back() = hash_of(now);
        CHECK(text(with_hash).out == now);
    }
}

TEST_CASE("what was signed are the words as shown, whichever editor wrote the file") {
    const OtherPack windows("\xEF\xBB\xBF# Compromiso\r\n\r\nPalabras.\r\n");
    const std::string shown = "# Compromiso\n\nPalabras.\n";
    CHECK(text({hash_of(shown), "--event", windows.pack}).out == shown);
    const auto found = nlohmann::json::parse(text({hash_of(shown), "--json", "--event", windows.pack}).out);
    CHECK(found[0]["file"] == "pledge.es.md");
}

TEST_CASE("text says which packs it looked at where it knows no such words") {
    const OtherPack other("# Otro\n");
    const auto unknown = hash_of("never written");
    const auto said = text({"--event", vigil, "--event", other.pack, unknown, hash_of("# Otro\n")});
    CHECK(said.exit_code == 1);
    CHECK(said.out.empty());
    CHECK(said.err.find("no words with the hash " + unknown + " in " + vigil + ", " + other.pack.string() + "\n") !=
          std::string::npos);
    CHECK(said.err.find("\nhint: ") != std::string::npos);
    CHECK(text({hash_of("# Otro\n")}).exit_code == 2);
    CHECK(text({"--event", "/nowhere"}).exit_code == 1);
}

TEST_CASE("without a hash text lists every pledge and every consent with hash, form and language") {
    const auto said = text({"--event", vigil});
    CHECK(said.exit_code == 0);
    const auto spanish = hash_of(read(vigil + "/pledge.es.md"));
    CHECK(said.out.find(spanish + "  vigil-2026-12-10  pledge  es  text  pledge.es.md\n") != std::string::npos);
    CHECK(said.out.find(hash_of("Send me the weekly newsletter.") +
                        "  vigil-2026-12-10  join  en  consent newsletter  Send me the weekly newsletter.\n") !=
          std::string::npos);
    const auto listed = nlohmann::json::parse(text({"--event", vigil, "--json"}).out);
    CHECK(listed.size() > 2);
    for (const auto& each : listed) CHECK(hash_of(each["words"].get<std::string>()) == each["hash"].get<std::string>());
}

TEST_CASE("a consent is shown in the words of the language in which it was agreed to") {
    const std::string words = "Envíenme el boletín semanal.";
    CHECK(text({"--event", vigil, hash_of(words)}).out == words);
    const auto found = nlohmann::json::parse(text({"--event", vigil, hash_of(words), "--json"}).out);
    REQUIRE(found.size() == 1);
    CHECK(found[0]["consent"] == "newsletter");
    CHECK(found[0]["language"] == "es");
    CHECK(found[0]["form"] == "join");
    CHECK(found[0]["file"].is_null());
}
