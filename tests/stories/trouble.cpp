// Everything that goes wrong on an evening says what it is and what to do, and loses nothing.
#include <doctest/doctest.h>

#include <sys/mount.h>
#include <unistd.h>
#include <algorithm>

#include <fstream>

#include "tests/stories/vigil.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

bool says(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

// "program: attempt: cause" and a hint, each on a line of its own.
void check_complaint(const Finished& said, const std::string& program_name, std::string_view cause) {
    CAPTURE(said.err);
    CHECK(said.exit_code == 1);
    CHECK(says(said.err, program_name + ": "));
    CHECK(says(said.err, cause));
    CHECK(says(said.err, "hint: "));
}

// The one with an envelope: others may hold a statement alone.
fs::path only_bundle_in(const fs::path& drop) {
    for (const auto& file : fs::directory_iterator(drop)) {
        if (file.file_size() > 4096) return file.path();
    }
    return {};
}

// A file system of its own, so small that it fills up.
class SmallDisk {
  public:
    explicit SmallDisk(fs::path at) : at_(std::move(at)) {
        fs::create_directory(at_);
        mounted_ = mount("tmpfs", at_.c_str(), "tmpfs", 0, "size=512k,mode=0700") == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount2(at_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool mounted() const { return mounted_; }
    void fill() const {
        std::ofstream filler(at_ / "filler", std::ios::binary);
        const std::string block(4096, 'x');
        while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {}
    }
    void free() const {
        fs::remove(at_ / "filler");
        REQUIRE(mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, "size=16m") == 0);
    }

  private:
    fs::path at_;
    bool mounted_ = false;
};

}  // namespace

TEST_CASE("a wrong key opens nothing, says so, and changes nothing") {
    Vigil vigil;
    vigil.play(signs_up("Ada Sample"));
    REQUIRE(vigil.delivered().size() == 1);
    const auto before = read_whole(only_bundle_in(vigil.drop()));

    const Vigil other;
    auto command = vigil.desk_open(vigil.drop().string(), "-");
    std::replace(command.begin(), command.end(), vigil.key().string(), other.key().string());
    check_complaint(finish(command), "hineni-desk", "key");
    CHECK(read_whole(only_bundle_in(vigil.drop())) == before);
}

TEST_CASE("a truncated bundle and a foreign file are named, and the rest is opened") {
    Vigil vigil;
    vigil.play(signs_up("Ada Sample"));
    REQUIRE(vigil.delivered().size() == 1);
    const auto first = only_bundle_in(vigil.drop());
    vigil.play(signs_up("Grace Sample"));
    REQUIRE(vigil.delivered().size() == 2);

    fs::resize_file(first, fs::file_size(first) - 1);
    write_whole(vigil.drop() / "shopping list.txt", "candles, tea");
    const auto said = finish(vigil.desk_open(vigil.drop().string(), "-"));
    CAPTURE(said.err);
    CHECK(said.exit_code == 1);
    CHECK(nlohmann::json::parse(said.out).size() == 1);
    CHECK(says(said.err, first.filename().string()));
    CHECK(says(said.err, "shopping list.txt"));
    CHECK(says(said.err, "hint: "));
}

TEST_CASE("a queue that is not a database is left alone, and everybody is told") {
    Vigil vigil;
    fs::create_directory(vigil.state());
    const std::string foreign(10'000, 'q');
    write_whole(vigil.state() / "queue.db", foreign);

    vigil.play("see \"paper\"\nnot see \"Join us\"\n");
    check_complaint(finish(vigil.sync("send")), "hineni-sync", "queue.db");
    check_complaint(finish(vigil.sync("status")), "hineni-sync", "queue.db");
    CHECK(read_whole(vigil.state() / "queue.db") == foreign);
}

TEST_CASE("a state folder that cannot be written is said on the glass, not lost in a log") {
    Vigil vigil;
    write_whole(vigil.folder() / "no folder", "");  // Not even root makes a folder below a file.
    auto command = vigil.rehearsal("see \"paper\"\nnot see \"Join us\"\n");
    std::replace(command.begin(), command.end(), vigil.state().string(), (vigil.folder() / "no folder/state").string());
    const auto played = finish(command);
    CHECK_MESSAGE(played.exit_code == 0, played.out << played.err);
}

TEST_CASE("a drop that cannot be written keeps everything waiting and says why") {
    Vigil vigil;
    vigil.play(signs_up("Ada Sample"));
    const auto nowhere = (vigil.folder() / "no stick here").string();
    check_complaint(finish(vigil.sync("send", {"--drop", "file:" + nowhere})), "hineni-sync", nowhere);
    CHECK(vigil.status()["waiting"] == 1);
    CHECK(vigil.delivered().size() == 1);
}

TEST_CASE("a full disk is trouble said kindly, and with room again the next one is kept") {
    Vigil vigil;
    const SmallDisk disk(vigil.state());
    if (!disk.mounted()) {
        MESSAGE("skipped: a small file system needs the right to mount (root)");
        return;
    }
    vigil.play(signs_up("Ada Sample"));
    disk.fill();

    // A queue keeps a little room for itself, so the first few may still be kept.
    std::size_t thanked = 1;
    Finished played;
    for (int evenings = 0; evenings < 40 && played.exit_code <= 0; ++evenings) {
        played =
            finish(vigil.rehearsal(signs_up("Grace Sample") + signs_up("Grace Sample") + signs_up("Grace Sample")));
        for (auto at = played.out.find("thanked "); at != std::string::npos; at = played.out.find("thanked ", at + 1))
            ++thanked;
    }
    CAPTURE(played.err);
    CHECK(played.exit_code == 1);
    CHECK((says(played.err, "We could not save that") || says(played.err, "Please use the paper sheet")));

    disk.free();
    vigil.play(signs_up("María Muestra"));
    CHECK(vigil.delivered().size() == thanked + 1);
}

TEST_CASE("wrong usage is exit code 2 and says what would be right") {
    const std::vector<std::vector<std::string>> commands{
        {"hineni-kiosk", "--event", "here", "--state", "there"},
        {"hineni-sync", "status", "--event", "here", "--state", "there"},
        {"hineni-desk", "open", "--key", "mine", "--from", "there", "--csv", "-"},
    };
    for (auto command : commands) {
        const std::string name = command.front();
        CAPTURE(name);
        command.front() = program(name);
        command.emplace_back("--no-such-option");
        const auto said = finish(command);
        CAPTURE(said.err);
        CHECK(said.exit_code == 2);
        CHECK(says(said.err, "no-such-option"));
        CHECK(says(said.err, "hint: " + name));
        CHECK(says(said.err, "--help"));
        CHECK(finish({program(name), "--help"}).exit_code == 0);
        CHECK(says(finish({program(name), "--version"}).out, "0.1.0"));
    }
}

TEST_CASE("a broken pack is complained about before anybody can sign") {
    Vigil vigil;
    auto pack = read_whole(vigil.event() / "event.toml");
    pack.replace(pack.find("kind = \"signup\""), 15, "kind = \"sgnup\"");
    write_whole(vigil.event() / "event.toml", pack);
    const auto checked = finish(vigil.sync("check"));
    CHECK(checked.exit_code == 1);
    CHECK(says(checked.out + checked.err, "sgnup"));
    CHECK(says(checked.out + checked.err, "signup, pledge, rsvp"));
}
