// HostileServer: hostile_server.py as a child: some fifty servers that are not what a drop should be, each on a port of
// its own. They listen when the constructor returns.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

class HostileServer {
  public:
    HostileServer();

    // All but "honest" and "elsewhere", which take what they are given as a drop would (and keep nothing).
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    [[nodiscard]] std::string address(const std::string& name) const { return endpoint(name) + "/drop/"; }
    [[nodiscard]] std::string endpoint(const std::string& name) const;
    // Vouches for those whose name does not begin with "untrusted".
    [[nodiscard]] std::filesystem::path authorities() const { return folder_ / "authority.pem"; }
    // Of the key that all of them use.
    [[nodiscard]] const std::string& pin() const { return pin_; }

    struct Record {
        int connections = 0;
        std::size_t bytes = 0;  // Of questions, after TLS took them apart.
        std::size_t body = 0;   // Those of them behind the headers.
    };
    // Ends the servers, and tells what came to each.
    [[nodiscard]] std::map<std::string, Record> end();

  private:
    FreshFolder folder_;
    Child child_;
    std::map<std::string, int> ports_;
    std::vector<std::string> names_;
    std::string pin_;
};

// What a program is made to believe about time (pretend/pretend.cpp), and what was found out about it.
struct Pretending {
    std::string wall;    // PRETEND_WALL; empty: the true one.
    bool quick = false;  // Half a minute of silence is over in less than a second.
    [[nodiscard]] std::vector<std::string> environment(const std::filesystem::path& report) const;
};
struct Report {
    long peak_kib = -1;
    long lasted_ms = -1;  // By its own clock.
};
[[nodiscard]] Report read_report(const std::filesystem::path& report);

}  // namespace hineni
