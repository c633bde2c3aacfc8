// The module that knows ALSA, with a card that writes into a file, and with none.
#include "kiosk/device/sound.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "kiosk/device/loan.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

// ALSA reads this file in place of the system's.
class CardOfAFile {
  public:
    explicit CardOfAFile(bool there = true) {
        std::ofstream(folder_ / "asound.conf") << (there ? "pcm.!default { type file file \"" + heard().string() +
                                                               "\" format raw slave.pcm { type null } }\n"
                                                         : "");
        setenv("ALSA_CONFIG_PATH", (folder_ / "asound.conf").c_str(), 1);
    }
    ~CardOfAFile() { unsetenv("ALSA_CONFIG_PATH"); }
    CardOfAFile(const CardOfAFile&) = delete;
    CardOfAFile& operator=(const CardOfAFile&) = delete;
    [[nodiscard]] fs::path heard() const { return folder_ / "heard"; }

  private:
    FreshFolder folder_;
};

Result<Sound*> open_sound(Loaned<Sound>& loaned) {
    return loaned.take<OpenSound>(fs::path(HINENI_BIN) / "../lib/hineni/hineni-sound.so", open_sound_name);
}

}  // namespace

TEST_CASE("a tone is handed over in one piece") {
    const CardOfAFile card;
    Loaned<Sound> loaned;
    const auto sound = open_sound(loaned);
    REQUIRE(sound);
    const auto played = (*sound)->tone();
    REQUIRE_MESSAGE(played, played.error().what);
    CHECK((*sound)->tone());
    loaned.give_back();
    CHECK(fs::file_size(card.heard()) >= 48'000);  // Half a second of 16 bits, at least once.
}

TEST_CASE("a machine without a loudspeaker has no volume, and says so when it is to play") {
    const CardOfAFile card(false);
    Loaned<Sound> loaned;
    const auto sound = open_sound(loaned);
    REQUIRE(sound);
    CHECK_FALSE((*sound)->volume());
    CHECK_FALSE((*sound)->set_volume(50));
    CHECK_FALSE((*sound)->tone());
}

TEST_CASE("a module that is missing or of another kind is a failure in words") {
    Loaned<Sound> loaned;
    CHECK_FALSE(loaned.take<OpenSound>("/nowhere/hineni-sound.so", open_sound_name));
    const auto other =
        loaned.take<OpenSound>(fs::path(HINENI_BIN) / "../lib/hineni/hineni-network.so", open_sound_name);
    REQUIRE_FALSE(other);
    CHECK(other.error().what.ends_with("it is of another version"));
    CHECK(loaned.get() == nullptr);
}
