// The report of an event: how many came, when, by which tablet and in which language, what they said yes to. Counts
// alone: nothing in it is about one person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/people/kinds.hpp"
#include "sync/print/canvas.hpp"
#include "sync/print/paper.hpp"

namespace hineni {

// Below so many a middle would be about somebody.
inline constexpr std::size_t too_few = 5;

struct FormCount {
    std::string id;
    std::string title;
    std::size_t people = 0;
    std::size_t entries = 0;
    std::optional<int> took_s;  // Half of the cards took no longer; nothing: too few.
};
struct LabelCount {
    std::string id;
    std::string label;
    std::size_t count = 0;
};
struct YesCount {
    std::string id;
    std::string to;
    std::string partner;  // Its name; empty for us.
    std::string words;    // In the pack's first language; the id where no pack is at hand.
    std::size_t yes = 0;
    std::size_t asked = 0;
};

// Entries by when they were made, as far as that is known.
struct Evening {
    std::int64_t from = 0;  // Unix seconds of the first bar's beginning.
    int step_s = 900;
    int utc_offset_minutes = 0;
    std::vector<std::size_t> bars;
    std::size_t unknown = 0;  // Not known as well as a bar is wide.
    std::size_t outside = 0;  // More than half a day before the event began, or a day after.
};

// What a human should look at.
struct ToLookAt {
    std::size_t shared = 0;        // Contacts or names that several people have.
    std::size_t bursts = 0;        // Groups that came too fast or look like junk.
    std::size_t contradicted = 0;  // Entries with two times that cannot both be true.
    std::size_t problems = 0;      // Things that could not be used.
};

struct Report {
    std::string event;
    std::string where;  // "Town Square · December 10, 2026"; empty where no pack is at hand.
    std::string made;   // For the file's own date.
    std::size_t people = 0;
    std::size_t entries = 0;
    std::size_t tablets = 0;
    std::size_t repeats = 0;  // That came again and counted once.
    std::size_t withdrawn = 0;
    std::size_t set_aside = 0;
    std::optional<int> took_s;
    std::vector<FormCount> forms;
    Evening evening;
    std::vector<LabelCount> by_tablet;  // Entries; the most first.
    std::vector<LabelCount> languages;  // People.
    std::vector<LabelCount> chapters;   // People.
    std::vector<YesCount> consents;     // People.
    ToLookAt look;
};

// Counts entries and people as they are shown to it, in any order. One thread at a time.
class Counting {
  public:
    // Both outlive this.
    Counting(const std::vector<EventPack>& packs, const Kinds& kinds) : packs_(packs), kinds_(kinds) {}

    void entry(const DeskEntry& entry);
    void person(const DeskEntry& as_one);
    // Without what only a collection knows: tablets, repeats and what follows them.
    [[nodiscard]] Report take();

  private:
    using Key = std::tuple<std::string, std::string, std::string>;
    struct Form {
        std::size_t people = 0;
        std::size_t entries = 0;
        std::vector<int> took_s;
    };
    [[nodiscard]] const EventPack* pack_of(const std::string& event) const;
    [[nodiscard]] Evening evening() const;

    const std::vector<EventPack>& packs_;
    const Kinds& kinds_;
    std::map<std::pair<std::string, std::string>, Form> forms_;  // By event and form.
    std::vector<std::pair<std::int64_t, int>> times_;            // And give or take.
    std::size_t timeless_ = 0;
    std::map<std::string, std::size_t> tablets_;
    std::map<std::string, std::size_t> languages_;
    std::map<std::string, LabelCount> chapters_;
    std::map<Key, YesCount> consents_;
    std::size_t people_ = 0;
};

void draw_report(Canvas& canvas, const Report& report);
[[nodiscard]] Result<void> print_report(const Report& report, Paper paper, const TakePiece& take);
// 150 dots to the inch.
[[nodiscard]] Result<void> picture_report(const Report& report, Paper paper, const TakePiece& take);

}  // namespace hineni
