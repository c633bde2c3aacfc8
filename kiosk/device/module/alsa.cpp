// What kiosk/device/sound.hpp promises, by ALSA: the mixer while somebody looks, and a tone in one piece that is handed
// to the card without waiting.
#include <alsa/asoundlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

#include "kiosk/device/sound.hpp"

namespace hineni {

namespace {

constexpr auto card = "default";
constexpr unsigned rate = 48'000;
constexpr unsigned tone_ms = 500;

struct CloseMixer {
    void operator()(snd_mixer_t* mixer) const { snd_mixer_close(mixer); }
};
struct ClosePcm {
    void operator()(snd_pcm_t* pcm) const { snd_pcm_close(pcm); }
};

// ALSA complains to stderr by itself.
void say_nothing(const char* /*file*/, int /*line*/, const char* /*function*/, int /*error*/, const char* /*format*/,
                 ...) {}

// Two notes, each of which swells and fades, so that nothing clicks.
std::vector<std::int16_t> notes() {
    std::vector<std::int16_t> samples(std::size_t{rate} * tone_ms / 1000);
    const auto half = samples.size() / 2;
    for (std::size_t at = 0; at < samples.size(); ++at) {
        const double pitch = at < half ? 523.25 : 783.99;
        const double through = static_cast<double>(at % half) / static_cast<double>(half);
        const double swell = std::sin(std::numbers::pi * through);
        const double wave = std::sin(2 * std::numbers::pi * pitch * static_cast<double>(at) / rate);
        samples[at] = static_cast<std::int16_t>(12'000 * swell * wave);
    }
    return samples;
}

tl::unexpected<Error> refused(const char* attempt, int error) {
    return fail(std::string(attempt) + ": " + snd_strerror(error));
}

class Alsa final : public Sound {
  public:
    Alsa() { snd_lib_error_set_handler(say_nothing); }
    Alsa(const Alsa&) = delete;
    Alsa& operator=(const Alsa&) = delete;
    ~Alsa() override {
        mixer_.reset();
        pcm_.reset();
        (void)snd_config_update_free_global();
    }

    std::optional<int> volume() override;
    Result<void> set_volume(int percent) override;
    Result<void> tone() override;

  private:
    snd_mixer_elem_t* element();

    std::unique_ptr<snd_mixer_t, CloseMixer> mixer_;
    bool looked_ = false;  // A machine without a card is asked once.
    std::unique_ptr<snd_pcm_t, ClosePcm> pcm_;
};

snd_mixer_elem_t* Alsa::element() {
    if (!looked_) {
        looked_ = true;
        snd_mixer_t* mixer = nullptr;
        if (snd_mixer_open(&mixer, 0) < 0) return nullptr;
        mixer_.reset(mixer);
        if (snd_mixer_attach(mixer, card) < 0 || snd_mixer_selem_register(mixer, nullptr, nullptr) < 0 ||
            snd_mixer_load(mixer) < 0) {
            mixer_.reset();
        }
    }
    if (!mixer_) return nullptr;
    (void)snd_mixer_handle_events(mixer_.get());
    for (const char* name : {"Master", "PCM", "Speaker", "Headphone"}) {
        for (auto* each = snd_mixer_first_elem(mixer_.get()); each != nullptr; each = snd_mixer_elem_next(each)) {
            if (snd_mixer_selem_has_playback_volume(each) == 0) continue;
            if (std::string_view(snd_mixer_selem_get_name(each)) == name) return each;
        }
    }
    return nullptr;
}

std::optional<int> Alsa::volume() {
    auto* const at = element();
    long least = 0, most = 0, now = 0;
    if (at == nullptr || snd_mixer_selem_get_playback_volume_range(at, &least, &most) < 0 || most <= least ||
        snd_mixer_selem_get_playback_volume(at, SND_MIXER_SCHN_FRONT_LEFT, &now) < 0) {
        return std::nullopt;
    }
    int on = 1;
    if (snd_mixer_selem_has_playback_switch(at) != 0) {
        (void)snd_mixer_selem_get_playback_switch(at, SND_MIXER_SCHN_FRONT_LEFT, &on);
    }
    if (on == 0) return 0;
    return static_cast<int>((std::clamp(now, least, most) - least) * 100 / (most - least));
}

Result<void> Alsa::set_volume(int percent) {
    constexpr auto attempt = "set the volume";
    auto* const at = element();
    long least = 0, most = 0;
    if (at == nullptr || snd_mixer_selem_get_playback_volume_range(at, &least, &most) < 0 || most <= least) {
        return fail(std::string(attempt) + ": there is no loudspeaker here");
    }
    const long wanted = least + ((most - least) * std::clamp(percent, 0, 100) + 99) / 100;
    if (const int done = snd_mixer_selem_set_playback_volume_all(at, wanted); done < 0) return refused(attempt, done);
    if (snd_mixer_selem_has_playback_switch(at) != 0) {
        (void)snd_mixer_selem_set_playback_switch_all(at, percent > 0 ? 1 : 0);
    }
    return {};
}

Result<void> Alsa::tone() {
    constexpr auto attempt = "play a sound";
    const auto samples = notes();
    pcm_.reset();
    snd_pcm_t* pcm = nullptr;
    if (const int done = snd_pcm_open(&pcm, card, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK); done < 0) {
        return refused(attempt, done);
    }
    pcm_.reset(pcm);
    // Room for all of it, so that one call takes it and nobody has to come back.
    int done =
        snd_pcm_set_params(pcm, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, rate, 1, (tone_ms + 100) * 1000);
    if (done < 0) return refused(attempt, done);
    const auto put = snd_pcm_writei(pcm, samples.data(), samples.size());
    if (put < 0) return refused(attempt, static_cast<int>(put));
    // Fails where it sounds already, because the card has all that it waits for.
    if (snd_pcm_state(pcm) == SND_PCM_STATE_PREPARED) done = snd_pcm_start(pcm);
    return done < 0 ? Result<void>(refused(attempt, done)) : Result<void>();
}

}  // namespace

extern "C" Sound* hineni_open_sound() {
    return new Alsa;
}

}  // namespace hineni
