#include "sync/desk/workers.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace hineni {

std::size_t workers() {
    return std::max(1U, std::thread::hardware_concurrency());
}

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    const auto until_none_is_left = [&] {
        for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
    };
    std::vector<std::future<void>> done;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < std::min(workers(), count); ++i) {
            std::packaged_task<void()> task(until_none_is_left);
            done.push_back(task.get_future());
            threads.emplace_back(std::move(task));
        }
        std::packaged_task<void()> own(until_none_is_left);
        done.push_back(own.get_future());
        own();
    }
    for (auto& each : done) each.get();
}

}  // namespace hineni
