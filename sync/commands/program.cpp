#include "sync/commands/program.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <utility>

#include "hineni/seal.hpp"

namespace hineni {

namespace {

constexpr int well = 0;
constexpr int ill = 1;
constexpr int wrong_usage = 2;

void complain(const std::string& line) {
    std::fprintf(stderr, "%s\n", line.c_str());
}

// CLI11 sometimes explains in several lines.
std::string one_line(std::string text) {
    for (char& c : text) c = c == '\n' ? ' ' : c;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

}  // namespace

void Command::needs(const std::string& option, std::string& into, const std::string& help, const std::string& type) {
    app_->add_option(option, into, help)->type_name(type)->required();
}

void Command::needs(const std::string& option, std::vector<std::string>& into, const std::string& help,
                    const std::string& type) {
    app_->add_option(option, into, help)->type_name(type)->required();
}

void Command::takes(const std::string& option, std::string& into, const std::string& help, const std::string& type) {
    app_->add_option(option, into, help)->type_name(type);
}

void Command::takes(const std::string& option, std::vector<std::string>& into, const std::string& help,
                    const std::string& type) {
    app_->add_option(option, into, help)->type_name(type);
}

void Command::words(const std::string& name, std::vector<std::string>& into, const std::string& help,
                    const std::string& type) {
    app_->add_option(name, into, help)->type_name(type);
}

void Command::flag(const std::string& option, bool& into, const std::string& help) {
    app_->add_flag(option, into, help);
}

void Command::checks(const std::string& option, std::function<std::string(const std::string& value)> wrong) {
    app_->get_option(option)->check(std::move(wrong));
}

void Command::only_with(const std::string& one, const std::string& other) {
    app_->get_option(one)->needs(app_->get_option(other));
}

void Command::not_both(const std::string& one, const std::string& other) {
    app_->get_option(one)->excludes(app_->get_option(other));
}

void Command::at_least_one_of(const std::vector<std::string>& options) {
    auto* group = app_->add_option_group("At least one of");
    for (const auto& option : options) group->add_option(app_->get_option(option));
    group->require_option(1, options.size());
}

Program::Program(std::string name, const std::string& description)
    : name_(std::move(name)), app_(std::make_unique<CLI::App>(description, name_)) {
    app_->require_subcommand(1);
    app_->set_version_flag("--version", name_ + " " + HINENI_VERSION);
}

Program::~Program() = default;

Command Program::command(const std::string& name, const std::string& description, Work work) {
    CLI::App* command = app_->add_subcommand(name, description);
    command->callback([this, work = std::move(work)] { chosen_ = work; });
    return Command(*command);
}

int Program::failed(const Error& error) const {
    complain(name_ + ": " + error.what);
    if (!error.hint.empty()) complain("hint: " + error.hint);
    return ill;
}

int Program::choose_and_work(int argc, const char* const* argv) {
    try {
        app_->parse(argc, argv);
    } catch (const CLI::Success& answer) {  // --help, --version
        return app_->exit(answer);
    } catch (const CLI::Error& mistake) {
        complain(name_ + ": " + one_line(mistake.what()));
        complain("hint: " + name_ + " --help says what there is");
        return wrong_usage;
    }
    if (auto started = start_sealing(); !started) return failed(started.error());
    const auto done = chosen_();
    if (!done) return failed(done.error());
    return *done == Done::Well ? well : ill;
}

int Program::run(int argc, const char* const* argv) {
    try {
        return choose_and_work(argc, argv);
    } catch (const std::exception& cause) {
        return failed({cause.what(), ""});
    }
}

int run_program(int argc, const char* const* argv, const std::string& name, const std::string& description,
                const std::vector<std::function<void(Program&)>>& add) {
    Program program(name, description);
    for (const auto& command : add) command(program);
    return program.run(argc, argv);
}

}  // namespace hineni
