#include "tests/stories/vigil.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace hineni {

namespace fs = std::filesystem;

std::string program(const std::string& name) {
    return std::string(HINENI_BIN) + "/" + name;
}

std::string read_whole(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

void write_whole(const fs::path& file, std::string_view content) {
    std::ofstream(file, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
}

// Gives the first line "key = …" another value.
static void set_line(std::string& toml, const std::string& key, const std::string& value) {
    const auto begin = toml.find("\n" + key + " = ") + 1;
    REQUIRE(begin != 0);
    toml.replace(begin, toml.find('\n', begin) - begin, key + " = " + value);
}

Vigil::Vigil() {
    const auto made = finish({program("hineni-desk"), "keygen", "--no-passphrase", "--out", key().string()});
    REQUIRE_MESSAGE(made.exit_code == 0, made.err);
    auto public_key = read_whole(key().string() + ".pub");
    public_key.erase(public_key.find_last_not_of('\n') + 1);

    fs::create_directory(drop());
    fs::copy(fs::path(HINENI_SOURCE) / "assets/events/vigil", event(), fs::copy_options::recursive);
    auto pack = read_whole(event() / "event.toml");
    set_line(pack, "recipients", "[\"" + public_key + "\"]");
    set_line(pack, "drop", "\"file:" + drop().string() + "\"");
    write_whole(event() / "event.toml", pack);
}

void Vigil::deliver_to(std::string address, const fs::path& authorities) {
    delivery_ = {"--drop", std::move(address), "--ca", authorities.string()};
}

std::vector<std::string> Vigil::rehearsal(std::string_view script, const std::string& kiosk) const {
    const auto file = folder_ / ("script-" + std::to_string(std::hash<std::string_view>{}(script)));
    write_whole(file, script);
    return {program(kiosk), "--event", event().string(), "--state", state().string(), "--rehearse", file.string()};
}

std::vector<std::string> Vigil::sync(const std::string& command, const std::vector<std::string>& more) const {
    std::vector<std::string> line{program("hineni-sync"), command,   "--event",
                                  event().string(),       "--state", state().string()};
    if (command == "run" || command == "send") line.insert(line.end(), delivery_.begin(), delivery_.end());
    line.insert(line.end(), more.begin(), more.end());
    return line;
}

std::vector<std::string> Vigil::desk_open(const std::string& from, const std::string& json) const {
    return {program("hineni-desk"), "open", "--key", key().string(), "--from", from, "--json", json};
}

std::string Vigil::play(std::string_view script) const {
    const auto played = finish(rehearsal(script));
    REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
    return played.out;
}

nlohmann::json Vigil::status() const {
    const auto said = finish(sync("status", {"--json"}));
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    return nlohmann::json::parse(said.out);
}

nlohmann::json Vigil::opened(const std::string& from) const {
    const auto said = finish(desk_open(from, "-"));
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    return nlohmann::json::parse(said.out);
}

nlohmann::json Vigil::delivered() const {
    const auto sent = finish(sync("send"));
    REQUIRE_MESSAGE(sent.exit_code == 0, sent.err);
    return opened(drop().string());
}

std::string signs_up(std::string_view name, std::string_view email) {
    std::string script = "tap \"Join us\"\ntap \"Your name\"\ntype \"" + std::string(name) + "\"\n";
    if (!email.empty()) script += "tap \"Email\"\ntype \"" + std::string(email) + "\"\n";
    // The rest of the fields, the interests, and the consents, which nobody answers.
    script += "next\nnext\nnext\nsee \"Thank you\"\nnext\nsee \"Join us\"\n";
    return script;
}

}  // namespace hineni
