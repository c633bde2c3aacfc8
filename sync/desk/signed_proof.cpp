#include "sync/desk/signed_proof.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "sync/desk/desk_entry.hpp"
#include "sync/seal/digesting.hpp"

namespace hineni {

namespace {

constexpr std::string_view first_line_of_proof = "hineni proof 1\n";
constexpr std::string_view proof_about = "hineni proof v1";
constexpr std::string_view signer_start = "signed by ";
constexpr std::string_view signature_start = "signature ";
constexpr std::size_t signature_line = 2 * sizeof(OrganizerSignature) + 1;  // After its start.

// What others wrote stays on its line.
std::string on_one_line(std::string words) {
    for (char& c : words) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    return words;
}

std::string entries_in_words(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
}

std::string line_of(const EventOfProof& event) {
    const auto named = event.id.empty() ? std::string("its pack was not at hand") : on_one_line(event.id);
    return "event: " + (event.name.empty() ? "" : on_one_line(event.name) + " ") + "(" + named + ", tag " +
           hex(event.tag) + "), " + entries_in_words(event.entries) + "\n";
}

std::string for_people(const ProofFacts& facts, const Verdict& proof) {
    std::string text =
        "\nAn organizer's word of which entries lay on their computer, and whether that was all the tablets made.\n\n";
    text += "made on: " + iso_8601(facts.made_on) + ", as the clock of that computer said\n";
    for (const auto& event : facts.events) text += line_of(event);
    text += "looked at: " + std::to_string(facts.bundles) + (facts.bundles == 1 ? " bundle\n" : " bundles\n");
    for (const auto& place : facts.silent) text += "did not answer: " + on_one_line(place) + "\n";
    text += "verdict: ";
    text += proof.holds() && facts.silent.empty() ? "nothing is missing and nothing was altered\n"
                                                  : "NOT everything is here as the tablets made it\n";
    text += in_words(proof);
    text += "digest of the entries: " + hex(facts.entries) +
            "\n  (another proof with the same digest is of the same entries, to the byte)\n\n";
    return text;
}

std::string for_programs(const ProofFacts& facts, const Verdict& proof) {
    nlohmann::ordered_json json{{"made_on", iso_8601(facts.made_on)}, {"bundles", facts.bundles}};
    json["events"] = nlohmann::ordered_json::array();
    for (const auto& event : facts.events) {
        json["events"].push_back(
            {{"event_tag", hex(event.tag)}, {"event", event.id}, {"name", event.name}, {"entries", event.entries}});
    }
    json["did_not_answer"] = facts.silent;
    json["entries_digest"] = hex(facts.entries);
    json["verdict"] = nlohmann::ordered_json::parse(as_json(proof));
    return "facts " + json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

// The text that was signed, with the line that says by whom; and what stands behind it.
struct Taken {
    std::string_view words;
    std::string_view signer;
    std::string_view rest;  // From the signature's digits on.
};

std::optional<Taken> take_apart(std::string_view file) {
    const auto at = file.rfind("\n" + std::string(signature_start));
    if (at == std::string_view::npos) return std::nullopt;
    Taken taken{file.substr(0, at + 1), "", file.substr(at + 1 + signature_start.size())};
    const auto line = taken.words.rfind('\n', at - 1);
    if (line == std::string_view::npos) return std::nullopt;
    taken.signer = taken.words.substr(line + 1, at - line - 1);
    if (!taken.signer.starts_with(signer_start)) return std::nullopt;
    taken.signer.remove_prefix(signer_start.size());
    return taken;
}

std::optional<OrganizerSignature> signature_in(std::string_view digits) {
    OrganizerSignature signature{};
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto digit = std::string_view("0123456789abcdef").find(digits[i]);
        if (digit == std::string_view::npos) return std::nullopt;
        auto& byte = signature[i / 2];
        byte = static_cast<std::uint8_t>(byte << 4U | digit);
    }
    return signature;
}

// The signer, where `file` is theirs to its last byte.
std::optional<SigningName> whole_and_signed(std::string_view file) {
    const auto taken = take_apart(file);
    if (!taken || taken->rest.size() != signature_line || taken->rest.back() != '\n') return std::nullopt;
    const auto signature = signature_in(taken->rest.substr(0, signature_line - 1));
    const auto signer = signing_name_from_text(taken->signer);
    if (!signature || !signer) return std::nullopt;
    const bool theirs = signed_by_organizer(*signer, proof_about, as_bytes(taken->words), *signature);
    return theirs ? std::optional(*signer) : std::nullopt;
}

std::string without(std::string_view text, char what) {
    std::string out(text);
    std::erase(out, what);
    return out;
}

// The end of a proof inside `file`, where there is more behind it.
std::size_t end_of_proof(std::string_view file) {
    const auto taken = take_apart(file);
    if (!taken || taken->rest.size() <= signature_line) return file.size();
    return file.size() - taken->rest.size() + signature_line;
}

bool is_cut_off(std::string_view file) {
    const auto taken = take_apart(file);
    return !taken || taken->rest.size() < signature_line;
}

}  // namespace

Result<ProofContents> contents_of(Findings& findings) {
    Digesting digesting;
    std::map<EventTag, std::size_t> entries;
    EntryId id;
    std::set<EnvelopeMark> marks;  // Of one id, in whichever events.
    const auto take = [&] {
        for (const auto& mark : marks) {
            digesting.add(id.bytes);
            digesting.add(mark);
        }
        marks.clear();
    };
    const auto seen = findings.see([&](const OfEntry& entry) {
        if (entry.id != id) take();
        id = entry.id;
        if (!entry.sightings.empty()) ++entries[entry.event];
        for (const auto& each : entry.sightings) marks.insert(each.mark);
    });
    if (!seen) return tl::unexpected(seen.error());
    take();
    ProofContents out;
    out.entries = digesting.done();
    for (const auto& [tag, count] : entries) out.events.push_back({tag, count, "", ""});
    return out;
}

std::string signed_proof(const ProofFacts& facts, const Verdict& proof, const SecretKey& key) {
    std::string text(first_line_of_proof);
    text += for_people(facts, proof);
    text += for_programs(facts, proof);
    text += std::string(signer_start) + to_text(signing_name(key)) + "\n";
    const auto signature = sign_as_organizer(key, proof_about, as_bytes(text));
    return text + std::string(signature_start) + hex(signature) + "\n";
}

Result<SigningName> signer_of_proof(std::string_view file) {
    constexpr auto hint = "ask for the file itself once more, as an attachment, and not as text in a message";
    if (const auto signer = whole_and_signed(file)) return *signer;
    if (const auto signer = whole_and_signed(without(file, '\r'))) {
        return fail("its line ends were changed, as an editor or a mail program does; but for them it is as " +
                        to_text(*signer) + " signed it",
                    hint);
    }
    const auto start = file.find(first_line_of_proof.substr(0, first_line_of_proof.size() - 1));
    if (start == std::string_view::npos) return fail("this is not a signed proof", "hineni-desk prove --signed FILE");
    if (const auto end = end_of_proof(file); start > 0 || end < file.size()) {
        const auto signer = whole_and_signed(file.substr(start, end - start));
        if (signer) return fail("something was added to what " + to_text(*signer) + " signed", hint);
    }
    if (is_cut_off(file)) return fail("it is cut off, or its last lines were altered", hint);
    return fail("it was altered: the text and the signature do not belong together", hint);
}

}  // namespace hineni
