// Texts: the exact words behind the digests that entries carry, from any number of event packs. An entry says which
// words were on the glass by their digest alone; who has the pack can show them, and who has not cannot make them up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hineni/event_pack.hpp"
#include "sync/desk/desk_entry.hpp"

namespace hineni {

struct KnownText {
    std::string hash;  // Digest, hex.
    std::string event;
    std::string form;
    std::string consent;  // Its id; empty: the text of a pledge.
    Language language;
    std::string file;   // Of a pledge: the pack's file, relative to its folder.
    std::string words;  // Byte for byte what the digest is of.
};

class Texts {
  public:
    void add(const EventPack& pack);

    // In the order of the packs; the same words in two languages, forms or packs stand there for each.
    [[nodiscard]] const std::vector<KnownText>& all() const { return all_; }
    // Nothing where no pack has them.
    [[nodiscard]] const KnownText* find(std::string_view hash) const;
    // Gives an entry with a text its language and file. False where its text is in no pack.
    bool name_text(DeskEntry& entry) const;

  private:
    std::vector<KnownText> all_;
};

}  // namespace hineni
