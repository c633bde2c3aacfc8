#include "sync/commands/text.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hineni/event_pack.hpp"
#include "sync/commands/desk.hpp"
#include "sync/desk/output.hpp"

namespace hineni {

namespace {

struct TextOptions {
    std::vector<std::string> packs;
    std::vector<std::string> hashes;
    bool json = false;
};

bool is_hash(const std::string& word) {
    return word.size() == 2 * Digest{}.size() && word.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// "--event packs/* HASH": the hash comes right after a list of folders and is not one of them.
void part(TextOptions& options) {
    for (auto& word : options.packs) {
        if (is_hash(word) && !std::filesystem::exists(word)) options.hashes.push_back(std::exchange(word, ""));
    }
    std::erase(options.packs, "");
}

std::string listed(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

nlohmann::ordered_json as_json(const KnownText& text) {
    const auto or_null = [](const std::string& word) {
        return word.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(word);
    };
    return {{"hash", text.hash},         {"event", text.event},
            {"form", text.form},         {"consent", or_null(text.consent)},
            {"language", text.language}, {"file", or_null(text.file)},
            {"words", text.words}};
}

// A line for each: a pledge by its file, a consent by its words, which are one line.
std::string in_a_line(const KnownText& text) {
    const auto what = text.consent.empty() ? "text  " + text.file : "consent " + text.consent + "  " + text.words;
    return text.hash + "  " + text.event + "  " + text.form + "  " + text.language + "  " + what + "\n";
}

Result<std::vector<KnownText>> wanted(const Texts& texts, const TextOptions& options) {
    if (options.hashes.empty()) return texts.all();
    std::vector<KnownText> found;
    for (const auto& hash : options.hashes) {
        const auto* text = texts.find(hash);
        if (text == nullptr) {
            return fail("text: no words with the hash " + hash + " in " + listed(options.packs),
                        "give --event the pack as it was on that day; a changed word is another hash");
        }
        found.push_back(*text);
    }
    return found;
}

Result<Done> show(TextOptions options) {
    part(options);
    if (options.packs.empty()) return fail("text: no event pack was named", "--event DIR");
    const auto packs = read_packs(options.packs);
    if (!packs) return within("text", packs.error());
    const auto found = wanted(texts_of(*packs), options);
    if (!found) return tl::unexpected(found.error());
    std::string out;
    auto json = nlohmann::ordered_json::array();
    for (const auto& text : *found) {
        if (options.json) {
            json.push_back(as_json(text));
        } else {
            out += options.hashes.empty() ? in_a_line(text) : text.words;
        }
    }
    if (options.json) out = json.dump(2) + "\n";
    const auto written = write_whole("-", [&](const Write& write) { return write(out); });
    if (!written) return within("text", written.error());
    return Done::Well;
}

}  // namespace

Texts texts_of(const std::vector<EventPack>& packs) {
    Texts texts;
    for (const auto& pack : packs) texts.add(pack);
    return texts;
}

void text(Program& program) {
    const auto options = std::make_shared<TextOptions>();
    auto command = program.command("text", "Show the exact words that were signed or agreed to",
                                   [options] { return show(*options); });
    command.needs("--event", options->packs, "Event packs to look in, as they were; any number", "DIR");
    command.words("hash", options->hashes, "Of a table's text_hash or a consent's words; without: all there are",
                  "HASH");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni
