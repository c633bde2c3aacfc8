// The second copy on a stick that comes and goes, and what the desk makes of drop and stick together.
#include <doctest/doctest.h>

#include <sys/mount.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "tests/stories/vigil.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

// A stick: a file system of its own where we may mount one, else a folder that is moved away.
class UsbStick {
  public:
    UsbStick(const fs::path& folder, const char* room) : at_(folder / "media"), away_(folder / "pocket"), room_(room) {
        fs::create_directory(at_);
        fs::create_directory(away_);
        mounted_ = mount("tmpfs", away_.c_str(), "tmpfs", 0, room_.c_str()) == 0;
        fs::create_directory(away_ / "hineni");
        plug_in();
    }
    ~UsbStick() {
        if (!mounted_) return;
        umount2(at_.c_str(), MNT_DETACH);
        umount2(away_.c_str(), MNT_DETACH);
    }
    UsbStick(const UsbStick&) = delete;
    UsbStick& operator=(const UsbStick&) = delete;

    void plug_in() const {
        if (mounted_) {
            REQUIRE(mount(away_.c_str(), at_.c_str(), nullptr, MS_BIND, nullptr) == 0);
        } else {
            fs::rename(away_ / "hineni", at_ / "hineni");
        }
    }
    void pull_out() const {
        if (mounted_) {
            REQUIRE(umount2(at_.c_str(), 0) == 0);
        } else {
            fs::rename(at_ / "hineni", away_ / "hineni");
        }
    }
    [[nodiscard]] bool mounted() const { return mounted_; }
    // What is named as the mirror.
    [[nodiscard]] fs::path folder() const { return at_ / "hineni"; }

  private:
    fs::path at_, away_;
    std::string room_;
    bool mounted_ = false;
};

std::vector<std::string> with_mirror(const Vigil& vigil, const UsbStick& stick, std::string_view script) {
    auto command = vigil.rehearsal(script);
    command.insert(command.end(), {"--mirror", stick.folder().string()});
    return command;
}

void play_with(const Vigil& vigil, const UsbStick& stick, const std::string& script) {
    const auto played = finish(with_mirror(vigil, stick, script));
    REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
}

std::set<std::string> names(const nlohmann::json& entries) {
    std::set<std::string> all;
    for (const auto& entry : entries) all.insert(entry["answers"]["name"].get<std::string>());
    return all;
}

constexpr auto missing = "see \"Organizer, please look\"\n";
constexpr auto whole = "not see \"please look\"\n";

}  // namespace

TEST_CASE("a stick is pulled out between two sign-ups and in the end holds every entry once") {
    const Vigil vigil;
    const UsbStick stick(vigil.folder(), "size=4m,mode=0700");
    play_with(vigil, stick, "wait 1s\n" + std::string(whole) + signs_up("Ada Sample") + whole);
    CHECK(names(vigil.opened(stick.folder().string())) == std::set<std::string>{"Ada Sample"});

    stick.pull_out();
    play_with(vigil, stick, "wait 1s\n" + std::string(missing) + signs_up("Bo Sample") + missing);
    CHECK_FALSE(fs::exists(stick.folder()));

    stick.plug_in();
    play_with(vigil, stick, "wait 1s\n" + std::string(whole) + signs_up("Cleo Sample") + whole);
    const std::set<std::string> all{"Ada Sample", "Bo Sample", "Cleo Sample"};
    CHECK(names(vigil.opened(stick.folder().string())) == all);

    // Drop and stick together: each entry once.
    REQUIRE(finish(vigil.sync("send")).exit_code == 0);
    auto command = vigil.desk_open(vigil.drop().string(), "-");
    command.insert(command.end(), {"--from", stick.folder().string()});
    const auto opened = finish(command);
    REQUIRE_MESSAGE(opened.exit_code == 0, opened.err);
    const auto entries = nlohmann::json::parse(opened.out);
    CHECK(entries.size() == 3);
    CHECK(names(entries) == all);
}

TEST_CASE("a stick that is full or only for reading costs nobody their thank-you") {
    const Vigil vigil;
    const UsbStick stick(vigil.folder(), "size=16k,mode=0700");
    if (!stick.mounted()) {
        MESSAGE("skipped: a small file system needs root");
        return;
    }
    std::string several = "wait 1s\n";
    for (int i = 0; i < 3; ++i) several += signs_up("Ada Sample");
    play_with(vigil, stick, several + "wait 1s\n" + missing);
    CHECK(vigil.delivered().size() == 3);
    REQUIRE(mount(nullptr, stick.folder().parent_path().c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) ==
            0);
    play_with(vigil, stick, "wait 1s\n" + std::string(missing) + signs_up("Bo Sample") + missing);
    CHECK(vigil.delivered().size() == 4);
}
