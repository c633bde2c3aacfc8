// The real espeak-ng, its speech written to files. One that has read its text and waits, because nobody reads the pipe
// that it writes to, stands for one that is still speaking.
#include "kiosk/voice/speaker.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "hineni/seal.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Saying saying(std::string words, std::string_view answer = {}) {
    REQUIRE(start_sealing());
    Saying made{std::move(words), Secret(answer.size()), false};
    REQUIRE(made.answer.append(answer));
    return made;
}

void wait_for(pid_t child) {
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
}

// Neither gone nor dead and waiting to be let go.
bool lives(pid_t child) {
    const auto stat = contents("/proc/" + std::to_string(child) + "/stat");
    return !stat.empty() && stat.find(") Z") == std::string::npos && stat.find(") X") == std::string::npos;
}

std::string command_line(pid_t child) {
    return contents("/proc/" + std::to_string(child) + "/cmdline");
}

// Samples of a WAV file after its header, and whether any of them is a sound.
struct Sound {
    std::size_t samples = 0;
    bool heard = false;
};
Sound sound_in(const fs::path& wav) {
    constexpr std::size_t header = 44;
    const auto bytes = contents(wav);
    Sound sound;
    for (std::size_t at = header; at + 1 < bytes.size(); at += 2) {
        std::int16_t sample = 0;
        std::memcpy(&sample, bytes.data() + at, sizeof sample);
        ++sound.samples;
        sound.heard = sound.heard || sample > 1000 || sample < -1000;
    }
    return sound;
}

Sound spoken(const Language& language, std::string words) {
    const FreshFolder folder;
    const auto wav = folder / "speech.wav";
    Speaker speaker({"espeak-ng", "-w", wav.string()});
    speaker.say(saying(std::move(words)), language, {true, 3, 3});
    if (!speaker.speaking()) return {};
    wait_for(*speaker.speaking());
    return sound_in(wav);
}

// One that goes on speaking.
struct Endless {
    Endless() { REQUIRE(mkfifo((folder / "out").c_str(), 0600) == 0); }

    // Says it, and waits until the program is itself.
    pid_t say(const Saying& what) {
        speaker.say(what, "en", {true, 3, 3});
        const auto child = speaker.speaking();
        REQUIRE(child);
        while (!command_line(*child).starts_with("espeak-ng")) {}
        return *child;
    }

    FreshFolder folder;
    Speaker speaker{{"espeak-ng", "-w", (folder / "out").string()}};
};

}  // namespace

TEST_CASE("each language that has a voice is spoken, and more words take longer") {
    const std::vector<std::pair<Language, std::string>> words{
        {"en", "Your name"}, {"es", "Tu nombre"}, {"ar", "اسمك"},        {"pt", "Seu nome"}, {"fr", "Votre nom"},
        {"ht", "Non ou"},    {"ru", "Ваше имя"},  {"vi", "Tên của bạn"}, {"zh", "你的名字"}};
    for (const auto& [language, name] : words) {
        CAPTURE(language);
        const auto once = spoken(language, name);
        CHECK(once.heard);
        CHECK(spoken(language, name + ". " + name + ". " + name).samples > once.samples + once.samples / 2);
    }
}

TEST_CASE("a language without a voice is not spoken in another's sounds") {
    Speaker speaker({"espeak-ng", "-w", "/dev/null"});
    CHECK(speaker.has_voice("en"));
    CHECK_FALSE(speaker.has_voice("yi"));
    CHECK_FALSE(speaker.has_voice("he"));
    speaker.say(saying("דײַן נאָמען"), "yi", {true, 3, 3});
    CHECK_FALSE(speaker.speaking());
}

TEST_CASE("an answer is spoken after the words") {
    const FreshFolder folder;
    Speaker speaker({"espeak-ng", "-w", (folder / "a.wav").string()});
    speaker.say(saying("Your name", "Ada Lovelace Example"), "en", {true, 3, 3});
    wait_for(*speaker.speaking());
    CHECK(sound_in(folder / "a.wav").samples > spoken("en", "Your name").samples * 3 / 2);
}

TEST_CASE("without the program nothing is said, and nothing goes wrong") {
    Speaker speaker({"/nowhere/espeak-ng"});
    CHECK_FALSE(speaker.has_voice("en"));
    speaker.say(saying("Your name"), "en", {true, 3, 3});
    CHECK_FALSE(speaker.speaking());
}

TEST_CASE("who leaves leaves no voice behind") {
    Endless endless;
    const auto child = endless.say(saying("Your name", "Kanarienvogel"));
    CHECK_MESSAGE(lives(child), "control: it speaks on where nobody ends it");
    endless.speaker.hush();
    wait_for(child);
    CHECK_FALSE(lives(child));
    endless.speaker.reap();
    CHECK(kill(child, 0) == -1);  // Not even a zombie.
}

TEST_CASE("a newer saying ends the one before") {
    Endless endless;
    const auto first = endless.say(saying("Your name"));
    const auto second = endless.say(saying("Email"));
    wait_for(first);
    CHECK_FALSE(lives(first));
    CHECK(lives(second));
}

TEST_CASE("what is said is in no command line and no environment, and no file of the kiosk is left open") {
    Endless endless;
    const FreshFolder folder;
    const int inherited = open((folder / "queue.db").c_str(), O_CREAT | O_RDWR, 0600);  // Without O_CLOEXEC.
    const auto child = endless.say(saying("Words on the glass", "Kanarienvogel"));
    for (const std::string part : {"cmdline", "environ"}) {
        const auto seen = contents("/proc/" + std::to_string(child) + "/" + part);
        CHECK(seen.find("Kanarienvogel") == std::string::npos);
        CHECK(seen.find("Words on") == std::string::npos);
    }
    CHECK(command_line(child).find("--stdin") != std::string::npos);
    for (const auto& each : fs::directory_iterator("/proc/" + std::to_string(child) + "/fd")) {
        std::error_code gone;
        CHECK(fs::read_symlink(each.path(), gone) != folder / "queue.db");
    }
    close(inherited);
}

TEST_CASE("a kiosk that is killed is silent") {
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    const FreshFolder folder;
    REQUIRE(mkfifo((folder / "out").c_str(), 0600) == 0);
    const auto words = saying("Your name");
    const pid_t kiosk = fork();
    if (kiosk == 0) {
        Speaker speaker({"espeak-ng", "-w", (folder / "out").string()});
        speaker.say(words, "en", {true, 3, 3});
        const pid_t child = speaker.speaking().value_or(-1);
        [[maybe_unused]] const auto told = write(pipe_ends[1], &child, sizeof child);
        pause();
        _exit(0);
    }
    pid_t child = -1;
    REQUIRE(read(pipe_ends[0], &child, sizeof child) == static_cast<ssize_t>(sizeof child));
    REQUIRE(child > 0);
    while (!command_line(child).starts_with("espeak-ng")) {}
    kill(kiosk, SIGKILL);
    waitpid(kiosk, nullptr, 0);
    while (lives(child)) {}  // As soon as the kernel comes to it.
    CHECK_FALSE(lives(child));
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}
