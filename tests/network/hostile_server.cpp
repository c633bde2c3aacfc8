#include "tests/network/hostile_server.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace hineni {

HostileServer::HostileServer()
    : child_({"python3", "-B", HINENI_SOURCE "/tests/network/hostile_server.py", folder_.path().string(),
              HINENI_PRETEND}) {
    if (!child_.says("\nready\n")) std::abort();
    std::istringstream lines(child_.said());
    std::string kind;
    std::string name;
    while (lines >> kind >> name) {
        if (kind == "pin") pin_ = name;
        if (kind != "at" || !(lines >> ports_[name])) continue;
        if (name != "honest" && name != "elsewhere") names_.push_back(name);
    }
}

std::string HostileServer::endpoint(const std::string& name) const {
    return "https://localhost:" + std::to_string(ports_.at(name));
}

std::map<std::string, HostileServer::Record> HostileServer::end() {
    child_.signal(SIGTERM);
    std::istringstream lines(child_.wait().out);
    std::map<std::string, Record> all;
    std::string name;
    while (lines >> name) lines >> all[name].connections >> all[name].bytes >> all[name].body;
    return all;
}

std::vector<std::string> Pretending::environment(const std::filesystem::path& report) const {
    // The address sanitizer, where the program is built with it, wants to be in front of everything, and keeps memory
    // that was let go of.
    std::vector<std::string> all{"LD_PRELOAD=" HINENI_PRETEND, "PRETEND_REPORT=" + report.string(),
                                 "ASAN_OPTIONS=verify_asan_link_order=0:quarantine_size_mb=1:detect_leaks=0"};
    if (!wall.empty()) all.push_back("PRETEND_WALL=" + wall);
    if (quick) all.emplace_back("PRETEND_WAIT=25");
    return all;
}

Report read_report(const std::filesystem::path& report) {
    Report out;
    std::ifstream(report) >> out.peak_kib >> out.lasted_ms;
    return out;
}

}  // namespace hineni
