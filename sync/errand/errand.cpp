#include "hineni/errand.hpp"

#include <random>

#include "sync/errand/written.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

fs::path folder_of_errands(const fs::path& state) {
    return state / "errands";
}

fs::path asked_file(const fs::path& state, ErrandKind kind) {
    return folder_of_errands(state) / (std::string(word_of(kind)) + ".asked");
}

fs::path answer_file(const fs::path& state, ErrandKind kind) {
    return folder_of_errands(state) / (std::string(word_of(kind)) + ".answer");
}

Result<void> put_whole(const fs::path& file, std::string_view text) {
    std::error_code there;
    if (fs::create_directory(file.parent_path(), there)) {
        fs::permissions(file.parent_path(), fs::perms::owner_all, there);
    }
    auto whole = WholeFile::begin(file);
    if (!whole) return tl::unexpected(whole.error());
    if (auto written = whole->write(as_bytes(text)); !written) return written;
    return whole->put();
}

// Two halves, because a random_device gives 32 bits.
std::uint64_t random_number() {
    std::random_device device;
    std::uint64_t number = 0;
    while (number == 0) number = std::uint64_t{device()} << 32U | device();
    return number;
}

}  // namespace

Result<Errand> ask(const fs::path& state, ErrandKind kind, const std::string& what) {
    const auto attempt = "ask to " + std::string(word_of(kind));
    if (!one_line(what, longest_what)) return fail(attempt + ": what it is about does not fit into one line");
    const Errand errand{kind, random_number(), what};
    if (auto put = put_whole(asked_file(state, kind), written(kind, errand)); !put) return within(attempt, put.error());
    return errand;
}

Result<std::optional<Outcome>> answer_to(const fs::path& state, const Errand& errand) {
    const auto file = answer_file(state, errand.kind);
    const auto text = read_small_file(file, largest_errand_file);
    if (!text) return within("look for an answer", text.error());
    if (!*text) return std::nullopt;
    auto outcome = read_outcome(errand.kind, as_text(**text));
    if (!outcome) return fail("look for an answer: " + file.string() + " is none");
    if (outcome->number != errand.number) return std::nullopt;
    return outcome;
}

Result<std::optional<Errand>> errand_to_do(const fs::path& state, ErrandKind kind) {
    const auto file = asked_file(state, kind);
    const auto text = read_small_file(file, largest_errand_file);
    if (!text) return within("look for an errand", text.error());
    if (!*text) return std::nullopt;
    auto errand = read_errand(kind, as_text(**text));
    if (!errand) return fail("look for an errand: " + file.string() + " is none", "ask again at the kiosk");
    // An answer that cannot be read is no answer: the next one replaces it.
    const auto answered = answer_to(state, *errand);
    if (answered && *answered && (*answered)->stage != Outcome::Stage::Working) return std::nullopt;
    return errand;
}

Result<void> answer(const fs::path& state, ErrandKind kind, const Outcome& outcome) {
    auto put = put_whole(answer_file(state, kind), written(kind, outcome));
    if (!put) return within("answer " + std::string(word_of(kind)), put.error());
    return put;
}

}  // namespace hineni
