// Child: another program, started by a test and gone at the test's end.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace hineni {

struct Finished {
    int exit_code = -1;  // 128 + signal where a signal ended it.
    std::string out;
    std::string err;
};

class Child {
  public:
    // `command`: program and arguments; found along PATH. `environment`: "NAME=value" on top of ours.
    // `keep_open`: a file descriptor that it gets under the same number; -1: none.
    explicit Child(std::vector<std::string> command, const std::vector<std::string>& environment = {},
                   int keep_open = -1);
    ~Child();  // Kills it where it still runs.
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void signal(int number) const;
    // Waits until it has written the words to stderr, after those that says() waited for before; false where it ended
    // without, or half a minute went by.
    [[nodiscard]] bool says(std::string_view words);
    // Waits for its end.
    Finished wait();
    // Waits for its end for so long at most; true where it came. Reads nothing meanwhile.
    [[nodiscard]] bool ends_within(std::chrono::microseconds time) const;
    // Its end, or after so long SIGKILL.
    Finished killed_after(std::chrono::microseconds time);

    [[nodiscard]] pid_t pid() const { return pid_; }
    // What it wrote to stderr as far as says() has read.
    [[nodiscard]] const std::string& said() const { return finished_.err; }

  private:
    bool read_some();

    pid_t pid_ = -1;
    int out_ = -1;
    int err_ = -1;
    Finished finished_;
    std::size_t heard_ = 0;  // Of finished_.err.
};

// Starts it and waits for its end.
Finished finish(std::vector<std::string> command, const std::vector<std::string>& environment = {});

}  // namespace hineni
