// Program: what hineni-sync and hineni-desk have in common on the outside: --help and --version, exit codes, and how a
// failure is said. Here is the only try/catch.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"

namespace hineni {

// What came of a command.
enum class Done {
    Well,  // Exit code 0.
    Ill,   // Exit code 1; the command has said on stderr what was wrong.
};

// The work of a command, run after all of the command line was understood. An Error becomes "program: attempt: cause"
// and "hint: …" on stderr and exit code 1.
using Work = std::function<Result<Done>()>;

// A command adds itself to the program: a subcommand with its options, whose work it hands to `program`.
class Program {
  public:
    Program(std::string name, const std::string& description);

    // The caller adds its options to what comes back, bound to variables that `work` keeps alive (a shared_ptr).
    CLI::App& command(const std::string& name, const std::string& description, Work work);

    // 0 done, 1 the thing asked for failed, 2 wrong usage.
    [[nodiscard]] int run(int argc, const char* const* argv);

  private:
    int choose_and_work(int argc, const char* const* argv);
    int failed(const Error& error) const;

    std::string name_;
    CLI::App app_;
    Work chosen_;
};

// `add` registers one command each: run_program(argc, argv, "hineni-desk", "…", {keygen, open}).
[[nodiscard]] int run_program(int argc, const char* const* argv, const std::string& name,
                              const std::string& description, const std::vector<std::function<void(Program&)>>& add);

}  // namespace hineni
