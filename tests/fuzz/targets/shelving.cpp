// An evening of sticks and cards: behind each line "@@ card" or "@@ stick" a folder that anybody may have prepared
// (prepared_folder.hpp), which is brought to one shelf after the other. "ours" or "theirs" behind it: its pack is
// sealed, by the sample organizer or by somebody else.
//
// Held against it: a pack comes into use by the table in sync/packs/README.md and in no other way; what was in use
// stays in use where it does not; the shelf can be read after each, and holds whole packs and plain files alone.
#include "sync/packs/shelving.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <system_error>
#include <vector>

#include "hineni/utf8.hpp"
#include "sync/packs/pack_copy.hpp"
#include "sync/packs/places.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "tests/fuzz/support/prepared_folder.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view next_one = "@@ ";
constexpr int most_looks = 4;

struct Brought {
    Shelving::From from = Shelving::From::Stick;
    std::string digest;             // Empty: no pack could be read there.
    std::optional<SigningName> by;  // Whose good seal it has.
};

const SecretKey& somebody_else() {
    static const SecretKey only = new_secret_key();
    return only;
}

void seal_pack(const EventPack& pack, const SecretKey& key) {
    std::error_code ignored;
    const auto file = pack.folder / seal_file;
    // Never into what a link of the input names.
    const bool inside = fs::is_directory(fs::symlink_status(pack.folder, ignored));
    if (!inside || fs::symlink_status(file, ignored).type() != fs::file_type::not_found) return;
    const auto words = sealed_words(pack);
    std::ofstream(file, std::ios::binary)
        << written_seal(pack, signing_name(key), sign_as_organizer(key, seal_about, as_bytes(words)));
}

Brought prepared(const fs::path& stick, std::string_view line, std::string_view text) {
    std::error_code ignored;
    fs::create_directory(stick, ignored);
    prepare_folder(stick, text);
    Brought out;
    if (line.starts_with("card")) out.from = Shelving::From::Card;
    const auto found = find_pack(stick);
    auto pack = found ? read_event_pack(*found) : tl::unexpected(std::vector<Complaint>());
    if (!pack) return out;
    if (line.ends_with(" ours")) seal_pack(*pack, sample().organizer);
    if (line.ends_with(" theirs")) seal_pack(*pack, somebody_else());
    pack = read_event_pack(*found);  // It may name its seal as one of its files.
    if (!pack) return out;
    out.digest = hex(pack->digest);
    out.by = find_seal(*pack).by;
    return out;
}

class Evening {
  public:
    explicit Evening(fs::path shelf) : shelf_(std::move(shelf)) {}

    void look(const fs::path& stick, const Brought& brought) {
        const auto before = now();
        const bool rightly = may_be_used(brought, before.current.has_value());
        auto shelving = Shelving::open(shelf_);
        promise(shelving.has_value(), "a shelf of ours does not open");
        const auto looked = shelving->look(stick, brought.from);
        const auto after = now();
        const auto digest_of = [](const auto& pack) { return pack ? pack->digest : std::string(); };
        if (!looked || looked->became != Shelving::Became::Taken) {
            promise(digest_of(after.current) == digest_of(before.current), "another pack is in use than was taken");
        }
        promise(looked || can_be_shown(after.complaint), "a refusal that no screen can show");
        if (!looked || looked->became == Shelving::Became::Nothing) return;
        promise(looked->pack.digest == brought.digest, "another pack is looked at than lies there");
        if (looked->became == Shelving::Became::Taken) {
            promise(rightly, "a pack is in use that nobody may bring");
            promise(digest_of(after.current) == brought.digest, "a pack that was taken is not in use");
            if (brought.by && !trusts(*brought.by)) trusted_.push_back(*brought.by);
        }
        if (looked->became == Shelving::Became::Waiting) {
            promise(!rightly, "a pack waits that may be used");
            promise(digest_of(after.waiting) == brought.digest, "a pack that is to wait does not");
        }
        holds_plain_packs(after);
    }

  private:
    [[nodiscard]] Shelf now() const {
        auto shelf = read_shelf(shelf_);
        promise(shelf.has_value(), "a shelf of ours cannot be read");
        return std::move(*shelf);
    }
    [[nodiscard]] bool trusts(const SigningName& name) const {
        return std::find(trusted_.begin(), trusted_.end(), name) != trusted_.end();
    }
    [[nodiscard]] bool may_be_used(const Brought& brought, bool one_in_use) const {
        const bool card = brought.from == Shelving::From::Card;
        if (card && !one_in_use) return true;
        if (!brought.by) return false;
        return trusts(*brought.by) || (trusted_.empty() && (card || !one_in_use));
    }
    static bool can_be_shown(std::string_view words) {
        const auto control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; };
        return !words.empty() && words.size() <= places::longest_complaint && utf8::valid(words) &&
               std::ranges::none_of(words, control);
    }
    void holds_plain_packs(const Shelf& shelf) const {
        std::set<std::string> wanted;
        if (shelf.current) wanted.insert(shelf.current->digest);
        if (shelf.waiting) wanted.insert(shelf.waiting->digest);
        for (const auto& pack : fs::directory_iterator(shelf_ / "packs")) {
            promise(wanted.contains(pack.path().filename().string()), "a pack is kept that nobody uses");
            for (const auto& each : fs::recursive_directory_iterator(pack.path())) {
                const auto type = each.symlink_status().type();
                promise(type == fs::file_type::regular || type == fs::file_type::directory,
                        "a link or a pipe came onto the shelf");
            }
        }
    }
    fs::path shelf_;
    std::vector<SigningName> trusted_;
};

}  // namespace

void shelving(BytesView input) {
    const auto& root = empty_folder();
    Evening evening(root / "shelf");
    auto text = as_text(input);
    for (int i = 0; i < most_looks && text.starts_with(next_one); ++i) {
        text.remove_prefix(next_one.size());
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto end = text.find("\n@@ ");
        const auto things = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const auto stick = root / ("stick" + std::to_string(i));
        evening.look(stick, prepared(stick, line, things));
    }
}

}  // namespace hineni::fuzz
