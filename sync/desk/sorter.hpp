// Sorter: any number of records put in order, in a memory that does not grow with them: what does not fit is sorted in
// parts, which lie in a NamelessFile and are merged while they are read. DiskList: records on the disk, in the order in
// which they came.
//
// Records are copied as bytes; what is in them must not be readable by itself (ids, digests with a key of this process,
// times, places in a spool).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

#include "hineni/result.hpp"
#include "sync/desk/nameless_file.hpp"

namespace hineni {

template <class T>
[[nodiscard]] BytesView bytes_of(const std::vector<T>& records) {
    static_assert(std::is_trivially_copyable_v<T>);
    return {reinterpret_cast<const std::uint8_t*>(records.data()), records.size() * sizeof(T)};
}

template <class T>
[[nodiscard]] Result<std::vector<T>> records_at(const NamelessFile& file, std::uint64_t first, std::size_t count) {
    std::vector<T> records(count);
    const std::span<std::uint8_t> room{reinterpret_cast<std::uint8_t*>(records.data()), count * sizeof(T)};
    if (auto read = file.read(first * sizeof(T), room); !read) return tl::unexpected(read.error());
    return records;
}

template <class T>
class DiskList {
  public:
    static constexpr std::size_t at_once = std::size_t{64} * 1024 / sizeof(T);

    [[nodiscard]] Result<void> add(const T& record) {
        last_.push_back(record);
        if (last_.size() < at_once) return {};
        return finish();
    }
    // After the last one, before anything is read.
    [[nodiscard]] Result<void> finish() {
        if (auto opened = file_.open(); !opened) return opened;
        auto written = file_.write(written_ * sizeof(T), bytes_of(last_));
        written_ += last_.size();
        last_.clear();
        return written;
    }
    [[nodiscard]] std::size_t size() const { return written_ + last_.size(); }
    // Those from `first` on, all of which are there. From any thread.
    [[nodiscard]] Result<std::vector<T>> some(std::size_t first, std::size_t count) const {
        return records_at<T>(file_, first, count);
    }

  private:
    NamelessFile file_;
    std::vector<T> last_;
    std::size_t written_ = 0;
};

template <class T, class Less = std::less<T>>
class Sorter {
  public:
    // `memory`: bytes that it may take while records are added, and about as much again while they are seen.
    explicit Sorter(Less less = {}, std::size_t memory = std::size_t{1} << 20U)
        : less_(std::move(less)), at_once_(std::max<std::size_t>(2, memory / sizeof(T))) {}

    [[nodiscard]] Result<void> add(const T& record) {
        if (fresh_.size() == at_once_) {
            if (auto set_aside = put_aside(); !set_aside) return set_aside;
        }
        if (fresh_.capacity() == 0) fresh_.reserve(std::min<std::size_t>(at_once_, 1024));
        fresh_.push_back(record);
        return {};
    }

    [[nodiscard]] std::size_t size() const { return aside_ + fresh_.size(); }

    // Each in order, equal ones next to one another; stops where `see` fails. May be called again.
    using See = std::function<Result<void>(const T&)>;
    [[nodiscard]] Result<void> see(const See& see) {
        std::sort(fresh_.begin(), fresh_.end(), less_);
        std::vector<Run> runs = runs_;
        runs.push_back({0, 0, fresh_, 0});
        const auto later = [&](std::size_t a, std::size_t b) { return less_(runs[b].next(), runs[a].next()); };
        std::vector<std::size_t> heap;
        const auto room = std::max<std::size_t>(1, at_once_ / (runs.size() + 1));
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const auto more = fill(runs[i], room);
            if (!more) return tl::unexpected(more.error());
            if (*more) heap.push_back(i);
        }
        std::make_heap(heap.begin(), heap.end(), later);
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end(), later);
            auto& run = runs[heap.back()];
            if (auto seen = see(run.next()); !seen) return seen;
            ++run.at;
            const auto more = fill(run, room);
            if (!more) return tl::unexpected(more.error());
            if (*more) {
                std::push_heap(heap.begin(), heap.end(), later);
            } else {
                heap.pop_back();
            }
        }
        return {};
    }

  private:
    // Records [from, to) of the file, of which some are in memory.
    struct Run {
        std::uint64_t from = 0, to = 0;
        std::vector<T> here;
        std::size_t at = 0;
        [[nodiscard]] const T& next() const { return here[at]; }
    };

    [[nodiscard]] Result<void> put_aside() {
        if (auto opened = file_.open(); !opened) return opened;
        std::sort(fresh_.begin(), fresh_.end(), less_);
        if (auto written = file_.write(aside_ * sizeof(T), bytes_of(fresh_)); !written) return written;
        runs_.push_back({aside_, aside_ + fresh_.size(), {}, 0});
        aside_ += fresh_.size();
        fresh_.clear();
        return {};
    }

    // Whether there is a next one.
    [[nodiscard]] Result<bool> fill(Run& run, std::size_t room) const {
        if (run.at < run.here.size()) return true;
        if (run.from == run.to) return false;
        const auto count = std::min<std::uint64_t>(room, run.to - run.from);
        auto read = records_at<T>(file_, run.from, count);
        if (!read) return tl::unexpected(read.error());
        run.here = std::move(*read);
        run.at = 0;
        run.from += count;
        return true;
    }

    Less less_;
    std::size_t at_once_;
    std::vector<T> fresh_;
    NamelessFile file_;
    std::vector<Run> runs_;
    std::uint64_t aside_ = 0;
};

}  // namespace hineni
