// A proof for people and for programs.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/desk/desk_entry.hpp"
#include "sync/desk/proof.hpp"

namespace hineni {

namespace {

using Json = nlohmann::ordered_json;

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string entries(std::uint64_t count) {
    return counted(count, "entry", "entries");
}

std::string tablet(const DeviceName& device) {
    return "tablet " + device_name(device);
}

std::string statements(const Verdict::MissingStatements& gap) {
    const auto numbers = gap.from == gap.to
                             ? "statement " + std::to_string(gap.from)
                             : "statements " + std::to_string(gap.from) + " to " + std::to_string(gap.to);
    return numbers + " of " + tablet(gap.chain.device) + " (" + entries(gap.entries) + ")";
}

const char* what_changed(Verdict::Change change) {
    switch (change) {
        case Verdict::Change::OtherContent: return "is not what its tablet stated";
        case Verdict::Change::TwoContents: return "is here with two contents, and no tablet states which is right";
        case Verdict::Change::OtherMaker: return "was made by another tablet than the one that states it";
        case Verdict::Change::DoesNotOpen: return "does not open with this key";
    }
    return "";
}

const char* word_for(Verdict::Change change) {
    switch (change) {
        case Verdict::Change::OtherContent: return "other_content";
        case Verdict::Change::TwoContents: return "two_contents";
        case Verdict::Change::OtherMaker: return "other_maker";
        case Verdict::Change::DoesNotOpen: return "does_not_open";
    }
    return "";
}

std::string headline(const Verdict& proof) {
    auto line = counted(proof.tablets, "tablet", "tablets") + ", " + entries(proof.entries) + ", " +
                std::to_string(proof.missing) + " missing, " + std::to_string(proof.altered.size()) + " altered, " +
                std::to_string(proof.twice) + " sent twice and counted once";
    if (!proof.damaged.empty()) line += ", " + counted(proof.damaged.size(), "thing", "things") + " damaged";
    return line;
}

// What is wrong.
std::vector<std::string> faults(const Verdict& proof) {
    std::vector<std::string> lines;
    for (const auto& gap : proof.missing_statements) lines.push_back("missing: " + statements(gap));
    for (const auto& each : proof.missing_entries) {
        lines.push_back("missing: entry " + hex(each.id.bytes) + " of " + tablet(each.device));
    }
    for (const auto& each : proof.altered) {
        const auto* copy = each.whole_copy ? " (the right one is here too)" : "";
        lines.push_back("altered: entry " + hex(each.id.bytes) + " " + what_changed(each.change) + copy);
    }
    for (const auto& line : proof.damaged) lines.push_back("damaged: " + line);
    for (const auto& each : proof.contradictions) {
        lines.push_back(tablet(each.chain.device) + " says two different things as its statement " +
                        std::to_string(each.number) + ": its card was copied, or somebody has its key");
    }
    return lines;
}

// What is good to know, and well.
std::vector<std::string> notes(const Verdict& proof) {
    std::vector<std::string> lines;
    for (const auto& each : proof.began_anew) {
        lines.push_back(tablet(each.device) + " began to count anew: what it noted of its deliveries was lost");
    }
    for (const auto& each : proof.untold) {
        lines.push_back(tablet(each.device) + " has made " + entries(each.count) +
                        " more than it states here: still on it, or of another event");
    }
    if (proof.unspoken > 0) {
        auto line = entries(proof.unspoken) + " that no statement here speaks of: from a stick's mirror, that is fine";
        if (!proof.missing_statements.empty()) line += "; they may be among what is missing";
        lines.push_back(std::move(line));
    }
    if (proof.practised > 0)
        lines.push_back(entries(proof.practised) + " of a practice left out: nobody is behind " +
                        (proof.practised == 1 ? "it" : "them"));
    return lines;
}

Json missing_of(const Verdict& proof) {
    auto all = Json::array();
    for (const auto& gap : proof.missing_statements) {
        all.push_back({{"device", device_name(gap.chain.device)},
                       {"event_tag", hex(gap.chain.event)},
                       {"chain", hex(gap.chain.id)},
                       {"from", gap.from},
                       {"to", gap.to},
                       {"entries", gap.entries}});
    }
    return all;
}

Json counts_of(const std::vector<Verdict::OfDevice>& all) {
    auto json = Json::array();
    for (const auto& each : all) json.push_back({{"device", device_name(each.device)}, {"count", each.count}});
    return json;
}

}  // namespace

std::string in_words(const Verdict& proof) {
    std::string out = headline(proof) + "\n";
    for (const auto& line : faults(proof)) out += "  " + line + "\n";
    for (const auto& line : notes(proof)) out += "  " + line + "\n";
    return out;
}

std::string as_json(const Verdict& proof) {
    Json json{{"tablets", proof.tablets},        {"entries", proof.entries},  {"missing", proof.missing},
              {"altered", proof.altered.size()}, {"sent_twice", proof.twice}, {"not_stated", proof.unspoken},
              {"of_practice", proof.practised},  {"opened", proof.opened},    {"holds", proof.holds()}};
    json["missing_statements"] = missing_of(proof);
    json["missing_entries"] = Json::array();
    for (const auto& each : proof.missing_entries) {
        json["missing_entries"].push_back(
            {{"device", device_name(each.device)}, {"event_tag", hex(each.event)}, {"entry_id", hex(each.id.bytes)}});
    }
    json["altered_entries"] = Json::array();
    for (const auto& each : proof.altered) {
        json["altered_entries"].push_back({{"event_tag", hex(each.event)},
                                           {"entry_id", hex(each.id.bytes)},
                                           {"how", word_for(each.change)},
                                           {"right_copy", each.whole_copy}});
    }
    json["damaged"] = proof.damaged;
    json["contradictions"] = Json::array();
    for (const auto& each : proof.contradictions) {
        json["contradictions"].push_back({{"device", device_name(each.chain.device)},
                                          {"event_tag", hex(each.chain.event)},
                                          {"chain", hex(each.chain.id)},
                                          {"statement", each.number}});
    }
    json["began_anew"] = counts_of(proof.began_anew);
    json["not_stated_here"] = counts_of(proof.untold);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hineni
