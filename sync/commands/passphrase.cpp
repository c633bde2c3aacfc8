#include "sync/commands/passphrase.hpp"

#include <algorithm>
#include <utility>

#include "hineni/utf8.hpp"
#include "sync/commands/terminal.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

constexpr std::size_t short_passphrase = 8;  // Characters.

Result<Secret> asked(const Terminal& terminal, const std::string& question, const std::string& hint) {
    terminal.say(question);
    auto answer = terminal.line(longest_passphrase);
    if (!answer.whole) {
        return fail("ask for passphrase: it is longer than " + std::to_string(longest_passphrase) + " characters",
                    "a dozen words are plenty");
    }
    if (answer.text.empty()) return fail("ask for passphrase: nothing was typed", hint);
    return std::move(answer.text);
}

}  // namespace

Result<Secret> passphrase_from_file(const std::string& file) {
    auto content = read_secret_file(file, longest_passphrase);
    if (!content) return within("passphrase", content.error());
    content->resize(std::min(content->text().find('\n'), content->size()));
    if (content->text().ends_with('\r')) content->resize(content->size() - 1);
    if (content->empty()) {
        return fail("passphrase: read " + file + ": its first line is empty", "put the passphrase into its first line");
    }
    return content;
}

Result<Secret> ask_passphrase(const std::string& question, const std::string& hint_without_terminal) {
    const Terminal terminal(Typing::Hidden);
    if (!terminal.ready()) return fail("ask for passphrase: there is no terminal", hint_without_terminal);
    return asked(terminal, question, "type the passphrase of the key; it is not shown");
}

Result<Secret> ask_new_passphrase(const std::string& hint_without_terminal) {
    const Terminal terminal(Typing::Hidden);
    if (!terminal.ready()) return fail("ask for passphrase: there is no terminal", hint_without_terminal);
    terminal.say(
        "The key is kept under a passphrase, which is asked for each time that you open entries. A good one is\n"
        "four or more words that have nothing to do with each other, such as a dictionary opened anywhere\n"
        "gives them. Nothing is shown while you type.\n");
    constexpr auto hint = "a key without one is made with --no-passphrase";
    auto once = asked(terminal, "New passphrase: ", hint);
    if (!once) return once;
    auto twice = asked(terminal, "The same again: ", hint);
    if (!twice) return twice;
    if (*once != *twice) return fail("the two passphrases differ", "try again; nothing was written");
    return once;
}

std::string weakness_of(const Secret& passphrase) {
    const auto characters = utf8::valid(passphrase.text()) ? utf8::count(passphrase.text()) : passphrase.size();
    if (characters >= short_passphrase) return "";
    return "this passphrase has " + std::to_string(characters) + (characters == 1 ? " character" : " characters") +
           " and is soon guessed by whoever has the file; four or more words would hold";
}

}  // namespace hineni
