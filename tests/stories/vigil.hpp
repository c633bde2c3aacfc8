// Vigil: one folding table for a story: an organizer's key, the sample pack sealed to it, a kiosk's state and a folder
// as the drop, all in a fresh folder, and the three shipped programs to act on them.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

class Vigil {
  public:
    Vigil();

    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path event() const { return folder_ / "event"; }
    [[nodiscard]] std::filesystem::path state() const { return folder_ / "state"; }
    [[nodiscard]] std::filesystem::path drop() const { return folder_ / "drop"; }
    [[nodiscard]] std::filesystem::path key() const { return folder_ / "organizer.key"; }

    // From now on sync delivers to `address`, which `authorities` vouch for.
    void deliver_to(std::string address, const std::filesystem::path& authorities);

    // Command lines, for a Child or finish().
    [[nodiscard]] std::vector<std::string> rehearsal(std::string_view script,
                                                     const std::string& program = "hineni-kiosk") const;
    [[nodiscard]] std::vector<std::string> sync(const std::string& command,
                                                const std::vector<std::string>& more = {}) const;
    [[nodiscard]] std::vector<std::string> desk_open(const std::string& from, const std::string& json) const;

    // Plays an attendee and insists that the script is met. What the kiosk printed.
    std::string play(std::string_view script) const;
    // `status --json`
    [[nodiscard]] nlohmann::json status() const;
    // Sends until nothing waits, opens the drop with the desk, and returns its JSON.
    [[nodiscard]] nlohmann::json delivered() const;
    // What the desk finds at `from`, as JSON.
    [[nodiscard]] nlohmann::json opened(const std::string& from) const;

  private:
    FreshFolder folder_;
    std::vector<std::string> delivery_;
};

// A program of this build.
[[nodiscard]] std::string program(const std::string& name);

// The steps of one whole sign-up on the sample pack, from the welcome to the welcome.
[[nodiscard]] std::string signs_up(std::string_view name, std::string_view email = "");

[[nodiscard]] std::string read_whole(const std::filesystem::path& file);
void write_whole(const std::filesystem::path& file, std::string_view content);

}  // namespace hineni
