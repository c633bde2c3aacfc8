// Joined: which of many belong together, told pair by pair.
#pragma once

#include <cstddef>
#include <map>
#include <numeric>
#include <vector>

namespace hineni {

class Joined {
  public:
    explicit Joined(std::size_t count) : above_(count) { std::iota(above_.begin(), above_.end(), std::size_t{0}); }

    void join(std::size_t a, std::size_t b) { above_[root(a)] = root(b); }
    [[nodiscard]] std::size_t root(std::size_t one) {
        while (above_[one] != one) one = above_[one] = above_[above_[one]];
        return one;
    }
    // Those of two and more.
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups() {
        std::map<std::size_t, std::vector<std::size_t>> by_root;
        for (std::size_t i = 0; i < above_.size(); ++i) {
            if (root(i) != i) by_root[root(i)].push_back(i);
        }
        std::vector<std::vector<std::size_t>> all;
        for (auto& [root, group] : by_root) {
            group.push_back(root);
            all.push_back(std::move(group));
        }
        return all;
    }

  private:
    std::vector<std::size_t> above_;
};

}  // namespace hineni
