// Workers: the same work on many things, on all processors. The only place on the organizer's side that starts threads.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace hineni {

// How many run at the same time here: one for each processor.
[[nodiscard]] std::size_t workers();

// Calls work(i) once for each i below `count`, in any order and several at the same time; returns when all are done.
// What one of them throws, it throws, once the others have ended.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

// Things that are dear to make and that one thread uses at a time: as many are made as are ever used at once.
template <class T>
class Pool {
  public:
    explicit Pool(std::function<std::unique_ptr<T>()> make) : make_(std::move(make)) {}

    // What `work` does with one of them.
    template <class Work>
    auto with_one(const Work& work) {
        auto one = take();
        auto result = work(*one);
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(one));
        return result;
    }

  private:
    std::unique_ptr<T> take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto one = std::move(idle_.back());
                idle_.pop_back();
                return one;
            }
        }
        return make_();
    }

    std::function<std::unique_ptr<T>()> make_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace hineni
