// BlankPages keeps free pages of the queue's file in random order, so that where an envelope comes to lie says nothing
// about when it came. SQLite takes the next free page, and an envelope is larger than a page: without this, the pages
// of a seized file, read from front to back, would list the entries in the order in which people signed.
//
// It is a courtesy to the attendees, not a condition of durability: where there is no room for it, it does nothing.
#pragma once

#include "sync/queue/database.hpp"

namespace hineni {

class BlankPages {
  public:
    [[nodiscard]] static Result<BlankPages> of(Database& database);

    // Makes and shuffles more where few are left: about one call in nine hundred does.
    void top_up(Database& database);

  private:
    BlankPages(Query left, Query make, Query shuffled, Query free_one);
    [[nodiscard]] Result<void> make_more(Database& database);

    Query left_;
    Query make_;
    Query shuffled_;
    Query free_one_;
    bool no_room_ = false;  // Then never again: each attempt would write megabytes to a disk that is full.
};

}  // namespace hineni
