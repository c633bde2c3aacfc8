// Entries as attendees of a sample vigil leave them.
#pragma once

#include <string>
#include <string_view>

#include "hineni/entry.hpp"
#include "hineni/seal.hpp"

namespace hineni {

inline Secret secret(std::string_view text) {
    Secret out(text.size());
    static_cast<void>(out.append(text));
    return out;
}

// A sign-up card; further answers can be added.
inline Entry sample_entry(std::string_view name = "María Núñez-O’Neil") {
    Entry entry;
    entry.id = new_entry_id();
    entry.event = "vigil-2026-12-10";
    entry.pack = digest(as_bytes("a pack"));
    entry.form = "join";
    entry.language = "es";
    entry.collected.boot.fill(7);
    entry.collected.since_boot = Monotonic(90'061'001);
    entry.collected.unix_s = 1'796'943'600;  // 2026-12-10T23:00:00Z
    entry.collected.within_s = 60;
    entry.took_s = 31;
    entry.answers.push_back({"name", secret(name)});
    entry.answers.push_back({"email", secret("maria@example.org")});
    entry.consents.push_back(
        {"newsletter", "us", Channel::Email, digest(as_bytes("Envíenme el boletín semanal.")), true});
    entry.consents.push_back({"sanctuary", "sanctuary", Channel::Share, digest(as_bytes("Sí")), false});
    return entry;
}

// A signed pledge.
inline Entry sample_pledge(std::string_view signature = "M10 20L30 40") {
    Entry entry = sample_entry("Ada Sample");
    entry.form = "pledge";
    entry.language = "en";
    entry.consents.clear();
    entry.text = digest(as_bytes("# The pledge\n"));
    entry.public_name = true;
    entry.signature = secret(signature);
    return entry;
}

}  // namespace hineni
