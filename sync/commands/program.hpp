// Program: what hineni-sync and hineni-desk have in common on the outside: --help and --version, exit codes, and how a
// failure is said. Here is the only try/catch, and program.cpp is the only file that knows CLI11: its header takes a
// compiler longer than all the rest of a command.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"

namespace CLI {
class App;
}

namespace hineni {

// What came of a command.
enum class Done {
    Well,  // Exit code 0.
    Ill,   // Exit code 1; the command has said on stderr what was wrong.
};

// The work of a command, run after all of the command line was understood. An Error becomes "program: attempt: cause"
// and "hint: …" on stderr and exit code 1.
using Work = std::function<Result<Done>()>;

// The options of one command. Variables are written before its work begins; the work keeps them alive (a shared_ptr).
// `type` is what --help calls the value, such as DIR.
class Command {
  public:
    explicit Command(CLI::App& app) : app_(&app) {}

    void needs(const std::string& option, std::string& into, const std::string& help, const std::string& type);
    void needs(const std::string& option, std::vector<std::string>& into, const std::string& help,
               const std::string& type);
    void takes(const std::string& option, std::string& into, const std::string& help, const std::string& type);
    void takes(const std::string& option, std::vector<std::string>& into, const std::string& help,
               const std::string& type);
    // What stands on the command line without an option in front; none is needed.
    void words(const std::string& name, std::vector<std::string>& into, const std::string& help,
               const std::string& type);
    void flag(const std::string& option, bool& into, const std::string& help);

    // About options that were named before. `wrong` says what is wrong with a value; nothing: it is right.
    void checks(const std::string& option, std::function<std::string(const std::string& value)> wrong);
    void only_with(const std::string& one, const std::string& other);
    void not_both(const std::string& one, const std::string& other);
    void at_least_one_of(const std::vector<std::string>& options);

  private:
    CLI::App* app_;
};

// A command adds itself to the program: its name, its options, and its work.
class Program {
  public:
    Program(std::string name, const std::string& description);

    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    Command command(const std::string& name, const std::string& description, Work work);

    // 0 done, 1 the thing asked for failed, 2 wrong usage.
    [[nodiscard]] int run(int argc, const char* const* argv);

  private:
    int choose_and_work(int argc, const char* const* argv);
    int failed(const Error& error) const;

    std::string name_;
    std::unique_ptr<CLI::App> app_;
    Work chosen_;
};

// `add` registers one command each: run_program(argc, argv, "hineni-desk", "…", {keygen, open}).
[[nodiscard]] int run_program(int argc, const char* const* argv, const std::string& name,
                              const std::string& description, const std::vector<std::function<void(Program&)>>& add);

}  // namespace hineni
