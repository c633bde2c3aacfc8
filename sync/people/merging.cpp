#include "sync/people/merging.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace hineni {

namespace {

constexpr auto none = static_cast<std::size_t>(-1);

}  // namespace

Merging::Merging(const std::vector<Traits>& all, const Verdicts& verdicts, const std::vector<bool>& out)
    : all_(all), verdicts_(verdicts), node_of_(all.size(), none) {
    make_nodes(out);
    make_classes();
    make_buckets(Shared::What::Email, &Traits::email);
    make_buckets(Shared::What::Phone, &Traits::phone);
    make_buckets(Shared::What::NameAndPostalCode, &Traits::name_and_home);
    alone_.resize(nodes_.size());
    name_only_.resize(nodes_.size());
}

void Merging::make_nodes(const std::vector<bool>& out) {
    std::unordered_map<std::size_t, Node> by_root;
    for (std::size_t place = 0; place < all_.size(); ++place) {
        if (out[place]) continue;
        const auto [at, first] = by_root.try_emplace(verdicts_.one_with[place], nodes_.size());
        if (first) nodes_.emplace_back();
        nodes_[at->second].push_back(place);
        node_of_[place] = at->second;
    }
}

void Merging::make_classes() {
    std::vector<bool> by_itself(nodes_.size());
    std::vector<std::pair<Node, Node>> apart;
    for (const auto& [a, b] : verdicts_.apart) {
        if (node_of_[a] != none && node_of_[b] != none) apart.emplace_back(node_of_[a], node_of_[b]);
    }
    for (const auto& [a, b] : apart) by_itself[a] = true;
    std::unordered_map<Trait, Class> by_name;
    for (Node node = 0; node < nodes_.size(); ++node) {
        const auto& entries = nodes_[node];
        const bool own = by_itself[node] || entries.size() > 1;
        const auto known = own ? by_name.end() : by_name.find(all_[entries.front()].name);
        class_of_.push_back(known == by_name.end() ? classes_.size() : known->second);
        if (known != by_name.end()) continue;
        if (!own) by_name.emplace(all_[entries.front()].name, classes_.size());
        classes_.push_back(entries);
        decided_.push_back(own);
    }
    for (const auto& [a, b] : apart) apart_.emplace(class_of_[a], class_of_[b]);
}

void Merging::make_buckets(Shared::What what, Trait Traits::*trait) {
    std::vector<std::pair<Trait, Node>> marked;
    for (Node node = 0; node < nodes_.size(); ++node) {
        for (const auto entry : nodes_[node]) {
            if (all_[entry].*trait != 0) marked.emplace_back(all_[entry].*trait, node);
        }
    }
    std::ranges::sort(marked);
    marked.erase(std::unique(marked.begin(), marked.end()), marked.end());
    for (auto at = marked.begin(); at != marked.end();) {
        const auto end = std::find_if(at, marked.end(), [&](const auto& each) { return each.first != at->first; });
        std::vector<Node> nodes;
        for (; at != end; ++at) nodes.push_back(at->second);
        if (nodes.size() > 1) add_bucket(what, std::move(nodes));
    }
}

void Merging::add_bucket(Shared::What what, std::vector<Node> nodes) {
    std::ranges::sort(nodes, {}, [&](Node node) { return std::pair(class_of_[node], node); });
    auto classes = classes_of(nodes);
    const auto names = std::ranges::count_if(classes, [&](Class each) { return !decided_[each]; });
    buckets_.push_back({what, std::move(nodes), std::move(classes), names > most_names});
}

// Of those put together any name will do: an organizer knew that they are one.
bool Merging::agree(Class a, Class b) const {
    if (a == b) return true;
    if (apart_.contains({a, b})) return false;
    return std::ranges::any_of(classes_[a], [&](std::size_t one) {
        return std::ranges::any_of(classes_[b],
                                   [&](std::size_t other) { return compatible(all_[one].words, all_[other].words); });
    });
}

std::vector<Merging::Class> Merging::classes_of(const std::vector<Node>& nodes) const {
    std::vector<Class> classes;
    classes.reserve(nodes.size());
    for (const auto node : nodes) classes.push_back(class_of_[node]);
    std::ranges::sort(classes);
    classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
    return classes;
}

bool Merging::all_agree(const std::vector<Class>& classes) const {
    for (std::size_t i = 0; i < classes.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (!agree(classes[i], classes[j])) return false;
        }
    }
    return true;
}

void Merging::join_bucket(const Bucket& bucket, Joined& joined) const {
    std::vector<Node> first;  // Of each class, one that joins others.
    std::map<std::pair<Class, bool>, Node> same;
    for (const auto node : bucket.nodes) {
        if (alone_[node]) continue;
        const bool unnamed = all_[nodes_[node].front()].name == 0 && !decided_[class_of_[node]];
        if (unnamed && (bucket.nobodys || name_only_[node])) continue;
        const auto [at, is_first] = same.try_emplace({class_of_[node], name_only_[node]}, node);
        if (!is_first) joined.join(node, at->second);
        if (is_first && !name_only_[node]) first.push_back(node);
    }
    if (bucket.nobodys) return;
    for (std::size_t i = 0; i < first.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (agree(class_of_[first[i]], class_of_[first[j]])) joined.join(first[i], first[j]);
        }
    }
}

void Merging::join_by_contact(Joined& joined) const {
    for (const auto& bucket : buckets_) {
        if (bucket.what != Shared::What::NameAndPostalCode) join_bucket(bucket, joined);
    }
}

std::vector<std::vector<Merging::Node>> Merging::at_odds(Joined& joined) const {
    auto groups = joined.groups();
    std::erase_if(groups, [&](const auto& group) { return all_agree(classes_of(group)); });
    return groups;
}

// It could be either of two others that cannot be one.
bool Merging::is_between(Class one, const std::vector<const Bucket*>& buckets) const {
    std::vector<Class> near;
    for (const auto* bucket : buckets) {
        if (bucket->nobodys) continue;
        std::ranges::copy_if(bucket->classes, std::back_inserter(near), [&](Class each) { return agree(each, one); });
    }
    return !all_agree(near);
}

std::vector<Merging::Node> Merging::between(const std::vector<std::vector<Node>>& groups) const {
    std::map<Node, std::vector<const Bucket*>> doubtful;
    for (const auto& group : groups) {
        for (const auto node : group) doubtful[node];
    }
    for (const auto& bucket : buckets_) {
        if (bucket.what == Shared::What::NameAndPostalCode) continue;
        for (const auto node : bucket.nodes) {
            if (const auto at = doubtful.find(node); at != doubtful.end()) at->second.push_back(&bucket);
        }
    }
    std::vector<Node> between;
    std::map<std::pair<Class, std::vector<const Bucket*>>, bool> known;  // Thousands may be alike.
    for (const auto& [node, buckets] : doubtful) {
        const auto [at, is_first] = known.try_emplace({class_of_[node], buckets});
        if (is_first) at->second = is_between(class_of_[node], buckets);
        if (at->second) between.push_back(node);
    }
    return between;
}

// Persons so far that may be one: at most one of them has an e-mail address, at most one a phone number.
bool Merging::may_be_one(const std::vector<Node>& nodes, Joined& joined) const {
    std::set<Node> with_email;
    std::set<Node> with_phone;
    for (const auto node : nodes) {
        for (const auto entry : nodes_[node]) {
            if (all_[entry].email != 0) with_email.insert(joined.root(node));
            if (all_[entry].phone != 0) with_phone.insert(joined.root(node));
        }
    }
    return with_email.size() <= 1 && with_phone.size() <= 1 && all_agree(classes_of(nodes));
}

void Merging::join_by_home(Joined& joined) const {
    Joined wider = joined;
    for (const auto& bucket : buckets_) {
        if (bucket.what != Shared::What::NameAndPostalCode) continue;
        const Node* first = nullptr;
        for (const auto& node : bucket.nodes) {
            if (alone_[node] || name_only_[node]) continue;
            if (first != nullptr) wider.join(node, *first);
            first = &node;
        }
    }
    std::vector<std::pair<Node, Node>> pairs;
    for (const auto& group : wider.groups()) {
        if (!may_be_one(group, joined)) continue;
        for (const auto node : group) pairs.emplace_back(node, group.front());
    }
    for (const auto& [a, b] : pairs) joined.join(a, b);
}

std::vector<std::vector<std::size_t>> Merging::persons() {
    Joined joined(nodes_.size());
    join_by_contact(joined);
    if (const auto groups = at_odds(joined); !groups.empty()) {
        for (const auto node : between(groups)) alone_[node] = true;
        joined = Joined(nodes_.size());
        join_by_contact(joined);
    }
    // A longer chain: each link agrees with the next, the ends do not.
    if (const auto groups = at_odds(joined); !groups.empty()) {
        for (const auto& group : groups) {
            for (const auto node : group) name_only_[node] = true;
        }
        joined = Joined(nodes_.size());
        join_by_contact(joined);
    }
    join_by_home(joined);
    std::vector<std::vector<std::size_t>> persons(nodes_.size());
    for (Node node = 0; node < nodes_.size(); ++node) {
        auto& person = persons[joined.root(node)];
        person.insert(person.end(), nodes_[node].begin(), nodes_[node].end());
    }
    std::erase_if(persons, [](const auto& person) { return person.empty(); });
    return persons;
}

std::vector<Merging::InCommon> Merging::in_common() const {
    std::vector<InCommon> all;
    for (const auto& bucket : buckets_) {
        InCommon common{bucket.what, {}};
        for (const auto node : bucket.nodes) common.entries.push_back(nodes_[node].front());
        all.push_back(std::move(common));
    }
    return all;
}

}  // namespace hineni
