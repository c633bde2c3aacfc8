// What somebody who has only a drop's bundles can say of the statements in them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/bundle/statement.hpp"
#include "tests/support/fake_drop.hpp"

namespace hineni {

struct Hearsay {
    std::vector<Statement> nexts;  // By device, chain and number, each once.
    std::vector<Statement> wholes;
    std::vector<std::string> contradictions;  // Two different statements of one number, a broken link, a wrong count.
    std::vector<std::string> gaps;            // Numbers that are missing.
};

inline Hearsay heard_from(const std::vector<Bytes>& statements) {
    Hearsay heard;
    std::map<std::tuple<DeviceName, ChainId, std::uint64_t>, Bytes> numbered;
    const auto complain = [](std::vector<std::string>& list, const Statement& about, const std::string& what) {
        list.push_back(hex(about.chain).substr(0, 4) + " " + std::to_string(about.number) + ": " + what);
    };
    for (const auto& bytes : statements) {
        const auto read = read_statement(bytes);
        if (!read) {
            heard.contradictions.push_back(read.error().what);
        } else if (read->kind == Statement::Kind::Whole) {
            heard.wholes.push_back(*read);
        } else {
            const auto [place, fresh] = numbered.try_emplace({read->device, read->chain, read->number}, bytes);
            if (!fresh && place->second != bytes) complain(heard.contradictions, *read, "said twice, differently");
        }
    }
    std::map<std::pair<DeviceName, ChainId>, std::set<EntryId>> told;
    std::set<std::pair<DeviceName, ChainId>> broken;  // From a gap on nobody can count.
    std::map<std::pair<DeviceName, ChainId>, std::pair<std::uint64_t, Digest>> heads;
    for (const auto& [key, bytes] : numbered) {
        const auto statement = read_statement(bytes).value();
        auto& ids = told[{statement.device, statement.chain}];
        auto& [next, before] = heads[{statement.device, statement.chain}];
        if (statement.number != next) {
            complain(heard.gaps, statement, "what comes before it is missing");
            broken.insert({statement.device, statement.chain});
        } else {
            if (statement.before != before) complain(heard.contradictions, statement, "follows something else");
            for (const auto& entry : statement.entries) ids.insert(entry.id);
            const bool countable = broken.count({statement.device, statement.chain}) == 0;
            if (countable && statement.told != ids.size()) complain(heard.contradictions, statement, "counts wrongly");
        }
        next = statement.number + 1;
        before = statement_digest(bytes);
        heard.nexts.push_back(statement);
    }
    return heard;
}

inline Hearsay heard_from(const FakeDrop& drop) {
    return heard_from(drop.statements());
}

}  // namespace hineni
