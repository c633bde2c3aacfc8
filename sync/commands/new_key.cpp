#include "sync/commands/new_key.hpp"

#include <array>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include "sync/commands/desk.hpp"
#include "sync/commands/passphrase.hpp"
#include "sync/print/recovery_sheet.hpp"
#include "sync/seal/key_file.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "sync/seal/recovery.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

constexpr auto never_replaced = "choose another name; a key that is overwritten opens nothing any more";

// As whoever stands at this computer would write it.
std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &local);
    return text.data();
}

Result<void> write_new_file(const std::string& place, std::string_view text) {
    auto file = WholeFile::begin(place);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(as_bytes(text)); !written) return written;
    const auto put = file->put_if_none();
    if (!put) return tl::unexpected(put.error());
    if (!*put) return fail("write " + place + ": there is such a file already", never_replaced);
    return {};
}

}  // namespace

void add_new_key_options(Command& command, NewKeyOptions& options) {
    command.needs("--out", options.out, "Where the secret key goes; never overwritten", "FILE");
    command.takes("--passphrase-file", options.passphrase_file,
                  "Take the passphrase from the first line of this file instead of asking", "FILE");
    command.flag("--no-passphrase", options.no_passphrase, "Whoever has the file can open all entries");
    command.not_both("--no-passphrase", "--passphrase-file");
}

std::string public_file(const NewKeyOptions& options) {
    return options.out + ".pub";
}

std::string signing_file(const NewKeyOptions& options) {
    return options.out + ".signing";
}

Result<void> can_be_written(const std::vector<std::string>& files) {
    for (const auto& file : files) {
        std::error_code none;
        const auto folder = fs::path(file).parent_path();
        if (!folder.empty() && !fs::is_directory(folder, none)) {
            return fail("write " + file + ": there is no folder " + folder.string(), "make the folder first");
        }
        if (fs::exists(fs::symlink_status(file, none))) {
            return fail("write " + file + ": there is such a file already", never_replaced);
        }
    }
    return {};
}

Result<std::optional<Secret>> new_passphrase(const NewKeyOptions& options) {
    if (options.no_passphrase) return std::nullopt;
    auto given = options.passphrase_file.empty() ? ask_new_passphrase("give --passphrase-file FILE, or --no-passphrase")
                                                 : passphrase_from_file(options.passphrase_file);
    if (!given) return tl::unexpected(given.error());
    if (const auto weak = weakness_of(*given); !weak.empty()) say("careful: " + weak);
    return std::optional(std::move(*given));
}

Result<void> write_new_key(const NewKeyOptions& options, const SecretKey& key,
                           const std::optional<Secret>& passphrase) {
    if (auto written = write_key_file(options.out, key, passphrase ? &*passphrase : nullptr); !written) return written;
    return write_new_file(signing_file(options), to_text(signing_name(key)) + "\n");
}

Result<void> write_recovery_sheet(const std::string& file, const SecretKey& key) {
    auto words = recovery_words(key);
    auto pdf = recovery_sheet_pdf({to_text(public_half(key)), today(), words});
    for (auto& word : words) explicit_bzero(word.data(), word.size());
    if (!pdf) return tl::unexpected(pdf.error());
    auto written = write_new_file(file, *pdf);
    explicit_bzero(pdf->data(), pdf->size());
    return written;
}

std::string about_recovery_sheet(const std::string& file) {
    return "Print " + file +
           ", put it where you would keep a passport, then delete the file: whoever\n"
           "has it can open every entry. If the key or its passphrase is lost, the sheet brings the key back\n"
           "(hineni-desk recover), and nothing else does.";
}

}  // namespace hineni
