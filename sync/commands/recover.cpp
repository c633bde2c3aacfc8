#include "sync/commands/recover.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "sync/commands/desk.hpp"
#include "sync/commands/new_key.hpp"
#include "sync/commands/terminal.hpp"
#include "sync/seal/recovery.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

constexpr std::size_t words_on_sheet = 19;
constexpr std::size_t longest_words = 16UL * 1024;  // Bytes.
constexpr std::size_t longest_public_file = 4096;

struct RecoverOptions : NewKeyOptions {
    std::string words;
    std::string known;
};

// "hineni1…", or the first line of a file.
Result<PublicKey> public_key_of(const std::string& known) {
    if (known.starts_with("hineni1")) return public_key_from_text(known);
    const auto file = read_secret_file(known, longest_public_file);
    if (!file) return tl::unexpected(file.error());
    auto line = file->text().substr(0, file->text().find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto key = public_key_from_text(line);
    if (!key) return within("read " + known, key.error());
    return key;
}

Result<SecretKey> from_file(const std::string& file) {
    const auto words = read_secret_file(file, longest_words);
    if (!words) return tl::unexpected(words.error());
    if (words->text().starts_with("%PDF")) {
        return fail("read " + file + ": this is the sheet as a PDF, and not a text",
                    "leave --words out, and type the words that you read there");
    }
    return key_from_words(words->text());
}

// As many lines as it takes; an empty one ends.
Secret typed_at(const Terminal& terminal) {
    Secret typed(longest_words);
    for (;;) {
        const auto next = count_recovery_words(typed.text()) + 1;
        if (next > words_on_sheet) return typed;
        terminal.say("from word " + std::to_string(next) + ": ");
        const auto line = terminal.line(typed.capacity() - typed.size() - 1);
        static_cast<void>(typed.append(line.text.text()) && typed.append("\n"));
        if (line.ended) terminal.say("\n");
        if (line.ended || line.text.empty()) return typed;
    }
}

// Whoever holds the sheet decides whether what is told is what it says.
Result<SecretKey> from_person() {
    const Terminal terminal(Typing::Shown);
    if (!terminal.ready()) return fail("ask for the words: there is no terminal", "give --words FILE");
    terminal.say("Type the " + std::to_string(words_on_sheet) +
                 " words of the recovery sheet in their order, as many to a line as you like. You see what\n"
                 "you type, so that you can check it: see that nobody else does. An empty line ends.\n");
    for (;;) {
        const auto typed = typed_at(terminal);
        auto key = key_from_words(typed.text());
        if (key || count_recovery_words(typed.text()) == 0) return key;
        terminal.say("\n" + key.error().what + "\n");
        auto mended = key_from_mended_words(typed.text());
        const bool agreed = mended && terminal.agrees_to("Does the sheet say so? Type yes, or anything else for no: ");
        if (agreed) return std::move(*mended);
        terminal.say("Please type all the words again, or an empty line to stop.\n");
    }
}

Result<Done> bring_back(const RecoverOptions& options) {
    if (auto can = can_be_written({options.out, public_file(options), signing_file(options)}); !can) {
        return within("recover", can.error());
    }
    std::optional<PublicKey> known;
    if (!options.known.empty()) {
        const auto read = public_key_of(options.known);
        if (!read) return within("recover", read.error());
        known = *read;
    }
    const auto key = options.words.empty() ? from_person() : from_file(options.words);
    if (!key) return within("recover", key.error());
    const auto own = public_half(*key);
    if (known && *known != own) {
        return fail("recover: these are the words of another key, " + to_text(own) + "; nothing was written",
                    "the sheet names the public key that it belongs to");
    }
    const auto passphrase = new_passphrase(options);
    if (!passphrase) return within("recover", passphrase.error());
    if (auto written = write_new_key(options, *key, *passphrase); !written) return within("recover", written.error());
    std::printf("%s\n", to_text(own).c_str());
    std::fflush(stdout);
    say("The key is back, in " + options.out + ".");
    say(known ? "This is the key of " + options.known + "."
              : "Compare the line above with the public key on the sheet, or in the event pack.");
    return Done::Well;
}

}  // namespace

void recover(Program& program) {
    const auto options = std::make_shared<RecoverOptions>();
    auto command = program.command("recover", "Bring a lost key back from the words of its recovery sheet",
                                   [options] { return bring_back(*options); });
    add_new_key_options(command, *options);
    command.takes("--words", options->words, "A text with the words, instead of typing them; delete it afterwards",
                  "FILE");
    command.takes("--public", options->known,
                  "The public key that it should be, hineni1… or the .pub file: any other is refused", "KEY|FILE");
}

}  // namespace hineni
