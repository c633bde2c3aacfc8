// Merging: which entries are of one person, by the rules in README.md. Nodes are what it joins: an entry, or all those
// that an organizer has put together. Every step asks for all that is so and for nothing that came first, which is why
// the order of the entries does not matter.
#pragma once

#include <cstddef>
#include <vector>

#include "sync/people/joined.hpp"
#include "sync/people/people.hpp"
#include "sync/people/traits.hpp"
#include "sync/people/verdicts.hpp"

namespace hineni {

// Names under one contact beyond which it is nobody's: only equal names are one person then.
inline constexpr int most_names = 16;

class Merging {
  public:
    // `out`: entries that count for nobody.
    Merging(const std::vector<Traits>& all, const Verdicts& verdicts, const std::vector<bool>& out);

    // Places of entries; each group is a person.
    [[nodiscard]] std::vector<std::vector<std::size_t>> persons();
    // Nodes of different persons that have something in common, as places of any of their entries.
    struct InCommon {
        Shared::What what = Shared::What::Email;
        std::vector<std::size_t> entries;
    };
    [[nodiscard]] std::vector<InCommon> in_common() const;

  private:
    using Node = std::size_t;
    // Nodes of the same name; one that was decided about is by itself, because it follows rules of its own.
    using Class = std::size_t;
    struct Bucket {
        Shared::What what = Shared::What::Email;
        std::vector<Node> nodes;  // By their class.
        std::vector<Class> classes;
        bool nobodys = false;  // More names than a contact of somebody has.
    };

    void make_nodes(const std::vector<bool>& out);
    void make_classes();
    void make_buckets(Shared::What what, Trait Traits::*trait);
    void add_bucket(Shared::What what, std::vector<Node> nodes);
    [[nodiscard]] bool agree(Class a, Class b) const;
    [[nodiscard]] std::vector<Class> classes_of(const std::vector<Node>& nodes) const;
    [[nodiscard]] bool all_agree(const std::vector<Class>& classes) const;
    void join_by_contact(Joined& joined) const;
    void join_bucket(const Bucket& bucket, Joined& joined) const;
    [[nodiscard]] std::vector<std::vector<Node>> at_odds(Joined& joined) const;
    [[nodiscard]] bool is_between(Class one, const std::vector<const Bucket*>& buckets) const;
    [[nodiscard]] std::vector<Node> between(const std::vector<std::vector<Node>>& groups) const;
    void join_by_home(Joined& joined) const;
    [[nodiscard]] bool may_be_one(const std::vector<Node>& nodes, Joined& joined) const;

    const std::vector<Traits>& all_;
    const Verdicts& verdicts_;
    std::vector<std::vector<std::size_t>> nodes_;    // Entries of each.
    std::vector<Node> node_of_;                      // By entry.
    std::vector<Class> class_of_;                    // By node.
    std::vector<std::vector<std::size_t>> classes_;  // Entries with each name of it.
    std::vector<bool> decided_;                      // By class.
    std::set<std::pair<Class, Class>> apart_;
    std::vector<Bucket> buckets_;
    std::vector<bool> alone_;      // By node: between two others, so it joins nobody.
    std::vector<bool> name_only_;  // By node: joins its own class and no other.
};

}  // namespace hineni
