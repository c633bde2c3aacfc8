// Targets: each takes any bytes, gives them to one of our readers, and holds what comes back against what was promised
// of it. libFuzzer calls one of them (engine/engine.cpp); replay.cpp calls all of them with what was found before.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "hineni/bytes.hpp"

namespace hineni::fuzz {

// Ends the run of a target as a finding.
class Broken : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

inline void promise(bool kept, const std::string& words) {
    if (!kept) throw Broken(words);
}

void addresses(BytesView input);
void answers(BytesView input);
void bundle(BytesView input);
void calendar(BytesView input);
void catalogue(BytesView input);
void contact(BytesView input);
void content(BytesView input);
void decisions(BytesView input);
void envelope(BytesView input);
void errand(BytesView input);
void event_pack(BytesView input);
void event_seal(BytesView input);
void evidence(BytesView input);
void ink(BytesView input);
void json(BytesView input);
void keys(BytesView input);
void listing(BytesView input);
void paper(BytesView input);
void phone(BytesView input);
void pin(BytesView input);
void pledge_text(BytesView input);
void plural(BytesView input);
void receipt(BytesView input);
void rehearsal(BytesView input);
void shelf(BytesView input);
void shelving(BytesView input);
void statement(BytesView input);
void stick(BytesView input);
void store(BytesView input);
void utf_8(BytesView input);
void withdrawal(BytesView input);
void words(BytesView input);

}  // namespace hineni::fuzz
