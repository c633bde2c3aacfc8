// Rehearsal: plays a script on a Stage as an attendee would: by the words on the glass, finger by finger, with
// pretended time and pixels that nobody sees. What is typed goes through the on-screen keyboard, key by key; what is
// written comes from a real one. The voice is listened to and makes no sound.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/shell/rehearsal_script.hpp"
#include "kiosk/shell/stage.hpp"

namespace hineni::rehearsal {

class Attendee {
  public:
    // Starts at `start` and from then on pretends that time goes by: a tap takes 300 ms. Pictures go into `pictures`;
    // empty: none are made. `out`: one line a step, flushed, and "thanked ENTRY_ID" each time a thank-you appears, in
    // the moment in which it does. The stage and `out` outlive the Attendee.
    Attendee(Stage& stage, const Now& start, int width, int height, std::filesystem::path pictures, std::FILE* out);

    // From now on also a line "touch X Y" for each finger that goes down: where it went, in whole pixels. For replaying
    // the same touches on a real window. Whoever reads them can tell what was typed: for samples only.
    void show_touches() { shows_touches_ = true; }

    // Where `hold` waits for a line; the standard input, if not told otherwise. Outlives the Attendee.
    void hold_at(std::FILE* in) { in_ = in; }

    // Fails with the line of the first step that is not met and what was on the glass instead: the words of the
    // screen, never what was typed.
    [[nodiscard]] Result<void> play(const std::vector<Step>& script);

    [[nodiscard]] int taps() const { return taps_; }

  private:
    [[nodiscard]] Result<void> act(const See& see);
    [[nodiscard]] Result<void> act(const ChooseLanguage& language);
    [[nodiscard]] Result<void> act(const Tap& tap);
    [[nodiscard]] Result<void> act(const Type& type);
    [[nodiscard]] Result<void> act(const TapMain& next);
    [[nodiscard]] Result<void> act(const TapBack& back);
    [[nodiscard]] Result<void> act(const Draw& draw);
    [[nodiscard]] Result<void> act(const Wait& wait);
    [[nodiscard]] Result<void> act(const Picture& picture);
    [[nodiscard]] Result<void> act(const CountTaps& count);
    [[nodiscard]] Result<void> act(const Press& press);
    [[nodiscard]] Result<void> act(const Write& write);
    [[nodiscard]] Result<void> act(const Hear& hear);
    [[nodiscard]] Result<void> act(const Hold& hold);
    [[nodiscard]] Result<void> act(const HoldDown& hold);
    [[nodiscard]] Result<void> act(const HoldCorner& corner);
    [[nodiscard]] Result<void> act(const TapDigits& pin);

    [[nodiscard]] Result<void> tap(const touch::Target& target);
    [[nodiscard]] Result<void> tap_labelled(std::string_view label, std::string_view near);
    void stay_on(float x, float y, Monotonic how_long);
    [[nodiscard]] Result<void> type_character(char32_t character, std::size_t place);
    void feed(touch::Edge edge, float x, float y, Monotonic takes);
    void feed(const Key& key);
    // Turns and paints until the kiosk waits for somebody.
    template <class What>
    void settle(const What& what);
    void paint();
    void say(const std::string& line);

    Stage& stage_;
    Now now_;
    int width_, height_;
    std::vector<std::uint32_t> pixels_;
    std::filesystem::path pictures_;
    std::FILE* out_;
    std::FILE* in_ = stdin;
    std::string heard_;  // Since the last step that could make the voice say something.
    int taps_ = 0;
    bool shows_touches_ = false;
};

}  // namespace hineni::rehearsal
