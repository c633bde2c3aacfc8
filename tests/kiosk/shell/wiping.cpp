// What a wipe leaves on the disk: a state folder on a real ext4, whose raw image is searched for every eight bytes in a
// row of every envelope, of the device's key and of its PIN.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <unordered_set>

#include "hineni/errand.hpp"
#include "hineni/pin.hpp"
#include "hineni/queue.hpp"
#include "kiosk/shell/stage_store.hpp"
#include "kiosk/shell/wiped_files.hpp"
#include "tests/kiosk/session/sample.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

std::string whole_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Every eight bytes in a row of what must not be found.
class Canaries {
  public:
    void add(std::string_view bytes) {
        for (std::size_t at = 0; at + 8 <= bytes.size(); ++at) {
            all_.insert(word_at(bytes, at));
            fronts_[front_at(bytes, at)] = true;
        }
    }
    [[nodiscard]] std::size_t seen_in(std::string_view image) const {
        static const std::string zeros(page, '\0');
        std::size_t seen = 0;
        for (std::size_t from = 0; from + 8 <= image.size(); from += page) {
            // An empty page; what begins in its last bytes is looked at with it.
            const auto some = image.substr(from, page + 7);
            if (some == std::string_view(zeros).substr(0, page)) continue;
            for (std::size_t at = 0; at + 8 <= some.size(); ++at) {
                if (fronts_[front_at(some, at)] && all_.contains(word_at(some, at))) ++seen;
            }
        }
        return seen;
    }

  private:
    static constexpr std::size_t page = 4096;
    static std::uint64_t word_at(std::string_view bytes, std::size_t at) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        return word;
    }
    static std::size_t front_at(std::string_view bytes, std::size_t at) { return word_at(bytes, at) & 0xFFFFFFU; }

    std::unordered_set<std::uint64_t> all_;
    std::vector<bool> fronts_ = std::vector<bool>(std::size_t{1} << 24U);
};

constexpr std::size_t entries = 30;

// Why there can be no disk of one's own here; empty where there can.
std::string no_disk_here() {
    if (::geteuid() != 0) return "mounting needs root";
    if (::access("/dev/loop-control", R_OK | W_OK) != 0) return "there is no /dev/loop-control";
    if (finish({"sh", "-c", "command -v mkfs.ext4"}).exit_code != 0) return "there is no mkfs.ext4";
    return "";
}

// A small disk with an ext4 on it, mounted until eject().
struct Disk {
    Disk() {
        std::ofstream(image).flush();
        fs::resize_file(image, std::uintmax_t{16} << 20U);
        fs::create_directory(mounted);
        REQUIRE(finish({"mkfs.ext4", "-q", "-F", "-b", "4096", image.string()}).exit_code == 0);
        const auto up = finish({"mount", "-t", "ext4", "-o", "loop,noatime", image.string(), mounted.string()});
        in = up.exit_code == 0;
        trouble = up.err;
    }
    ~Disk() { eject(); }
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    void eject() {
        if (std::exchange(in, false)) CHECK(finish({"umount", mounted.string()}).exit_code == 0);
    }

    FreshFolder folder;
    fs::path image = folder / "image", mounted = folder / "mounted";
    bool in = false;
    std::string trouble;
};

// An evening of a kiosk on that disk: entries come, some go after their receipts, and there is a PIN.
struct EveningOnDisk {
    explicit EveningOnDisk(const fs::path& where) : state(where / "state") {
        REQUIRE(start_sealing());
        store = store_on_device(pack, state);
        REQUIRE(store.open());
        for (std::size_t i = 0; i < entries; ++i) {
            const auto envelope = noise_envelope();
            REQUIRE(store.add(envelope));
            canaries.add(as_text(envelope.bytes));
        }
        Secret pin(16);
        REQUIRE(pin.append("271828"));
        REQUIRE(keep_pin(state, pin));
        for (const char* name : {"device.key", "pin"}) canaries.add(whole_of(state / name));
    }

    fs::path state;
    EventPack pack = sample::pack();
    Store store;
    Canaries canaries;
};

// How many runs of bytes of an evening are seen on its disk after `end`; nothing where there can be no disk here.
std::optional<std::size_t> seen_after(const std::function<void(EveningOnDisk&)>& end) {
    if (const auto why = no_disk_here(); !why.empty()) {
        MESSAGE("not looked at: " << why);
        return std::nullopt;
    }
    Disk disk;
    REQUIRE_MESSAGE(disk.in, disk.trouble);
    Canaries canaries;
    {
        EveningOnDisk evening(disk.mounted);
        end(evening);
        canaries = std::move(evening.canaries);
    }
    disk.eject();
    return canaries.seen_in(whole_of(disk.image));
}

}  // namespace

TEST_CASE("after a wipe no eight bytes of an envelope, the key or the PIN are on the disk, though sync reads on") {
    const auto seen = seen_after([](EveningOnDisk& evening) {
        auto sync = QueueReader::open(evening.state);
        REQUIRE(sync);
        CHECK(sync->ids().value().size() == entries);
        const auto wiped = evening.store.wipe();
        CHECK_MESSAGE(wiped, (wiped ? "" : wiped.error().what));
        (void)sync->ids();  // Whatever it gets, it goes on.
        CHECK_FALSE(QueueReader::open(evening.state));
        CHECK(evening.store.wipe());  // Again does no harm.
        for (const auto& each : fs::directory_iterator(evening.state)) CHECK(each.path().filename() == "errands");
        CHECK(errand_to_do(evening.state, ErrandKind::WipeDeliveries).value());
        CHECK(errand_to_do(evening.state, ErrandKind::WipePacks).value());
    });
    if (seen) CHECK(*seen == 0);
}

TEST_CASE("control: a wipe that only takes the names away is caught") {
    const auto seen = seen_after([](EveningOnDisk& evening) {
        evening.store = {};
        fs::remove_all(evening.state);
    });
    if (seen) CHECK(*seen > entries * 4096 / 2);
}

TEST_CASE("a folder is wiped with everything below it, and what is not there is wiped already") {
    const FreshFolder folder;
    fs::create_directories(folder / "practice" / "deep");
    std::ofstream(folder / "practice" / "deep" / "file") << "words";
    fs::create_symlink("/etc/hostname", folder / "practice" / "link");
    CHECK(wipe_folder(folder / "practice"));
    CHECK_FALSE(fs::exists(folder / "practice"));
    CHECK(wipe_folder(folder / "practice"));
    CHECK(fs::exists("/etc/hostname"));
}
