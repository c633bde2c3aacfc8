// A shelf as whoever had the device in hands may have left it (prepared_folder.hpp): "shelf/…" of the input lies there
// as it is; the rest is a pack that is put where its digest belongs, with a good seal where the input has none.
//
// Held against it: what a kiosk is told to use is the whole pack that its digest names; a sealer is known by the list
// of those that are trusted, or not at all.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "hineni/shelf.hpp"
#include "sync/packs/event_seal.hpp"
#include "sync/packs/places.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "tests/fuzz/support/prepared_folder.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::symlink_status(path, ignored).type() == fs::file_type::directory;
}

bool is_free(const fs::path& path) {
    std::error_code ignored;
    return fs::symlink_status(path, ignored).type() == fs::file_type::not_found;
}

// Into shelf/packs/DIGEST, and in use where the input says nothing else.
void put_on(const fs::path& shelf, const fs::path& folder) {
    const auto pack = read_event_pack(folder);
    if (!pack) return;
    if (is_free(folder / seal_file)) {
        static const auto name = signing_name(sample().organizer);
        const auto words = sealed_words(*pack);
        const auto signature = sign_as_organizer(sample().organizer, seal_about, as_bytes(words));
        std::ofstream(folder / seal_file, std::ios::binary) << written_seal(*pack, name, signature);
    }
    std::error_code ignored;
    const auto place = "packs/" + hex(pack->digest);
    fs::rename(folder, shelf / place, ignored);
    if (is_free(shelf / "current")) fs::create_symlink(place, shelf / "current", ignored);
}

std::string text_in(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// A name may be written in capitals.
bool lists(const fs::path& shelf, const SigningName& name) {
    auto text = text_in(shelf / "trusted");
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ("\n" + text + "\n").find("\n" + to_text(name) + "\n") != std::string::npos;
}

void judge_shelved(const fs::path& shelf, const ShelvedPack& shelved) {
    const auto pack = read_event_pack(shelf / "packs" / shelved.digest);
    promise(pack && hex(pack->digest) == shelved.digest, "a pack in use is not the one that its digest names");
    promise(pack->id == shelved.event_id, "a pack in use has another event's id");
    const auto by = seal_of(*pack, text_in(pack->folder / seal_file));
    const auto known = by && lists(shelf, *by) ? Sealer::Trusted : Sealer::Stranger;
    promise(shelved.sealer == (by ? known : Sealer::Nobody), "a sealer is trusted whom nobody trusts, or not who is");
    promise(shelved.sealer_words.empty() == !by, "a sealer without words, or words without a sealer");
}

}  // namespace

void shelf(BytesView input) {
    const auto& root = empty_folder();
    const auto folder = root / "event";
    const auto shelf = root / "shelf";
    std::error_code ignored;
    fs::create_directory(folder, ignored);
    prepare_folder(folder, as_text(input));
    fs::rename(folder / "shelf", shelf, ignored);
    fs::create_directory(shelf, ignored);
    if (!is_folder(shelf)) return;
    fs::create_directory(shelf / "packs", ignored);
    if (is_folder(shelf / "packs")) put_on(shelf, folder);

    const auto found = read_shelf(shelf);
    if (!found) {
        promise(!found.error().what.empty(), "a shelf is refused without a word");
        return;
    }
    if (found->current) judge_shelved(shelf, *found->current);
    if (found->waiting) judge_shelved(shelf, *found->waiting);
    promise(!found->current || !found->waiting || found->current->digest != found->waiting->digest,
            "the pack that is in use waits");
    promise(found->complaint.size() <= places::longest_complaint, "a complaint without end");
}

}  // namespace hineni::fuzz
