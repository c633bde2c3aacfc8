// Sound: the loudspeaker of the machine, by ALSA, whose library is loaded while an organizer looks (loan.hpp). Nothing
// here waits for the card.
#pragma once

#include <optional>

#include "hineni/result.hpp"

namespace hineni {

class Sound {
  public:
    Sound() = default;
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;
    virtual ~Sound() = default;

    // 0 to 100, of the first playback element of the default card named Master, PCM, Speaker or Headphone.
    [[nodiscard]] virtual std::optional<int> volume() = 0;
    [[nodiscard]] virtual Result<void> set_volume(int percent) = 0;
    // Half a second; one that is still sounding ends.
    [[nodiscard]] virtual Result<void> tone() = 0;
};

extern "C" using OpenSound = Sound * ();
inline constexpr const char* open_sound_name = "hineni_open_sound";

}  // namespace hineni
