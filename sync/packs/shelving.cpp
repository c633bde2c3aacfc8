#include "sync/packs/shelving.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "hineni/utf8.hpp"
#include "sync/packs/disk.hpp"
#include "sync/packs/pack_copy.hpp"
#include "sync/packs/places.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

constexpr const char* coming_name = ".coming";

std::string as_complaint(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto size = utf8::front_size(text);
        const auto code = utf8::front(text);
        const bool control = (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0);
        const auto next = size == 0 || control ? std::string_view(" ") : text.substr(0, size);
        if (out.size() + next.size() > places::longest_complaint) break;
        out += next;
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return out;
}

std::string all_of(const std::vector<Complaint>& complaints) {
    std::string out;
    for (const auto& each : complaints) out += (out.empty() ? "" : "\n") + in_words(each);
    return out;
}

bool is_there(const fs::path& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

}  // namespace

Result<Shelving> Shelving::open(const fs::path& shelf) {
    std::error_code wrong;
    fs::create_directories(shelf / "packs", wrong);
    const int lock = ::open((shelf / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0) return fail("open the shelf " + shelf.string() + ": " + std::strerror(errno));
    Shelving shelving(shelf, lock);
    while (::flock(lock, LOCK_EX) != 0) {
        if (errno != EINTR) return fail("open the shelf " + shelf.string() + ": " + std::strerror(errno));
    }
    return shelving;
}

Shelving::Shelving(Shelving&& other) noexcept
    : shelf_(std::move(other.shelf_)), lock_(std::exchange(other.lock_, -1)) {}

Shelving::~Shelving() {
    if (lock_ >= 0) ::close(lock_);
}

Result<void> Shelving::put(const std::string& name, const std::string& text) {
    auto file = WholeFile::begin(shelf_ / name);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(as_bytes(text)); !written) return written;
    return file->put();
}

// What cannot be written down is said by whoever asked, all the same.
void Shelving::complain(const std::string& why) {
    if (why.empty()) {
        (void)erase_file(shelf_ / "complaint");
    } else {
        (void)put("complaint", as_complaint(why));
    }
}

Result<Shelving::Looked> Shelving::look(const fs::path& below, From from) {
    const auto found = find_pack(below);
    if (!found) return Looked{};
    auto looked = look_at(*found, from);
    complain(looked ? std::string() : looked.error().what);
    return looked;
}

// Copied, and then read from the copy: what the stick says twice may differ.
Result<Shelving::Coming> Shelving::bring(const fs::path& found) {
    const auto coming = shelf_ / "packs" / coming_name;
    if (auto copied = copy_pack(found, coming); !copied) return tl::unexpected(copied.error());
    auto pack = read_event_pack(coming);
    if (!pack) return fail(all_of(pack.error()), "hineni-sync check --event DIR says the same on a laptop");
    Coming out{std::move(*pack), {}, {}};
    out.seal = find_seal(out.pack);
    const auto file = read_small_file(coming / seal_file, largest_seal_file);
    auto mark = hex(out.pack.digest);
    if (file && *file) mark += as_text(**file);
    out.card_mark = hex(digest(as_bytes(mark))) + "\n";
    return out;
}

// The first seal is trusted where there is nothing yet that it could take the place of.
Sealer Shelving::judge(const SealFound& seal, const std::vector<SigningName>& trusted, From from) const {
    if (!seal.by) return Sealer::Nobody;
    if (places::holds(trusted, seal)) return Sealer::Trusted;
    const bool met_nobody = trusted.empty() && (from == From::Card || !places::digest_behind(shelf_, "current"));
    return met_nobody ? Sealer::First : Sealer::Stranger;
}

// Beside what is there: the same pack with a better seal, or whole where that is not, changes places with it.
Result<void> Shelving::place(const Coming& coming) {
    const auto from = shelf_ / "packs" / coming_name;
    const auto digest = hex(coming.pack.digest);
    const auto to = shelf_ / places::target_for(digest);
    if (!is_there(to)) return disk::move(from, to);
    const auto trusted = places::trusted_on(shelf_);
    if (!trusted) return tl::unexpected(trusted.error());
    const auto before = places::whole_pack(shelf_, digest);
    const auto worth = [&](const SealFound& seal) { return places::holds(*trusted, seal) ? 2 : seal.by ? 1 : 0; };
    if (before && worth(find_seal(*before)) >= worth(coming.seal)) return {};
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) != 0) {
        return fail("put in place " + to.string() + ": " + std::strerror(errno));
    }
    return disk::sync_folder(to.parent_path());
}

Result<void> Shelving::trust(const SigningName& name) {
    auto names = places::trusted_on(shelf_);
    if (!names) return tl::unexpected(names.error());
    if (places::holds(*names, {true, name})) return {};
    names->push_back(name);
    if (names->size() > places::most_trusted) names->erase(names->begin());
    std::string text;
    for (const auto& each : *names) text += to_text(each) + "\n";
    return put("trusted", text);
}

// Trust before use: were the power to go between, the same pack would be taken the next time.
Result<void> Shelving::use(const EventPack& pack, const SealFound& seal, bool trusting) {
    if (trusting && seal.by) {
        if (auto trusted = trust(*seal.by); !trusted) return trusted;
    }
    const auto digest = hex(pack.digest);
    if (auto pointed = disk::point(shelf_ / "current", places::target_for(digest)); !pointed) return pointed;
    if (places::digest_behind(shelf_, "waiting") != digest) return {};
    if (auto removed = disk::take_away(shelf_ / "waiting"); !removed) return removed;
    return disk::sync_folder(shelf_);
}

// Packs that are neither in use nor waiting, and what an attempt that was cut off left behind.
Result<void> Shelving::tidy() {
    const auto current = places::digest_behind(shelf_, "current");
    const auto waiting = places::digest_behind(shelf_, "waiting");
    std::error_code wrong;
    std::vector<fs::path> old;
    for (fs::directory_iterator each(shelf_ / "packs", wrong); !wrong && each != fs::directory_iterator();
         each.increment(wrong)) {
        const auto name = each->path().filename().string();
        if (name != current && name != waiting) old.push_back(each->path());
    }
    if (wrong) return fail("tidy the shelf: " + wrong.message());
    for (const auto& path : old) {
        if (auto removed = disk::take_away(path); !removed) return removed;
    }
    return {};
}

Result<Shelving::Looked> Shelving::look_at(const fs::path& found, From from) {
    if (auto tidied = tidy(); !tidied) return tl::unexpected(tidied.error());
    const auto coming = bring(found);
    if (!coming) return tl::unexpected(coming.error());
    const auto trusted = places::trusted_on(shelf_);
    if (!trusted) return tl::unexpected(trusted.error());
    const auto current = places::digest_behind(shelf_, "current");
    const auto sealer = judge(coming->seal, *trusted, from);
    Looked looked{Became::Known, places::shelved(coming->pack, coming->seal, sealer)};
    // A card shows its pack at every start, also when a newer one came by stick since.
    const auto before = from == From::Card ? read_small_file(shelf_ / "card", 256) : std::optional<Bytes>();
    const bool same_card = before && *before && as_text(**before) == coming->card_mark;
    if (!same_card || !current) {
        if (auto placed = place(*coming); !placed) return tl::unexpected(placed.error());
        const bool first_of_all = from == From::Card && !current;
        Result<void> done;
        if (sealer == Sealer::Trusted || sealer == Sealer::First || first_of_all) {
            looked.became = current == looked.pack.digest ? Became::Known : Became::Taken;
            done = use(coming->pack, coming->seal, sealer == Sealer::First || first_of_all);
        } else if (current != looked.pack.digest) {
            looked.became = Became::Waiting;
            done = disk::point(shelf_ / "waiting", places::target_for(looked.pack.digest));
        }
        if (done && from == From::Card) done = put("card", coming->card_mark);
        if (!done) return tl::unexpected(done.error());
    }
    if (auto tidied = tidy(); !tidied) return tl::unexpected(tidied.error());
    return looked;
}

Result<ShelvedPack> Shelving::take_waiting(const std::string& digest) {
    const auto waiting = places::digest_behind(shelf_, "waiting");
    if (!waiting || *waiting != digest) {
        return fail("take the pack: it is not the one that waits", "look at the organizer's screen again");
    }
    const auto pack = places::whole_pack(shelf_, digest);
    if (!pack) return within("take the pack", pack.error());
    const auto seal = find_seal(*pack);
    if (auto used = use(*pack, seal, true); !used) return within("take the pack", used.error());
    complain({});
    if (auto tidied = tidy(); !tidied) return within("take the pack", tidied.error());
    return places::shelved(*pack, seal, seal.by ? Sealer::Trusted : Sealer::Nobody);
}

// First all goes out of sight, the links before the rest: nobody shall read a pack or a list that is half gone.
Result<void> Shelving::wipe() {
    std::vector<fs::path> rest;
    std::error_code wrong;
    for (const char* name : {"current", "waiting", "trusted", "complaint", "card", "packs"}) {
        if (!is_there(shelf_ / name)) continue;
        const auto gone = shelf_ / (std::string(".gone-") + name);
        // Of a wipe that was cut off.
        const bool folder = fs::is_directory(fs::symlink_status(gone, wrong));
        if (auto erased = folder ? erase_folder(gone) : erase_file(gone); !erased) return erased;
        if (auto moved = disk::move(shelf_ / name, gone); !moved) return moved;
    }
    wrong.clear();
    for (fs::directory_iterator each(shelf_, wrong); !wrong && each != fs::directory_iterator();
         each.increment(wrong)) {
        if (each->path().filename() != ".lock") rest.push_back(each->path());
    }
    if (wrong) return fail("erase the shelf: " + wrong.message());
    for (const auto& path : rest) {
        const bool folder = fs::is_directory(fs::symlink_status(path, wrong));
        if (auto erased = folder ? erase_folder(path) : erase_file(path); !erased) return erased;
    }
    if (auto made = disk::make_folder(shelf_ / "packs"); !made) return made;
    return disk::sync_folder(shelf_);
}

}  // namespace hineni
