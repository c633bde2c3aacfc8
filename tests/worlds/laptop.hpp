// Laptop: an organizer's desk. It takes what the drops show it, keeps what it has, gives receipts for what it opened,
// and withdraws.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/desk/desk_entry.hpp"
#include "tests/worlds/drop.hpp"
#include "tests/worlds/setting.hpp"

namespace hineni::worlds {

class Laptop {
  public:
    Laptop(Setting& setting, std::size_t number, const SecretKey& key)
        : setting_(setting), key_(key), called_("laptop " + std::to_string(number)) {}

    // Of all drops; a file that came damaged is fetched again.
    void collect(std::vector<Drop>& drops);
    // To the drops that it knows. Only what it opened.
    void give_receipts(std::vector<Drop>& drops);
    // Somebody asks to be taken off the list.
    void withdraw_someone(std::vector<Drop>& drops);
    // From another laptop, or from a stick.
    void take(const std::map<std::string, Bytes>& files);
    void take(const Bundle& bundle);

    // The list, as a person sees it.
    [[nodiscard]] std::vector<DeskEntry> list() const;
    // Entries that are missing by what the tablets say: by id, and how many in all. `sound`: nothing is altered,
    // damaged or contradicts itself.
    struct Proven {
        std::vector<EntryId> missing;
        std::uint64_t missing_in_all = 0;
        bool sound = true;
        std::string words;
    };
    [[nodiscard]] Proven prove() const;

    // Entries that statements here list.
    [[nodiscard]] std::set<EntryId> told_of() const;

    [[nodiscard]] const std::map<std::string, Bytes>& files() const { return files_; }
    [[nodiscard]] const std::string& called() const { return called_; }

  private:
    void note_what_is_here(BytesView bundle);

    Setting& setting_;
    const SecretKey& key_;
    std::string called_;
    std::map<std::string, Bytes> files_;  // Bundles on its disk.
    std::size_t receipted_ = 0;           // How many of them, when receipts were last given in good weather.
};

}  // namespace hineni::worlds
