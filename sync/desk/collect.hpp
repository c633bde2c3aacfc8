// Collecting: bundles from everywhere in, each entry once out, in an order that depends on nothing but the entries.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

class Collection {
  public:
    explicit Collection(const SecretKey& key) : key_(key) {}

    // One bundle as it came; `called` names it in problems().
    void add(const std::string& called, BytesView bundle);

    // Each entry once, by form, then by time (unknown times first), then by id. Takes them out of the collection.
    [[nodiscard]] std::vector<DeskEntry> take_entries();

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t devices() const;
    // How many times an entry came that was there already, the same.
    [[nodiscard]] std::size_t repeats() const { return repeats_; }
    // "file: cause", one a line: bundles and envelopes that did not open, and entries of which two differ. Of those the
    // one whose digest comes first is kept, so that the order of arrival does not matter.
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  private:
    void add_entry(const std::string& called, DeskEntry entry);

    const SecretKey& key_;
    std::map<EntryId, DeskEntry> entries_;
    std::size_t repeats_ = 0;
    std::vector<std::string> problems_;
};

}  // namespace hineni
