// Progress: how far long work is, as one line on a terminal that is written over, and gone at its end. Says nothing in
// a pipe.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>

namespace hineni {

class Progress {
  public:
    // "opening", of so many bundles.
    Progress(std::string doing, std::size_t bundles);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    // One bundle more, with so many entries. From any thread.
    void add(std::size_t entries);

  private:
    void draw() const;

    std::string doing_;
    std::size_t of_;
    bool shown_;
    std::mutex mutex_;
    std::size_t bundles_ = 0;
    std::size_t entries_ = 0;
    std::size_t steps_ = 0;  // As drawn last.
};

// "opening [########        ] 812 of 1700 bundles, 48720 entries"
[[nodiscard]] std::string progress_line(const std::string& doing, std::size_t bundles, std::size_t of,
                                        std::size_t entries);

}  // namespace hineni
