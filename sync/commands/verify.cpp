#include "sync/commands/verify.hpp"

#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sync/commands/desk.hpp"
#include "sync/desk/signed_proof.hpp"

namespace hineni {

namespace {

constexpr std::size_t longest_proof = 64UL * 1024 * 1024;  // Of a hundred thousand missing entries: eight.

struct VerifyOptions {
    std::vector<std::string> files;
    std::string signer;
    bool json = false;
};

Result<std::string> read_proof(const std::string& file) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const auto size = in ? static_cast<std::streamoff>(in.tellg()) : -1;
    if (size < 0 || !in) return fail("it cannot be read", "see that the file is there and that this user may read it");
    if (static_cast<std::size_t>(size) > longest_proof) return fail("it is too large to be a signed proof");
    std::string text(static_cast<std::size_t>(size), '\0');
    in.seekg(0);
    if (!in.read(text.data(), size)) return fail("it cannot be read to its end", "copy it anew");
    return text;
}

Result<SigningName> signer_of_file(const std::string& file, const std::optional<SigningName>& wanted) {
    const auto text = read_proof(file);
    if (!text) return tl::unexpected(text.error());
    auto signer = signer_of_proof(*text);
    if (signer && wanted && *wanted != *signer) {
        return fail("it is whole, but signed by " + to_text(*signer) + " and not by " + to_text(*wanted),
                    "another organizer signed it, or somebody else did: ask who made it");
    }
    return signer;
}

void say_signed(const VerifyOptions& options, const std::string& file, const SigningName& signer) {
    if (options.json) {
        std::printf("%s\n", nlohmann::ordered_json{{"file", file}, {"signed_by", to_text(signer)}}.dump().c_str());
        return;
    }
    std::printf("%s is as %s signed it\n", file.c_str(), to_text(signer).c_str());
}

Result<Done> verify_all(const VerifyOptions& options) {
    std::optional<SigningName> wanted;
    if (!options.signer.empty()) {
        const auto name = signing_name_from_text(options.signer);
        if (!name) return within("verify", name.error());
        wanted = *name;
    }
    Error worst;
    for (const auto& file : options.files) {
        const auto signer = signer_of_file(file, wanted);
        if (signer) {
            say_signed(options, file, *signer);
            continue;
        }
        if (!worst.what.empty()) say("hineni-desk: " + worst.what);
        worst = {"verify " + file + ": " + signer.error().what, signer.error().hint};
    }
    std::fflush(stdout);
    if (!worst.what.empty()) return tl::unexpected(worst);
    if (!wanted && !options.json) {
        say("Anybody can sign with a name of their own: see that it is the one that the organizer gave you, or name it "
            "with --signer.");
    }
    return Done::Well;
}

}  // namespace

void verify(Program& program) {
    const auto options = std::make_shared<VerifyOptions>();
    auto command = program.command("verify", "Say whether a signed proof is as it was signed, and by whom",
                                   [options] { return verify_all(*options); });
    command.needs("file", options->files, "What prove --signed wrote", "FILE");
    command.takes("--signer", options->signer, "Who it must be from: the signing name that you were given, hinsig1…",
                  "NAME");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni
